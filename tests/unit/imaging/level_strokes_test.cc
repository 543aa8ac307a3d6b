#include "imaging/level_strokes.h"

#include <gtest/gtest.h>

namespace folio {
namespace {

cv::Mat ink_of(const std::vector<cv::Rect>& rects) {
  cv::Mat ink = cv::Mat::zeros(40, 100, CV_8UC1);
  for (const cv::Rect& rect : rects) ink(rect) = 255;
  return ink;
}

TEST(LevelStrokesTest, ShortRunsAreLeftOutAndNarrowGapsBridged) {
  const cv::Mat ink = ink_of({{5, 3, 30, 1}, {37, 3, 20, 1}, {70, 3, 9, 1}, {80, 8, 20, 1}});
  const std::vector<LevelRun> runs = find_level_runs(ink, 10, 2);
  ASSERT_EQ(runs.size(), 2U);
  EXPECT_EQ(runs[0].x0, 5);
  EXPECT_EQ(runs[0].x1, 57);
  EXPECT_EQ(runs[1].y, 8);
  EXPECT_EQ(runs[1].x1, 100) << "up to the edge";
  EXPECT_EQ(find_level_runs(ink, 10, 1).size(), 3U);
}

TEST(LevelStrokesTest, RunsThatOverlapInNeighboringRowsAreOneStroke) {
  // A stroke that steps down, and another one below a white row.
  const cv::Mat ink = ink_of({{5, 3, 30, 2}, {30, 5, 40, 2}, {5, 9, 50, 1}});
  const std::vector<LevelStroke> strokes = link_runs(find_level_runs(ink, 10, 1));
  ASSERT_EQ(strokes.size(), 2U);
  EXPECT_EQ(strokes[0].x0, 5);
  EXPECT_EQ(strokes[0].x1(), 70);
  EXPECT_EQ(strokes[0].top[0], 3);
  EXPECT_EQ(strokes[0].foot[0], 5);
  EXPECT_EQ(strokes[0].foot[26], 7) << "both runs lie over each other there";
  EXPECT_EQ(strokes[0].top[40], 5);
  EXPECT_EQ(strokes[1].middle_at(0), 9.5);
}

TEST(LevelStrokesTest, PaperHasNone) { EXPECT_TRUE(link_runs(find_level_runs(ink_of({}), 10, 1)).empty()); }

}  // namespace
}  // namespace folio
