#include "batch/journal.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "core/files.h"
#include "core/processes.h"
#include "unit/foreign/sample_files.h"

namespace folio {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

PageRecord record(const std::string& stem) {
  PageRecord page;
  page.stem = stem;
  page.words = 211;
  page.confidence = 0.75;
  page.doubts = {"few lines", "bytes \xff"};
  page.seconds = 3.5;
  page.cpu_seconds = 3.25;
  page.peak_bytes = 5'000'000'000;
  page.corrections = {3, 1, {}};
  return page;
}

PageFailure failed(const std::string& stem, const std::string& key = "k") {
  PageFailure failure;
  failure.stem = stem;
  failure.file = fs::path("/scans/\xff.tif");
  failure.page_idx = 2;
  failure.key = key;
  failure.kind = PageFailure::Kind::time_limit;
  failure.error = Error(ErrorCode::input, "took too long", "allow it more time");
  failure.error.at_file(failure.file.string()).at_page(3).at_stage("separate");
  failure.seconds = 300;
  failure.limits = "300 s";
  return failure;
}

std::vector<std::string> stems(Journal& journal) {
  std::vector<std::string> out;
  for (const PageSummary& page : journal.pages()) out.push_back(page.stem);
  return out;
}

/// Both times of the file set back so far that no clock is too coarse to tell.
FileStamp settled(FileStamp stamp) {
  stamp.taken_ns = std::max(stamp.modified_ns, stamp.changed_ns) + 10'000'000'000;
  return stamp;
}

class JournalTest : public ::testing::Test {
 protected:
  fs::path file() const { return folder_ / "stages/journal.sqlite"; }
  test::TemporaryFolder folder_;
};

TEST_F(JournalTest, IsNewOnlyOnce) {
  EXPECT_TRUE(Journal(file()).is_new());
  EXPECT_FALSE(Journal(file()).is_new());
}

TEST_F(JournalTest, NothingLiesBesideItOnceItIsWritten) {
  Journal(file()).page_done(record("a"));
  size_t files = 0;
  for ([[maybe_unused]] const auto& entry : fs::directory_iterator(file().parent_path())) ++files;
  EXPECT_EQ(files, 1U);
}

TEST_F(JournalTest, PagesComeBack) {
  {
    Journal journal(file());
    journal.begin_run({});
    journal.page_done(record("б"));
    journal.page_kept(record("a"));
  }
  Journal journal = Journal::open_to_read(file());
  const std::vector<PageSummary> pages = journal.pages();
  ASSERT_THAT(pages, SizeIs(2));
  EXPECT_EQ(pages[0].stem, "a");
  EXPECT_EQ(pages[0].run, 0);
  EXPECT_EQ(pages[0].done, 0);
  const PageSummary& page = pages[1];
  EXPECT_EQ(page.stem, "б");
  EXPECT_EQ(page.words, 211);
  EXPECT_EQ(page.confidence, 0.75);
  EXPECT_THAT(page.doubts, ElementsAre("few lines", "bytes \xEF\xBF\xBD"));
  EXPECT_EQ(page.seconds, 3.5);
  EXPECT_EQ(page.cpu_seconds, 3.25);
  EXPECT_EQ(page.peak_bytes, 5'000'000'000U);
  EXPECT_EQ(page.corrections_kept, 3);
  EXPECT_EQ(page.corrections_unplaced, 1);
  EXPECT_EQ(page.run, journal.last_run()->id);
  EXPECT_GT(page.done, 1.6e9);
}

TEST_F(JournalTest, AKeptPageKeepsTheTimeOfItsRun) {
  Journal journal(file());
  journal.begin_run({});
  journal.page_done(record("a"));
  const PageSummary before = journal.pages().front();
  journal.begin_run({});
  PageRecord later = record("a");
  later.words = 5;
  journal.page_kept(later);
  EXPECT_EQ(journal.pages().front().run, before.run);
  EXPECT_EQ(journal.pages().front().done, before.done);
  EXPECT_EQ(journal.pages().front().words, 5);
  journal.page_done(later);
  EXPECT_EQ(journal.pages().front().run, before.run + 1);
}

TEST_F(JournalTest, FailuresComeBack) {
  Journal(file()).page_failed(failed("a"));
  Journal journal(file());
  EXPECT_FALSE(journal.failure("b"));
  const auto failure = journal.failure("a");
  ASSERT_TRUE(failure);
  EXPECT_EQ(failure->stem, "a");
  EXPECT_EQ(failure->file, fs::path("/scans/\xff.tif"));
  EXPECT_EQ(failure->page_idx, 2);
  EXPECT_EQ(failure->key, "k");
  EXPECT_EQ(failure->kind, PageFailure::Kind::time_limit);
  EXPECT_EQ(failure->error.code(), ErrorCode::input);
  EXPECT_EQ(failure->error.message(), failed("a").error.message());
  EXPECT_EQ(failure->attempts, 1);
  EXPECT_EQ(failure->seconds, 300);
  EXPECT_EQ(failure->limits, "300 s");
}

TEST_F(JournalTest, AttemptsWithTheSameKeyAddUp) {
  Journal journal(file());
  PageFailure failure = failed("a");
  failure.attempts = 2;
  journal.page_failed(failure);
  journal.page_failed(failure);
  EXPECT_EQ(journal.failure("a")->attempts, 4);
  journal.page_failed(failed("a", "another key"));
  EXPECT_EQ(journal.failure("a")->attempts, 1);
}

TEST_F(JournalTest, APageIsDoneOrFailedAndNeverBoth) {
  Journal journal(file());
  journal.page_failed(failed("a"));
  journal.page_done(record("a"));
  EXPECT_THAT(journal.failures(), IsEmpty());
  EXPECT_THAT(stems(journal), ElementsAre("a"));
  journal.page_failed(failed("a"));
  EXPECT_THAT(journal.failures(), SizeIs(1));
  EXPECT_THAT(stems(journal), IsEmpty());
}

TEST_F(JournalTest, ForgetsWhatIsNoLongerAskedFor) {
  Journal journal(file());
  for (const char* stem : {"a", "b"}) journal.page_done(record(stem));
  for (const char* stem : {"c", "d"}) journal.page_failed(failed(stem));
  journal.forget_all_but({"b", "c", "e"});
  EXPECT_THAT(stems(journal), ElementsAre("b"));
  ASSERT_THAT(journal.failures(), SizeIs(1));
  EXPECT_EQ(journal.failures().front().stem, "c");
  journal.forget_all_but({});
  EXPECT_THAT(journal.failures(), IsEmpty());
}

TEST_F(JournalTest, RunsComeBack) {
  Journal journal(file());
  EXPECT_FALSE(journal.last_run());
  RunInfo info;
  info.arguments = {"digitize", "a b\n\"c\".tif", "bytes \xff", ""};
  info.folder = fs::path("/home/\xfe");
  info.version = "1.2.3";
  info.jobs = 2;
  info.process = 4'000'000;
  info.host = "здесь";
  info.started = 1.75e9;
  journal.begin_run({});
  journal.begin_run(info);
  journal.set_total(1000, 7);
  auto run = Journal(file()).last_run();
  ASSERT_TRUE(run);
  EXPECT_EQ(run->id, 2);
  EXPECT_EQ(run->arguments, info.arguments);
  EXPECT_EQ(run->folder, info.folder);
  EXPECT_EQ(run->version, "1.2.3");
  EXPECT_EQ(run->jobs, 2);
  EXPECT_EQ(run->process, 4'000'000);
  EXPECT_EQ(run->host, "здесь");
  EXPECT_EQ(run->started, 1.75e9);
  EXPECT_EQ(run->pages_known, 1000);
  EXPECT_EQ(run->pages_kept, 7);
  EXPECT_EQ(run->ended, 0);
  EXPECT_EQ(run->outcome, "");
  journal.end_run("interrupted");
  run = Journal(file()).last_run();
  EXPECT_GT(run->ended, 1.6e9);
  EXPECT_EQ(run->outcome, "interrupted");
}

TEST_F(JournalTest, ARunOfThisProcessNeedsNoTelling) {
  Journal journal(file());
  journal.begin_run({});
  const auto run = journal.last_run();
  EXPECT_EQ(run->folder, fs::current_path());
  EXPECT_EQ(run->process, getpid());
  EXPECT_EQ(run->host, host_name());
  EXPECT_FALSE(run->version.empty());
  EXPECT_GT(run->started, 1.6e9);
}

TEST_F(JournalTest, AFileThatHasNotChangedIsKnown) {
  const fs::path input = folder_ / "\xff.tif";
  test::put_bytes(input, "12345");
  Journal journal(file());
  EXPECT_FALSE(journal.known_file(input));
  journal.keep_file(input, {"sum", 12, settled(*file_stamp(input))});
  const auto known = Journal(file()).known_file(input);
  ASSERT_TRUE(known);
  EXPECT_EQ(known->sha256, "sum");
  EXPECT_EQ(known->page_count, 12);
  EXPECT_TRUE(journal.known_file(fs::relative(input))) << "the same file by another name of its folder";
  fs::remove(input);
  EXPECT_FALSE(journal.known_file(input));
}

TEST_F(JournalTest, AFileThatChangedIsNotKnown) {
  const fs::path input = folder_ / "a.tif";
  test::put_bytes(input, "12345");
  const FileStamp now = settled(*file_stamp(input));
  Journal journal(file());
  const auto known_with = [&](const FileStamp& stamp) {
    journal.keep_file(input, {"sum", 1, stamp});
    return journal.known_file(input).has_value();
  };
  EXPECT_TRUE(known_with(now));
  FileStamp other = now;
  ++other.bytes;
  EXPECT_FALSE(known_with(other));
  other = now;
  ++other.modified_ns;
  EXPECT_FALSE(known_with(other));
  other = now;
  --other.changed_ns;
  EXPECT_FALSE(known_with(other));
  other = now;
  ++other.inode;
  EXPECT_FALSE(known_with(other));
  EXPECT_TRUE(known_with(now));
}

TEST_F(JournalTest, AFileWrittenToJustNowIsNotKept) {
  const fs::path input = folder_ / "a.tif";
  test::put_bytes(input, "12345");
  Journal journal(file());
  FileStamp stamp = *file_stamp(input);
  for (const std::int64_t age :
       {std::int64_t{-5'000'000'000}, std::int64_t{0}, std::int64_t{1'999'999'999}}) {
    stamp.taken_ns = std::max(stamp.modified_ns, stamp.changed_ns) + age;
    journal.keep_file(input, {"sum", 1, stamp});
    EXPECT_FALSE(journal.known_file(input)) << age;
  }
  journal.keep_file(input, {"sum", 1, {}});
  EXPECT_FALSE(journal.known_file(input)) << "without a stamp";
  stamp.taken_ns += 1;
  journal.keep_file(input, {"sum", 1, stamp});
  EXPECT_TRUE(journal.known_file(input));
}

TEST_F(JournalTest, WhatIsNoFileHasNoStamp) {
  EXPECT_FALSE(file_stamp(folder_.path()));
  EXPECT_FALSE(file_stamp(folder_ / "missing"));
  EXPECT_FALSE(file_stamp("/dev/null"));
}

TEST_F(JournalTest, IsRebuiltFromThePagesRecords) {
  const fs::path stages = folder_ / "stages";
  for (const char* stem : {"a", "b"}) save_page_record(stages / stem, record(stem));
  save_page_record(stages / "c", record("another stem"));
  test::put_bytes(folder_ / "stages/journal.txt", "no folder");
  write_file(stages / "d/done.json", "{\"format\": 1");
  save_page_record(folder_ / "elsewhere", record("e"));
  fs::create_directory_symlink(folder_ / "elsewhere", stages / "e");
  Journal journal(file());
  journal.page_done(record("gone"));
  journal.page_failed(failed("f"));
  EXPECT_EQ(journal.rebuild(stages), 2);
  EXPECT_THAT(stems(journal), ElementsAre("a", "b"));
  EXPECT_EQ(journal.pages().front().words, 211);
  EXPECT_THAT(journal.failures(), SizeIs(1));
  EXPECT_EQ(journal.rebuild(folder_ / "missing"), 0);
}

TEST_F(JournalTest, TogetherIsAsOneByOne) {
  Journal journal(file());
  journal.together([&] {
    journal.page_done(record("a"));
    journal.page_failed(failed("b"));
    journal.page_done(record("b"));
    journal.page_failed(failed("c"));
  });
  EXPECT_THAT(stems(journal), ElementsAre("a", "b"));
  EXPECT_THAT(journal.failures(), SizeIs(1));
}

}  // namespace
}  // namespace folio
