#include "separate/separate.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "support/staged_pages.h"

namespace folio {
namespace {

using testing::overlap_of;
using testing::ScanKind;

constexpr std::array kScanKinds{ScanKind::color, ScanKind::gray, ScanKind::bilevel};

struct Case {
  DrawnLeaf drawn;
  std::shared_ptr<const LayeredPage> page;
  LayerMasks truth;

  const UprightPage& upright() const { return *page->segmented->upright; }
  /// Where the drawn word lies on the upright page.
  Box box_of(const std::string& word) const {
    for (const TextLine& line : drawn.truth.lines) {
      for (const Word& each : line.words) {
        if (each.text == word) return testing::on_upright(each.box, upright());
      }
    }
    ADD_FAILURE() << "no word " << word;
    return {};
  }
  double overlap(Layer layer) const { return overlap_of(page->masks[layer], truth[layer]); }
};

Case separated(const LeafDescription& leaf, ScanKind kind = ScanKind::color) {
  Case out{draw_leaf(leaf, testing::debian_faces()), nullptr, {}};
  out.page = testing::layered_of(testing::scan_of(out.drawn, kind));
  out.truth = testing::true_masks(out.drawn, out.upright());
  return out;
}

LeafDescription worn(LeafDescription leaf) {
  leaf.paper.tone = {230, 218, 190};
  leaf.scan.noise = 2;
  leaf.scan.blur_px = 0.7;
  leaf.typewriter.bolder_mm = 0.1;
  leaf.typewriter.wear = {0.06, 0.08, 0.6, 0.6, 0.5};
  return leaf;
}

/// What the stage promises of any page.
void expect_sound(const LayeredPage& page) {
  ASSERT_NE(page.machine, nullptr);
  EXPECT_EQ(page.masks.size(), page.segmented->ink.size());
  const Box whole{0, 0, page.masks.size().width, page.masks.size().height};
  for (const LayerLine& line : page.lines) {
    EXPECT_FALSE(line.box.empty());
    EXPECT_EQ(intersect(line.box, whole), line.box);
    EXPECT_GT(line.x_height, 0);
    EXPECT_GE(line.confidence, 0);
    EXPECT_LE(line.confidence, 1);
    EXPECT_GT(cv::countNonZero(page.masks[line.layer](to_rect(line.box))), 0)
        << "a line has ink of its layer";
    for (const int idx : line.component_idxs) {
      ASSERT_LT(static_cast<size_t>(idx), page.machine->components.size());
      const Box& piece = page.machine->components[static_cast<size_t>(idx)].box;
      EXPECT_EQ(intersect(piece, line.box), piece) << "a line's box holds its pieces";
    }
  }
  for (const Strike& strike : page.strikes) {
    EXPECT_EQ(intersect(strike.box, whole), strike.box);
    EXPECT_NE(strike.kind, StrikeKind::none);
    EXPECT_GT(strike.confidence, 0);
    EXPECT_LE(strike.confidence, 1);
  }
}

// --- A page that was only typed

void expect_only_typed(const Case& found, size_t lines, double least_overlap) {
  expect_sound(*found.page);
  EXPECT_TRUE(found.page->strikes.empty());
  EXPECT_TRUE(found.page->regions.empty());
  for (const Layer layer : {Layer::hand, Layer::strike, Layer::stamp, Layer::print}) {
    EXPECT_EQ(cv::countNonZero(found.page->masks[layer]), 0) << name_of(layer);
  }
  EXPECT_GT(found.overlap(Layer::typed), least_overlap);
  EXPECT_EQ(found.page->lines.size(), lines);
  for (const LayerLine& line : found.page->lines) {
    EXPECT_EQ(line.layer, Layer::typed);
    EXPECT_EQ(line.role, Role::body);
    EXPECT_GT(line.confidence, 0.7);
  }
}

TEST(PlainPageTest, IsAllTyped) {
  const LeafDescription leaf = testing::short_leaf(testing::prose_lines(8));
  for (const ScanKind kind : kScanKinds) expect_only_typed(separated(leaf, kind), 8, 0.92);
}

TEST(PlainPageTest, WornTypeIsStillAllTyped) {
  const LeafDescription leaf = worn(testing::short_leaf(testing::prose_lines(8)));
  for (const ScanKind kind : kScanKinds) expect_only_typed(separated(leaf, kind), 8, 0.85);
}

TEST(PlainPageTest, AtHalfTheResolutionToo) {
  LeafDescription leaf = testing::short_leaf(testing::prose_lines(8));
  leaf.scan.dpi = 150;
  expect_only_typed(separated(leaf), 8, 0.85);
}

TEST(PlainPageTest, FoxingIsNoInkOfAnotherColorAndAPenOfItsColorIs) {
  DrawnLeaf drawn = draw_leaf(testing::short_leaf(testing::prose_lines(8)), testing::debian_faces());
  // As much brown of one strength in the margin: spots that fade away, or strokes.
  const auto hand_beside = [&](double blur) {
    cv::Mat brown = cv::Mat::zeros(drawn.pixels.size(), CV_8UC1);
    for (int y = 150; y < 600; y += 90) cv::line(brown, {80, y}, {180, y + 30}, 255, blur > 2 ? 24 : 6);
    cv::GaussianBlur(brown, brown, {}, blur);
    DrawnLeaf leaf = drawn;
    leaf.pixels = drawn.pixels.clone();
    leaf.pixels.forEach<cv::Vec3b>([&](cv::Vec3b& pixel, const int* at) {
      const double share = brown.at<uchar>(at[0], at[1]) / 255.0;
      constexpr std::array kLeft{0.35, 0.6, 0.8};  // of blue, green and red light
      for (int i = 0; i < 3; ++i)
        pixel[i] = cv::saturate_cast<uchar>(pixel[i] * (1 - share * (1 - kLeft[static_cast<size_t>(i)])));
    });
    return cv::countNonZero(testing::layered_of(testing::scan_of(leaf))->masks[Layer::hand]);
  };
  EXPECT_EQ(hand_beside(10), 0);
  EXPECT_GT(hand_beside(1), 2500);
}

TEST(PlainPageTest, TheScannersBedIsNobodysInk) {
  LeafDescription leaf = worn(testing::short_leaf(testing::prose_lines(6)));
  leaf.scan.border_mm = 3;
  for (const double degrees : {-1.4, 2.0}) {
    leaf.scan.skew_degrees = degrees;
    for (const ScanKind kind : kScanKinds) expect_only_typed(separated(leaf, kind), 6, 0.82);
  }
}

TEST(PlainPageTest, CapitalsDigitsAndSignsAreTyped) {
  expect_only_typed(
      separated(testing::short_leaf({"СОВЕРШЕННО СЕКРЕТНО   № 14/43-б", "1956 г.  (два) - 50% + \"три\"; щит",
                                     "ТОВАРИЩУ МИКОЯНУ А. И.  экз. № 1", "подъезд, съёмка, цех: фойе!"})),
      4, 0.9);
}

TEST(PlainPageTest, APageNumberAboveOrBelowTheTextHasItsRole) {
  for (const bool above : {true, false}) {
    LeafDescription leaf = testing::short_leaf(testing::prose_lines(8));
    leaf.top_mm += 10;
    leaf.paper.height_mm += 20;
    leaf.lines.push_back({"- 12 -", above ? -3.0 : 14.0, 24, Role::page_number});
    const auto page = testing::layered_of(testing::scan_of(leaf));
    ASSERT_EQ(page->lines.size(), 9U);
    for (size_t i = 0; i < 9; ++i)
      EXPECT_EQ(page->lines[i].role, i == (above ? 0U : 8U) ? Role::page_number : Role::body) << i;
  }
}

TEST(PlainPageTest, AnUnderlineIsTypedAndALooseRuleNobodys) {
  LeafDescription leaf = testing::short_leaf(testing::prose_lines(6));
  leaf.paper.height_mm += 20;
  leaf.scan.border_mm = 0;
  const auto clean = testing::scan_of(leaf, ScanKind::gray);
  const auto before = testing::layered_of(clean);
  const LayerLine& line = before->lines[2];
  const double unit = line.x_height;
  const auto x0 = line.box.x0, y = cvRound(line.baseline.y_at(line.box.x0) + 0.35 * unit);
  const Box under{x0, y, x0 + cvRound(12 * unit), y + cvRound(0.2 * unit)};
  const Box below{x0, cvRound(before->lines[5].box.y1 + 5 * unit), x0 + cvRound(30 * unit),
                  cvRound(before->lines[5].box.y1 + 5.2 * unit)};
  auto scan = std::make_shared<ScannedPage>(*clean);
  scan->pixels = clean->pixels.clone();
  for (const Box& box : {under, below}) scan->pixels(to_rect(box)) = 20;
  const auto page = testing::layered_of(scan);
  expect_sound(*page);
  EXPECT_EQ(page->lines.size(), 6U);
  EXPECT_TRUE(page->strikes.empty());
  const auto share = [&](Layer layer, const Box& box) {
    return cv::countNonZero(page->masks[layer](to_rect(box))) / double(box.area());
  };
  EXPECT_GT(share(Layer::typed, under), 0.9);
  for (const Layer layer : {Layer::hand, Layer::strike, Layer::stamp, Layer::print}) {
    EXPECT_EQ(share(layer, under), 0);
    EXPECT_EQ(share(layer, below), 0);
  }
  EXPECT_EQ(share(Layer::typed, below), 0);
}

TEST(EmptyPageTest, HasNoLayers) {
  const auto page = testing::layered_of(testing::blank_scan({500, 700}, 230));
  expect_sound(*page);
  EXPECT_TRUE(page->lines.empty());
  EXPECT_TRUE(page->regions.empty());
  EXPECT_TRUE(page->strikes.empty());
  for (const Layer layer : kInkLayers) EXPECT_EQ(cv::countNonZero(page->masks[layer]), 0);
}

// --- A page with every layer

class LayeredLeafTest : public ::testing::Test {
 protected:
  static const Case& color() {
    static const Case found = separated(testing::layered_leaf());
    return found;
  }
  static const Case& gray() {
    static const Case found = separated(testing::layered_leaf(), ScanKind::gray);
    return found;
  }
  static const Case& bilevel() {
    static const Case found = separated(testing::layered_leaf(), ScanKind::bilevel);
    return found;
  }

