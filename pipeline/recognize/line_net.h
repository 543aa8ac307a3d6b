#pragma once

#include <memory>
#include <opencv2/core.hpp>

namespace folio {

struct ConvNet;
class ConvNetRunner;

/// A net that reads a line's picture: convolutions only, logits of its classes at each step along the line.
class LineNet {
 public:
  /// Whether what the last layer decides by is given too.
  enum class Features : unsigned char { none, wanted };

  /// The net is tried on an empty picture of `height` rows and `width` columns. Throws
  /// Error{missing_dependency} for one that has other than `class_count` classes. `features`: the net is
  /// asked for what its last layer decides by too.
  LineNet(std::shared_ptr<const ConvNet> net, int height, int width, int class_count, Features features);
  ~LineNet();
  LineNet(const LineNet&) = delete;
  LineNet& operator=(const LineNet&) = delete;

  /// CV_32FC1, a class or a feature a row, a step a column.
  struct Output {
    cv::Mat logits, features;
  };
  /// `dark`: CV_32FC1, of the height and of a width that the net was made for.
  Output run(const cv::Mat& dark);

 private:
  std::unique_ptr<ConvNetRunner> runner_;
};

}  // namespace folio
