#pragma once

#include <array>
#include <memory>
#include <opencv2/core.hpp>
#include <string_view>
#include <vector>

#include "page/layer.h"

namespace folio {

/// What the net says of a page, at its own scale: for each layer how likely each place is to be ink of that
/// layer, given that it is ink. Several may be likely: a stroke over a letter is both.
class LayerOdds {
 public:
  LayerOdds() = default;
  /// All likelihoods 0. `scale`: pixels of the net for one of the page.
  LayerOdds(const cv::Size& page, double scale);

  bool empty() const { return scale_ == 0; }
  /// Likelihood of a layer at pixel (x, y) of the page, [0, 255].
  int at(Layer layer, int x, int y) const {
    return map(layer).at<uchar>(row_of_[static_cast<size_t>(y)], column_of_[static_cast<size_t>(x)]);
  }
  /// CV_8UC1 map of one layer at the net's scale.
  cv::Mat& map(Layer layer) { return maps_[static_cast<size_t>(layer) - 1]; }
  const cv::Mat& map(Layer layer) const { return maps_[static_cast<size_t>(layer) - 1]; }

 private:
  double scale_ = 0;
  std::vector<int> column_of_, row_of_;  ///< of the net's scale, by the page's x and y
  std::array<cv::Mat, 5> maps_;
};

/// Small convolutional net that tells layers of ink apart by their look (models/ink-layers.md: a U-Net of
/// 0.37 million parameters, trained on composed pages). Sees the page with its small letters 9 pixels high.
/// May be used by several threads at a time.
class InkNet {
 public:
  /// `weights`: an ONNX file's content. Throws Error{missing_dependency} for what is none.
  explicit InkNet(std::string_view weights);
  ~InkNet();
  InkNet(const InkNet&) = delete;
  InkNet& operator=(const InkNet&) = delete;

  /// `gray`: CV_8UC1, paper about 255, 0 = ink; `letter_height`: of its small letters, pixels, > 0; looked at
  /// within `area` only: elsewhere all likelihoods are 0. Wide and high pages are taken in pieces.
  LayerOdds operator()(const cv::Mat& gray, double letter_height, const cv::Rect& area) const;

 private:
  struct Runners;
  std::unique_ptr<Runners> runners_;
};

}  // namespace folio
