#include "recognize/line_net.h"

#include "core/error.h"

namespace folio {

LineNet::LineNet(std::string weights, std::string what, int height, int width, int class_count)
    : weights_(std::move(weights)), what_(std::move(what)) {
  if (run(cv::Mat::zeros(height, width, CV_32F)).rows != class_count)
    throw Error(ErrorCode::missing_dependency,
                "the net of " + what_ + " and its alphabet do not fit together", "install folio anew");
}

cv::Mat LineNet::run(const cv::Mat& dark) {
  try {
    cv::dnn::Net& net = by_width_[dark.cols];
    if (net.empty()) {
      net = cv::dnn::readNetFromONNX(weights_.data(), weights_.size());
      net.setPreferableBackend(cv::dnn::DNN_BACKEND_OPENCV);
      net.setPreferableTarget(cv::dnn::DNN_TARGET_CPU);
    }
    const int shape[] = {1, 1, dark.rows, dark.cols};
    net.setInput(cv::Mat(4, shape, CV_32F, dark.data));
    const cv::Mat output = net.forward();
    if (output.dims != 4 || output.size[2] != 1) return {};
    return cv::Mat(output.size[1], output.size[3], CV_32F, output.data).clone();
  } catch (const cv::Exception& problem) {
    throw Error(ErrorCode::missing_dependency, "the net of " + what_ + " cannot be used: " + problem.what());
  }
}

}  // namespace folio
