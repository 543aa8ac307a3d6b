#include "batch/shard.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "core/files.h"
#include "unit/foreign/sample_files.h"

namespace folio {
namespace {

using test::TemporaryFolder;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<Input> numbered_inputs(int count) {
  std::vector<Input> inputs;
  for (int i = 0; i < count; ++i) {
    const std::string name = "leaf" + std::to_string(i);
    inputs.push_back({name + ".tif", name, std::nullopt});
  }
  return inputs;
}

std::vector<std::string> stems(const std::vector<Input>& inputs) {
  std::vector<std::string> stems;
  for (const Input& input : inputs) stems.push_back(input.stem);
  return stems;
}

TEST(ShardTest, IsWrittenAsPartOfCount) {
  EXPECT_EQ(parse_shard("3/8"), (Shard{3, 8}));
  EXPECT_EQ(parse_shard("1/1"), (Shard{1, 1}));
  EXPECT_EQ(parse_shard("1000000/1000000"), (Shard{kMostShards, kMostShards}));
  EXPECT_EQ(to_string(Shard{3, 8}), "3/8");
  for (const char* text : {"", "/", "3", "3/", "/8", "0/8", "9/8", "-1/8", "+1/8", " 1/8", "1/8 ", "1/8/2",
                           "1.0/8", "1/0", "a/b", "1/1000001", "99999999999/99999999999", "1\\8"}) {
    EXPECT_FALSE(parse_shard(text)) << text;
  }
}

TEST(ShardTest, EachInputBelongsToExactlyOne) {
  for (const int count : {1, 2, 7, 8, 30}) {
    std::map<std::string, int> taken;
    for (int index = 1; index <= count; ++index) {
      for (const std::string& stem : stems(inputs_of_shard(numbered_inputs(23), {index, count})))
        ++taken[stem];
    }
    EXPECT_EQ(taken.size(), 23U);
    for (const auto& [stem, times] : taken) EXPECT_EQ(times, 1) << stem;
  }
}

TEST(ShardTest, TakesEveryNthInOrder) {
  EXPECT_THAT(stems(inputs_of_shard(numbered_inputs(7), {1, 3})), ElementsAre("leaf0", "leaf3", "leaf6"));
  EXPECT_THAT(stems(inputs_of_shard(numbered_inputs(7), {3, 3})), ElementsAre("leaf2", "leaf5"));
  EXPECT_THAT(stems(inputs_of_shard(numbered_inputs(2), {3, 3})), IsEmpty());
  EXPECT_THAT(inputs_of_shard({}, {1, 1}), IsEmpty());
}

TEST(ShardTest, RecordsAreKeptByCountAndIndex) {
  const TemporaryFolder out;
  EXPECT_THAT(load_shard_records(out.path()), IsEmpty());
  const ShardRecord tenth{{10, 12}, "abc", true}, second{{2, 12}, "abc", false},
      of_three{{3, 3}, "abc", true};
  for (const ShardRecord& record : {tenth, second, of_three}) save_shard_record(out.path(), record);
  EXPECT_THAT(load_shard_records(out.path()), ElementsAre(of_three, second, tenth));
  save_shard_record(out.path(), {{2, 12}, "abc", true});
  EXPECT_TRUE(load_shard_records(out.path())[1].is_finished);
}

TEST(ShardTest, AnotherManifestIsRefused) {
  const TemporaryFolder out;
  save_shard_record(out.path(), {{1, 2}, "abc", true});
  try {
    save_shard_record(out.path(), {{2, 2}, "abd", false});
    FAIL() << "nothing was thrown";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::input);
    EXPECT_THAT(error.message(), HasSubstr("another list of files"));
  }
  EXPECT_EQ(load_shard_records(out.path()).size(), 1U);
}

TEST(ShardTest, DamagedRecordsCountAsNotRun) {
  const TemporaryFolder out;
  save_shard_record(out.path(), {{1, 9}, "abc", true});
  int index = 2;
  for (const char* bytes :
       {"", "{", "[]", "{\"shard\": 2}", "{\"shard\": \"2/9\", \"manifest\": 1, \"finished\": true}",
        "{\"shard\": \"1/9\", \"manifest\": \"abc\", \"finished\": true}"}) {
    write_file(shards_folder(out.path()) / (shard_file_stem({index++, 9}) + ".json"), bytes);
  }
  write_file(shards_folder(out.path()) / "notes.txt", "of a person");
  EXPECT_EQ(load_shard_records(out.path()).size(), 1U);
}

}  // namespace
}  // namespace folio
