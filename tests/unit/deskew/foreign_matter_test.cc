#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>
#include <string>

#include "support/staged_pages.h"

namespace folio {
namespace {

using testing::ScanKind;

// What a scan shows besides the leaf is not found, and all that was written is: drawn, at resolutions and in
// the kinds that scanners deliver.

struct Case {
  double dpi;
  ScanKind kind;
};

/// Typing, and a leaf number whose last stroke is 3 mm from the right edge.
LeafDescription numbered_leaf(double dpi) {
  LeafDescription leaf = testing::short_leaf(testing::prose_lines(8));
  leaf.scan.dpi = dpi;
  HandText number{"44", "author", leaf.paper.width_mm - 8, 8};
  number.role = Role::leaf_number;
  leaf.hand_texts = {number};
  leaf.hands["author"].bolder_mm = 0.25;  // at 120 dpi a fine nib leaves nothing to count
  return leaf;
}

void expect_the_leaf_and_nothing_else(const LeafDescription& leaf, ScanKind kind, const std::string& what) {
  SCOPED_TRACE(what);
  const DrawnLeaf drawn = draw_leaf(leaf, testing::debian_faces());
  const auto page = testing::segmented_of(testing::scan_of(drawn, kind));
  const LayerMasks truth = testing::true_masks(drawn, *page->upright);
  const cv::Mat typed = truth[Layer::typed], written = truth[Layer::hand];
  const cv::Mat leaf_ink = typed | written;
  const double mm = page->upright->scan_from_upright.inverse().scale() * leaf.scan.dpi / 25.4;
  const int reach = 2 * cvRound(0.4 * mm) + 1;
  cv::Mat near, found;
  cv::dilate(leaf_ink, near, cv::Mat::ones(reach, reach, CV_8UC1));
  cv::dilate(page->ink, found, cv::Mat::ones(reach, reach, CV_8UC1));  // faint edges of strokes are left out
  const auto share_found = [&](const cv::Mat& ink) {
    return double(cv::countNonZero(ink & found)) / cv::countNonZero(ink);
  };
  EXPECT_GT(share_found(typed), 0.98);
  EXPECT_GT(share_found(written), 0.95);
  int strangers = 0;
  cv::Point where;
  for (const Component& piece : page->components) {
    const double longer = std::max(piece.box.width(), piece.box.height());
    if (longer < 0.8 * mm || cv::countNonZero(near(to_rect(piece.box))) > 0) continue;
    ++strangers;
    where = {piece.box.x0, piece.box.y0};
  }
  EXPECT_EQ(strangers, 0) << "the last at " << where << " of " << page->ink.size();
  for (const InkLine& line : page->lines)
    EXPECT_GT(cv::countNonZero(near(to_rect(line.box))), 0) << line.box.x0 << "," << line.box.y0;
}

class ForeignMatter : public ::testing::TestWithParam<Case> {
 protected:
  static double dpi() { return GetParam().dpi; }
  static void expect_clean(const LeafDescription& leaf, const std::string& what) {
    expect_the_leaf_and_nothing_else(leaf, GetParam().kind, what);
  }
};

TEST_P(ForeignMatter, PunchedHoles) {
  for (const double degrees : {0.0, 2.0}) {
    LeafDescription leaf = numbered_leaf(dpi());
    leaf.paper.height_mm = 120;
    leaf.paper.punch_holes = 2;
    leaf.scan.skew_degrees = degrees;
    expect_clean(leaf, "two holes");
  }
}

TEST_P(ForeignMatter, BedAroundACrookedSheet) {
  for (const double degrees : {-12.0, 1.5}) {
    LeafDescription leaf = numbered_leaf(dpi());
    leaf.scan.border_mm = std::abs(degrees) > 2 ? 20 : 3;
    leaf.scan.skew_degrees = degrees;
    expect_clean(leaf, "bed at " + std::to_string(degrees));
  }
}

TEST_P(ForeignMatter, BedInWedgesOnly) {
  LeafDescription leaf = numbered_leaf(dpi());
  leaf.left_mm = 30;
  leaf.lines.resize(5);  // keeps the typing off the sheet's corners, which the picture cuts off
  leaf.paper.height_mm = 110;
  leaf.hand_texts[0].x_mm = 165;
  leaf.hand_texts[0].y_mm = 12;
  leaf.scan.border_mm = 1;
  leaf.scan.skew_degrees = 10;
  expect_clean(leaf, "wedges");
}

TEST_P(ForeignMatter, NeighborsOfABoundPage) {
  for (const bool left : {true, false}) {
    LeafDescription leaf = numbered_leaf(dpi());
    (left ? leaf.scan.neighbor_left : leaf.scan.neighbor_right) = true;
    leaf.scan.border_mm = 22;
    if (!left) leaf.hand_texts[0].x_mm -= 8;  // out of the gutter
    leaf.scan.skew_degrees = 1;
    expect_clean(leaf, left ? "the page before" : "the page after");
  }
}

TEST_P(ForeignMatter, ALightBed) {
  LeafDescription leaf = numbered_leaf(dpi());
  leaf.scan.border_mm = 8;
  leaf.scan.bed = {190, 190, 185};
  leaf.scan.skew_degrees = -2;
  expect_clean(leaf, "light bed");
}

INSTANTIATE_TEST_SUITE_P(Scans, ForeignMatter,
                         ::testing::Values(Case{120, ScanKind::color}, Case{300, ScanKind::color},
                                           Case{120, ScanKind::bilevel}, Case{300, ScanKind::bilevel}));

}  // namespace
}  // namespace folio
