#include "geometry_figures.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include "drawing/sheet_bend.h"

namespace folio {
namespace {

constexpr double kCovered = 0.8;      // of a drawn line's length
constexpr double kBaselineOff = 0.2;  // x-heights
constexpr double kWithinTenth = 0.1;  // degrees
constexpr double kSure = 0.5;         // confidence
constexpr double kPitchWithin = 0.003;
constexpr double kLevel = 0.5;  // line heights
constexpr double kAsDouble = 0.03;

/// Where the drawn baseline lies on the upright page, from its left end (0) to its right one (1).
using Feet = std::function<cv::Point2d(double)>;

/// Index of the found line that stands for the drawn one, whose box on the upright page is `box`; -1 = none.
int line_for(const Box& box, const Feet& feet, double allowed, const SegmentedPage& found) {
  for (size_t i = 0; i < found.lines.size(); ++i) {
    const InkLine& line = found.lines[i];
    const Box common = intersect(line.box, box);
    if (common.empty() || common.width() < kCovered * box.width()) continue;
    bool near = true;
    for (const double t : {0.02, 0.5, 0.98}) {
      const cv::Point2d foot = feet(t);
      near = near && std::abs(line.baseline.y_at(foot.x) - foot.y) <= allowed;
    }
    if (near) return static_cast<int>(i);
  }
  return -1;
}

/// How far a row runs from a straight one; `place` takes points of the flat scan to where they lie now.
template <class Place>
double bend_of(const Baseline& flat, Place place) {
  const cv::Point2d left = place(flat.left), right = place(flat.right);
  const Baseline straight{left, right};
  double low = 0, high = 0;
  for (double share = 0.05; share < 1; share += 0.05) {
    const cv::Point2d at = place(flat.left + share * (flat.right - flat.left));
    const double off = at.y - straight.y_at(at.x);
    low = std::min(low, off), high = std::max(high, off);
  }
  return high - low;
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
  page.column_error = found.upright->skew.column_degrees - wanted.leaf.scan.skew_degrees;
  page.column_confidence = found.upright->skew.column_confidence;
  const PageMap::Inverse upright_from_scan = found.upright->scan_from_upright.inverse();
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
  const PageMap flat_from_scan = flat_from_bent(wanted.leaf, drawn.pixels.size());
  const PageMap::Inverse scan_from_flat = flat_from_scan.inverse();
  int last = -1;
  for (const TextLine& line : drawn.truth.lines) {
    if (line.layer != Layer::typed || line.box.empty()) continue;
    ++page.lines;
    const Baseline flat{flat_from_scan(line.baseline.left), flat_from_scan(line.baseline.right)};
    const auto to_upright = [&](const cv::Point2d& p) { return upright_from_scan(scan_from_flat(p)); };
    if (wanted.kind == testing::LeafKind::bent) {
      const double height = 2 * line.x_height;
      page.bend_drawn = std::max(page.bend_drawn, bend_of(flat, scan_from_flat) / height);
      // Slopes of rows against the page's own count as well as curves: to the ends' distance from level.
      const double tilt = std::abs(to_upright(flat.left).y - to_upright(flat.right).y);
      page.bend_left = std::max(page.bend_left, std::max(tilt, bend_of(flat, to_upright)) * scale / height);
    }
    const auto feet = [&](double t) { return to_upright(flat.left + t * (flat.right - flat.left)); };
    const int at = line_for(upright_from_scan(line.box), feet, kBaselineOff * line.x_height / scale, found);
    if (at < 0) continue;
    ++page.lines_found;
    page.in_order = page.in_order && at > last;
    last = at;
  }
  return page;
}

GeometryFigures figures_of(const std::vector<PageGeometry>& pages) {
  GeometryFigures figures;
  int columns = 0, columns_within = 0;
  int bent = 0, level = 0, bent_lines = 0, bent_found = 0;
  int typed = 0, within_tenth = 0, pitches = 0, stepped = 0, steps = 0, lines = 0, found = 0, ordered = 0;
  for (const PageGeometry& page : pages) {
    figures.seconds_per_page += page.seconds / static_cast<double>(pages.size());
    if (!page.typed) {
      figures.wrong_grids += page.grid_found ? 1 : 0;
      continue;
    }
    if (page.kind == testing::LeafKind::bent) {
      ++bent;
      level += page.bend_left <= kLevel ? 1 : 0;
      bent_lines += page.lines;
      bent_found += page.lines_found;
      continue;
    }
    ++typed;
    const double off = std::abs(page.skew_error);
    figures.skew_mean += off;
    columns += page.column_confidence > 0 ? 1 : 0;
    columns_within += page.column_confidence > 0 && std::abs(page.column_error) <= kWithinTenth ? 1 : 0;
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
  figures.columns_within_tenth = share_of(columns_within, columns);
  figures.pitch_within = share_of(pitches, typed);
  figures.step_within = share_of(steps, stepped);
  figures.lines_found = share_of(found, lines);
  figures.bent_level = share_of(level, bent);
  figures.bent_lines_found = share_of(bent_found, bent_lines);
  figures.pages_in_order = share_of(ordered, typed);
  return figures;
}

}  // namespace folio
