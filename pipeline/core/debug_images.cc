#include "core/debug_images.h"

namespace folio {

void DebugImages::add(std::string_view, std::string_view, const cv::Mat&) {}
void DebugImages::add_table(std::string_view, std::string_view, std::string_view) {}

DebugImages& no_debug_images() {
  static DebugImages none;
  return none;
}

}  // namespace folio
