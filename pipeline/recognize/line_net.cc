#include "recognize/line_net.h"

#include "core/error.h"

namespace folio {
namespace {

/// Empty for what has no steps.
cv::Mat steps_of(const cv::Mat& blob) {
  if (blob.dims != 4 || blob.size[2] != 1) return {};
  return cv::Mat(blob.size[1], blob.size[3], CV_32F, blob.data).clone();
}

}  // namespace

LineNet::LineNet(std::string weights, std::string what, int height, int width, int class_count,
                 Features features)
    : weights_(std::move(weights)), what_(std::move(what)), outputs_{"characters"} {
  if (features == Features::wanted) outputs_.emplace_back("features");
  if (run(cv::Mat::zeros(height, width, CV_32F)).logits.rows != class_count)
    throw Error(ErrorCode::missing_dependency,
                "the net of " + what_ + " and its alphabet do not fit together", "install folio anew");
}

LineNet::Output LineNet::run(const cv::Mat& dark) {
  try {
    cv::dnn::Net& net = by_width_[dark.cols];
    if (net.empty()) {
      net = cv::dnn::readNetFromONNX(weights_.data(), weights_.size());
      net.setPreferableBackend(cv::dnn::DNN_BACKEND_OPENCV);
      net.setPreferableTarget(cv::dnn::DNN_TARGET_CPU);
    }
    const int shape[] = {1, 1, dark.rows, dark.cols};
    net.setInput(cv::Mat(4, shape, CV_32F, dark.data));
    std::vector<cv::Mat> blobs;
    net.forward(blobs, outputs_);
    return {steps_of(blobs.at(0)), blobs.size() > 1 ? steps_of(blobs.at(1)) : cv::Mat()};
  } catch (const cv::Exception& problem) {
    throw Error(ErrorCode::missing_dependency, "the net of " + what_ + " cannot be used: " + problem.what());
  }
}

}  // namespace folio
