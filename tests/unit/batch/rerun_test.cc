#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>

#include "batch/digitize.h"
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

/// What a second run into a folder does, and what it leaves alone.
class RerunTest : public ::testing::Test {
 protected:
  void SetUp() override {
    inputs_ = {drawn("a.tif", 1), drawn("b.tif", 2, 1)};
    options_.output = folder_ / "out";
    first_ = run();
    ASSERT_EQ(first_.pages.size(), 3U);
    ASSERT_EQ(first_.read_now, 3);
  }
  Input drawn(const std::string& name, int pages, int first = 0) {
    testing::write_drawn_tiff(folder_ / name, pages, first);
    return {folder_ / name, name.substr(0, name.find('.')), std::nullopt};
  }
  BatchResult run() {
    progress_ = {};
    return digitize(
        inputs_, std::nullopt, options_, [] { return std::make_unique<FakeRecognizer>(); }, progress_,
        interrupted_);
  }
  /// Pages and products of a folder that these inputs and options were never run into before.
  std::vector<std::pair<std::string, std::string>> fresh() {
    DigitizeOptions options = options_;
    options.output = folder_ / "fresh";
    digitize(
        inputs_, std::nullopt, options, [] { return std::make_unique<FakeRecognizer>(); }, progress_,
        interrupted_);
    return testing::contents_of(folder_ / "fresh");
  }
  std::vector<std::pair<std::string, std::string>> now() const {
    return testing::contents_of(folder_ / "out");
  }

  using Contents = std::vector<std::pair<std::string, std::string>>;
  /// Names of files that are not the same in both.
  static std::vector<std::string> differences(const Contents& a, const Contents& b) {
    Contents either;
    std::ranges::set_symmetric_difference(a, b, std::back_inserter(either));
    std::vector<std::string> names;
    for (const auto& [name, bytes] : either) names.push_back(name);
    return names;
  }

  test::TemporaryFolder folder_;
  testing::RecordedProgress progress_;
  std::atomic<bool> interrupted_{false};
  std::vector<Input> inputs_;
  DigitizeOptions options_;
  BatchResult first_;
};

TEST_F(RerunTest, NothingIsDoneTwice) {
  const auto before = now();
  const BatchResult again = run();
  EXPECT_TRUE(again.was_finished);
  EXPECT_EQ(again.read_now, 0);
  EXPECT_EQ(again.pages.size(), 3U);
  EXPECT_THAT(progress_.kept, ElementsAre("a", "b-p001", "b-p002"));
  EXPECT_THAT(progress_.done, IsEmpty());
  EXPECT_THAT(differences(now(), before), IsEmpty());
}

TEST_F(RerunTest, AnotherOptionOfReadingReadsAgain) {
  options_.pipeline.choices = "other=1;";
  EXPECT_EQ(run().read_now, 3);
  EXPECT_THAT(differences(now(), fresh()), IsEmpty());
}

TEST_F(RerunTest, StagesAreKeptOnlyWhenAskedFor) {
  EXPECT_FALSE(fs::exists(folder_ / "out/stages/a/masks.png"));
  EXPECT_FALSE(fs::exists(folder_ / "out/stages/a/kept-stages.json"));
}

TEST_F(RerunTest, AnotherReaderGoesOnFromKeptLayers) {
  options_.keep_stages = true;
  options_.pipeline.choices = "first";
  EXPECT_EQ(run().read_now, 3);
  // The layers of one page say something else now: it is they that are read.
  const fs::path layers = folder_ / "out/stages/b-p001/layered.json";
  nlohmann::json json = nlohmann::json::parse(read_file(layers));
  ASSERT_FALSE(json.at("lines").empty());
  json["lines"] = nlohmann::json::array();
  write_file(layers, json.dump());
  options_.pipeline.choices = "second";
  options_.keep_stages = false;
  const BatchResult again = run();
  EXPECT_EQ(again.read_now, 3);
  EXPECT_EQ(again.pages.at(1).lines, 0);
  EXPECT_EQ(again.pages.at(2).lines, first_.pages.at(2).lines);
  for (const std::string& name : differences(now(), fresh())) {
    if (!name.ends_with(".hocr")) continue;
    EXPECT_THAT(name, HasSubstr("b-p001"));
  }
}

TEST_F(RerunTest, KeptLayersGiveTheSameBytes) {
  options_.keep_stages = true;
  options_.pipeline.choices = "first";
  run();
  options_.pipeline.choices = "second";
  run();
  EXPECT_THAT(differences(now(), fresh()), IsEmpty());
}

TEST_F(RerunTest, AKeptStageThatIsDamagedIsMadeAnew) {
  options_.keep_stages = true;
  options_.pipeline.choices = "first";
  run();
  fs::resize_file(folder_ / "out/stages/a/ink.png", 20);
  fs::resize_file(folder_ / "out/stages/b-p001/masks.png", 20);
  fs::remove(folder_ / "out/stages/b-p002/upright.json");
  options_.pipeline.choices = "second";
  EXPECT_EQ(run().read_now, 3);
  EXPECT_THAT(differences(now(), fresh()), IsEmpty());
}

TEST_F(RerunTest, KeptLayersAreThoseOfTheSameImage) {
  options_.keep_stages = true;
  options_.pipeline.choices = "first";
  run();
  testing::write_drawn_tiff(folder_ / "a.tif", 1, 5);
  EXPECT_EQ(run().read_now, 1);
  EXPECT_THAT(differences(now(), fresh()), IsEmpty());
}

