#include "core/files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <fstream>
#include <stdexcept>

#include "core/error.h"
#include "core/file_pieces.h"
#include "unit/foreign/sample_files.h"

namespace folio {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class FilesTest : public ::testing::Test {
 protected:
  /// Names of all that is in the folder, hidden files too.
  std::vector<std::string> listing() const {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder_.path())) {
      names.push_back(entry.path().filename().string());
    }
    std::ranges::sort(names);
    return names;
  }

  static Error error_of(const std::function<void()>& action) {
    try {
      action();
    } catch (const Error& error) {
      return error;
    }
    ADD_FAILURE() << "nothing was thrown";
    return {ErrorCode::arguments, ""};
  }

  test::TemporaryFolder folder_;
};

TEST_F(FilesTest, WhatIsWrittenIsRead) {
  const std::string bytes("\x00\r\n\xFF\x1A", 5);
  write_file(folder_ / "a.bin", bytes);
  EXPECT_EQ(read_file(folder_ / "a.bin"), bytes);
  EXPECT_EQ(listing(), std::vector<std::string>{"a.bin"}) << "no temporary file is left";
}

TEST_F(FilesTest, OverwritesAndMayBeEmpty) {
  write_file(folder_ / "a.txt", "longer than what follows");
  write_file(folder_ / "a.txt", "b");
  EXPECT_EQ(read_file(folder_ / "a.txt"), "b");
  write_file(folder_ / "a.txt", "");
  EXPECT_EQ(read_file(folder_ / "a.txt"), "");
}

TEST_F(FilesTest, MakesMissingFolders) {
  write_file(folder_ / "x/y/лист.txt", "b");
  EXPECT_EQ(read_file(folder_ / "x/y/лист.txt"), "b");
}

TEST_F(FilesTest, AFailedWriterLeavesTheOldFileAndNothingElse) {
  write_file(folder_ / "a.txt", "old");
  EXPECT_THROW(write_file_with(folder_ / "a.txt",
                               [](const fs::path& temporary) {
                                 std::ofstream(temporary) << "half of it";
                                 throw std::runtime_error("disk is full");
                               }),
               std::runtime_error);
  EXPECT_EQ(read_file(folder_ / "a.txt"), "old");
  EXPECT_EQ(listing(), std::vector<std::string>{"a.txt"});
}

TEST_F(FilesTest, TheTemporaryFileIsBesideTheFileAndHasItsExtension) {
  fs::path seen;
  write_file_with(folder_ / "a.png", [&](const fs::path& temporary) {
    seen = temporary;
    std::ofstream(temporary) << "x";
    EXPECT_FALSE(fs::exists(folder_ / "a.png")) << "not there before it is whole";
  });
  EXPECT_EQ(seen.parent_path(), folder_.path());
  EXPECT_EQ(seen.extension(), ".png");
  EXPECT_EQ(seen.filename().string().front(), '.');
}

TEST_F(FilesTest, AWriterThatWritesNothingIsAnError) {
  const Error error = error_of([&] { write_file_with(folder_ / "a.txt", [](const fs::path&) {}); });
  EXPECT_EQ(error.code(), ErrorCode::file_access);
  EXPECT_TRUE(listing().empty());
}

TEST_F(FilesTest, AFileInTheWayOfAFolderIsAnError) {
  write_file(folder_ / "x", "a file");
  const Error error = error_of([&] { write_file(folder_ / "x/a.txt", "b"); });
  EXPECT_EQ(error.code(), ErrorCode::file_access);
  EXPECT_EQ(error.file(), (folder_ / "x/a.txt").string());
  EXPECT_EQ(listing(), std::vector<std::string>{"x"});
}

TEST_F(FilesTest, AFolderIsNotOverwritten) {
  fs::create_directories(folder_ / "a.txt/inner");
  const Error error = error_of([&] { write_file(folder_ / "a.txt", "b"); });
  EXPECT_EQ(error.code(), ErrorCode::file_access);
  EXPECT_TRUE(fs::exists(folder_ / "a.txt/inner"));
  EXPECT_EQ(listing(), std::vector<std::string>{"a.txt"});
}

TEST_F(FilesTest, ALinkInItsPlaceIsReplacedAndNotFollowed) {
  write_file(folder_ / "elsewhere", "stays");
  fs::create_symlink(folder_ / "elsewhere", folder_ / "a.txt");
  write_file(folder_ / "a.txt", "b");
  EXPECT_EQ(read_file(folder_ / "elsewhere"), "stays");
  EXPECT_TRUE(fs::is_regular_file(fs::symlink_status(folder_ / "a.txt")));
}

