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

/// Distance of a group from a spot, but for size and reading.
double place_distance(const TokenGroup& group, const Spot& spot, const TypingSize& size) {
  double distance = range_distance(group, spot, size);
  if (!group.marked) distance += 0.3;
  if (group.role == Role::signature) distance += spot.role == Role::signature ? -0.4 : 0.3;
  if (group.role != Role::leaf_number && spot.role == Role::leaf_number) distance += 0.8;
  // An insertion between typed lines is seldom a note by itself.
  if (is_placed_in_text(spot.role) && group.role != Role::insertion) distance += 0.3;
  return distance;
}

double likeness_distance(const TokenGroup& group, const Spot& spot, double unlike) {
  if (!group.marked && unlike > 1.1) return kElsewhere;
  const std::optional<double> bonus = reading_bonus(group, spot);
  if (!bonus) return kElsewhere;
  return (group.letters.empty() ? 0 : 0.5 * unlike) - *bonus;
}

class OrderAligner {
 public:
  OrderAligner(const std::vector<const TokenGroup*>& groups, const std::vector<const Spot*>& spots,
               const std::vector<TypingSize>& sizes)
      : groups_(groups), spots_(spots), sizes_(sizes) {}

  /// Groups [group_end - group_count, group_end) on spots [spot_end - spot_count, spot_end). One to one, one
  /// group on two lines, or two groups in one region.
  double distance(size_t group_end, size_t group_count, size_t spot_end, size_t spot_count) const {
    const TokenGroup& group = *groups_[group_end - group_count];
    const Spot& spot = *spots_[spot_end - spot_count];
    const TypingSize& size = sizes_[static_cast<size_t>(spot.page_idx)];
    if (spot_count == 2) {
      const Spot& second = *spots_[spot_end - 1];
      const bool together = spot.line_idx >= 0 && second.line_idx >= 0 && second.page_idx == spot.page_idx &&
                            second.box.center_y() - spot.box.center_y() <= 1.6 * size.line_step;
      if (!together) return kElsewhere;
      const double width = spot.box.width() + second.box.width();
      const double unlike = std::abs(std::log(std::max(1.0, width) / hand_width(group.letters.size(), size)));
      return place_distance(group, second, size) + likeness_distance(group, second, unlike) + 0.3;
    }
    if (group_count == 2) {
      const TokenGroup& second = *groups_[group_end - 1];
      if (group.paragraph_idx != second.paragraph_idx || spot.line_idx >= 0 ||
          spot.box.height() < size.line_step)
        return kElsewhere;
      const double unlike = size_distance(group.letters.size() + second.letters.size(), spot, size, 2);
      return place_distance(group, spot, size) + likeness_distance(group, spot, unlike) + 0.3;
    }
    return place_distance(group, spot, size) +
           likeness_distance(group, spot, size_distance(group.letters.size(), spot, size));
  }

 private:
  const std::vector<const TokenGroup*>& groups_;
  const std::vector<const Spot*>& spots_;
  const std::vector<TypingSize>& sizes_;
};

}  // namespace

std::vector<OrderMatch> match_by_order(const std::vector<const TokenGroup*>& groups,
                                       const std::vector<const Spot*>& spots,
                                       const std::vector<TypingSize>& sizes) {
  const size_t rows = groups.size(), columns = spots.size();
  if (rows == 0 || columns == 0 || static_cast<int64_t>(rows) * static_cast<int64_t>(columns) > kMaxPairs)
    return {};
  const OrderAligner aligner(groups, spots, sizes);
  struct Step {
    unsigned char groups = 0, spots = 0;
  };
  std::vector<double> cost((rows + 1) * (columns + 1), 0);
  std::vector<Step> steps((rows + 1) * (columns + 1));
  const auto at = [&](size_t i, size_t j) { return i * (columns + 1) + j; };
  for (size_t i = 0; i <= rows; ++i) {
    for (size_t j = 0; j <= columns; ++j) {
      if (i == 0 && j == 0) continue;
      double best = 1e18;
      const auto improve = [&](unsigned char by_groups, unsigned char by_spots, double price) {
        const double value = cost[at(i - by_groups, j - by_spots)] + price;
        if (value >= best) return;
        best = value;
        steps[at(i, j)] = {by_groups, by_spots};
      };
      if (j > 0) improve(0, 1, kSkippedSpot);
      if (i > 0) improve(1, 0, kSkippedGroup);
      if (i > 0 && j > 0) improve(1, 1, aligner.distance(i, 1, j, 1));
      if (i > 0 && j > 1) improve(1, 2, aligner.distance(i, 1, j, 2));
      if (i > 1 && j > 0) improve(2, 1, aligner.distance(i, 2, j, 1));
      cost[at(i, j)] = best;
    }
  }
  std::vector<OrderMatch> out;
  for (size_t i = rows, j = columns; i > 0 || j > 0;) {
    const Step step = steps[at(i, j)];
    if (step.groups > 0 && step.spots > 0) {
      OrderMatch match;
      for (size_t k = i - step.groups; k < i; ++k) match.group_idxs.push_back(static_cast<int>(k));
      for (size_t k = j - step.spots; k < j; ++k) match.spot_idxs.push_back(static_cast<int>(k));
      match.distance = std::max(0.0, aligner.distance(i, step.groups, j, step.spots));
      out.push_back(std::move(match));
    }
    i -= step.groups;
    j -= step.spots;
  }
  std::ranges::reverse(out);
  return out;
}

}  // namespace folio
