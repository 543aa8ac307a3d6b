#include "imaging/line_step.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/median.h"

namespace folio {
namespace {

constexpr double kShortest = 1.3, kLongest = 8;   // letter heights: type may nearly touch; three intervals
constexpr double kSame = 0.05;                    // of a step: distances of one kind
constexpr double kOfTwo = 0.25, kOfThree = 0.15;  // votes of a distance of two rows, of three
constexpr double kAside = 2;                      // letter heights between rows that still follow each other
constexpr double kOnRow = 0.12;                   // steps from a row that a baseline may lie
constexpr double kSurest = 20;                    // letters: more tell a baseline no better
constexpr int kLongestGap = 8;                    // rows without a line within a stretch

struct Row {
  double y = 0;  ///< baseline at x = 0, pixels
  double letters = 1;
  int x0 = 0, x1 = 0;
  int stretch = -1, number = 0;
};

double slope_of(const std::vector<InkLine>& lines, double letter_height) {
  std::vector<std::pair<double, double>> slopes;  // slope, width
  double all = 0;
  for (const InkLine& line : lines) {
    const double width = line.box.width();
    if (width < 10 * letter_height) continue;
    slopes.emplace_back(line.baseline.slope(), width);
    all += width;
  }
  std::ranges::sort(slopes);
  double below = 0;
  for (const auto& [slope, width] : slopes) {
    below += width;
    if (2 * below >= all) return slope;
  }
  return 0;
}

std::vector<Row> rows_of(const std::vector<InkLine>& lines, double slope) {
  std::vector<Row> rows;
  for (const InkLine& line : lines) {
    const double x = line.box.center_x();
    rows.push_back({line.baseline.y_at(x) - slope * x, static_cast<double>(line.component_idxs.size()),
                    line.box.x0, line.box.x1});
  }
  return rows;
}

/// `order`: from top to bottom.
double voted_step(const std::vector<Row>& rows, const std::vector<int>& order, double letter_height) {
  std::vector<std::pair<double, double>> distances;  // distance, weight
  for (size_t i = 0; i < order.size(); ++i) {
    const Row& above = rows[order[i]];
    for (size_t k = i + 1; k < order.size(); ++k) {
      const Row& below = rows[order[k]];
      const double distance = below.y - above.y;
      if (distance > 3 * kLongest * letter_height) break;
      if (distance < 0.6 * kShortest * letter_height) continue;
      const double aside = std::max(above.x0, below.x0) - std::min(above.x1, below.x1);
      if (aside > kAside * letter_height) continue;
      distances.emplace_back(distance, std::min(above.letters, below.letters));
      break;
    }
  }
  double best = 0, best_votes = 0;
  for (const auto& [step, own] : distances) {
    if (step < kShortest * letter_height || step > kLongest * letter_height) continue;
    double votes = 0;
    for (const auto& [distance, weight] : distances) {
      const double count = std::round(distance / step);
      if (count < 1 || count > 3 || std::abs(distance - count * step) > kSame * step) continue;
      votes += weight * (count == 1 ? 1 : count == 2 ? kOfTwo : kOfThree);
    }
    if (votes > best_votes) best_votes = votes, best = step;
  }
  // The middle of the distances that are it.
  std::vector<double> same;
  for (const auto& [distance, weight] : distances)
    if (std::abs(distance - best) < kSame * best) same.push_back(distance);
  return median_of(std::move(same), 0);
}

/// Gives each row its stretch and its number in it. Returns how many stretches there are.
int chain_stretches(std::vector<Row>& rows, const std::vector<int>& order, double step) {
  std::vector<int> last;  // row that each stretch ends with
  for (const int idx : order) {
    Row& row = rows[idx];
    int best = -1;
    double best_off = kOnRow;
    for (int s = 0; s < static_cast<int>(last.size()); ++s) {
      const double count = (row.y - rows[last[s]].y) / step;
      const double off = std::abs(count - std::round(count));
      if (count < kLongestGap && off < best_off) best_off = off, best = s;
    }
    if (best < 0) {
      best = static_cast<int>(last.size());
      last.push_back(idx);
      row.number = 0;
    } else {
      row.number =
          rows[last[best]].number + static_cast<int>(std::lround((row.y - rows[last[best]].y) / step));
    }
    row.stretch = best;
    last[best] = idx;
  }
  return static_cast<int>(last.size());
}

/// Least squares over stretches, each with an origin of its own. Origins of stretches go to `origins`.
double fitted_step(const std::vector<Row>& rows, int stretches, double step, std::vector<double>& origins) {
  std::vector<double> trust(rows.size(), 1);
  for (int round = 0; round < 5; ++round) {
    std::vector<double> weight(stretches, 0), number(stretches, 0), y(stretches, 0);
    for (size_t i = 0; i < rows.size(); ++i) {
      const double w = trust[i] * std::min(kSurest, rows[i].letters);
      const auto s = static_cast<size_t>(rows[i].stretch);
      weight[s] += w, number[s] += w * rows[i].number, y[s] += w * rows[i].y;
    }
    double up = 0, down = 0;
    for (size_t i = 0; i < rows.size(); ++i) {
      const auto s = static_cast<size_t>(rows[i].stretch);
      const double n = rows[i].number - number[s] / weight[s];
      up += trust[i] * std::min(kSurest, rows[i].letters) * n * (rows[i].y - y[s] / weight[s]);
      down += trust[i] * std::min(kSurest, rows[i].letters) * n * n;
    }
    if (down > 0) step = up / down;
    origins.assign(stretches, 0);
    for (int s = 0; s < stretches; ++s) origins[s] = (y[s] - step * number[s]) / weight[s];
    std::vector<double> offs;
    offs.reserve(rows.size());
    for (const Row& row : rows) offs.push_back(std::abs(row.y - origins[row.stretch] - step * row.number));
    const double usual = std::max(0.004 * step, 1.5 * median_of(offs));
    for (size_t i = 0; i < rows.size(); ++i) trust[i] = std::min(1.0, usual / std::max(offs[i], 1e-9));
  }
  return step;
}

}  // namespace

std::optional<LineStep> find_line_step(const std::vector<InkLine>& lines, double letter_height) {
  LineStep found;
  found.slope = slope_of(lines, letter_height);
  std::vector<Row> rows = rows_of(lines, found.slope);
  std::vector<int> order(rows.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::stable_sort(order, {}, [&](int i) { return rows[i].y; });
  found.step = voted_step(rows, order, letter_height);
  if (found.step <= 0) return std::nullopt;
  std::vector<double> origins;
  for (int round = 0; round < 2; ++round) {
    const int stretches = chain_stretches(rows, order, found.step);
    found.step = fitted_step(rows, stretches, found.step, origins);
  }
  for (const Row& row : rows) found.row_origins.push_back(origins[row.stretch]);
  return found;
}

}  // namespace folio
