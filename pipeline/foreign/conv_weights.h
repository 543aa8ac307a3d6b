#pragma once

#include <mutex>
#include <oneapi/dnnl/dnnl.hpp>
#include <vector>

namespace folio {

/// Weights of a convolution, in the orders that oneDNN's primitives ask for. All who run the net share them,
/// and they are held once in most nets: the order in which they came goes when another is made.
class ConvWeights {
 public:
  using Dims = dnnl::memory::dims;

  /// `shape`: output channels, input channels, rows, columns; `values` in that order.
  ConvWeights(std::vector<float> values, Dims shape, const dnnl::engine& engine);

  const Dims& shape() const { return shape_; }

  /// In the order `wanted`, whose shape is that of the weights, or has rows and columns exchanged where one
  /// of them is 1. Safe for several threads; what it gives is only to be read. Throws dnnl::error.
  dnnl::memory in_order(const dnnl::memory::desc& wanted);

 private:
  dnnl::memory plain() const;

  std::mutex mutex_;
  Dims shape_;
  dnnl::engine engine_;
  std::vector<dnnl::memory> orders_;  ///< never empty; each has the shape that it was asked for in
};

}  // namespace folio
