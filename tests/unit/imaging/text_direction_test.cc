#include "imaging/text_direction.h"

#include <gtest/gtest.h>

namespace folio {
namespace {

constexpr double kLetter = 10;
const cv::Size page_size(800, 900);

void add(std::vector<Component>& pieces, const Box& box) {
  pieces.push_back({box, static_cast<int>(box.area() / 2), static_cast<int>(pieces.size()) + 1});
}

/// Rows of letters, ragged on the right, every tenth one with a stop after it; "turned over" as a whole.
std::vector<Component> rows(bool turned_over = false) {
  std::vector<Component> pieces;
  for (int row = 0; row < 20; ++row) {
    const int foot = 100 + 25 * row;
    for (int i = 0; i < 40 - (row * 7) % 13; ++i) {
      if (i % 10 == 9) {
        add(pieces, {60 + 14 * i, foot - 3, 63 + 14 * i, foot});
      } else {
        add(pieces, {60 + 14 * i, foot - (i % 6 == 2 ? 14 : 10), 68 + 14 * i, foot});
      }
    }
  }
  if (turned_over) {
    for (Component& c : pieces)
      c.box = {page_size.width - c.box.x1, page_size.height - c.box.y1, page_size.width - c.box.x0,
               page_size.height - c.box.y0};
  }
  return pieces;
}

TEST(RowDirectionTest, LettersOfARowStandBesideEachOther) {
  const RowDirection direction = find_row_direction(rows(), kLetter);
  EXPECT_GT(direction.letters, 400);
  EXPECT_GT(direction.upright, 0.95);
}

TEST(RowDirectionTest, OnItsSideTheyStandAboveEachOther) {
  std::vector<Component> pieces = rows();
  for (Component& c : pieces) c.box = {c.box.y0, c.box.x0, c.box.y1, c.box.x1};
  EXPECT_LT(find_row_direction(pieces, kLetter).upright, 0.05);
}

TEST(RowDirectionTest, NothingTellsNothing) {
  EXPECT_EQ(find_row_direction({}, kLetter).letters, 0);
  EXPECT_EQ(find_row_direction(rows(), 0).letters, 0);
}

TEST(FeetEvidenceTest, StopsStandAtTheFeet) {
  const FeetEvidence evidence = find_feet(rows(), kLetter, page_size);
  EXPECT_GT(evidence.marks_at_feet, 40);
  EXPECT_EQ(evidence.marks_at_heads, 0);
  EXPECT_EQ(evidence.lines, 20);
  EXPECT_EQ(evidence.aligned_left, 1);
  EXPECT_LT(evidence.aligned_right, 0.5);
  EXPECT_FALSE(evidence.looks_turned_over());
}

TEST(FeetEvidenceTest, TurnedOverTheyStandAtTheHeads) {
  const FeetEvidence evidence = find_feet(rows(true), kLetter, page_size);
  EXPECT_GT(evidence.marks_at_heads, 40);
  EXPECT_EQ(evidence.aligned_right, 1);
  EXPECT_TRUE(evidence.looks_turned_over());
}

TEST(FeetEvidenceTest, NoLinesLookLikeNothing) {
  const FeetEvidence evidence = find_feet({}, kLetter, page_size);
  EXPECT_EQ(evidence.lines, 0);
  EXPECT_FALSE(evidence.looks_turned_over());
}

}  // namespace
}  // namespace folio
