#include "foreign/conv_weights.h"

#include <gtest/gtest.h>

#include <numeric>

namespace folio {
namespace {

using Tag = dnnl::memory::format_tag;

dnnl::memory::desc order(const ConvWeights::Dims& shape, Tag tag) {
  return {shape, dnnl::memory::data_type::f32, tag};
}

/// Values in the order of output channels, input channels, rows, columns.
std::vector<float> plain(const dnnl::memory& weights) {
  const dnnl::memory::desc wanted = order(weights.get_desc().dims(), Tag::oihw);
  dnnl::memory from = weights, to(wanted, weights.get_engine());
  dnnl::stream stream(weights.get_engine());
  dnnl::reorder(from, to).execute(stream, from, to);
  stream.wait();
  const auto* values = static_cast<const float*>(to.get_data_handle());
  return {values, values + wanted.get_size() / sizeof(float)};
}

TEST(ConvWeightsTest, AreTheSameInEveryOrder) {
  const ConvWeights::Dims shape{8, 16, 1, 5}, turned{8, 16, 5, 1};
  std::vector<float> values(8 * 16 * 5);
  std::iota(values.begin(), values.end(), 0.0F);
  ConvWeights weights(values, shape, {dnnl::engine::kind::cpu, 0});
  // Each order is made of what an earlier one left.
  EXPECT_EQ(plain(weights.in_order(order(shape, Tag::OIhw8i8o))), values);
  EXPECT_EQ(plain(weights.in_order(order(turned, Tag::OIhw8i8o))), values) << "rows and columns exchanged";
  EXPECT_EQ(plain(weights.in_order(order(shape, Tag::ohwi))), values);
  EXPECT_EQ(plain(weights.in_order(order(shape, Tag::oihw))), values);
  EXPECT_EQ(weights.shape(), shape);
}

TEST(ConvWeightsTest, AnOrderIsMadeOnce) {
  const ConvWeights::Dims shape{8, 8, 1, 1};
  ConvWeights weights(std::vector<float>(64, 1), shape, {dnnl::engine::kind::cpu, 0});
  const dnnl::memory first = weights.in_order(order(shape, Tag::OIhw8i8o));
  EXPECT_EQ(weights.in_order(order(shape, Tag::OIhw8i8o)).get_data_handle(), first.get_data_handle());
}

}  // namespace
}  // namespace folio
