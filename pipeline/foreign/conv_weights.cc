#include "foreign/conv_weights.h"

#include <algorithm>
#include <utility>

namespace folio {
namespace {

dnnl::memory::desc plain_order(const dnnl::memory::dims& shape) {
  return {shape, dnnl::memory::data_type::f32, dnnl::memory::format_tag::oihw};
}

void copy(dnnl::memory from, dnnl::memory to) {
  dnnl::stream stream(from.get_engine());
  dnnl::reorder(from, to).execute(stream, from, to);
  stream.wait();
}

}  // namespace

ConvWeights::ConvWeights(std::vector<float> values, Dims shape, const dnnl::engine& engine)
    : shape_(std::move(shape)), engine_(engine) {
  dnnl::memory given(plain_order(shape_), engine_);
  std::ranges::copy(values, static_cast<float*>(given.get_data_handle()));
  orders_.push_back(std::move(given));
}

/// Of any order the one that the weights came in.
dnnl::memory ConvWeights::plain() const {
  const dnnl::memory& first = orders_.front();
  const dnnl::memory::desc order = plain_order(first.get_desc().dims());
  if (first.get_desc() == order) return first;
  dnnl::memory out(order, engine_);
  copy(first, out);
  return out;
}

dnnl::memory ConvWeights::in_order(const dnnl::memory::desc& wanted) {
  const std::scoped_lock lock(mutex_);
  for (const dnnl::memory& there : orders_)
    if (there.get_desc() == wanted) return there;
  const dnnl::memory values = plain();
  // Rows and columns exchanged where there is one of either: the same values in the same places.
  const dnnl::memory given(plain_order(wanted.dims()), engine_, values.get_data_handle());
  dnnl::memory out(wanted, engine_);
  copy(given, out);
  if (orders_.size() == 1 && orders_.front().get_desc() == plain_order(shape_)) orders_.clear();
  orders_.push_back(out);
  return out;
}

}  // namespace folio
