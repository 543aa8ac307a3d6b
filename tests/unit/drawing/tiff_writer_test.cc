#include "foreign/tiff_writer.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <opencv2/core.hpp>

#include "core/error.h"
#include "core/files.h"
#include "foreign/tiff_file.h"

namespace folio {
namespace {

TEST(TiffWriterTest, WhatIsWrittenIsReadBack) {
  cv::Mat picture(300, 220, CV_8UC3, cv::Scalar(198, 223, 233));
  picture(cv::Rect(40, 50, 100, 200)).setTo(cv::Scalar(40, 30, 30));
  const std::filesystem::path path = ::testing::TempDir() + "/tiff_writer_test.tif";
  write_jpeg_tiff(path, picture, 300, 90);

  const TiffFile file(path);
  ASSERT_EQ(file.page_count(), 1);
  const DecodedImage read = file.read(0);
  ASSERT_EQ(read.pixels.size(), picture.size());
  ASSERT_EQ(read.pixels.type(), CV_8UC3);
  EXPECT_LT(cv::norm(read.pixels, picture, cv::NORM_L1) / static_cast<double>(picture.total()) / 3, 3);
  EXPECT_LT(std::filesystem::file_size(path), 30000U);
  std::filesystem::remove(path);
}

TEST(TiffWriterTest, AFolderThatCannotBeIsAnErrorAndLeavesNothing) {
  const std::filesystem::path blocker = ::testing::TempDir() + "/tiff_writer_blocker";
  write_file(blocker, "a file, no folder");
  const cv::Mat picture(10, 10, CV_8UC3, cv::Scalar::all(255));
  try {
    write_jpeg_tiff(blocker / "a.tif", picture, 300, 90);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::file_access);
  }
  std::filesystem::remove(blocker);
}

}  // namespace
}  // namespace folio
