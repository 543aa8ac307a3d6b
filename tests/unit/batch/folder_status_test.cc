#include "batch/folder_status.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "core/error.h"
#include "core/files.h"
#include "core/processes.h"
#include "foreign/sqlite_database.h"
#include "unit/foreign/sample_files.h"

namespace folio {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

PageRecord record(const std::string& stem, double confidence = 0.9, std::vector<std::string> doubts = {}) {
  PageRecord page;
  page.stem = stem;
  page.words = 100;
  page.confidence = confidence;
  page.doubts = std::move(doubts);
  page.seconds = 4;
  page.cpu_seconds = 3;
  page.peak_bytes = 1000;
  page.corrections = {2, 1, {}};
  return page;
}

PageFailure failed(const std::string& stem) {
  PageFailure failure;
  failure.stem = stem;
  failure.error = Error(ErrorCode::input, "is damaged");
  return failure;
}

class FolderStatusTest : public ::testing::Test {
 protected:
  fs::path stages() const { return folder_ / "stages"; }
  fs::path journal() const { return stages() / "journal.sqlite"; }
  void save(const PageRecord& page) const { save_page_record(stages() / page.stem, page); }
  /// A page that the run of a journal has done at a time.
  void do_page(Journal& to, const PageRecord& page, double time) const {
    save(page);
    to.page_done(page);
    SqliteDatabase database(file_of_.empty() ? journal() : file_of_, SqliteDatabase::Access::read_write);
    database.prepare("UPDATE pages SET done = ? WHERE stem = ?").with(time).with(page.stem).run();
  }
  FolderStatus status() const { return status_of_folder(folder_.path()); }
  test::TemporaryFolder folder_;
  fs::path file_of_;  ///< the journal's; empty = the folder's own
};

TEST_F(FolderStatusTest, WhereNothingIsItSaysSo) {
  for (const fs::path& folder : {folder_.path(), folder_ / "missing"}) {
    try {
      status_of_folder(folder);
      FAIL() << "nothing was thrown";
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::input);
    }
  }
}

TEST_F(FolderStatusTest, WithoutAJournalThePagesTellOfThemselves) {
  save(record("a"));
  save(record("b", 0.5));
  save(record("c", 0.9, {"few lines"}));
  fs::create_directories(stages() / "at work");
  const FolderStatus now = status();
  EXPECT_EQ(now.done, 3);
  EXPECT_EQ(now.known, 3);
  EXPECT_THAT(now.failures, IsEmpty());
  ASSERT_THAT(now.look_at, SizeIs(2));
  EXPECT_EQ(now.look_at[0].stem, "b");
  EXPECT_EQ(now.look_at[1].stem, "c");
  EXPECT_THAT(now.runs, IsEmpty());
  EXPECT_EQ(now.corrections_kept, 6);
  EXPECT_EQ(now.corrections_unplaced, 3);
  EXPECT_FALSE(fs::exists(journal())) << "nothing is written";
}

TEST_F(FolderStatusTest, APageWithoutWordsIsNotUnsure) {
  PageRecord empty = record("a", 0);
  empty.words = 0;
  save(empty);
  EXPECT_THAT(status().look_at, IsEmpty());
}

TEST_F(FolderStatusTest, ARunAtWorkTellsWhatIsLeft) {
  Journal to(journal());
  RunInfo run;
  run.jobs = 2;
  to.begin_run(run);
  to.set_total(100, 30);
  for (int i = 0; i < 40; ++i)  // the first were slow
    do_page(to, record("p" + std::to_string(i)), i < 19 ? 1e9 + 600.0 * i : 1.1e9 + 10.0 * i);
  for (const char* stem : {"x", "y"}) to.page_failed(failed(stem));
  const FolderStatus now = status();
  EXPECT_EQ(now.done, 40);
  EXPECT_EQ(now.known, 100);
  EXPECT_THAT(now.failures, SizeIs(2));
  ASSERT_THAT(now.runs, SizeIs(1));
  const RunStatus& last = now.runs.front();
  EXPECT_TRUE(last.is_at_work);
  EXPECT_FALSE(last.may_be_at_work);
  EXPECT_EQ(last.run.jobs, 2);
  EXPECT_EQ(last.speed.pages, 40);
  EXPECT_NEAR(last.speed.pages_an_hour.value(), 360, 1e-6);
  EXPECT_EQ(last.speed.seconds_a_page, 4);
  EXPECT_EQ(last.speed.cpu_seconds_a_page, 3);
  EXPECT_EQ(last.speed.peak_bytes, 1000U);
  EXPECT_NEAR(last.seconds_left.value(), (100 - 30 - 40 - 2) * 10.0, 1e-6);
  to.end_run("finished");
  EXPECT_FALSE(status().runs.front().is_at_work);
  EXPECT_FALSE(status().runs.front().seconds_left);
}

