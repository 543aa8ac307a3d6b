#include "recognize/line_net.h"

#include "foreign/conv_net_runner.h"

namespace folio {
namespace {

/// Empty for what has no steps.
cv::Mat steps_of(const cv::Mat& blob) {
  if (blob.size[2] != 1) return {};
  return cv::Mat(blob.size[1], blob.size[3], CV_32F, blob.data).clone();
}

}  // namespace

LineNet::LineNet(std::shared_ptr<const ConvNet> net, int height, int width, int class_count,
                 Features features) {
  std::vector<std::string> outputs{"characters"};
  if (features == Features::wanted) outputs.emplace_back("features");
  runner_ = std::make_unique<ConvNetRunner>(net, outputs);
  if (run(cv::Mat::zeros(height, width, CV_32F)).logits.rows != class_count)
    net->fail("it and its alphabet do not fit together");
}

LineNet::~LineNet() = default;

LineNet::Output LineNet::run(const cv::Mat& dark) {
  const std::vector<cv::Mat>& blobs = runner_->run(dark);
  return {steps_of(blobs.front()), blobs.size() > 1 ? steps_of(blobs[1]) : cv::Mat()};
}

}  // namespace folio