/// What a process that may write no more than `bytes` to a file is told, writing by `write`.
std::string told_with_limit(rlim_t bytes, const std::function<void()>& write) {
  std::array<int, 2> ends{};
  EXPECT_EQ(pipe(ends.data()), 0);
  const pid_t process = fork();
  if (process == 0) {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{bytes, bytes};
    std::string told = setrlimit(RLIMIT_FSIZE, &limit) == 0 ? "nothing" : "no limit";
    try {
      write();
    } catch (const Error& error) {
      told = error.message();
    }
    _exit(::write(ends[1], told.data(), told.size()) == static_cast<ssize_t>(told.size()) ? 0 : 1);
  }
  close(ends[1]);
  std::array<char, 4096> told{};
  const ssize_t size = read(ends[0], told.data(), told.size());
  close(ends[0]);
  int status = 0;
  EXPECT_EQ(waitpid(process, &status, 0), process);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
  return {told.data(), static_cast<size_t>(std::max<ssize_t>(0, size))};
}

TEST_F(FilesTest, WhereItDoesNotFitItSaysSoAndLeavesNothing) {
  write_file(folder_ / "a.txt", "old");
  const std::string bytes(50'000, 'x');
  EXPECT_EQ(told_with_limit(50'000, [&] { write_file(folder_ / "b.txt", bytes); }), "nothing");
  EXPECT_THAT(told_with_limit(49'999, [&] { write_file(folder_ / "a.txt", bytes); }),
              HasSubstr("a.txt: cannot be written (it is larger than a file may be here); raise the limit"));
  EXPECT_EQ(read_file(folder_ / "a.txt"), "old");
  EXPECT_EQ(read_file(folder_ / "b.txt"), bytes);
  EXPECT_EQ(listing(), (std::vector<std::string>{"a.txt", "b.txt"}));
}

TEST_F(FilesTest, PiecesComeInTheirOrder) {
  std::string all;
  write_file_pieces(folder_ / "a.txt", [&](const PieceSink& sink) {
    for (const size_t size : {0U, 1U, 300'000U, 5U, 262'144U, 262'143U, 2U}) {
      const std::string piece(size, static_cast<char>('a' + size % 26));
      sink(piece);
      all += piece;
    }
  });
  EXPECT_EQ(read_file(folder_ / "a.txt"), all);
  write_file_pieces(folder_ / "a.txt", [](const PieceSink&) {});
  EXPECT_EQ(read_file(folder_ / "a.txt"), "");
  EXPECT_THROW(write_file_pieces(folder_ / "b.txt",
                                 [](const PieceSink& sink) {
                                   sink("half of it");
                                   throw std::runtime_error("no more");
                                 }),
               std::runtime_error);
  EXPECT_EQ(listing(), std::vector<std::string>{"a.txt"});
}

TEST_F(FilesTest, WhatIsInTheWayIsNamed) {
  write_file(folder_ / "x", "a file");
  EXPECT_THAT(error_of([&] { write_file(folder_ / "x/a.txt", "b"); }).message(),
              HasSubstr("a file is where its folder should be"));
  fs::create_directories(folder_ / "folder/inner");
  EXPECT_THAT(error_of([&] { write_file(folder_ / "folder", "b"); }).message(),
              HasSubstr("a folder is in its place"));
  EXPECT_THAT(error_of([&] { write_file(folder_ / std::string(300, 'x'), "b"); }).message(),
              HasSubstr("File name too long"));
}

TEST_F(FilesTest, ReadingWhatIsNotThereIsAnInputError) {
  const Error missing = error_of([&] { read_file(folder_ / "no.tif"); });
  EXPECT_EQ(missing.code(), ErrorCode::input);
  EXPECT_THAT(missing.message(), HasSubstr("no.tif: no such file"));
  const Error folder = error_of([&] { read_file(folder_.path()); });
  EXPECT_EQ(folder.code(), ErrorCode::input);
  EXPECT_THAT(folder.message(), HasSubstr("folder"));
}

// Published examples of FIPS 180-2 and the empty message.
TEST(Sha256, IsTheStandards) {
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST_F(FilesTest, ChecksumOfAFileIsThatOfItsBytes) {
  const std::string bytes(700'000, '\x5A');  // several pieces
  write_file(folder_ / "big", bytes);
  EXPECT_EQ(sha256_of_file(folder_ / "big"), sha256_hex(bytes));
  EXPECT_EQ(error_of([&] { sha256_of_file(folder_ / "none"); }).code(), ErrorCode::file_access);
}

}  // namespace
}  // namespace folio
