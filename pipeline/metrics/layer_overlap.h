#pragma once

#include <array>
#include <opencv2/core.hpp>
#include <optional>

#include "page/layer.h"

namespace folio {

/// Pixels that the truth and the hypothesis both, or either, put into a layer.
struct Overlap {
  size_t both = 0, either = 0;

  /// Intersection over union: worst 0, best 1; nothing when neither has a pixel in the layer.
  std::optional<double> value() const;
};

/// One Overlap an ink layer. Those of pages add up.
class LayerOverlaps {
 public:
  Overlap& operator[](Layer layer) { return overlaps_[index(layer)]; }
  const Overlap& operator[](Layer layer) const { return overlaps_[index(layer)]; }
  LayerOverlaps& operator+=(const LayerOverlaps& other);

 private:
  static size_t index(Layer layer);
  std::array<Overlap, kInkLayers.size()> overlaps_;
};

/// In a truth: pixels that nobody decided. They count for nothing, whatever the hypothesis says.
inline constexpr unsigned char kIgnoredPixel = 255;

/// Compares two label pictures (CV_8UC1, values of Layer, as STEM.layers.png holds them: one layer a pixel,
/// the topmost). Throws Error{input} when their sizes differ or a value is no layer.
LayerOverlaps layer_overlaps(const cv::Mat& truth, const cv::Mat& hypothesis);

}  // namespace folio
