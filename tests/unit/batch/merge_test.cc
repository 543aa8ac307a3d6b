#include "batch/merge.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "batch/page_record.h"
#include "core/files.h"
#include "unit/foreign/sample_files.h"

namespace folio {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class MergeTest : public ::testing::Test {
 protected:
  void put_page(const std::string& stem, int page_idx = 0, int page_count = 1) {
    write_file(out_ / (stem + ".hocr"), "text");
    write_file(out_ / "stages" / stem / "recognized.json", "text");
    PageRecord record;
    record.stem = stem;
    record.page_idx = page_idx;
    record.page_count = page_count;
    record.products = {{stem + ".hocr", 4, ""}, {"stages/" + stem + "/recognized.json", 4, ""}};
    save_page_record(out_ / "stages" / stem, record);
  }
  Completeness check(const std::vector<std::string>& stems) {
    std::vector<Input> inputs;
    for (const std::string& stem : stems) inputs.push_back({stem + ".tif", stem, std::nullopt});
    return check_completeness(inputs, out_.path(), failed_);
  }
  std::string error_of(const std::string& manifest) {
    try {
      check_shards_are_of(manifest, out_.path());
      return "";
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::input);
      return error.message();
    }
  }

  test::TemporaryFolder out_;
  std::set<std::string> failed_;
};

TEST_F(MergeTest, EachPageIsDoneFailedOrMissing) {
  put_page("a");
  failed_ = {"b"};
  const Completeness result = check({"a", "b", "c"});
  EXPECT_EQ(result.done, 1U);
  EXPECT_EQ(result.failed, 1U);
  EXPECT_THAT(result.missing, ElementsAre(MissingPage{"c.tif", 0, 2}));
  EXPECT_THAT(check({}).missing, IsEmpty());
}

TEST_F(MergeTest, AnyPageOfAFileKnowsTheirNumber) {
  failed_ = {"a-p001"};
  put_page("a-p002", 1, 4);
  const Completeness result = check({"a"});
  EXPECT_EQ(result.done, 1U);
  EXPECT_EQ(result.failed, 1U);
  EXPECT_THAT(result.missing, ElementsAre(MissingPage{"a.tif", 3, 0}, MissingPage{"a.tif", 4, 0}));
}

TEST_F(MergeTest, AFileWithoutAnyPageThatIsReadIsComplete) {
  failed_ = {"a-p001", "a-p002", "a-p003"};
  const Completeness result = check({"a"});
  EXPECT_EQ(result.failed, 3U);
  EXPECT_THAT(result.missing, IsEmpty());
}

TEST_F(MergeTest, ReadingsThatAreGoneOrCutAreMissing) {
  for (const char* stem : {"a", "b", "c"}) put_page(stem);
  std::filesystem::remove(out_ / "stages/a/recognized.json");
  write_file(out_ / "stages/b/recognized.json", "tex");
  std::filesystem::remove(out_ / "c.hocr");
  const Completeness result = check({"a", "b", "c"});
  EXPECT_THAT(result.missing, ElementsAre(MissingPage{"a.tif", 0, 0}, MissingPage{"b.tif", 0, 1}));
  EXPECT_EQ(result.done, 1U) << "what is made from the text can be written again";
}

TEST_F(MergeTest, MissingPagesNameTheirShards) {
  const std::vector<MissingPage> missing{{"a", 1, 0}, {"a", 2, 0}, {"b", 0, 9}, {"c", 0, 12}};
  EXPECT_THAT(shards_of(missing, 4), ElementsAre(1, 2));
  EXPECT_THAT(shards_of(missing, 1), ElementsAre(1));
  EXPECT_THAT(shards_of({}, 4), IsEmpty());
  for (const MissingPage& page : missing) {
    std::vector<Input> inputs(13);
    inputs[page.input_idx].stem = "this";
    const int shard = shards_of({page}, 5).front();
    EXPECT_TRUE(std::ranges::any_of(inputs_of_shard(inputs, {shard, 5}),
                                    [](const Input& input) { return input.stem == "this"; }));
  }
}

TEST_F(MergeTest, TheUsualCountIsThatOfMostShards) {
  EXPECT_EQ(usual_count({}), 1);
  EXPECT_EQ(usual_count({{{1, 8}, "", true}}), 8);
  EXPECT_EQ(usual_count({{{1, 8}, "", true}, {{1, 4}, "", true}, {{2, 4}, "", true}}), 4);
  EXPECT_EQ(usual_count({{{1, 8}, "", true}, {{1, 4}, "", true}}), 8);
}

TEST_F(MergeTest, NumbersAreWrittenAsRanges) {
  EXPECT_EQ(as_ranges({}), "");
  EXPECT_EQ(as_ranges({5}), "5");
  EXPECT_EQ(as_ranges({1, 2, 3, 7, 9, 10}), "1-3,7,9-10");
}

TEST_F(MergeTest, ShardsOfAnotherManifestAreRefused) {
  EXPECT_EQ(error_of("abc"), "") << "without any record the outputs are the truth";
  save_shard_record(out_.path(), {{1, 2}, "abc", true});
  EXPECT_EQ(error_of("abc"), "");
  EXPECT_THAT(error_of("abd"), HasSubstr("shard 1/2 ran with another list"));
}

}  // namespace
}  // namespace folio
