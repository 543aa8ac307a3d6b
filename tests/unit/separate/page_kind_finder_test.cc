#include "separate/page_kind_finder.h"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

#include "support/random_leaf.h"
#include "support/staged_pages.h"

namespace folio {
namespace {

PageKindGuess kind_of(std::shared_ptr<const ScannedPage> scan) {
  return testing::layered_of(std::move(scan))->kind;
}

TEST(PageKindTest, ATypedPageIsTypedWhateverWasWrittenOverIt) {
  for (const testing::ScanKind kind : {testing::ScanKind::color, testing::ScanKind::bilevel}) {
    const PageKindGuess plain =
        kind_of(testing::scan_of(testing::plain_leaf(testing::prose_lines(20)), kind));
    EXPECT_EQ(plain.kind, PageKind::typed);
    EXPECT_GT(plain.confidence, 0.9);
    EXPECT_EQ(kind_of(testing::scan_of(testing::layered_leaf(), kind)).kind, PageKind::typed);
  }
}

TEST(PageKindTest, AnEmptySheetIsEmpty) {
  const PageKindGuess guess = kind_of(testing::blank_scan({1240, 1754}));
  EXPECT_EQ(guess.kind, PageKind::empty);
  EXPECT_GT(guess.confidence, 0.9);
}

TEST(PageKindTest, APhotoIsAPicture) {
  auto scan = std::make_shared<ScannedPage>(*testing::blank_scan({1240, 1754}, 240));
  for (int y = 100; y < 1600; ++y)
    for (int x = 80; x < 1160; ++x)
      scan->pixels.at<uchar>(y, x) =
          static_cast<uchar>(85 + 30 * std::sin(x / 90.0) * std::cos(y / 70.0) + (x * 7 + y * 13) % 20);
  scan->resolution = {150, 150, Resolution::Source::declared};
  const auto page = testing::layered_of(scan);
  EXPECT_EQ(page->kind.kind, PageKind::picture);
  EXPECT_GT(page->kind.confidence, 0.7);
  EXPECT_TRUE(page->lines.empty()) << "there is no writing in it";
  ASSERT_EQ(page->regions.size(), 1U);
  EXPECT_EQ(page->regions[0].role, Role::picture);
}

TEST(PageKindTest, PrintIsPrint) {
  int printed = 0;
  constexpr int kPages = 5;
  for (std::uint64_t seed = 1; seed <= kPages; ++seed) {
    const testing::RandomLeaf print = testing::random_leaf(seed, testing::LeafKind::print);
    printed += kind_of(testing::scan_of(print.leaf, print.scan)).kind == PageKind::printed ? 1 : 0;
  }
  EXPECT_GE(printed, kPages - 1);
}

/// A page whose masks hold so much ink of each layer, in square letter heights.
PageKindGuess kind_of_ink(double typed, double hand, double print) {
  auto upright = std::make_shared<UprightPage>();
  upright->frame = {0, 0, 1000, 1000};
  auto segmented = std::make_shared<SegmentedPage>();
  segmented->upright = upright;
  segmented->letter_height = 10;
  LayeredPage page;
  page.segmented = segmented;
  page.masks = LayerMasks({1000, 1000});
  int row = 0;
  for (const auto& [layer, squares] :
       {std::pair{Layer::typed, typed}, std::pair{Layer::hand, hand}, std::pair{Layer::print, print}}) {
    page.masks[layer](cv::Rect(0, row, cvRound(squares), 100)) = 255;
    row += 200;
  }
  return find_page_kind(page);
}

TEST(PageKindTest, SharesOfInkDecide) {
  EXPECT_EQ(kind_of_ink(0, 100, 5).kind, PageKind::handwritten);
  EXPECT_EQ(kind_of_ink(0, 0, 100).kind, PageKind::printed);
  EXPECT_EQ(kind_of_ink(0, 40, 100).kind, PageKind::form);
  EXPECT_EQ(kind_of_ink(100, 40, 20).kind, PageKind::typed);
  EXPECT_EQ(kind_of_ink(1, 1, 1).kind, PageKind::empty);
}

TEST(PageKindTest, NearABorderItIsNotSure) {
  EXPECT_LT(kind_of_ink(52, 0, 48).confidence, 0.6);
  EXPECT_LT(kind_of_ink(0, 9, 91).confidence, 0.6);
  EXPECT_GT(kind_of_ink(100, 0, 0).confidence, 0.95);
  EXPECT_LT(kind_of_ink(10, 0, 0).confidence, 0.8) << "little writing";
}

}  // namespace
}  // namespace folio
