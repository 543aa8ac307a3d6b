#include "deskew/bed_finder.h"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

namespace folio {
namespace {

constexpr double kMm = 2.5;  // the view is the picture itself

cv::Mat paper() { return cv::Mat(742, 525, CV_8UC1, cv::Scalar(220)); }
cv::Mat bed_of(const cv::Mat& page) { return find_bed(coarse_view(page, kMm)); }

TEST(BedFinderTest, WedgesAreFoundUpToTheirTips) {
  for (const int depth : {6, 40, 130}) {  // 0.7, 4 and 14 degrees
    cv::Mat page = paper();
    cv::fillPoly(page, std::vector<std::vector<cv::Point>>{{{0, 0}, {524, 0}, {0, depth}}}, 30);
    const cv::Mat bed = bed_of(page);
    const cv::Mat missed = (page < 100) & ~bed;
    EXPECT_LT(cv::countNonZero(missed), cv::countNonZero(page < 100) * (depth > 10 ? 0.01 : 0.5)) << depth;
    EXPECT_EQ(cv::countNonZero(bed.rowRange(depth + 5, bed.rows)), 0) << depth;
  }
}

TEST(BedFinderTest, WritingThatRunsOutOfThePictureIsNone) {
  cv::Mat page = paper();
  cv::line(page, {100, 0}, {90, 80}, 30, 2);
  cv::putText(page, "44", {495, 40}, cv::FONT_HERSHEY_SIMPLEX, 1, 30, 2);
  page(cv::Rect(60, 300, 80, 60)).setTo(20);  // solid, but within the page
  EXPECT_EQ(cv::countNonZero(bed_of(page)), 0);
}

TEST(BedFinderTest, AnySizeWillDo) {
  for (const cv::Size size : {cv::Size(1, 1), cv::Size(3000, 2), cv::Size(20, 30)})
    EXPECT_EQ(cv::countNonZero(bed_of(cv::Mat(size, CV_8UC1, cv::Scalar(200)))), 0);
}

}  // namespace
}  // namespace folio
