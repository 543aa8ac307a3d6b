#include "core/temporary_files.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>

#include "core/contained_folders.h"
#include "core/error.h"
#include "core/files.h"
#include "core/processes.h"
#include "unit/foreign/sample_files.h"

namespace folio {
namespace {

namespace fs = std::filesystem;

/// A process that is gone: its name for a temporary file of `path`.
fs::path name_of_the_dead(const fs::path& path, pid_t& process) {
  std::array<int, 2> ends{};
  EXPECT_EQ(pipe(ends.data()), 0);
  process = fork();
  if (process == 0) {
    const std::string name = temporary_beside(path).string();
    _exit(write(ends[1], name.data(), name.size()) == static_cast<ssize_t>(name.size()) ? 0 : 1);
  }
  int status = 0;
  EXPECT_EQ(waitpid(process, &status, 0), process);
  std::array<char, 4096> name{};
  const ssize_t size = read(ends[0], name.data(), name.size());
  close(ends[0]);
  close(ends[1]);
  return std::string(name.data(), static_cast<size_t>(std::max<ssize_t>(0, size)));
}

class TemporaryFilesTest : public ::testing::Test {
 protected:
  test::TemporaryFolder folder_;
};

TEST_F(TemporaryFilesTest, WhatTheDeadLeftIsRemoved) {
  pid_t process = 0;
  std::vector<fs::path> left;
  for (const char* product : {"leaf.hocr", "stages/leaf/scan-masks.png", "stages/folio.json",
                              "debug/leaf/a.png", "folio/folio.pdf", "ли ст-p001.typed.txt"}) {
    left.push_back(name_of_the_dead(folder_ / product, process));
    write_file(left.back(), "half");
  }
  EXPECT_EQ(remove_half_written(folder_.path(), process), 1) << "the last one's alone";
  EXPECT_FALSE(fs::exists(left.back()));
  EXPECT_EQ(remove_half_written(folder_.path()), 5);
  for (const fs::path& file : left) EXPECT_FALSE(fs::exists(file)) << file;
}

TEST_F(TemporaryFilesTest, AllElseStays) {
  pid_t process = 0;
  const fs::path dead = name_of_the_dead(folder_ / "leaf.hocr", process);
  std::string other = dead.filename().string();
  const size_t machine = std::string(".leaf.").size();
  other[machine] = other[machine] == '0' ? '1' : '0';
  const std::string number = std::to_string(process);
  const std::vector<fs::path> stay{
      temporary_beside(folder_ / "leaf.hocr"),  // of a process that is at work: this one
      folder_ / other,                          // of another machine
      folder_ / ("leaf." + number + "-0.part.hocr"),
      folder_ / ("." + number + "-0.part.hocr"),
      folder_ / ".leaf.part",
      folder_ / ".part",
      folder_ / ".leaf.hocr",
      folder_ / "leaf.hocr",
      folder_ / "own/folder" / dead.filename(),  // no folder of ours
  };
  for (const fs::path& file : stay) write_file(file, "x");
  write_file(folder_ / "elsewhere" / dead.filename(), "x");
  fs::create_directories(folder_ / "out");
  fs::create_directory_symlink(folder_ / "elsewhere", folder_ / "out/stages");
  fs::create_symlink(folder_ / "elsewhere" / dead.filename(), folder_ / "out" / dead.filename());
  EXPECT_EQ(remove_half_written(folder_.path()), 0);
  EXPECT_EQ(remove_half_written(folder_ / "out"), 0) << "links are not followed";
  for (const fs::path& file : stay) EXPECT_TRUE(fs::exists(file)) << file;
  EXPECT_EQ(remove_half_written(folder_ / "missing"), 0);
}

TEST_F(TemporaryFilesTest, ThroughALinkToTheOutputFolder) {
  pid_t process = 0;
  write_file(name_of_the_dead(folder_ / "real/leaf.hocr", process), "half");
  fs::create_directory_symlink(folder_ / "real", folder_ / "out");
  EXPECT_EQ(remove_half_written(folder_ / "out"), 1);
}

TEST(Processes, ThisOneRunsAndADeadOneDoesNot) {
  EXPECT_TRUE(is_running(getpid()));
  EXPECT_TRUE(is_running(1)) << "somebody else's";
  EXPECT_FALSE(is_running(0));
  EXPECT_FALSE(is_running(-1));
  const pid_t process = fork();
  if (process == 0) _exit(0);
  int status = 0;
  ASSERT_EQ(waitpid(process, &status, 0), process);
  EXPECT_FALSE(is_running(process));
}

TEST(Processes, OneThatGotTheNumberLaterIsAnother) {
  constexpr double kYear2000 = 946'684'800, kYear2100 = 4'102'444'800;
  EXPECT_TRUE(is_running_since(getpid(), kYear2100));
  EXPECT_FALSE(is_running_since(getpid(), kYear2000)) << "it began later than that";
  EXPECT_FALSE(is_running_since(0, kYear2100));
}

bool stays_inside(const fs::path& output, const fs::path& folder) {
  try {
    check_stays_inside(output, folder);
    return true;
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::file_access);
    return false;
  }
}

TEST_F(TemporaryFilesTest, FoldersThatAreLinksOutOfTheFolderAreSeen) {
  const fs::path out = folder_ / "out";
  write_file(out / "stages/leaf/a", "");
  write_file(folder_ / "out2/stages/a", "");
  fs::create_directory_symlink(folder_ / "out2", out / "elsewhere");
  fs::create_directory_symlink("../../out2", out / "stages/beside");
  fs::create_directory_symlink("../stages/leaf", out / "stages/within");
  fs::create_directory_symlink(folder_ / "missing", out / "nowhere");
  EXPECT_TRUE(stays_inside(out, "stages"));
  EXPECT_TRUE(stays_inside(out, "stages/leaf"));
  EXPECT_TRUE(stays_inside(out, "stages/not yet there"));
  EXPECT_TRUE(stays_inside(out, "stages/within"));
  EXPECT_FALSE(stays_inside(out, "elsewhere"));
  EXPECT_FALSE(stays_inside(out, "elsewhere/stages"));
  EXPECT_FALSE(stays_inside(out, "stages/beside"));
  EXPECT_FALSE(stays_inside(out, "nowhere"));
  fs::create_directory_symlink(out, folder_ / "link");
  EXPECT_TRUE(stays_inside(folder_ / "link", "stages/within"));
  EXPECT_FALSE(stays_inside(folder_ / "link", "elsewhere"));
  EXPECT_TRUE(stays_inside(folder_ / "missing", "stages"));
}

}  // namespace
}  // namespace folio
