#include "page/layered_page.h"

#include <algorithm>
#include <cmath>

namespace folio {

std::optional<size_t> line_at(const std::vector<LayerLine>& lines, const cv::Point2d& place) {
  std::optional<size_t> nearest;
  double least = 0;
  for (size_t i = 0; i < lines.size(); ++i) {
    const LayerLine& line = lines[i];
    if (line.layer != Layer::typed && line.layer != Layer::print) continue;
    const double beside = std::max({line.box.x0 - place.x, place.x - line.box.x1, 0.0});
    const double off = std::hypot(beside, line.baseline.y_at(place.x) - place.y);
    if (!nearest || off < least) nearest = i, least = off;
  }
  return nearest;
}

}  // namespace folio
