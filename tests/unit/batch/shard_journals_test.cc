#include "batch/shard_journals.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "batch/journal.h"
#include "batch/page_record.h"
#include "batch/shard.h"
#include "core/files.h"
#include "unit/foreign/sample_files.h"

namespace folio {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class ShardJournalsTest : public ::testing::Test {
 protected:
  void put_failure(const std::string& attempt, const std::string& stem, const std::string& key,
                   const std::string& problem = "is damaged") {
    Journal journal(shards_folder(out_.path()) / attempt);
    PageFailure failure;
    failure.stem = stem;
    failure.file = stem + ".tif";
    failure.key = key;
    failure.error = Error(ErrorCode::input, problem);
    journal.page_failed(failure);
  }
  std::vector<PageFailure> gathered() {
    return Journal::open_to_read(out_ / "stages/journal.sqlite").failures();
  }
  test::TemporaryFolder out_;
};

TEST_F(ShardJournalsTest, WithoutShardsNothingHasFailed) {
  EXPECT_THAT(gather_shard_journals(out_ / "none"), IsEmpty());
  EXPECT_FALSE(std::filesystem::exists(out_ / "none"));
  write_file(out_ / "stages/folio.json", "{}");
  EXPECT_THAT(gather_shard_journals(out_.path()), IsEmpty());
}

TEST_F(ShardJournalsTest, AllAttemptsOfAllShardsCount) {
  put_failure("1-of-2.x.sqlite", "a", "key");
  put_failure("1-of-2.y.sqlite", "a", "key", "is damaged still");
  put_failure("2-of-2.x.sqlite", "b", "key");
  EXPECT_THAT(gather_shard_journals(out_.path()), ElementsAre("a", "b"));
  const std::vector<PageFailure> failures = gathered();
  ASSERT_EQ(failures.size(), 2U);
  EXPECT_EQ(failures[0].attempts, 2);
  EXPECT_STREQ(failures[0].error.what(), "is damaged still");
  EXPECT_EQ(failures[1].attempts, 1);
  EXPECT_EQ(failures[1].file, "b.tif");
}

TEST_F(ShardJournalsTest, GatheringAgainChangesNothing) {
  put_failure("1-of-1.x.sqlite", "a", "key");
  gather_shard_journals(out_.path());
  EXPECT_THAT(gather_shard_journals(out_.path()), ElementsAre("a"));
  EXPECT_EQ(gathered().at(0).attempts, 1);
}

TEST_F(ShardJournalsTest, WhatWasDoneSinceHasNotFailed) {
  put_failure("1-of-1.x.sqlite", "a", "key");
  PageRecord record;
  record.stem = "a";
  record.products = {{"a.hocr", 1, ""}};
  save_page_record(out_ / "stages/a", record);
  EXPECT_THAT(gather_shard_journals(out_.path()), IsEmpty());
  EXPECT_THAT(gathered(), IsEmpty());
}

TEST_F(ShardJournalsTest, ADamagedJournalIsLeftOut) {
  put_failure("1-of-2.x.sqlite", "a", "key");
  write_file(shards_folder(out_.path()) / "2-of-2.x.sqlite", "no journal");
  EXPECT_THAT(gather_shard_journals(out_.path()), ElementsAre("a"));
  EXPECT_EQ(read_file(shards_folder(out_.path()) / "2-of-2.x.sqlite"), "no journal");
}

}  // namespace
}  // namespace folio
