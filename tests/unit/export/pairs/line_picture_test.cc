#include "export/pairs/line_picture.h"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

#include "support/confirmed_page.h"
#include "support/drawn_pages.h"

namespace folio {
namespace {

using testing::confirmed_page;

int dark_pixels(const cv::Mat& picture, int below = 120) {
  cv::Mat gray = picture;
  if (picture.channels() == 3) cv::cvtColor(picture, gray, cv::COLOR_BGR2GRAY);
  return cv::countNonZero(gray < below);
}

/// Lowest and highest row that has ink in these columns.
cv::Range rows_of_ink(const cv::Mat& picture, int x0, int x1) {
  cv::Mat gray, rows;
  cv::cvtColor(picture.colRange(x0, x1), gray, cv::COLOR_BGR2GRAY);
  cv::reduce(gray < 120, rows, 1, cv::REDUCE_MAX);
  cv::Range range(picture.rows, 0);
  for (int y = 0; y < rows.rows; ++y) {
    if (rows.at<uchar>(y) == 0) continue;
    range.start = std::min(range.start, y);
    range.end = y + 1;
  }
  return range;
}

DrawnLeaf prose(double skew_degrees) {
  LeafDescription leaf = testing::plain_leaf(
      {"Почтуааааааааааааааааааааа", "нннннннннннннннннннннннннннн", "рррррррррррррррррррррррррррр"});
  leaf.paper.height_mm = 60;
  leaf.scan.skew_degrees = skew_degrees;
  leaf.spacing = 1.5;
  return draw_leaf(leaf, testing::debian_faces());
}

TEST(LinePicture, ALevelLineIsCopiedPixelByPixel) {
  const DrawnLeaf leaf = prose(0);
  const PageText page = confirmed_page(leaf);
  const cv::Mat picture = picture_of_line(page, 1, leaf.pixels, {});
  ASSERT_EQ(picture.type(), leaf.pixels.type());
  cv::Mat found;
  cv::matchTemplate(leaf.pixels, picture, found, cv::TM_SQDIFF);
  cv::Point place;
  cv::minMaxLoc(found, nullptr, nullptr, &place);
  EXPECT_EQ(cv::norm(leaf.pixels({place, picture.size()}), picture, cv::NORM_INF), 0);
}

TEST(LinePicture, ASkewedLineComesOutLevel) {
  for (const double skew : {-4.0, 1.5, 6.0}) {
    const DrawnLeaf leaf = prose(skew);
    const PageText page = confirmed_page(leaf);
    const cv::Mat picture = picture_of_line(page, 1, leaf.pixels, leaf.masks.labels());
    const int third = picture.cols / 3;
    const cv::Range left = rows_of_ink(picture, 0, third),
                    right = rows_of_ink(picture, picture.cols - third, picture.cols);
    EXPECT_NEAR(left.start, right.start, 3) << skew;
    EXPECT_NEAR(left.end, right.end, 3) << skew;
    EXPECT_LE(left.size(), 40) << skew << ": more than small letters are high";
  }
}

TEST(LinePicture, InkOfNeighborsIsLeftOut) {
  const DrawnLeaf leaf = prose(0);
  PageText page = confirmed_page(leaf);
  const int ink = dark_pixels(picture_of_line(page, 1, leaf.pixels, {}));
  // A band that reaches over the lines above and below.
  page.lines[1].x_height *= 3;
  const cv::Mat whole = picture_of_line(page, 1, leaf.pixels, {});
  const cv::Mat own = picture_of_line(page, 1, leaf.pixels, leaf.masks.labels());
  ASSERT_EQ(whole.size(), own.size());
  EXPECT_GT(dark_pixels(whole), 3 * dark_pixels(own) / 2);
  EXPECT_NEAR(dark_pixels(own), ink, 0.02 * ink) << "its own ink stays";
}

TEST(LinePicture, OtherLayersGoAndStrikesOverStruckWordsStay) {
  LeafDescription description = testing::plain_leaf({"слово ⟦del:зимы⟧ ⟦ins:⟦h:весны⟧⟧ река стала рано"});
  description.paper.height_mm = 50;
  description.hands.at("author").ink = {0, 0, 255};
  const DrawnLeaf leaf = draw_leaf(description, testing::debian_faces());
  const PageText page = confirmed_page(leaf);
  const auto blue = [](const cv::Mat& picture) {
    cv::Mat mask;
    cv::inRange(picture, cv::Scalar(150, 0, 0), cv::Scalar(255, 120, 120), mask);
    return cv::countNonZero(mask);
  };
  ASSERT_EQ(page.lines[0].layer, Layer::typed);
  const cv::Mat labels = leaf.masks.labels();
  const int strike = blue(picture_of_line(page, 0, leaf.pixels, labels));
  EXPECT_GT(strike, 100) << "the stroke over the struck word stays";
  EXPECT_GT(blue(picture_of_line(page, 0, leaf.pixels, {})), strike) << "the raw cut has the caret too";
  PageText plain = page;
  for (Word& word : plain.lines[0].words) word.status = WordStatus::plain;
  EXPECT_LT(blue(picture_of_line(plain, 0, leaf.pixels, labels)), strike / 10);
}

TEST(LinePicture, TurnedWritingIsTurnedUpright) {
  PageText page;
  page.size = {100, 200};
  TextLine line;
  line.layer = Layer::hand;
  line.quarter_turns = 1;
  line.box = {20, 30, 50, 150};
  line.x_height = 10;
  page.lines.push_back(line);
  cv::Mat pixels(page.size, CV_8UC1, cv::Scalar(255));
  pixels(cv::Rect(22, 140, 6, 6)) = 0;  // lower left on the page: upper left once turned clockwise
  const cv::Mat picture = picture_of_line(page, 0, pixels, {});
  EXPECT_GT(picture.cols, picture.rows);
  EXPECT_EQ(cv::countNonZero(picture(cv::Rect(0, 0, 30, 20)) == 0), 36);
}

TEST(LinePicture, ALineBeyondThePageGivesNone) {
  PageText page;
  TextLine line;
  line.box = {500, 500, 600, 520};
  page.lines.push_back(line);
  EXPECT_TRUE(picture_of_line(page, 0, cv::Mat(50, 50, CV_8UC1, cv::Scalar(255)), {}).empty());
}

}  // namespace
}  // namespace folio
