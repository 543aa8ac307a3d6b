#include "metrics/layer_overlap.h"

#include <gtest/gtest.h>

#include "core/error.h"

namespace folio {
namespace {

cv::Mat labels(std::initializer_list<unsigned char> values) {
  return cv::Mat(std::vector<unsigned char>(values), true).reshape(1, 1);
}

TEST(LayerOverlap, IsIntersectionOverUnionOfEachLayer) {
  const LayerOverlaps overlaps = layer_overlaps(labels({1, 1, 1, 2, 0, 0}), labels({1, 1, 2, 2, 1, 0}));
  EXPECT_EQ(overlaps[Layer::typed].both, 2U);
  EXPECT_EQ(overlaps[Layer::typed].either, 4U);
  EXPECT_DOUBLE_EQ(overlaps[Layer::typed].value().value(), 0.5);
  EXPECT_DOUBLE_EQ(overlaps[Layer::hand].value().value(), 0.5);
}

TEST(LayerOverlap, OfALayerThatNeitherHasIsNothing) {
  const LayerOverlaps overlaps = layer_overlaps(labels({0, 1}), labels({0, 1}));
  EXPECT_EQ(overlaps[Layer::stamp].value(), std::nullopt);
  EXPECT_DOUBLE_EQ(overlaps[Layer::typed].value().value(), 1);
}

TEST(LayerOverlap, OfALayerThatOnlyOneHasIsZero) {
  const LayerOverlaps overlaps = layer_overlaps(labels({4, 0}), labels({0, 3}));
  EXPECT_DOUBLE_EQ(overlaps[Layer::stamp].value().value(), 0);
  EXPECT_DOUBLE_EQ(overlaps[Layer::strike].value().value(), 0);
}

TEST(LayerOverlap, LeavesUndecidedPixelsOut) {
  const LayerOverlaps overlaps = layer_overlaps(labels({255, 255, 1}), labels({1, 2, 1}));
  EXPECT_EQ(overlaps[Layer::typed].either, 1U);
  EXPECT_EQ(overlaps[Layer::hand].either, 0U);
}

TEST(LayerOverlap, OfPagesAddsUp) {
  LayerOverlaps sum = layer_overlaps(labels({1, 1}), labels({1, 0}));
  sum += layer_overlaps(labels({1, 1}), labels({1, 1}));
  EXPECT_DOUBLE_EQ(sum[Layer::typed].value().value(), 0.75);
}

TEST(LayerOverlap, RefusesPicturesThatCannotBeCompared) {
  EXPECT_THROW(layer_overlaps(labels({1, 1}), labels({1})), Error);
  EXPECT_THROW(layer_overlaps(labels({6}), labels({1})), Error);
  EXPECT_THROW(layer_overlaps(labels({1}), labels({255})), Error);
}

TEST(LayerOverlap, OfEmptyPicturesIsNothing) {
  const LayerOverlaps overlaps = layer_overlaps(cv::Mat(0, 0, CV_8UC1), cv::Mat(0, 0, CV_8UC1));
  for (const Layer layer : kInkLayers) EXPECT_EQ(overlaps[layer].value(), std::nullopt);
}

}  // namespace
}  // namespace folio
