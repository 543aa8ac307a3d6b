#include "core/regular_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/error.h"
#include "core/files.h"

namespace folio {
namespace {

namespace fs = std::filesystem;

class RegularFileTest : public testing::Test {
 protected:
  void SetUp() override {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string problem_of(const fs::path& file, std::uint64_t most_bytes = 1000) const {
    try {
      read_regular_file(file, most_bytes);
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::input);
      EXPECT_EQ(error.file(), file.string());
      return error.what();
    }
    return {};
  }

  fs::path folder_ = fs::path(testing::TempDir()) / "folio_regular_file_test";
};

TEST_F(RegularFileTest, ReadsAll) {
  const std::string bytes(700'000, 'x');
  write_file(folder_ / "a", bytes);
  EXPECT_EQ(read_regular_file(folder_ / "a"), bytes);
  EXPECT_EQ(read_regular_file(folder_ / "a", 700'000), bytes);
  fs::create_symlink("a", folder_ / "link");
  EXPECT_EQ(read_regular_file(folder_ / "link"), bytes);
  write_file(folder_ / "empty", "");
  EXPECT_EQ(read_regular_file(folder_ / "empty"), "");
}

TEST_F(RegularFileTest, RefusesWhatIsNone) {
  write_file(folder_ / "a", std::string(1001, 'x'));
  EXPECT_EQ(problem_of(folder_ / "a"), "has more than 1000 bytes");
  EXPECT_EQ(problem_of(folder_ / "missing"), "no such file");
  EXPECT_EQ(problem_of(folder_ / "a/below"), "no such file");
  EXPECT_EQ(problem_of(folder_), "is a folder, not a file");
  ASSERT_EQ(mkfifo((folder_ / "fifo").c_str(), 0600), 0);
  EXPECT_EQ(problem_of(folder_ / "fifo"), "is no regular file");
  EXPECT_EQ(problem_of("/dev/zero"), "is no regular file");
  fs::create_symlink("circle", folder_ / "circle");
  EXPECT_EQ(problem_of(folder_ / "circle"), "is no regular file");
}

}  // namespace
}  // namespace folio
