#include "separate/picture_finder.h"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

#include "support/staged_pages.h"

namespace folio {
namespace {

constexpr double kPixelsPerMm = 6;

cv::Mat sheet() { return {cv::Size(1260, 1782), CV_8UC1, cv::Scalar(235)}; }

/// A photo's tones: dark, with slow and fast changes.
void put_photo(cv::Mat& page, const cv::Rect& rect) {
  for (int y = rect.y; y < rect.br().y; ++y)
    for (int x = rect.x; x < rect.br().x; ++x)
      page.at<uchar>(y, x) =
          static_cast<uchar>(80 + 30 * std::sin(x / 40.0) * std::cos(y / 60.0) + (x * 7 + y * 13) % 20);
}

std::vector<Box> found_in(const cv::Mat& page) {
  return find_pictures(page, {0, 0, page.cols, page.rows}, kPixelsPerMm);
}

TEST(PictureFinderTest, APhotoIsFoundWhereItIs) {
  cv::Mat page = sheet();
  const cv::Rect photo(200, 300, 600, 420);
  put_photo(page, photo);
  const std::vector<Box> found = found_in(page);
  ASSERT_EQ(found.size(), 1U);
  const Box common = intersect(found[0], to_box(photo));
  EXPECT_GT(common.area(), 0.85 * photo.area());
  EXPECT_LT(found[0].area(), 1.15 * photo.area());
}

TEST(PictureFinderTest, ASmallDarkSpotIsNone) {
  cv::Mat page = sheet();
  put_photo(page, {200, 300, 100, 100});  // 17 mm: a seal, a blot
  EXPECT_TRUE(found_in(page).empty());
}

TEST(PictureFinderTest, ShadedPaperIsNone) {
  cv::Mat page = sheet();
  for (int x = 0; x < page.cols; ++x) page.col(x) = 150 + 90 * x / page.cols;  // a binding's shadow
  EXPECT_TRUE(found_in(page).empty());
}

TEST(PictureFinderTest, TypingIsNone) {
  LeafDescription leaf = testing::plain_leaf(testing::prose_lines(40));
  leaf.spacing = 1;
  leaf.typewriter.bolder_mm = 0.2;
  for (const testing::ScanKind kind : {testing::ScanKind::gray, testing::ScanKind::bilevel}) {
    const auto scan = testing::scan_of(leaf, kind);
    const Box whole{0, 0, scan->pixels.cols, scan->pixels.rows};
    EXPECT_TRUE(find_pictures(scan->pixels, whole, scan->resolution.pixels_per_mm()).empty());
  }
}

TEST(PictureFinderTest, NothingIsFoundInNothing) {
  EXPECT_TRUE(find_pictures(sheet(), {}, kPixelsPerMm).empty());
  EXPECT_TRUE(found_in(cv::Mat(3, 3, CV_8UC1, cv::Scalar(0))).empty());
}

}  // namespace
}  // namespace folio
