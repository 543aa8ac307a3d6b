#include <gtest/gtest.h>

#include "support/staged_pages.h"

namespace folio {
namespace {

using testing::ScanKind;

/// Ten struck words of four to ten letters on a clean page. Height and slant of the strokes follow from the
/// seed.
LeafDescription struck_leaf(std::uint64_t seed) {
  LeafDescription leaf = testing::short_leaf({"В начале ⟦del:зимы⟧ река стала рано, и лед держал",
                                              "подводу с сеном. Почту ⟦del:возили⟧ через мост, но",
                                              "ямщики жаловались ⟦del:на гололед⟧ и просили прибавить",
                                              "⟦del:Староста⟧ обещал подумать, однако дела не решил.",
                                              "Ждали весны, чинили сети, а по вечерам ⟦del:читали⟧",
                                              "вслух газету месячной ⟦del:давности.⟧ Цены на муку",
                                              "росли; соль ⟦del:привезли только⟧ к пятнице, к утру.",
                                              "Фельдшер уехал в ⟦del:город⟧ и вернулся с письмом."});
  leaf.seed = seed;
  return leaf;
}

struct Counts {
  int struck = 0, found = 0, wrong = 0, unlike = 0;
  double overlap = 0;
};

Counts count(ScanKind kind) {
  Counts counts;
  for (const std::uint64_t seed : {1, 2, 3}) {
    const DrawnLeaf drawn = draw_leaf(struck_leaf(seed), testing::debian_faces());
    const auto page = testing::layered_of(testing::scan_of(drawn, kind));
    const UprightPage& upright = *page->segmented->upright;
    counts.overlap +=
        testing::overlap_of(page->masks[Layer::strike], testing::true_masks(drawn, upright)[Layer::strike]) /
        3;
    for (const TextLine& line : drawn.truth.lines) {
      if (line.layer != Layer::typed) continue;
      for (const Word& word : line.words) {
        const Box box = testing::on_upright(word.box, upright);
        int covered = 0;
        for (const Strike& strike : page->strikes) {
          const Box common = intersect(strike.box, box);
          if (common.empty()) continue;
          covered += common.width();
          if (strike.kind != StrikeKind::line) ++counts.unlike;
        }
        const bool is_struck = word.status == WordStatus::struck, found = covered >= 0.5 * box.width();
        counts.struck += is_struck ? 1 : 0;
        counts.found += is_struck && found ? 1 : 0;
        counts.wrong += !is_struck && found ? 1 : 0;
      }
    }
  }
  return counts;
}

// Floors lie a little below what was measured; the aim is all thirty. False ones are none.
TEST(StruckWordsTest, AreFoundByColor) {
  const Counts counts = count(ScanKind::color);
  ASSERT_EQ(counts.struck, 30);
  EXPECT_GE(counts.found, 25);
  EXPECT_EQ(counts.wrong, 0);
  EXPECT_EQ(counts.unlike, 0);
  EXPECT_GT(counts.overlap, 0.55);
}

TEST(StruckWordsTest, AreFoundByShapeInGray) {
  const Counts counts = count(ScanKind::gray);
  EXPECT_GE(counts.found, 18);
  EXPECT_EQ(counts.wrong, 0);
  EXPECT_GT(counts.overlap, 0.28);
}

TEST(StruckWordsTest, AreFoundByShapeInBlackAndWhite) {
  const Counts counts = count(ScanKind::bilevel);
  EXPECT_GE(counts.found, 18);
  EXPECT_EQ(counts.wrong, 0);
  EXPECT_GT(counts.overlap, 0.26);
}

TEST(StruckWordsTest, LettersUnderAStrokeBelongToBothLayers) {
  const DrawnLeaf drawn = draw_leaf(struck_leaf(1), testing::debian_faces());
  const auto page = testing::layered_of(testing::scan_of(drawn));
  const LayerMasks truth = testing::true_masks(drawn, *page->segmented->upright);
  const cv::Mat both = truth[Layer::typed] & truth[Layer::strike];
  const cv::Mat found = page->masks[Layer::typed] & page->masks[Layer::strike];
  EXPECT_GT(cv::countNonZero(found & both), 0.2 * cv::countNonZero(both));
  EXPECT_GT(testing::overlap_of(page->masks[Layer::typed], truth[Layer::typed]), 0.88);
}

TEST(StruckWordsTest, AnUnderlineIsNoStrike) {
  LeafDescription leaf = testing::short_leaf(testing::prose_lines(6));
  // A ruler's line under the words of the third line, a third of an x-height below their feet.
  const double y = leaf.top_mm + 2 * leaf.spacing * leaf.typewriter.line_step_mm + 0.8;
  leaf.hands["ruler"] = {"hand", {30, 28, 34}, 1.9, 0, 0, 0, 0.95, false};
  leaf.pen_marks.push_back({{{40, y}, {70, y}, {100, y}}, "ruler", 0.35, Role::marginalia});
  for (const ScanKind kind : {ScanKind::color, ScanKind::gray, ScanKind::bilevel}) {
    const auto page = testing::layered_of(testing::scan_of(leaf, kind));
    EXPECT_TRUE(page->strikes.empty());
    EXPECT_EQ(cv::countNonZero(page->masks[Layer::strike]), 0);
  }
}

}  // namespace
}  // namespace folio
