#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include "batch/journal.h"
#include "core/files.h"
#include "foreign/sqlite_database.h"
#include "unit/foreign/sample_files.h"

namespace folio {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::SizeIs;

PageRecord record(const std::string& stem) {
  PageRecord page;
  page.stem = stem;
  return page;
}

PageFailure failed(const std::string& stem) {
  PageFailure failure;
  failure.stem = stem;
  failure.error = Error(ErrorCode::input, std::string(1000, 'x'));
  return failure;
}

/// Exit code of a process that does `work` and ends without leaving anything in order; -1 when it was killed.
int code_of_process(const std::function<int()>& work) {
  const pid_t process = fork();
  if (process == 0) _exit(work());
  int status = 0;
  EXPECT_EQ(waitpid(process, &status, 0), process);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

class JournalDamageTest : public ::testing::Test {
 protected:
  fs::path file() const { return folder_ / "journal.sqlite"; }
  fs::path aside() const { return folder_ / "journal.sqlite.damaged"; }
  void write_some() const {
    Journal journal(file());
    for (const char* stem : {"a", "b", "c"}) journal.page_done(record(stem));
    journal.page_failed(failed("d"));
  }
  /// Opens it, sees that it works, and whether it was made anew.
  bool is_made_anew() const {
    Journal journal(file());
    journal.page_done(record("new"));
    EXPECT_FALSE(journal.pages().empty());
    return journal.is_new();
  }
  test::TemporaryFolder folder_;
};

TEST_F(JournalDamageTest, WhatIsNoJournalIsMovedAside) {
  test::put_bytes(
      file(), "no database at all, but longer than its head of a hundred bytes: " + std::string(500, 'x'));
  EXPECT_TRUE(is_made_anew());
  EXPECT_THAT(read_file(aside()), HasSubstr("no database"));
  test::put_bytes(file(), "another one" + std::string(500, 'y'));
  EXPECT_TRUE(is_made_anew());
  EXPECT_THAT(read_file(folder_ / "journal.sqlite.damaged2"), HasSubstr("another one"));
  EXPECT_FALSE(is_made_anew());
}

TEST_F(JournalDamageTest, AFolderOrALinkInItsPlaceIsMovedAside) {
  write_file(file() / "within", "");
  EXPECT_TRUE(is_made_anew());
  EXPECT_TRUE(fs::exists(aside() / "within"));
  write_file(folder_ / "elsewhere", "");
  fs::remove(file());
  fs::create_symlink(folder_ / "elsewhere", file());
  EXPECT_TRUE(is_made_anew());
  EXPECT_EQ(fs::file_size(folder_ / "elsewhere"), 0U) << "what the link leads to is not touched";
}

TEST_F(JournalDamageTest, AnEmptyFileIsANewJournal) {
  test::put_bytes(file(), "");
  EXPECT_TRUE(is_made_anew());
  EXPECT_FALSE(fs::exists(aside()));
}

TEST_F(JournalDamageTest, AnotherVersionIsMovedAside) {
  write_some();
  SqliteDatabase(file(), SqliteDatabase::Access::read_write).run("PRAGMA user_version = 99");
  EXPECT_TRUE(is_made_anew());
  EXPECT_TRUE(fs::exists(aside()));
}

TEST_F(JournalDamageTest, WhatAFileBringsAlongIsNotRun) {
  write_some();
  SqliteDatabase(file(), SqliteDatabase::Access::read_write)
      .run(
          "CREATE TRIGGER more AFTER INSERT ON pages BEGIN INSERT INTO pages(stem) VALUES ('x' || NEW.stem); "
          "END");
  EXPECT_TRUE(is_made_anew());
  fs::remove(file());
  fs::remove(aside());
  write_some();
  SqliteDatabase(file(), SqliteDatabase::Access::read_write)
      .run(
          "DROP TABLE pages; CREATE VIEW pages AS WITH RECURSIVE n(stem) AS (SELECT 1 UNION ALL SELECT stem "
          "+ 1 "
          "FROM n) SELECT * FROM n");
  EXPECT_TRUE(is_made_anew());
}

TEST_F(JournalDamageTest, CutAnywhereItWorksOrIsMadeAnew) {
  write_some();
  const std::string whole = read_file(file());
  for (size_t size = 0; size < whole.size(); size += 1021) {
    test::put_bytes(file(), whole.substr(0, size));
    is_made_anew();
  }
}

TEST_F(JournalDamageTest, WithBytesChangedItWorksOrIsMadeAnew) {
  write_some();
  const std::string whole = read_file(file());
  for (size_t at = 0; at < whole.size(); at += 389) {
    std::string bytes = whole;
    bytes[at] = static_cast<char>(~bytes[at]);
    test::put_bytes(file(), bytes);
    is_made_anew();
    test::put_bytes(file(), bytes);
    try {
      Journal journal = Journal::open_to_read(file());
      journal.pages();
      journal.failures();
      journal.last_run();
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::input);
    }
  }
}

TEST_F(JournalDamageTest, DamagedWhileItIsOpenItIsMadeAnewAndTheRunGoesOn) {
  write_some();
  Journal journal(file());
  journal.begin_run({});
  journal.set_total(10);
  test::put_bytes(file(), std::string(fs::file_size(file()), 'x'));
  journal.page_done(record("later"));
  ASSERT_THAT(journal.pages(), SizeIs(1));
  EXPECT_EQ(journal.pages().front().stem, "later");
  EXPECT_EQ(journal.last_run()->pages_known, 10);
  EXPECT_TRUE(journal.is_new());
  EXPECT_TRUE(fs::exists(aside()));
}

TEST_F(JournalDamageTest, KilledWhileWritingItIsAsBefore) {
  write_some();
  const auto write_and_die = [&] {
    Journal journal(file());
    journal.together([&] {
      journal.page_done(record("lost"));
      // More than SQLite keeps in memory: the file is changed already.
      for (int i = 0; i < 8000; ++i) journal.page_failed(failed(std::to_string(i)));
      _exit(7);
    });
    return 0;
  };
  const auto expect_as_before = [](Journal journal) {
    EXPECT_THAT(journal.pages(), SizeIs(3));
    EXPECT_THAT(journal.failures(), SizeIs(1));
  };
  ASSERT_EQ(code_of_process(write_and_die), 7);
  ASSERT_GT(fs::file_size(folder_ / "journal.sqlite-journal"), 512U) << "nothing to take back: no test";
  expect_as_before(Journal(file()));
  EXPECT_FALSE(fs::exists(aside()));
  ASSERT_EQ(code_of_process(write_and_die), 7);
  expect_as_before(Journal::open_to_read(file()));
}

TEST_F(JournalDamageTest, WithoutSpaceTheBatchGoesOn) {
  write_some();
  const int code = code_of_process([&] {
    std::signal(SIGXFSZ, SIG_IGN);
    Journal journal(file());
    const rlimit limit{fs::file_size(file()), fs::file_size(file())};
    if (setrlimit(RLIMIT_FSIZE, &limit) != 0) return 1;
    for (int i = 0; i < 40; ++i) journal.page_failed(failed("page " + std::to_string(i)));
    return journal.pages().size() == 3 && journal.failures().size() < 40 ? 7 : 2;
  });
  EXPECT_EQ(code, 7);
  Journal journal(file());
  EXPECT_FALSE(journal.is_new());
  EXPECT_THAT(journal.pages(), SizeIs(3));
}

TEST_F(JournalDamageTest, WithoutSpaceNoneIsBegun) {
  const int code = code_of_process([&] {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{1000, 1000};
    if (setrlimit(RLIMIT_FSIZE, &limit) != 0) return 1;
    try {
      const Journal journal(file());
    } catch (const Error& error) {
      return error.code() == ErrorCode::file_access &&
                     error.message().find("no space left, or a limit") != std::string::npos
                 ? 7
                 : 2;
    }
    return 3;
  });
  EXPECT_EQ(code, 7);
}

TEST_F(JournalDamageTest, WhereNoFolderCanBeMadeItSaysSo) {
  write_file(folder_ / "a file", "");
  try {
    const Journal journal(folder_ / "a file/journal.sqlite");
    FAIL() << "nothing was thrown";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::file_access);
    EXPECT_THAT(error.message(), HasSubstr("journal.sqlite"));
  }
}

