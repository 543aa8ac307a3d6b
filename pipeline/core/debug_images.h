#pragma once

#include <opencv2/core.hpp>
#include <string_view>

namespace folio {

/// Where a stage puts its intermediate pictures. The base class keeps none: stages ask `wanted()` before they
/// draw.
class DebugImages {
 public:
  virtual ~DebugImages() = default;
  virtual bool wanted() const { return false; }
  /// `stage` and `name` give the file name; `picture` is 8-bit grey or BGR.
  virtual void add(std::string_view stage, std::string_view name, const cv::Mat& picture);
  /// Figures beside the pictures: tab-separated lines, the first one names the columns.
  virtual void add_table(std::string_view stage, std::string_view name, std::string_view lines);
};

/// One that keeps nothing, for callers that want no pictures.
DebugImages& no_debug_images();

}  // namespace folio
