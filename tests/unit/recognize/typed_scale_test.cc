#include "recognize/typed_scale.h"

#include <gtest/gtest.h>

#include "hand_made_page.h"

namespace folio {
namespace {

using testing::HandMadePage;

/// A page with two rasters; lines are added with their height of small letters and as many pieces.
class TypedScaleTest : public ::testing::Test {
 protected:
  TypedScaleTest() {
    page_.machine().grids.resize(2);
    page_.machine().grids[0].pitch = 33;
    page_.machine().grids[1].pitch = 30;
  }
  LayerLine add(double x_height, int letters, int grid_idx, Layer layer = Layer::typed) {
    InkLine& ink_line = page_.machine().lines.emplace_back();
    ink_line.x_height = x_height;
    ink_line.grid_idx = grid_idx;
    for (int i = 0; i < letters; ++i) ink_line.component_idxs.push_back(next_++);
    LayerLine& line = page_.line(layer, {0, 0, 100, 20}, 20, x_height);
    line.component_idxs = ink_line.component_idxs;
    return line;
  }
  TypedScale scale_of(const LayerLine& line) const { return typed_scale(*page_.make(), line); }

  HandMadePage page_{{600, 400}};
  int next_ = 0;
};

TEST_F(TypedScaleTest, EachLineHasItsRastersPitch) {
  const LayerLine first = add(20, 10, 0), second = add(20, 10, 1), off = add(20, 10, -1);
  EXPECT_EQ(scale_of(first).pitch, 33);
  EXPECT_EQ(scale_of(second).pitch, 30);
  EXPECT_EQ(scale_of(off).pitch, 33) << "the page's main one";
}

TEST_F(TypedScaleTest, CapitalsAreMeasuredByTheMachinesSmallLetters) {
  add(20, 40, 0), add(20.5, 40, 0), add(26, 40, 0), add(26.5, 40, 0);
  const LayerLine capitals = add(27, 12, 0), small = add(19, 6, 0), of_other = add(27, 30, 1);
  EXPECT_NEAR(scale_of(capitals).x_height, 20.25, 0.3);
  EXPECT_NEAR(scale_of(small).x_height, 20.25, 0.3);
  EXPECT_EQ(scale_of(of_other).x_height, 27) << "another machine";
}

TEST_F(TypedScaleTest, AFewLowPiecesAreNotTheSmallLetters) {
  add(12, 8, 0), add(20, 60, 0);
  EXPECT_EQ(scale_of(add(21, 30, 0)).x_height, 20);
}

TEST_F(TypedScaleTest, OtherSizesAndOtherHandsKeepTheirOwn) {
  add(20, 60, 0);
  EXPECT_EQ(scale_of(add(36, 5, -1)).x_height, 36);
  EXPECT_EQ(scale_of(add(10, 5, -1)).x_height, 10);
  const TypedScale hand = scale_of(add(25, 10, 0, Layer::hand));
  EXPECT_EQ(hand.x_height, 25);
  EXPECT_EQ(hand.pitch, 0);
}

TEST_F(TypedScaleTest, WithoutARasterThereIsNoPitch) {
  page_.machine().grids.clear();
  const TypedScale scale = scale_of(add(20, 30, -1));
  EXPECT_EQ(scale.pitch, 0);
  EXPECT_EQ(scale.x_height, 20);
}

}  // namespace
}  // namespace folio
