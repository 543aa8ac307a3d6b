#include "separate/ink_traits.h"

#include <algorithm>

#include "page/label_row.h"

namespace folio {

std::vector<InkTraits> measure_ink(const SegmentedPage& page, const LayerOdds& odds) {
  struct Sums {
    double outline = 0, dark = 0;
    std::array<int, 5> likelihood{};
  };
  std::vector<Sums> sums(page.components.size() + 1);
  for (int y = 0; y < page.labels.rows; ++y) {
    const int last = page.labels.rows - 1;
    const LabelRow row(page.labels, y), above(page.labels, std::max(0, y - 1)),
        below(page.labels, std::min(y + 1, last));
    const uchar* gray = page.upright->gray.ptr<uchar>(y);
    for (int x = 0; x < page.labels.cols; ++x) {
      const int label = row[x];
      if (label == 0) continue;
      Sums& s = sums[label];
      const bool edge = x == 0 || row[x - 1] != label || x + 1 == page.labels.cols || row[x + 1] != label ||
                        y == 0 || above[x] != label || y == last || below[x] != label;
      s.outline += edge ? 1 : 0;
      s.dark += 255 - gray[x];
      if (odds.empty()) continue;
      for (const Layer layer : kInkLayers)
        s.likelihood[static_cast<size_t>(layer) - 1] += odds.at(layer, x, y);
    }
  }
  std::vector<InkTraits> traits(page.components.size());
  for (size_t i = 0; i < traits.size(); ++i) {
    const Component& c = page.components[i];
    traits[i].stroke_width = 2.0 * c.area / std::max(1.0, sums[c.label].outline);
    traits[i].darkness = sums[c.label].dark / c.area;
    for (size_t layer = 0; layer < kInkLayers.size(); ++layer)
      traits[i].likelihood[layer] = sums[c.label].likelihood[layer] / (255.0 * c.area);
  }
  return traits;
}

}  // namespace folio
