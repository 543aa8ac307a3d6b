#include "deskew/sheet_edges.h"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

namespace folio {
namespace {

// Pages of 200 by 300 mm at 5 pixels a millimeter; what is found is compared at 2.5.
constexpr double kMm = 5;

cv::Mat written_page() {
  cv::Mat page(1500, 1000, CV_8UC1, cv::Scalar(220));
  for (int y = 120; y < 1400; y += 40)
    for (int x = 200; x < 800; x += 14) page(cv::Rect(x, y, 8, 12)).setTo(40);
  return page;
}

cv::Mat beyond(const cv::Mat& page) {
  const CoarseView view = coarse_view(page, kMm);
  cv::Mat bed = cv::Mat::zeros(view.gray.size(), CV_8UC1);
  add_beyond_edges(view, bed);
  return bed;
}

/// A shadow 6 mm wide down the page.
void add_valley(cv::Mat& page, int x) {
  for (int column = std::max(0, x - 30); column < x + 30; ++column) {
    const double off = (column - x) / 10.0;
    page.col(column) *= 1 - 0.5 * std::exp(-off * off / 2);
  }
}

void add_lines(cv::Mat& page, int x0, int x1) {
  for (int y = 120; y < 1400; y += 40)
    for (int x = x0; x < x1; x += 14) page(cv::Rect(x, y, std::min(8, x1 - x), 12)).setTo(40);
}

TEST(SheetEdgesTest, BeyondAGutterIsANeighborWhoseLinesAreCutOff) {
  cv::Mat page = written_page();
  add_lines(page, 0, 40);  // cut off by the left edge of the picture
  add_valley(page, 100);
  const cv::Mat foreign = beyond(page);
  EXPECT_EQ(cv::countNonZero(foreign.colRange(0, 48)), 48 * foreign.rows);
  EXPECT_EQ(cv::countNonZero(foreign.colRange(80, foreign.cols)), 0);
}

TEST(SheetEdgesTest, BeyondAFoldIsWritingThatStandsFree) {
  cv::Mat page = written_page();
  cv::putText(page, "44", {30, 60}, cv::FONT_HERSHEY_SIMPLEX, 0.7, 60, 2);
  add_valley(page, 100);
  EXPECT_EQ(cv::countNonZero(beyond(page)), 0);
}

TEST(SheetEdgesTest, ATableOfAnotherBrightnessIsBeyondTheEdge) {
  for (const int brightness : {185, 250}) {
    cv::Mat page = written_page();
    page.rowRange(1440, 1500) = brightness;
    const cv::Mat foreign = beyond(page);
    EXPECT_EQ(cv::countNonZero(foreign.rowRange(721, 750)), 29 * foreign.cols) << brightness;
    EXPECT_EQ(cv::countNonZero(foreign.rowRange(0, 715)), 0) << brightness;
  }
}

TEST(SheetEdgesTest, RulesCreasesAndSlowShadeAreNoEdges) {
  cv::Mat page = written_page();
  page.col(60) = 30;
  page.colRange(100, 105) = 120;
  page.colRange(900, 903) = 40;
  page.rowRange(60, 63) = 40;
  for (int x = 0; x < page.cols; ++x) page.col(x) *= 0.6 + 0.4 * std::min(1.0, x / 250.0);
  EXPECT_EQ(cv::countNonZero(beyond(page)), 0);
}

TEST(SheetEdgesTest, AnySizeWillDo) {
  for (const cv::Size size : {cv::Size(1, 1), cv::Size(3000, 2), cv::Size(20, 30)})
    EXPECT_EQ(cv::countNonZero(beyond(cv::Mat(size, CV_8UC1, cv::Scalar(200)))), 0);
}

}  // namespace
}  // namespace folio
