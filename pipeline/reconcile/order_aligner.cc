#include "reconcile/order_aligner.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace folio {
namespace {

constexpr double kElsewhere = 100;
constexpr double kSkippedGroup = 1.3;
constexpr double kSkippedSpot = 0.15;
constexpr int64_t kMaxPairs = 4'000'000;

/// How far a spot lies outside the stretch of pages between the group's neighbors.
double range_distance(const TokenGroup& group, const Spot& spot, const TypingSize& size) {
  double out = 0;
  if (group.before.known()) {
    if (spot.page_idx < group.before.page_idx) return kElsewhere;
    if (spot.page_idx == group.before.page_idx &&
        spot.box.center_y() < group.before.box.center_y() - size.line_step)
      out += 0.8;
  }
  if (group.after.known()) {
    if (spot.page_idx > group.after.page_idx) return kElsewhere;
    if (spot.page_idx == group.after.page_idx &&
        spot.box.center_y() > group.after.box.center_y() + size.line_step)
      out += 0.8;
  }
  return spot.layer == Layer::stamp ? 0.3 * out : out;
}

double match_distance(const TokenGroup& group, const Spot& spot, double width, const TypingSize& size) {
  double distance = range_distance(group, spot, size);
  if (distance >= kElsewhere) return kElsewhere;
  const double ratio = std::abs(std::log(std::max(1.0, width) / hand_width(group.letters.size(), size)));
  if (!group.marked && ratio > 1.1) return kElsewhere;
  if (!group.letters.empty()) distance += 0.5 * ratio;
  if (!group.marked) distance += 0.3;
  if (!spot.reading.empty()) distance -= similarity(group.letters, spot.reading);
  if (group.role == Role::signature) distance += spot.role == Role::signature ? -0.4 : 0.3;
  if (group.role != Role::leaf_number && spot.role == Role::leaf_number) distance += 0.8;
  // An insertion between typed lines is seldom a note by itself.
  if (spot.role == Role::insertion && group.role != Role::insertion) distance += 0.3;
  return distance;
}

}  // namespace

std::vector<OrderMatch> match_by_order(const std::vector<const TokenGroup*>& groups,
                                       const std::vector<const Spot*>& spots,
                                       const std::vector<TypingSize>& sizes) {
  const size_t rows = groups.size(), columns = spots.size();
  if (rows == 0 || columns == 0 || static_cast<int64_t>(rows) * static_cast<int64_t>(columns) > kMaxPairs)
    return {};
  enum Step : unsigned char { skip_group, skip_spot, one, two };
  std::vector<double> cost((rows + 1) * (columns + 1), 0);
  std::vector<Step> steps((rows + 1) * (columns + 1), skip_group);
  const auto at = [&](size_t i, size_t j) { return i * (columns + 1) + j; };
  const auto distance = [&](size_t i, size_t j, bool both) {
    const Spot& spot = *spots[j];
    const TypingSize& size = sizes[static_cast<size_t>(spot.page_idx)];
    double width = spot.box.width();
    if (both) {
      if (spots[j - 1]->page_idx != spot.page_idx ||
          spot.box.center_y() - spots[j - 1]->box.center_y() > 1.6 * size.line_step)
        return kElsewhere;
      width += spots[j - 1]->box.width();
      return match_distance(*groups[i], spot, width, size) + 0.3;
    }
    return match_distance(*groups[i], spot, width, size);
  };
  for (size_t i = 0; i <= rows; ++i) {
    for (size_t j = 0; j <= columns; ++j) {
      if (i == 0 && j == 0) continue;
      double best = 1e18;
      Step step = skip_group;
      const auto improve = [&](double value, Step by) {
        if (value < best) {
          best = value;
          step = by;
        }
      };
      if (j > 0) improve(cost[at(i, j - 1)] + kSkippedSpot, skip_spot);
      if (i > 0) improve(cost[at(i - 1, j)] + kSkippedGroup, skip_group);
      if (i > 0 && j > 0) improve(cost[at(i - 1, j - 1)] + distance(i - 1, j - 1, false), one);
      if (i > 0 && j > 1) improve(cost[at(i - 1, j - 2)] + distance(i - 1, j - 1, true), two);
      cost[at(i, j)] = best;
      steps[at(i, j)] = step;
    }
  }
  std::vector<OrderMatch> out;
  for (size_t i = rows, j = columns; i > 0 || j > 0;) {
    switch (steps[at(i, j)]) {
      case skip_group:
        --i;
        break;
      case skip_spot:
        --j;
        break;
      case one:
        --i;
        --j;
        out.push_back({static_cast<int>(i), {static_cast<int>(j)}, std::max(0.0, distance(i, j, false))});
        break;
      case two:
        --i;
        j -= 2;
        out.push_back({static_cast<int>(i),
                       {static_cast<int>(j), static_cast<int>(j) + 1},
                       std::max(0.0, distance(i, j + 1, true))});
        break;
    }
  }
  std::ranges::reverse(out);
  return out;
}

}  // namespace folio