TEST_F(FolderStatusTest, ARunThatWasKilledIsNotAtWork) {
  Journal to(journal());
  RunInfo run;
  run.started = 946'684'800;  // long before this process, which has its number
  to.begin_run(run);
  EXPECT_FALSE(status().runs.front().is_at_work);
  run.host = host_name() + ".elsewhere";
  to.begin_run(run);
  EXPECT_FALSE(status().runs.front().is_at_work);
  EXPECT_TRUE(status().runs.front().may_be_at_work);
}

TEST_F(FolderStatusTest, OutputsAreTheTruth) {
  Journal to(journal());
  to.begin_run({});
  do_page(to, record("a"), 1);
  do_page(to, record("gone"), 2);
  fs::remove_all(stages() / "gone");
  save(record("of an earlier run"));
  save(record("failed now"));
  to.page_failed(failed("failed now"));
  const FolderStatus now = status();
  EXPECT_EQ(now.done, 2);
  ASSERT_THAT(now.failures, SizeIs(1));
  EXPECT_EQ(now.failures.front().stem, "failed now");
}

TEST_F(FolderStatusTest, ShardsAreTakenTogether) {
  RunInfo run;
  for (const auto& [name, started] : {std::pair{"1-of-2.a", 10.0}, {"1-of-2.b", 20.0}, {"2-of-2.a", 15.0}}) {
    file_of_ = stages() / "shards" / (std::string(name) + ".sqlite");
    Journal to(file_of_);
    run.started = started;
    to.begin_run(run);
    to.set_total(5);
    do_page(to, record(std::string("of ") + name), 1);
  }
  file_of_ = stages() / "shards/1-of-2.a.sqlite";
  Journal(file_of_).page_failed(failed("of 1-of-2.b"));  // which a later attempt has done
  Journal(file_of_).page_failed(failed("x"));
  test::put_bytes(stages() / "shards/3-of-2.a.sqlite", "damaged" + std::string(500, 'x'));
  const FolderStatus now = status();
  EXPECT_EQ(now.done, 3);
  EXPECT_EQ(now.known, 10) << "of two shards";
  ASSERT_THAT(now.failures, SizeIs(1));
  EXPECT_EQ(now.failures.front().stem, "x");
  ASSERT_THAT(now.runs, SizeIs(2));
  EXPECT_EQ(now.runs[0].shard, "1-of-2");
  EXPECT_EQ(now.runs[0].run.started, 20);
  EXPECT_EQ(now.runs[1].shard, "2-of-2");
  ASSERT_THAT(now.problems, SizeIs(1));
  EXPECT_THAT(now.problems.front(), HasSubstr("3-of-2"));
}

TEST_F(FolderStatusTest, TheLastRunCanBeTriedAgain) {
  Journal to(journal());
  RunInfo run;
  run.arguments = {"digitize", "a.tif", "-o", "out"};
  run.folder = "/somewhere";
  to.begin_run(run);
  const RetriedRun again = last_run_to_retry(folder_.path(), {"--jobs", "1"});
  EXPECT_THAT(again.arguments,
              ElementsAre("digitize", "a.tif", "-o", "out", "--retry-failed", "--jobs", "1"));
  EXPECT_EQ(again.folder, "/somewhere");
  run.arguments = {"digitize", "--retry-failed", "-o", "out", "--", "-a.tif"};
  to.begin_run(run);
  EXPECT_THAT(last_run_to_retry(folder_.path(), {"--jobs", "1"}).arguments,
              ElementsAre("digitize", "--retry-failed", "-o", "out", "--jobs", "1", "--", "-a.tif"));
}

TEST_F(FolderStatusTest, WhatCannotBeTriedAgainSaysSo) {
  const auto code_of = [&] {
    try {
      last_run_to_retry(folder_.path(), {});
    } catch (const Error& error) {
      return error.code();
    }
    return ErrorCode::quality;
  };
  EXPECT_EQ(code_of(), ErrorCode::input);
  EXPECT_FALSE(fs::exists(journal()));
  Journal to(journal());
  EXPECT_EQ(code_of(), ErrorCode::input);
  RunInfo run;
  run.arguments = {"digitize", "-", "-o", "out"};
  to.begin_run(run);
  EXPECT_EQ(code_of(), ErrorCode::arguments);
}

}  // namespace
}  // namespace folio
