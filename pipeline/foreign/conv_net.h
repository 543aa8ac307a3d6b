#pragma once

#include <map>
#include <memory>
#include <oneapi/dnnl/dnnl.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "foreign/conv_weights.h"

namespace folio {

/// A convolutional net as ConvNetRunner runs it: its weights, and the order of its steps. Never changes: any
/// number of threads may run it, each by a runner of its own.
struct ConvNet {
  using Dims = dnnl::memory::dims;

  /// What is done to the values of another step, and then to what comes out.
  struct Step {
    /// ReLU, or the sum with what another step gave.
    struct After {
      int added = -1;  ///< the step whose values are added; -1 = ReLU
    };
    enum class Kind : unsigned char {
      convolution,
      doubling,  ///< of rows and columns, by the nearest pixel
      none,      ///< the values as they are
    };
    int input = -1;  ///< the step whose values this one takes; -1 = the net's input
    Kind kind = Kind::none;
    std::shared_ptr<ConvWeights> weights;  ///< of a convolution
    std::vector<float> biases;
    Dims strides, dilations, pads_begin, pads_end;  ///< rows, columns; a dilation of 0 is none
    std::vector<After> after;
  };

  dnnl::engine engine{dnnl::engine::kind::cpu, 0};
  std::vector<Step> steps;             ///< each after those that it takes from
  std::map<std::string, int> outputs;  ///< step by name
  std::string what;                    ///< what the net does, for messages: "typed lines"

  /// Throws Error{missing_dependency}: the net cannot be used, and why.
  [[noreturn]] void fail(const std::string& problem) const;
};

/// Reads a net from ONNX data: convolutions with biases, ReLU, sums of two, doubling by the nearest pixel;
/// one input. OpenCV's reader reads. Throws Error{missing_dependency} for what is no net, or holds anything
/// else.
std::shared_ptr<const ConvNet> read_conv_net(std::string_view onnx, const std::string& what);

}  // namespace folio
