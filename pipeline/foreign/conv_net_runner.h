#pragma once

#include <memory>
#include <opencv2/core.hpp>
#include <string>
#include <vector>

#include "foreign/conv_net.h"

namespace folio {

/// Runs a net by oneDNN, in the calling thread alone. What it prepares for an input's size is kept for the
/// next of that size; all sizes share one set of buffers. Not for two threads at once.
class ConvNetRunner {
 public:
  /// `outputs`: names of the net's outputs that run() gives, in their order. Throws Error{missing_dependency}
  /// when the net has none of such a name.
  ConvNetRunner(std::shared_ptr<const ConvNet> net, const std::vector<std::string>& outputs);
  ~ConvNetRunner();
  ConvNetRunner(ConvNetRunner&&) noexcept;
  ConvNetRunner& operator=(ConvNetRunner&&) noexcept;

  /// `input`: CV_32FC1, continuous, not empty. Each output is 1 x channels x rows x columns, CV_32F; its
  /// pixels are the runner's own and hold until its next run. Throws Error{missing_dependency} when oneDNN
  /// cannot run the net, std::bad_alloc.
  const std::vector<cv::Mat>& run(const cv::Mat& input);

  /// Frees the memory of its outputs and of all that lies between; the next run takes it anew.
  void free_buffers();

 private:
  class Plan;
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace folio