  /// The line of `layer` that shares most of the word's box; nothing when none holds half of it.
  static const LayerLine* line_at(const Case& found, const std::string& word, Layer layer) {
    const Box box = found.box_of(word);
    for (const LayerLine& line : found.page->lines) {
      if (line.layer == layer && 2 * intersect(line.box, box).area() > box.area()) return &line;
    }
    return nullptr;
  }
  static const LayerRegion* region_at(const Case& found, const Box& box) {
    for (const LayerRegion& region : found.page->regions) {
      if (2 * intersect(region.box, box).area() > box.area()) return &region;
    }
    return nullptr;
  }
};

TEST_F(LayeredLeafTest, ResultsAreSound) {
  for (const Case* found : {&color(), &gray(), &bilevel()}) expect_sound(*found->page);
}

// Floors lie a little below what was measured; the aim is all of it.
TEST_F(LayeredLeafTest, MasksCoverTheTruthInColor) {
  EXPECT_GT(color().overlap(Layer::typed), 0.78);
  EXPECT_GT(color().overlap(Layer::hand), 0.60);
  EXPECT_GT(color().overlap(Layer::stamp), 0.75);
}

TEST_F(LayeredLeafTest, MasksCoverTheTruthInGray) {
  EXPECT_GT(gray().overlap(Layer::typed), 0.65);
  EXPECT_GT(gray().overlap(Layer::hand), 0.52);
  EXPECT_GT(gray().overlap(Layer::stamp), 0.35);
}

TEST_F(LayeredLeafTest, MasksCoverTheTruthInBlackAndWhite) {
  EXPECT_GT(bilevel().overlap(Layer::typed), 0.60);
  EXPECT_GT(bilevel().overlap(Layer::hand), 0.55);
  EXPECT_GT(bilevel().overlap(Layer::stamp), 0.38);
}

TEST_F(LayeredLeafTest, TypedLinesAreTyped) {
  for (const Case* found : {&color(), &gray(), &bilevel()}) {
    for (const char* word : {"лед", "мост,", "прибавить."}) {
      const LayerLine* line = line_at(*found, word, Layer::typed);
      ASSERT_NE(line, nullptr) << word;
      EXPECT_GT(line->box.width(), 1000) << "in one line with the words before it";
    }
  }
}

TEST_F(LayeredLeafTest, AnInsertionFollowsItsLine) {
  for (const Case* found : {&color(), &gray()}) {
    const LayerLine* insertion = line_at(*found, "весны", Layer::hand);
    ASSERT_NE(insertion, nullptr);
    EXPECT_EQ(insertion->role, Role::insertion);
    ASSERT_NE(insertion, found->page->lines.data());
    EXPECT_EQ(insertion - 1, line_at(*found, "река", Layer::typed));
  }
}

TEST_F(LayeredLeafTest, ANoteBesideTheTextIsMarginalia) {
  for (const Case* found : {&color(), &gray(), &bilevel()}) {
    const LayerLine* note = line_at(*found, "проверить", Layer::hand);
    ASSERT_NE(note, nullptr);
    EXPECT_EQ(note->role, Role::marginalia);
  }
}

TEST_F(LayeredLeafTest, ANumberInTheUpperCornerIsTheLeafs) {
  const LayerLine* number = line_at(color(), "44", Layer::hand);
  ASSERT_NE(number, nullptr);
  EXPECT_EQ(number->role, Role::leaf_number);
}

TEST_F(LayeredLeafTest, ASignatureIsARegion) {
  const LayerRegion* signature = region_at(color(), color().box_of("Лосев"));
  ASSERT_NE(signature, nullptr);
  EXPECT_EQ(signature->layer, Layer::hand);
  EXPECT_EQ(signature->role, Role::signature);
}

TEST_F(LayeredLeafTest, TheStampIsARegionOfItsSize) {
  for (const Case* found : {&color(), &gray(), &bilevel()}) {
    const auto drawn = std::ranges::find(found->drawn.truth.regions, Role::stamp, &TextRegion::role);
    ASSERT_NE(drawn, found->drawn.truth.regions.end());
    const Box box = testing::on_upright(drawn->box, found->upright());
    const LayerRegion* stamp = region_at(*found, box);
    ASSERT_NE(stamp, nullptr);
    EXPECT_EQ(stamp->layer, Layer::stamp);
    EXPECT_GT(static_cast<double>(intersect(stamp->box, box).area()) /
                  static_cast<double>(unite(stamp->box, box).area()),
              0.85);
  }
}

TEST_F(LayeredLeafTest, TypingOverIsAStrike) {
  for (const Case* found : {&gray(), &bilevel()}) {
    const Box word = found->box_of("дровами");
    const bool struck = std::ranges::any_of(found->page->strikes, [&](const Strike& strike) {
      return strike.kind == StrikeKind::typed_over && 2 * intersect(strike.box, word).width() > word.width();
    });
    EXPECT_TRUE(struck);
  }
}

TEST_F(LayeredLeafTest, NoOtherTypedWordIsStruck) {
  for (const Case* found : {&color(), &gray(), &bilevel()}) {
    for (const char* word : {"начале", "река", "стала", "подводу", "сеном.", "ямщики", "гололед"}) {
      for (const Strike& strike : found->page->strikes) {
        EXPECT_LT(2 * intersect(strike.box, found->box_of(word)).width(), found->box_of(word).width())
            << word;
      }
    }
  }
}

}  // namespace
}  // namespace folio
