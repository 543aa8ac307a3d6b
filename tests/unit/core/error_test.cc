#include "core/error.h"

#include <gtest/gtest.h>

#include "core/logging.h"
#include "core/version.h"

namespace folio {
namespace {

TEST(ErrorTest, MessageIsOneLineWithAllThatIsKnown) {
  Error error(ErrorCode::input, "page is cut short", "scan it again");
  EXPECT_EQ(error.message(), "page is cut short; scan it again");
  error.at_stage("ingest").at_page(3).at_file("лист.tif");
  EXPECT_EQ(error.message(), "лист.tif, page 3: ingest: page is cut short; scan it again");
}

TEST(ErrorTest, PartsMayBeMissing) {
  EXPECT_EQ(Error(ErrorCode::input, "is empty").at_file("a.tif").message(), "a.tif: is empty");
  EXPECT_EQ(Error(ErrorCode::input, "is empty").at_page(2).message(), "page 2: is empty");
  EXPECT_EQ(Error(ErrorCode::input, "is empty").at_stage("deskew").message(), "deskew: is empty");
}

TEST(ErrorTest, WhatIsKnownIsKept) {
  Error error(ErrorCode::file_access, "cannot be read");
  error.at_file("inner.tif").at_page(1).at_stage("ingest");
  error.at_file("outer.txt").at_page(9).at_stage("export");
  EXPECT_EQ(error.file(), "inner.tif");
  EXPECT_EQ(error.page(), 1);
  EXPECT_EQ(error.stage(), "ingest");
}

TEST(ErrorTest, NamesCannotForgeLines) {
  const std::string message =
      Error(ErrorCode::input, "bad\nfolio: all done", "try\x1B[2J").at_file("a\nb\x1B[31m.tif").message();
  EXPECT_EQ(message.find_first_of("\n\x1B"), std::string::npos);
  EXPECT_EQ(message, "a\\nb\\u{1B}[31m.tif: bad\\nfolio: all done; try\\u{1B}[2J");
}

TEST(ErrorTest, CodesAreExitCodes) {
  EXPECT_EQ(static_cast<int>(ErrorCode::arguments), 1);
  EXPECT_EQ(static_cast<int>(ErrorCode::input), 2);
  EXPECT_EQ(static_cast<int>(ErrorCode::missing_dependency), 3);
  EXPECT_EQ(static_cast<int>(ErrorCode::file_access), 5);
}

TEST(LoggingTest, IsOneLoggerThatIsNotTheTerminals) {
  EXPECT_EQ(&log(), &log());
  EXPECT_EQ(log().name(), "folio");
  ::testing::internal::CaptureStdout();
  ::testing::internal::CaptureStderr();
  log().error("nobody listens");
  EXPECT_EQ(::testing::internal::GetCapturedStdout(), "");
  EXPECT_EQ(::testing::internal::GetCapturedStderr(), "");
}

TEST(VersionTest, HasThreeNumbers) {
  EXPECT_TRUE(::testing::internal::RE::FullMatch(std::string(version()), "[0-9]+\\.[0-9]+\\.[0-9]+"));
}

}  // namespace
}  // namespace folio
