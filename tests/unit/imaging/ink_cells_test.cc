#include "imaging/ink_cells.h"

#include <gtest/gtest.h>

namespace folio {
namespace {

cv::Mat with_dots(const cv::Size& size, const std::vector<cv::Point>& dots) {
  cv::Mat ink = cv::Mat::zeros(size, CV_8UC1);
  for (const cv::Point& dot : dots) ink.at<uchar>(dot) = 255;
  return ink;
}

TEST(InkCellsTest, ACellWithAnyInkIsInked) {
  const cv::Mat cells = inked_cells(with_dots({10, 7}, {{3, 3}, {4, 0}, {9, 6}}), 4);
  EXPECT_EQ(cells.size(), cv::Size(3, 2));
  const cv::Mat wanted = with_dots({3, 2}, {{0, 0}, {1, 0}, {2, 1}});
  EXPECT_EQ(cv::norm(cells, wanted, cv::NORM_INF), 0);
}

TEST(InkCellsTest, CellsOfAPixelAreTheInkItself) {
  const cv::Mat ink = with_dots({5, 5}, {{1, 2}});
  const cv::Mat cells = inked_cells(ink, 1);
  EXPECT_EQ(cv::norm(cells, ink, cv::NORM_INF), 0);
  EXPECT_NE(cells.data, ink.data);
}

TEST(InkCellsTest, AreasAreApartWhereAnEmptyCellParts) {
  const std::vector<Box> areas = inked_areas(with_dots({100, 50}, {{10, 10}, {13, 10}, {60, 48}}), 4, 3);
  ASSERT_EQ(areas.size(), 2U);
  EXPECT_EQ(areas[0], (Box{5, 5, 19, 15}));
  EXPECT_EQ(areas[1], (Box{57, 45, 67, 50}));
}

TEST(InkCellsTest, WithoutInkThereAreNoAreas) {
  EXPECT_TRUE(inked_areas(cv::Mat::zeros(20, 20, CV_8UC1), 4, 2).empty());
}

}  // namespace
}  // namespace folio
