#include "recognize/line_image.h"

#include <gtest/gtest.h>

#include <cmath>

#include "hand_made_page.h"

namespace folio {
namespace {

using testing::HandMadePage;

/// Box of what is darker than paper in a line image.
Box ink_box(const LineImage& image) {
  std::vector<cv::Point> points;
  cv::findNonZero(image.gray < 128, points);
  return points.empty() ? Box{} : to_box(cv::boundingRect(points));
}

/// Ten letters of 20 x 24 pixels with feet at 100.
HandMadePage line_of_letters() {
  HandMadePage page({600, 200});
  for (int i = 0; i < 10; ++i) page.ink(Layer::typed, {100 + 30 * i, 76, 120 + 30 * i, 100});
  page.line(Layer::typed, {100, 76, 390, 100}, 100, 24);
  return page;
}

TEST(CutLineTest, SmallLettersHaveASteadyHeight) {
  const LineImageShape shape;
  for (const double x_height : {8.0, 24.0, 60.0}) {
    HandMadePage page({900, 300});
    const int h = static_cast<int>(x_height);
    page.ink(Layer::typed, {100, 200 - h, 100 + 10 * h, 200});
    page.line(Layer::typed, {100, 200 - h, 100 + 10 * h, 200}, 200, x_height);
    const auto made = page.make();
    const LineImage image = cut_line(*made, made->lines[0], shape);
    // All that follows from the shape, whatever the original's size.
    const double unit = shape.x_height, baseline = shape.above * unit;
    EXPECT_EQ(image.x_height, unit);
    EXPECT_NEAR(image.baseline_y, baseline, 1e-9);
    EXPECT_EQ(image.gray.rows, static_cast<int>(std::ceil((shape.above + shape.below) * unit - 1e-9)));
    EXPECT_NEAR(image.gray.cols, 10 * unit + 2 * shape.side * unit, 1.5);
    const Box ink = ink_box(image);
    EXPECT_NEAR(ink.y0, baseline - unit, 1.2);
    EXPECT_NEAR(ink.y1, baseline, 1.2);
    EXPECT_NEAR(ink.x0, shape.side * unit, 1.2);
    EXPECT_NEAR(ink.width(), 10 * unit, 2);
  }
}

TEST(CutLineTest, TypedLinesKnowTheirCells) {
  HandMadePage page = line_of_letters();
  page.machine().grids.resize(1);
  page.machine().grids[0].pitch = 33;
  LineImage image = cut_line(*page.make(), page.layered().lines[0]);
  EXPECT_NEAR(image.pitch, 33 * LineImageShape{}.x_height / 24, 1e-9);
  EXPECT_EQ(image.layer, Layer::typed);
  page.layered().lines[0].layer = Layer::hand;
  image = cut_line(*page.make(), page.layered().lines[0]);
  EXPECT_EQ(image.pitch, 0);
  EXPECT_EQ(image.layer, Layer::hand);
}

TEST(CutLineTest, ABentLineIsStraightened) {
  HandMadePage page({800, 200});
  Baseline baseline{{100, 100}, {700, 100}};
  baseline.bend = 12;
  for (int x = 100; x < 700; x += 30) {
    const int foot = cvRound(baseline.y_at(x + 10));
    page.ink(Layer::typed, {x, foot - 24, x + 20, foot});
  }
  LayerLine& line = page.line(Layer::typed, {100, 76, 700, 112}, 100, 24);
  line.baseline = baseline;
  const auto made = page.make();
  const LineImage image = cut_line(*made, made->lines[0]);
  const Box ink = ink_box(image);
  EXPECT_NEAR(ink.y0, image.baseline_y - image.x_height, 1.5);
  EXPECT_NEAR(ink.y1, image.baseline_y, 1.5);
  // A letter in the middle of the line image lies lower on the page than one at its end.
  const int foot = cvRound(image.baseline_y), top = cvRound(image.baseline_y - image.x_height);
  EXPECT_NEAR(image.on_page({image.gray.cols / 2 - 8, top, image.gray.cols / 2 + 8, foot}).y1, 112, 2);
  EXPECT_NEAR(image.on_page({5, top, 20, foot}).y1, 101, 2);
}

TEST(CutLineTest, PageFromLineLeadsBackToThePage) {
  const auto page = line_of_letters().make();
  const LineImage image = cut_line(*page, page->lines[0]);
  const cv::Point2d left =
      image.page_from_line(cv::Point2d(LineImageShape().side * image.x_height, image.baseline_y));
  EXPECT_NEAR(left.x, 100, 1e-6);
  EXPECT_NEAR(left.y, 100, 1e-6);
  const Box back = image.page_from_line(ink_box(image));
  EXPECT_NEAR(back.x0, 100, 2);
  EXPECT_NEAR(back.y0, 76, 2);
  EXPECT_NEAR(back.x1, 390, 2);
  EXPECT_NEAR(back.y1, 100, 2);
}

TEST(CutLineTest, ASlopingLineIsLeveled) {
  HandMadePage page({1000, 300});
  for (int i = 0; i < 20; ++i) page.ink(Layer::typed, {100 + 30 * i, 100 + i, 120 + 30 * i, 124 + i});
  LayerLine& line = page.line(Layer::typed, {100, 100, 690, 143}, 124, 24);
  line.baseline = {{100, 124}, {690, 124 + 590.0 / 30}};
  const auto made = page.make();
  const LineImage image = cut_line(*made, made->lines[0]);
  EXPECT_NEAR(ink_box(image).height(), image.x_height, 2.1) << "a box 43 pixels high came out level";
  EXPECT_NEAR(ink_box(image).y1, image.baseline_y, 1.5);
}

TEST(CutLineTest, InkOfOtherLayersIsPaper) {
  HandMadePage page = line_of_letters();
  page.ink(Layer::hand, {150, 60, 250, 72});  // written in above
  page.ink(Layer::stamp, {300, 102, 380, 110});
  const auto made = page.make();
  const LineImage image = cut_line(*made, made->lines[0]);
  EXPECT_NEAR(ink_box(image).y0, image.baseline_y - image.x_height, 1.2);
  EXPECT_NEAR(ink_box(image).y1, image.baseline_y, 1.2);
}

TEST(CutLineTest, InkOfOtherLinesOfTheLayerIsPaper) {
  HandMadePage page = line_of_letters();
  const int tail = page.ink(Layer::typed, {200, 56, 206, 70});  // a tail of the line above
  LayerLine& line = page.layered().lines[0];
  for (int i = 0; i < 10; ++i) line.component_idxs.push_back(i);
  auto made = page.make();
  const LineImage own = cut_line(*made, made->lines[0]);
  EXPECT_NEAR(ink_box(own).y0, own.baseline_y - own.x_height, 1.2);
  line.component_idxs.push_back(tail);
  made = page.make();
  EXPECT_LT(ink_box(cut_line(*made, made->lines[0])).y0, ink_box(own).y0 - 2)
      << "unless it is one of the line's pieces";
}

TEST(CutLineTest, TheSoftEdgeOfAStrokeIsKept) {
  HandMadePage page({300, 200});
  page.ink(Layer::typed, {100, 50, 200, 100});
  page.line(Layer::typed, {100, 50, 200, 100}, 100, 50);
  auto made = page.make();
  cv::GaussianBlur(made->segmented->upright->gray, made->segmented->upright->gray, {}, 1.5);
  LineImageShape shape;
  shape.x_height = 50;
  const LineImage image = cut_line(*made, made->lines[0], shape);
  const int shades = cv::countNonZero((image.gray > 20) & (image.gray < 235));
  EXPECT_GT(shades, 500);
}

/// Writing that runs up, down or upside down comes out upright: the piece that is read first stands left, and
/// what is above it stands above.
TEST(CutLineTest, QuarterTurnsAreUndone) {
  struct Turn {
    int quarter_turns;
    Box first, mark, line;
  };
  // Four letters in a row, a high mark over the first.
  for (const Turn& turn : {Turn{1, {180, 270, 204, 290}, {160, 270, 172, 290}, {160, 150, 204, 290}},
                           Turn{3, {180, 110, 204, 130}, {212, 110, 224, 130}, {180, 110, 224, 250}},
                           Turn{2, {280, 180, 300, 204}, {280, 212, 300, 224}, {160, 180, 300, 224}}}) {
    HandMadePage page({400, 400});
    page.ink(Layer::hand, turn.first);
    page.ink(Layer::hand, turn.mark);
    for (int i = 1; i < 4; ++i) {
      const int along = 40 * i;
      const Box& b = turn.first;
      page.ink(Layer::hand, turn.quarter_turns == 1   ? Box{b.x0, b.y0 - along, b.x1, b.y1 - along}
                            : turn.quarter_turns == 3 ? Box{b.x0, b.y0 + along, b.x1, b.y1 + along}
                                                      : Box{b.x0 - along, b.y0, b.x1 - along, b.y1});
    }
    LayerLine& line = page.line(Layer::hand, turn.line, turn.line.y1, 24);
    line.quarter_turns = turn.quarter_turns;
    const auto made = page.make();
    const LineImage image = cut_line(*made, made->lines[0]);
    EXPECT_GT(image.gray.cols, 2 * image.gray.rows);
    const cv::Mat ink = image.gray < 128;
    const Box mark = image.page_from_line.inverse()(turn.mark),
              first = image.page_from_line.inverse()(turn.first);
    EXPECT_GT(cv::countNonZero(ink(to_rect(clip(mark, ink.size())))), 0.5 * static_cast<double>(mark.area()));
    EXPECT_LT(first.center_x(), 0.25 * image.gray.cols) << turn.quarter_turns;
    EXPECT_LT(mark.center_y(), first.center_y()) << turn.quarter_turns;
  }
}

TEST(CutLineTest, ALongLineIsNarrowed) {
  LineImageShape shape;
  shape.max_width = 100;
  const auto page = line_of_letters().make();
  const LineImage image = cut_line(*page, page->lines[0], shape);
  EXPECT_LE(image.gray.cols, 101);
  EXPECT_LT(image.x_height, LineImageShape().x_height);
  EXPECT_NEAR(image.page_from_line(ink_box(image)).width(), 290, 8);
}

TEST(CutLineTest, AtThePagesEdgeThereIsPaperBeyond) {
  HandMadePage page({200, 40});
  page.ink(Layer::typed, {0, 5, 200, 29});
  page.line(Layer::typed, {0, 5, 200, 29}, 29, 24);
  const auto made = page.make();
  const LineImage image = cut_line(*made, made->lines[0]);
  EXPECT_EQ(image.gray.at<uchar>(0, 0), 255);
  EXPECT_EQ(image.gray.at<uchar>(image.gray.rows - 1, image.gray.cols - 1), 255);
}

TEST(CutLineTest, ALineOutsideThePageGivesNoImage) {
  HandMadePage page({100, 100});
  page.line(Layer::hand, {300, 300, 400, 320}, 320, 20);
  const auto made = page.make();
  EXPECT_TRUE(cut_line(*made, made->lines[0]).gray.empty());
}

}  // namespace
}  // namespace folio
