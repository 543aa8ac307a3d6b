#pragma once

#include <map>
#include <opencv2/core.hpp>
#include <opencv2/dnn.hpp>
#include <string>
#include <vector>

namespace folio {

/// A net that reads a line's picture: convolutions only, logits of its classes at each step along the line.
class LineNet {
 public:
  /// Whether what the last layer decides by is given too.
  enum class Features : unsigned char { none, wanted };

  /// `weights`: an ONNX file's content. `what`: what it reads, for messages: "typed lines". The net is tried
  /// on an empty picture of `height` rows and `width` columns. Throws Error{missing_dependency} for what is
  /// no net, or has other than `class_count` classes. `features`: the net is asked for what its last layer
  /// decides by too.
  LineNet(std::string weights, std::string what, int height, int width, int class_count, Features features);

  /// CV_32FC1, a class or a feature a row, a step a column.
  struct Output {
    cv::Mat logits, features;
  };
  /// `dark`: CV_32FC1, of the height and of a width that the net was made for.
  Output run(const cv::Mat& dark);

 private:
  std::string weights_, what_;
  std::vector<cv::String> outputs_;
  /// A net prepares itself for one width at a time, which takes as long as reading a line: one for each
  /// width.
  std::map<int, cv::dnn::Net> by_width_;
};

}  // namespace folio