TEST_F(RerunTest, AnotherProductIsMadeWithoutReading) {
  options_.exports.pdf = true;
  const BatchResult again = run();
  EXPECT_EQ(again.read_now, 0);
  EXPECT_FALSE(again.was_finished);
  EXPECT_TRUE(fs::exists(folder_ / "out/b-p002.pdf"));
  EXPECT_THAT(differences(now(), fresh()), IsEmpty());
}

TEST_F(RerunTest, AnotherImageIsReadAgain) {
  testing::write_drawn_tiff(folder_ / "a.tif", 1, 5);
  EXPECT_EQ(run().read_now, 1);
  EXPECT_THAT(differences(now(), fresh()), IsEmpty());
}

TEST_F(RerunTest, OneMorePageIsReadAlone) {
  inputs_.push_back(drawn("c.tif", 1, 4));
  EXPECT_EQ(run().read_now, 1);
  EXPECT_THAT(differences(now(), fresh()), IsEmpty());
}

TEST_F(RerunTest, ATextThatIsGoneIsWrittenFromWhatWasRead) {
  const auto before = now();
  fs::remove(folder_ / "out/a.typed.txt");
  fs::remove(folder_ / "out/review.tsv");
  EXPECT_EQ(run().read_now, 0);
  EXPECT_THAT(differences(now(), before), IsEmpty());
}

TEST_F(RerunTest, APictureThatIsGoneOrCutIsReadAgain) {
  const auto before = now();
  fs::remove(folder_ / "out/a.layers.png");
  fs::resize_file(folder_ / "out/stages/b-p001/scan-masks.png", 10);
  EXPECT_EQ(run().read_now, 2);
  EXPECT_THAT(differences(now(), before), IsEmpty());
}

TEST_F(RerunTest, ADamagedRecordCostsItsPageAlone) {
  const auto before = now();
  write_file(folder_ / "out/stages/a/done.json", "{\"stem\": ");
  EXPECT_EQ(run().read_now, 1);
  EXPECT_THAT(differences(now(), before), IsEmpty());
}

TEST_F(RerunTest, TheJournalIsNotNeeded) {
  const auto before = now();
  write_file(folder_ / "out/stages/journal.sqlite", "no journal at all");
  EXPECT_EQ(run().read_now, 0);
  fs::remove(folder_ / "out/stages/journal.sqlite");
  EXPECT_EQ(run().read_now, 0);
  fs::remove(folder_ / "out/stages/journal.sqlite.damaged");
  EXPECT_THAT(differences(now(), before), IsEmpty());
}

TEST_F(RerunTest, AScanThatLiesElsewhereNowIsNotReadAgain) {
  fs::rename(folder_ / "a.tif", folder_ / "moved.tif");
  inputs_[0].file = folder_ / "moved.tif";
  EXPECT_EQ(run().read_now, 0);
  EXPECT_THAT(read_file(folder_ / "out/a.hocr"), HasSubstr("moved.tif"));
  EXPECT_THAT(differences(now(), fresh()), IsEmpty());
}

TEST_F(RerunTest, WhatAPersonChangedIsTakenUp) {
  const fs::path hocr = folder_ / "out/a.hocr";
  std::string bytes = read_file(hocr);
  const size_t word = bytes.find("class=\"ocrx_word\""), text = bytes.find('>', word) + 1;
  bytes.replace(text, bytes.find('<', text) - text, "перемена");
  write_file(hocr, bytes);
  const BatchResult again = run();
  EXPECT_EQ(again.read_now, 0);
  EXPECT_EQ(again.corrections.kept, 1U);
  EXPECT_THAT(read_file(folder_ / "out/a.typed.txt"), HasSubstr("перемена"));
  EXPECT_TRUE(run().was_finished);
}

TEST_F(RerunTest, AFileThatHasGoneFailsAndTheOthersStand) {
  fs::remove(folder_ / "a.tif");
  const BatchResult again = run();
  EXPECT_EQ(again.failures.size(), 1U);
  EXPECT_EQ(again.pages.size(), 2U);
  EXPECT_EQ(again.read_now, 0);
}

TEST_F(RerunTest, TheSecondHalfAloneReadsNothing) {
  const auto before = now();
  fs::remove(folder_ / "out/stages/b-p001/done.json");
  options_.phases = Phases::folio;
  const BatchResult together = run();
  EXPECT_EQ(together.read_now, 0);
  ASSERT_EQ(together.failures.size(), 1U);
  EXPECT_THAT(together.failures[0].message(), HasSubstr("has not been read"));
  options_.phases = Phases::all;
  EXPECT_EQ(run().read_now, 1);
  EXPECT_THAT(differences(now(), before), IsEmpty());
}

TEST_F(RerunTest, AfterTooManyFailuresNoPageIsBegun) {
  write_file(folder_ / "bad.tif", "nothing");
  const Input bad{folder_ / "bad.tif", "bad", std::nullopt};
  inputs_ = {bad, drawn("c.tif", 1), drawn("d.tif", 1)};
  options_.max_failures = 1;
  const BatchResult result = run();
  EXPECT_TRUE(result.gave_up);
  EXPECT_THAT(result.pages, IsEmpty());
}

}  // namespace
}  // namespace folio
