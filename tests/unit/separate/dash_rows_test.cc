#include "separate/dash_rows.h"

#include <gtest/gtest.h>

#include <numeric>

namespace folio {
namespace {

constexpr double kPitch = 25, kUnit = 20;

/// Dashes of half a cell with their middles at these places, `drop` pixels lower from one to the next.
std::vector<Component> dashes(const std::vector<int>& middles, int drop = 0) {
  std::vector<Component> out;
  int y = 300;
  for (const int x : middles) {
    out.push_back({{x - 6, y, x + 6, y + 5}, 60, static_cast<int>(out.size()) + 1});
    y += drop;
  }
  return out;
}

std::vector<int> found_in(const std::vector<Component>& components, double pitch = kPitch) {
  std::vector<int> idxs(components.size());
  std::iota(idxs.begin(), idxs.end(), 0);
  return find_dash_rows(components, idxs, pitch, kUnit);
}

TEST(DashRowsTest, DashesOnTheRasterAreTyped) {
  EXPECT_EQ(found_in(dashes({100, 150, 200, 251, 299})), (std::vector{0, 1, 2, 3, 4}));
  EXPECT_EQ(found_in(dashes({100, 125, 150, 175})).size(), 4U) << "one in each cell";
}

TEST(DashRowsTest, AHandDoesNotKeepTheRaster) {
  EXPECT_TRUE(found_in(dashes({100, 138, 187, 226, 262})).empty());
}

TEST(DashRowsTest, AFewAreNotEnough) { EXPECT_TRUE(found_in(dashes({100, 150, 200})).empty()); }

TEST(DashRowsTest, ARowIsLevel) { EXPECT_TRUE(found_in(dashes({100, 150, 200, 250, 300}, 6)).empty()); }

TEST(DashRowsTest, RowsAreApartAndKeepWhatIsOnTheRaster) {
  std::vector<Component> two = dashes({100, 150, 200, 250, 310});  // the last one is off
  for (Component& other : dashes({130, 180, 230, 280})) {
    other.box.y0 += 40, other.box.y1 += 40;
    two.push_back(other);
  }
  EXPECT_EQ(found_in(two), (std::vector{0, 1, 2, 3, 5, 6, 7, 8}));
}

TEST(DashRowsTest, LettersAndWideStrokesAreNoDashes) {
  std::vector<Component> pieces = dashes({100, 150, 200, 250, 300});
  for (Component& piece : pieces) piece.box.y1 += 10;
  EXPECT_TRUE(found_in(pieces).empty());
  pieces = dashes({100, 200, 300, 400});
  for (Component& piece : pieces) piece.box.x0 -= 20, piece.box.x1 += 20;
  EXPECT_TRUE(found_in(pieces).empty());
}

TEST(DashRowsTest, WithoutARasterOrPiecesThereAreNone) {
  EXPECT_TRUE(found_in(dashes({100, 150, 200, 250}), 0).empty());
  EXPECT_TRUE(found_in({}).empty());
}

}  // namespace
}  // namespace folio
