#include "imaging/line_parting.h"

#include <gtest/gtest.h>

#include "imaging/ink_lines.h"
#include "support/staged_pages.h"

namespace folio {
namespace {

/// Bold worn type, `step` intervals from line to line: at less than one, tails run into the line below.
std::shared_ptr<const SegmentedPage> typed_close(double step, double dpi) {
  LeafDescription leaf = testing::short_leaf(testing::prose_lines(16));
  leaf.spacing = step;
  leaf.scan.dpi = dpi;
  leaf.typewriter.bolder_mm = 0.15;
  leaf.typewriter.wear = {0.08, 0.1, 0, 0, 0.4};
  return testing::segmented_of(testing::scan_of(leaf));
}

TEST(LinePartingTest, LinesThatTouchAreFoundEach) {
  for (const double dpi : {150.0, 300.0}) {
    for (const double step : {1.0, 0.9, 0.8}) {
      const auto page = typed_close(step, dpi);
      ASSERT_EQ(page->lines.size(), 16U) << dpi << ", " << step;
      double last = 0;
      for (const InkLine& line : page->lines) {
        const double foot = line.baseline.y_at(line.box.center_x());
        if (last > 0) {
          EXPECT_NEAR(foot - last, step * 4.25 * dpi / 25.4, 0.15 * page->letter_height);
        }
        last = foot;
        EXPECT_LT(line.box.height(), 2.6 * page->letter_height) << dpi << ", " << step;
      }
      for (const Rule& rule : page->rules) ADD_FAILURE() << dpi << ", " << step << ": " << rule.box.x0;
    }
  }
}

/// Two rows of letters 20 pixels high, on 100 and 150; the third of each hangs together with the other by a
/// bar `bar` pixels wide.
class TwoRows : public ::testing::Test {
 protected:
  explicit TwoRows(int bar = 4) {
    for (const int foot : {100, 150}) {
      InkLine& line = lines_.emplace_back();
      line.baseline = {cv::Point2d(0, foot), cv::Point2d(300, foot)};
      for (int x = 20; x < 260; x += 30) {
        if (x == 80) continue;
        const Box box{x, foot - 20, x + 18, foot};
        line.component_idxs.push_back(add(box));
        line.box = unite(line.box, box);
      }
    }
    joined_ = add({80, 80, 98, 150});
    labels_(cv::Rect(80, 100, 18, 30)) = 0;
    labels_(cv::Rect(84, 100, bar, 30)) = components_[static_cast<size_t>(joined_)].label;
  }
  int add(const Box& box) {
    const int label = static_cast<int>(components_.size()) + 1;
    components_.push_back({box, static_cast<int>(box.area()), label});
    labels_(to_rect(box)) = label;
    return label - 1;
  }

  cv::Mat labels_ = cv::Mat::zeros(200, 300, CV_32SC1);
  std::vector<Component> components_;
  std::vector<InkLine> lines_;
  int joined_ = 0;
};

TEST_F(TwoRows, ATailIsCutBetweenTheLines) {
  EXPECT_TRUE(may_reach_over_lines(components_, 20));
  const cv::Mat before = labels_.clone();
  EXPECT_EQ(part_lines(components_, lines_, 20, labels_), std::vector<int>{joined_ + 1});
  const cv::Mat cut = before != labels_;
  EXPECT_EQ(cv::countNonZero(cut), 4) << "one row of the tail";
  EXPECT_EQ(cv::countNonZero(cut.rowRange(101, 135)), 4);
}

TEST_F(TwoRows, UnevenLinesAreThePens) {
  for (InkLine& line : lines_) line.baseline.left.y -= 12;
  EXPECT_TRUE(part_lines(components_, lines_, 20, labels_).empty());
}

TEST_F(TwoRows, WithoutLinesNothingIsCut) { EXPECT_TRUE(part_lines(components_, {}, 20, labels_).empty()); }

class BroadlyJoinedRows : public TwoRows {
 protected:
  BroadlyJoinedRows() : TwoRows(14) {}
};

TEST_F(BroadlyJoinedRows, ABroadPieceIsNoTail) {
  EXPECT_TRUE(part_lines(components_, lines_, 20, labels_).empty());
}

}  // namespace
}  // namespace folio
