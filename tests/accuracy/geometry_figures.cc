#include "geometry_figures.h"

#include <algorithm>
#include <cmath>

namespace folio {
namespace {

constexpr double kCovered = 0.8;      // of a drawn line's length
constexpr double kBaselineOff = 0.2;  // x-heights
constexpr double kWithinTenth = 0.1;  // degrees
constexpr double kSure = 0.5;         // confidence
constexpr double kPitchWithin = 0.003;
constexpr double kAsDouble = 0.03;

/// Index of the found line that stands for the drawn one; -1 = none.
int line_for(const TextLine& drawn, const SegmentedPage& found, const Transform& upright_from_scan,
             double scale) {
  const Box box = upright_from_scan(drawn.box);
  const double allowed = kBaselineOff * drawn.x_height / scale;
  for (size_t i = 0; i < found.lines.size(); ++i) {
    const InkLine& line = found.lines[i];
    const Box common = intersect(line.box, box);
    if (common.empty() || common.width() < kCovered * box.width()) continue;
    bool near = true;
    for (const double t : {0.02, 0.5, 0.98}) {
      const double x = drawn.box.x0 + t * drawn.box.width();
      const cv::Point2d foot = upright_from_scan(cv::Point2d(x, drawn.baseline.y_at(x)));
      near = near && std::abs(line.baseline.y_at(foot.x) - foot.y) <= allowed;
    }
    if (near) return static_cast<int>(i);
  }
  return -1;
}

bool is_double_or_half(double ratio) {
  return std::abs(ratio - 2) <= 2 * kAsDouble || std::abs(ratio - 0.5) <= 0.5 * kAsDouble;
}

double share_of(int part, int all) { return all > 0 ? double(part) / all : 1; }

}  // namespace

PageGeometry compare_geometry(const testing::RandomLeaf& wanted, const DrawnLeaf& drawn,
                              const SegmentedPage& found) {
  PageGeometry page;
  page.seed = wanted.leaf.seed;
  page.kind = wanted.kind;
  page.dpi = wanted.leaf.scan.dpi;
  page.typed = !wanted.leaf.lines.empty();
  page.skew_error = found.upright->skew.degrees - wanted.leaf.scan.skew_degrees;
  page.skew_confidence = found.upright->skew.confidence;
  const Transform upright_from_scan = found.upright->scan_from_upright.inverse();
  const double scale = found.upright->scan_from_upright.scale();
  if (const TypewriterGrid* grid = found.main_grid()) {
    page.grid_found = true;
    page.pitch_ratio = scale * grid->pitch / drawn.grid.pitch;
    if (wanted.step_mm > 0) {
      const double step = wanted.step_mm / wanted.leaf.typewriter.line_step_mm * drawn.grid.line_step;
      page.step_ratio = scale * grid->line_step / step;
    }
  }
  page.has_step = wanted.step_mm > 0;
  page.lines_claimed = static_cast<int>(found.lines.size());
  int last = -1;
  for (const TextLine& line : drawn.truth.lines) {
    if (line.layer != Layer::typed || line.box.empty()) continue;
    ++page.lines;
    const int at = line_for(line, found, upright_from_scan, scale);
    if (at < 0) continue;
    ++page.lines_found;
    page.in_order = page.in_order && at > last;
    last = at;
  }
  return page;
}

GeometryFigures figures_of(const std::vector<PageGeometry>& pages) {
  GeometryFigures figures;
  int typed = 0, within_tenth = 0, pitches = 0, stepped = 0, steps = 0, lines = 0, found = 0, ordered = 0;
  for (const PageGeometry& page : pages) {
    figures.seconds_per_page += page.seconds / static_cast<double>(pages.size());
    if (!page.typed) {
      figures.wrong_grids += page.grid_found ? 1 : 0;
      continue;
    }
    ++typed;
    const double off = std::abs(page.skew_error);
    figures.skew_mean += off;
    within_tenth += off <= kWithinTenth ? 1 : 0;
    figures.skew_worst = std::max(figures.skew_worst, off);
    if (page.skew_confidence >= kSure) figures.skew_worst_sure = std::max(figures.skew_worst_sure, off);
    pitches += std::abs(page.pitch_ratio - 1) <= kPitchWithin ? 1 : 0;
    stepped += page.has_step ? 1 : 0;
    steps += page.has_step && std::abs(page.step_ratio - 1) <= kPitchWithin ? 1 : 0;
    if (is_double_or_half(page.pitch_ratio) || (page.has_step && is_double_or_half(page.step_ratio)))
      figures.doubled_or_halved += 1;
    lines += page.lines;
    found += page.lines_found;
    ordered += page.in_order ? 1 : 0;
  }
  if (typed > 0) figures.skew_mean /= typed;
  figures.skew_within_tenth = share_of(within_tenth, typed);
  figures.pitch_within = share_of(pitches, typed);
  figures.step_within = share_of(steps, stepped);
  figures.lines_found = share_of(found, lines);
  figures.pages_in_order = share_of(ordered, typed);
  return figures;
}

}  // namespace folio
