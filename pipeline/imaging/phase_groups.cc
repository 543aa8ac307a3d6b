#include "imaging/phase_groups.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace folio {
namespace {

constexpr double kAgrees = 0.2;     // cells: a line's own phase strays by 0.05, a curled sheet's by 0.1
constexpr double kLeanStep = 0.05;  // cells over the page's height
constexpr double kAlike = 0.006;    // leans of one sheet; the camera's perspective gives as much
constexpr double kPreferred = 0.2;  // share that the steepest lean must have more to be believed
constexpr int kPhases = 50;

double distance(double a, double b) { return std::abs(a - b - std::round(a - b)); }

struct Mode {
  double phase = 0, lean = 0, score = -1;
};

Mode find_mode(const std::vector<LinePhase>& lines, const std::vector<int>& left, double low, double high,
               double max_lean) {
  double top = 1e18, bottom = -1e18;
  for (const int i : left) top = std::min(top, lines[i].y), bottom = std::max(bottom, lines[i].y);
  const double step = kLeanStep / std::max(1.0, bottom - top);
  const int steps = std::min(2000, static_cast<int>(std::ceil((high - low) / step)));
  Mode best;
  for (int s = 0; s <= steps; ++s) {
    const double lean = steps == 0 ? low : low + (high - low) * s / steps;
    const double trust = 1 - kPreferred * std::abs(lean) / max_lean;
    for (int k = 0; k < kPhases; ++k) {
      const double phase = k / static_cast<double>(kPhases);
      double score = 0;
      for (const int i : left) {
        const double off = distance(lines[i].phase - lean * lines[i].y, phase) / kAgrees;
        if (off < 1) score += lines[i].weight * (1 - off * off);
      }
      if (score * trust > best.score) best = {phase, lean, score * trust};
    }
  }
  return best;
}

}  // namespace

std::vector<PhaseGroup> gather_phases(const std::vector<LinePhase>& lines, double max_lean) {
  std::vector<int> left(lines.size());
  std::iota(left.begin(), left.end(), 0);
  std::vector<PhaseGroup> groups;
  double low = -max_lean, high = max_lean;
  while (!left.empty()) {
    const Mode mode = find_mode(lines, left, low, high, max_lean);
    PhaseGroup group{mode.phase, mode.lean, {}};
    std::vector<int> rest;
    for (const int i : left) {
      const bool agrees = distance(lines[i].phase - mode.lean * lines[i].y, mode.phase) < kAgrees;
      (agrees ? group.idxs : rest).push_back(i);
    }
    if (group.idxs.empty()) break;  // lines without weight
    if (groups.empty()) {
      low = std::max(-max_lean, mode.lean - kAlike);
      high = std::min(max_lean, mode.lean + kAlike);
    }
    groups.push_back(std::move(group));
    left = std::move(rest);
  }
  std::ranges::stable_sort(groups, std::greater{}, [](const PhaseGroup& g) { return g.idxs.size(); });
  return groups;
}

}  // namespace folio