TEST_F(JournalDamageTest, WhatCannotBeReadSaysSo) {
  const auto message_of = [&] {
    try {
      Journal::open_to_read(file());
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::input);
      return error.message();
    }
    return std::string();
  };
  EXPECT_THAT(message_of(), HasSubstr("there is no journal"));
  EXPECT_FALSE(fs::exists(file())) << "reading makes none";
  test::put_bytes(file(), "no database" + std::string(500, 'x'));
  EXPECT_THAT(message_of(), HasSubstr("cannot be read as a journal"));
  EXPECT_TRUE(fs::exists(file())) << "reading moves nothing";
}

TEST_F(JournalDamageTest, IsReadWhereNothingCanBeWritten) {
  write_some();
  fs::permissions(file(), fs::perms::owner_read);
  fs::permissions(folder_.path(), fs::perms::owner_read | fs::perms::owner_exec);
  EXPECT_THAT(Journal::open_to_read(file()).pages(), SizeIs(3));
  fs::permissions(folder_.path(), fs::perms::owner_all);
}

TEST_F(JournalDamageTest, IsReadWhileAnotherWrites) {
  write_some();
  Journal writer(file());
  writer.together([&] {
    writer.page_done(record("not yet there"));
    EXPECT_THAT(Journal::open_to_read(file()).pages(), SizeIs(3));
  });
  EXPECT_THAT(Journal::open_to_read(file()).pages(), SizeIs(4));
}

}  // namespace
}  // namespace folio
