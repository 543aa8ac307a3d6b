#include "recognize/typed_scale.h"

#include <algorithm>
#include <vector>

namespace folio {
namespace {

constexpr double kSameHeight = 1.1;   // heights of small letters vary by less from line to line
constexpr double kLeastShare = 0.25;  // of a raster's letters: prose among tables of figures
constexpr double kLeastRatio = 0.85;  // of a line's height to the machine's: small letters, a few of them
constexpr double kMostRatio = 1.5;    // capitals are up to 1.4 times as high

/// Index of the raster that a line stands on; the main one's where it stands on none; -1 = there is none.
int grid_idx_of(const SegmentedPage& machine, const LayerLine& line) {
  if (!line.component_idxs.empty()) {
    for (const InkLine& ink_line : machine.lines) {
      const auto& own = ink_line.component_idxs;
      if (ink_line.grid_idx >= 0 && std::ranges::find(own, line.component_idxs.front()) != own.end())
        return ink_line.grid_idx;
    }
  }
  return machine.grids.empty() ? -1 : 0;
}

/// Height of small letters of what stands on a raster; 0 where nothing does.
double x_height_on(const SegmentedPage& machine, int grid_idx) {
  struct Measured {
    double height;
    size_t letters;
  };
  std::vector<Measured> lines;
  size_t all = 0;
  for (const InkLine& line : machine.lines) {
    if (line.grid_idx != grid_idx || line.x_height <= 0) continue;
    lines.push_back({line.x_height, line.component_idxs.size()});
    all += line.component_idxs.size();
  }
  std::ranges::sort(lines, {}, &Measured::height);
  for (auto first = lines.begin(); first != lines.end(); ++first) {
    size_t here = 0;
    const auto last = std::find_if(first, lines.end(),
                                   [&](const Measured& m) { return m.height > kSameHeight * first->height; });
    std::for_each(first, last, [&](const Measured& m) { here += m.letters; });
    if (static_cast<double>(here) < kLeastShare * static_cast<double>(all)) continue;
    size_t seen = 0;
    const auto middle =
        std::find_if(first, last, [&](const Measured& m) { return 2 * (seen += m.letters) >= here; });
    return middle->height;
  }
  return 0;
}

}  // namespace

TypedScale typed_scale(const LayeredPage& page, const LayerLine& line) {
  TypedScale scale{0, line.x_height};
  if (line.layer != Layer::typed || line.quarter_turns != 0) return scale;
  const SegmentedPage& machine = *page.machine;
  const int grid_idx = grid_idx_of(machine, line);
  if (grid_idx < 0) return scale;
  scale.pitch = machine.grids[static_cast<size_t>(grid_idx)].pitch;
  const double usual = x_height_on(machine, grid_idx);
  if (line.x_height > kLeastRatio * usual && line.x_height < kMostRatio * usual) scale.x_height = usual;
  return scale;
}

}  // namespace folio
