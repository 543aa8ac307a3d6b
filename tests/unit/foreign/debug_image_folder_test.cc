#include "foreign/debug_image_folder.h"

#include <gtest/gtest.h>

#include <opencv2/imgcodecs.hpp>

#include "core/error.h"
#include "core/files.h"
#include "unit/foreign/sample_files.h"

namespace folio {
namespace {

TEST(DebugImageFolderTest, FilesAreNumberedInOrder) {
  const test::TemporaryFolder folder;
  DebugImageFolder images(folder / "debug/leaf");
  EXPECT_TRUE(images.wanted());
  cv::Mat picture(3, 4, CV_8UC3, cv::Scalar(10, 20, 30));
  images.add("deskew", "frame", picture);
  images.add("segment", "lines", cv::Mat(5, 6, CV_8UC1, cv::Scalar(7)));
  const cv::Mat first =
      cv::imread((folder / "debug/leaf/01-deskew-frame.png").string(), cv::IMREAD_UNCHANGED);
  ASSERT_EQ(first.type(), CV_8UC3);
  EXPECT_EQ(cv::norm(first, picture, cv::NORM_INF), 0);
  const cv::Mat second =
      cv::imread((folder / "debug/leaf/02-segment-lines.png").string(), cv::IMREAD_UNCHANGED);
  EXPECT_EQ(second.size(), cv::Size(6, 5));
}

TEST(DebugImageFolderTest, TablesAreCountedAmongThePictures) {
  const test::TemporaryFolder folder;
  DebugImageFolder images(folder / "debug");
  images.add("segment", "lines", cv::Mat(5, 6, CV_8UC1, cv::Scalar(7)));
  images.add_table("separate", "words", "line\tlook\n0\t-0.5\n");
  EXPECT_EQ(read_file(folder / "debug/02-separate-words.tsv"), "line\tlook\n0\t-0.5\n");
}

TEST(DebugImageFolderTest, AFolderThatCannotBeMadeIsAnError) {
  const test::TemporaryFolder folder;
  write_file(folder / "in-the-way", "");
  DebugImageFolder images(folder / "in-the-way");
  EXPECT_THROW(images.add("deskew", "frame", cv::Mat(2, 2, CV_8UC1, cv::Scalar(0))), Error);
}

}  // namespace
}  // namespace folio
