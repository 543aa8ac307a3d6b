#include "batch/stage_commands.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "core/files.h"
#include "support/fake_recognizer.h"
#include "unit/batch/drawn_files.h"
#include "unit/batch/recorded_progress.h"

namespace folio {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using testing::FakeRecognizer;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::unique_ptr<LineRecognizer> make_fake() { return std::make_unique<FakeRecognizer>(); }

class StageCommandsTest : public ::testing::Test {
 protected:
  std::vector<Input> inputs() {
    testing::write_drawn_tiff(folder_ / "leaf.tif", 2);
    return {{folder_ / "leaf.tif", "leaf", std::nullopt}, {folder_ / "missing.tif", "missing", std::nullopt}};
  }
  DigitizeOptions options(const std::string& out) const {
    DigitizeOptions options;
    options.output = folder_ / out;
    options.exports.pdf = true;
    return options;
  }
  BatchResult run(const std::string& stage, const std::string& out = "out") {
    return run_stage(stage, options(out), make_fake, progress_, interrupted_);
  }
  BatchResult ingest(const std::string& out = "out") {
    return run_ingest(inputs(), options(out), progress_, interrupted_);
  }

  test::TemporaryFolder folder_;
  testing::RecordedProgress progress_;
  std::atomic<bool> interrupted_{false};
};

TEST_F(StageCommandsTest, TogetherTheyGiveWhatDigitizeGives) {
  EXPECT_EQ(ingest("stages").failures.size(), 1U);
  for (const char* stage : {"deskew", "segment", "separate", "recognize", "export"}) {
    const BatchResult result = run(stage, "stages");
    EXPECT_EQ(result.pages.size(), 2U) << stage;
    EXPECT_THAT(result.failures, IsEmpty()) << stage;
  }
  digitize(inputs(), std::nullopt, options("whole"), make_fake, progress_, interrupted_);
  for (const auto& entry : fs::directory_iterator(folder_ / "whole")) {
    if (!entry.is_regular_file()) continue;
    const fs::path other = folder_ / "stages" / entry.path().filename().string();
    ASSERT_TRUE(fs::exists(other)) << other;
    EXPECT_TRUE(read_file(entry.path()) == read_file(other)) << other << " differs";
  }
}

TEST_F(StageCommandsTest, IngestListsThePages) {
  const BatchResult result = ingest();
  ASSERT_EQ(result.pages.size(), 2U);
  EXPECT_EQ(result.pages[1].stem, "leaf-p002");
  ASSERT_EQ(result.failures.size(), 1U);
  EXPECT_THAT(result.failures[0].message(), HasSubstr("missing.tif"));
  EXPECT_THAT(progress_.done, ElementsAre("leaf-p001", "leaf-p002"));
}

TEST_F(StageCommandsTest, AStageWithoutTheOneBeforeItSaysWhichToRun) {
  ingest();
  const BatchResult result = run("separate");
  EXPECT_THAT(result.pages, IsEmpty());
  ASSERT_EQ(result.failures.size(), 2U);
  EXPECT_EQ(result.failures[0].code(), ErrorCode::input);
  EXPECT_THAT(result.failures[0].message(), HasSubstr("folio deskew"));
}

TEST_F(StageCommandsTest, WithoutARunThereIsNothingToDo) { EXPECT_THROW(run("deskew", "nowhere"), Error); }

TEST_F(StageCommandsTest, AScanThatHasChangedSinceIsAnError) {
  ingest();
  testing::write_drawn_tiff(folder_ / "leaf.tif", 2, 4);
  const BatchResult result = run("deskew");
  ASSERT_EQ(result.failures.size(), 2U);
  EXPECT_EQ(result.failures[0].code(), ErrorCode::input);
  EXPECT_THAT(result.failures[0].message(), HasSubstr("changed"));
}

TEST_F(StageCommandsTest, OneDamagedPageEndsNothingElse) {
  ingest();
  run("deskew");
  write_file(folder_ / "out/stages/leaf-p001/upright.json", "{");
  const BatchResult result = run("segment");
  ASSERT_EQ(result.failures.size(), 1U);
  EXPECT_THAT(result.failures[0].message(), HasSubstr("leaf-p001"));
  ASSERT_EQ(result.pages.size(), 1U);
  EXPECT_EQ(result.pages[0].stem, "leaf-p002");
}

TEST_F(StageCommandsTest, AMissingModelEndsTheRun) {
  ingest();
  for (const char* stage : {"deskew", "segment", "separate"}) run(stage);
  const RecognizerFactory none = []() -> std::unique_ptr<LineRecognizer> {
    throw Error(ErrorCode::missing_dependency, "no model");
  };
  EXPECT_THROW(run_stage("recognize", options("out"), none, progress_, interrupted_), Error);
}

TEST_F(StageCommandsTest, InterruptedNoFurtherPageIsBegun) {
  ingest();
  interrupted_ = true;
  const BatchResult result = run("deskew");
  EXPECT_TRUE(result.interrupted);
  EXPECT_THAT(result.pages, IsEmpty());
}

TEST_F(StageCommandsTest, ExportAfterDigitizeWritesTheTextsAnew) {
  digitize(inputs(), std::nullopt, options("out"), make_fake, progress_, interrupted_);
  const std::string text = read_file(folder_ / "out/leaf-p001.typed.txt");
  fs::remove(folder_ / "out/leaf-p001.typed.txt");
  EXPECT_THAT(run("export").failures, IsEmpty());
  EXPECT_EQ(read_file(folder_ / "out/leaf-p001.typed.txt"), text);
}

}  // namespace
}  // namespace folio
