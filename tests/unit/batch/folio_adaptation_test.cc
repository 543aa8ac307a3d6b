#include "batch/folio_adaptation.h"

#include <gtest/gtest.h>

namespace folio {
namespace {

std::shared_ptr<SelfAdaptation> adaptation() {
  return std::make_shared<SelfAdaptation>(
      " абв", nullptr,
      std::make_shared<const ConfidenceModel>(
          "alone 0 1 0 0 0 0 0 0\nsame 4 0 0 0 0 0 0 0\nother 0 0 0 0 0 0 0 0\nsecond 0 0 0 0 0 0 0 0\n"));
}

std::vector<WordTrace> page(int number) {
  std::vector<WordTrace> out;
  for (int i = 0; i < 40; ++i) {
    WordTrace& word = out.emplace_back();
    word.word_id = "w_" + std::to_string(i + 1);
    for (const int class_idx : {2, 3, 4}) {
      GlyphTrace& glyph = word.glyphs.emplace_back(GlyphTrace{class_idx, 0.999, {}, {}});
      const cv::Mat features =
          (cv::Mat_<float>(1, 2) << 8.0 * class_idx + 0.01 * ((i + 40 * number) % 11), 0.02 * (i % 7));
      features.convertTo(glyph.features, CV_16F);
    }
  }
  return out;
}

TEST(FolioAdaptationTest, TheOrderInWhichPagesAreDoneMakesNoDifference) {
  const auto one = adaptation(), other = adaptation();
  FolioAdaptation in_order(one), mixed(other);
  for (const int number : {0, 1, 2, 3}) in_order.add(number, page(number));
  for (const int number : {3, 1, 0, 2}) mixed.add(number, page(number));
  EXPECT_EQ(in_order.finish(), mixed.finish());
  EXPECT_EQ(one->save(), other->save());
}

TEST(FolioAdaptationTest, PagesBehindAGapTeachToo) {
  const auto whole = adaptation(), broken = adaptation();
  FolioAdaptation without_first(broken), all(whole);
  for (const int number : {2, 1, 3}) without_first.add(number, page(number));
  without_first.finish();
  for (const int number : {0, 1, 2, 3})
    all.add(number, number == 0 ? std::vector<WordTrace>() : page(number));
  all.finish();
  EXPECT_EQ(whole->save(), broken->save());
}

TEST(FolioAdaptationTest, WithoutAdaptationNothingHappens) {
  FolioAdaptation none(nullptr);
  none.add(0, page(0));
  EXPECT_FALSE(none.finish());
  PageText text;
  EXPECT_EQ(none.read_again(0, text), 0U);
}

}  // namespace
}  // namespace folio
