#include "page/layer.h"

#include <gtest/gtest.h>

#include "page/page_text.h"
#include "page/reconciled_page.h"

namespace folio {
namespace {

TEST(LayerNames, GoBothWays) {
  for (const Layer layer : kInkLayers) EXPECT_EQ(layer_from_name(name_of(layer)), layer);
  for (int i = 0; i <= static_cast<int>(Role::stamp); ++i) {
    EXPECT_EQ(role_from_name(name_of(static_cast<Role>(i))), static_cast<Role>(i));
  }
  for (int i = 0; i <= static_cast<int>(StrikeKind::typed_over); ++i) {
    EXPECT_EQ(strike_kind_from_name(name_of(static_cast<StrikeKind>(i))), static_cast<StrikeKind>(i));
  }
}

TEST(LayerNames, AreThoseOfTheFiles) {
  EXPECT_EQ(name_of(Layer::hand), "hand");
  EXPECT_EQ(name_of(Role::leaf_number), "leaf-number");
  EXPECT_EQ(name_of(StrikeKind::typed_over), "typed-over");
  EXPECT_EQ(name_of(WordStatus::inserted), "inserted");
  EXPECT_EQ(name_of(TextSource::both), "both");
  EXPECT_EQ(name_of(LedgerEntry::Outcome::not_in_transcription), "not-in-transcription");
}

TEST(LayerNames, OthersAreNone) {
  EXPECT_FALSE(layer_from_name("Typed"));
  EXPECT_FALSE(role_from_name("leaf_number"));
  EXPECT_FALSE(strike_kind_from_name(""));
}

TEST(LayerNumbers, AreThoseOfTheLayersPicture) {
  EXPECT_EQ(static_cast<int>(Layer::typed), 1);
  EXPECT_EQ(static_cast<int>(Layer::hand), 2);
  EXPECT_EQ(static_cast<int>(Layer::strike), 3);
  EXPECT_EQ(static_cast<int>(Layer::stamp), 4);
  EXPECT_EQ(static_cast<int>(Layer::print), 5);
}

TEST(LayerMasksTest, LabelsShowTheTopmostLayer) {
  LayerMasks masks(cv::Size(6, 1));
  const auto ink = [&](Layer layer, int from, int to) { masks[layer].colRange(from, to) = 255; };
  ink(Layer::typed, 0, 5);
  ink(Layer::print, 1, 5);
  ink(Layer::hand, 2, 5);
  ink(Layer::stamp, 3, 5);
  ink(Layer::strike, 4, 5);
  const cv::Mat expected = (cv::Mat_<uchar>(1, 6) << 1, 5, 2, 4, 3, 0);
  EXPECT_EQ(cv::norm(masks.labels(), expected, cv::NORM_INF), 0);
}

TEST(LayerMasksTest, StartEmptyEachWithPixelsOfItsOwn) {
  LayerMasks masks(cv::Size(4, 3));
  EXPECT_EQ(masks.size(), cv::Size(4, 3));
  masks[Layer::typed] = 255;
  EXPECT_EQ(cv::countNonZero(masks[Layer::hand]), 0);
}

}  // namespace
}  // namespace folio
