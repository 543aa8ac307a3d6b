#include "imaging/grid_fitter.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "imaging/line_step.h"
#include "imaging/phase_groups.h"
#include "imaging/pitch_finder.h"
#include "imaging/raster_fit.h"

namespace folio {
namespace {

constexpr double kEven = 0.6;            // share of even letters in a line that may be typed
constexpr double kLeastColumns = 25;     // letter heights of type that can tell a pitch
constexpr double kLineChance = 0.01;     // of a line's letters to sit as well, for the line to be a machine's
constexpr double kLineCoherence = 0.25;  // worn type has 0.4 or more; joined letters stray
constexpr double kLeastShare = 0.3;      // of a page's letters that a machine typed …
constexpr int kLeastLetters = 60;        // … and at least so many, where the rest is by hand
constexpr int kOwnMargin = 8;            // letters that show a margin of their own
constexpr double kSamePitch = 0.01;
constexpr double kJoins = 2.5;  // standard deviations of chance that a short line agrees with a grid
constexpr int kMachines = 3;
constexpr double kNeighborhood = 10;  // letter heights: three rows of two intervals

/// What one machine typed.
struct Machine {
  double pitch = 0, confidence = 0;
  std::vector<int> line_idxs;
};

class GridFitter {
 public:
  GridFitter(const cv::Mat& ink, const std::vector<Component>& components, double letter_height,
             std::vector<InkLine>& lines, const GridSearch& search)
      : ink_(ink), components_(components), unit_(letter_height), lines_(lines), search_(search) {
    for (InkLine& line : lines_) {
      line.grid_idx = -1;
      letters_.push_back(typed_letters(line, components, unit_, 1.1 * search.max_pitch * unit_));
    }
  }

  std::vector<TypewriterGrid> run() {
    for (const Machine& machine : find_machines()) fit(machine);
    join_the_rest();
    put_in_order();
    return std::move(grids_);
  }

 private:
  /// A grid with its columns as the fit has them, and the lines that made it.
  struct Made {
    Raster raster;
    double origin = 0;
    double top = 0, bottom = 0;
  };

  bool may_be_typed(const InkLine& line) const {
    return line.box.width() >= 6 * unit_ && line.component_idxs.size() >= 5 &&
           evenness_of(line, components_, unit_) >= kEven;
  }

  std::vector<Machine> find_machines() const {
    std::vector<int> left;
    std::map<int, PitchedLine> pitched;
    for (int i = 0; i < static_cast<int>(lines_.size()); ++i) {
      if (!may_be_typed(lines_[i])) continue;
      left.push_back(i);
      pitched[i] = {gap_profile(ink_, lines_[i], unit_), letters_[i]};
    }
    std::vector<Machine> machines;
    while (machines.size() < kMachines) {
      std::vector<PitchedLine> searched, members;
      double columns = 0;
      size_t letters = 0, member_letters = 0;
      for (const int i : left) {
        searched.push_back(pitched[i]);
        columns += lines_[i].box.width();
        letters += letters_[i].size();
      }
      if (columns < kLeastColumns * unit_) break;
      const auto found = find_pitch(searched, search_.min_pitch * unit_, search_.max_pitch * unit_);
      if (!found) break;
      Machine machine{found->pitch, found->confidence, {}};
      std::vector<int> rest;
      for (const int i : left) {
        const CellFit fit = fit_cells(letters_[i], found->pitch);
        const bool keeps = fit.chance < kLineChance && fit.coherence >= kLineCoherence;
        (keeps ? machine.line_idxs : rest).push_back(i);
        if (!keeps) continue;
        members.push_back(pitched[i]);
        member_letters += letters_[i].size();
      }
      if (machine.line_idxs.empty()) break;
      const bool outweighed =
          member_letters >= kLeastLetters && static_cast<double>(member_letters) >= kLeastShare * letters;
      if (outweighed || machine.confidence >= search_.min_confidence)
        machine.confidence = std::max(machine.confidence, judge_pitch(members, machine.pitch).confidence);
      if (machine.confidence < search_.min_confidence) break;
      const bool known = std::ranges::any_of(
          machines, [&](const Machine& m) { return std::abs(m.pitch / machine.pitch - 1) < kSamePitch; });
      if (!known) machines.push_back(std::move(machine));
      left = std::move(rest);
    }
    return machines;
  }

  std::vector<PhaseGroup> gather(const Machine& machine, double pitch) const {
    std::vector<LinePhase> phases;
    for (const int i : machine.line_idxs) {
      phases.push_back({fit_cells(letters_[i], pitch).phase,
                        lines_[i].baseline.y_at(lines_[i].box.center_x()) / pitch,
                        static_cast<double>(letters_[i].size())});
    }
    std::vector<PhaseGroup> groups = gather_phases(phases, search_.max_lean);
    std::erase_if(groups, [&](const PhaseGroup& group) {
      return group.idxs.size() == 1 && letters_[machine.line_idxs[group.idxs.front()]].size() < kOwnMargin;
    });
    return groups;
  }

  void fit(const Machine& machine) {
    Raster raster;
    raster.pitch = machine.pitch;
    std::vector<PhaseGroup> groups;
    for (int round = 0; round < 2; ++round) {
      groups = gather(machine, raster.pitch);
      if (groups.empty()) return;
      raster.lean = groups.front().lean;
      raster.origins.clear();
      std::vector<Stand> stands;
      for (const PhaseGroup& group : groups) {
        stands.emplace_back();
        for (const int k : group.idxs) {
          const Stand& line = letters_[machine.line_idxs[k]];
          stands.back().insert(stands.back().end(), line.begin(), line.end());
        }
        raster.origins.push_back((group.phase - 0.5) * raster.pitch);
      }
      raster = fit_raster(stands, raster);
    }
    const std::optional<LineStep> step = step_of(machine, raster);
    for (size_t g = 0; g < groups.size(); ++g) add_grid(machine, groups[g], raster, raster.origins[g], step);
  }

  /// From all lines between the machine's first and last: a table's rows of figures are too short to tell a
  /// pitch, and without them its step would be doubled. A machine's only line is measured against its
  /// neighbors that look typed or stand on its columns.
  std::optional<LineStep> step_of(const Machine& machine, const Raster& raster) {
    Box span;
    for (const int i : machine.line_idxs) span = unite(span, lines_[i].box);
    const auto within = [&](const Box& box, int i) {
      return box.contains(lines_[i].box.center_x(), lines_[i].box.center_y());
    };
    const auto even = [&](int i) { return evenness_of(lines_[i], components_, unit_) >= kEven; };
    if (auto step = step_among(machine, [&](int i) { return within(span, i) && even(i); })) return step;
    const auto on_columns = [&](int i) {
      return std::ranges::any_of(raster.origins,
                                 [&](double origin) { return joins(i, raster, origin) > kJoins; });
    };
    const int reach = static_cast<int>(kNeighborhood * unit_);
    const Box around = grow(span, reach, reach);
    return step_among(machine, [&](int i) { return within(around, i) && (even(i) || on_columns(i)); });
  }

  /// Of the machine's lines and those others that are wanted.
  template <class Wanted>
  std::optional<LineStep> step_among(const Machine& machine, Wanted wanted) {
    std::vector<InkLine> among;
    within_.clear();
    for (int i = 0; i < static_cast<int>(lines_.size()); ++i) {
      if (!std::ranges::binary_search(machine.line_idxs, i) && !wanted(i)) continue;
      among.push_back(lines_[i]);
      within_.push_back(i);
    }
    return find_line_step(among, unit_);
  }

  /// Standard deviations of chance by which a line's letters agree with columns; 0 = they don't.
  double joins(size_t line_idx, const Raster& raster, double origin) const {
    const Agreement agreement = agreement_with(letters_[line_idx], raster, origin);
    return agreement.cosine < 0.4 ? 0 : agreement.cosine * std::sqrt(2.0 * agreement.letters);
  }

  void add_grid(const Machine& machine, const PhaseGroup& group, const Raster& raster, double origin,
                const std::optional<LineStep>& step) {
    TypewriterGrid grid;
    Made made{raster, origin, 1e18, -1e18};
    Stand stand;
    std::map<double, size_t> stretches;
    std::vector<PitchedLine> typed;
    double left = 1e18;
    for (const int k : group.idxs) {
      const int i = machine.line_idxs[k];
      InkLine& line = lines_[i];
      line.grid_idx = static_cast<int>(grids_.size());
      stand.insert(stand.end(), letters_[i].begin(), letters_[i].end());
      typed.push_back({{}, letters_[i]});
      made.top = std::min(made.top, line.baseline.left.y);
      made.bottom = std::max(made.bottom, line.baseline.left.y);
      left = std::min(left, static_cast<double>(line.box.x0));
      if (!step) continue;
      const auto at = std::ranges::find(within_, i) - within_.begin();
      stretches[step->row_origins[static_cast<size_t>(at)]] += letters_[i].size();
    }
    const InkLine& first = lines_[machine.line_idxs[group.idxs.front()]];
    grid.pitch = raster.pitch;
    grid.lean = raster.lean;
    grid.residual = residual_of(stand, raster, origin);
    grid.confidence = judge_pitch(typed, raster.pitch).confidence;
    grid.origin_y = made.top;
    if (step) {
      grid.line_step = step->step;
      grid.slope = step->slope;
      const double row =
          std::ranges::max_element(stretches, {}, [](const auto& s) { return s.second; })->first +
          step->slope * left;
      grid.origin_y = row + std::round((made.top - row) / step->step) * step->step;
    } else {
      grid.slope = first.baseline.slope();
      grid.origin_y = first.baseline.y_at(left);
    }
    const double column = origin + raster.lean * grid.origin_y;
    grid.origin_x = column + std::round((left - column) / raster.pitch) * raster.pitch;
    grid.origin_y += grid.slope * (grid.origin_x - left);
    grids_.push_back(grid);
    made_.push_back(std::move(made));
  }

  /// Lines too short to tell a pitch, or worn, stand on the grid that their letters agree with.
  void join_the_rest() {
    for (size_t i = 0; i < lines_.size(); ++i) {
      if (lines_[i].grid_idx >= 0) continue;
      double best = kJoins;
      for (size_t g = 0; g < grids_.size(); ++g) {
        const double reach = 3 * std::max(grids_[g].line_step, 2 * unit_);
        const double y = lines_[i].baseline.left.y;
        if (y < made_[g].top - reach || y > made_[g].bottom + reach) continue;
        const double sure = joins(i, made_[g].raster, made_[g].origin);
        if (sure <= best) continue;
        best = sure;
        lines_[i].grid_idx = static_cast<int>(g);
      }
    }
  }

  void put_in_order() {
    std::vector<int> counts(grids_.size(), 0), order(grids_.size()), place(grids_.size());
    for (const InkLine& line : lines_)
      if (line.grid_idx >= 0) ++counts[line.grid_idx];
    for (size_t g = 0; g < order.size(); ++g) order[g] = static_cast<int>(g);
    std::ranges::stable_sort(order, std::greater{}, [&](int g) { return counts[g]; });
    std::vector<TypewriterGrid> sorted;
    for (const int g : order) {
      place[g] = static_cast<int>(sorted.size());
      sorted.push_back(grids_[g]);
    }
    grids_ = std::move(sorted);
    for (InkLine& line : lines_)
      if (line.grid_idx >= 0) line.grid_idx = place[line.grid_idx];
  }

  const cv::Mat& ink_;
  const std::vector<Component>& components_;
  double unit_;
  std::vector<InkLine>& lines_;
  const GridSearch& search_;
  std::vector<std::vector<TypedLetter>> letters_;  ///< of each line
  std::vector<int> within_;                        ///< lines that the machine's step was found on
  std::vector<TypewriterGrid> grids_;
  std::vector<Made> made_;
};

}  // namespace

std::vector<TypewriterGrid> fit_grids(const cv::Mat& ink, const std::vector<Component>& components,
                                      double letter_height, std::vector<InkLine>& lines,
                                      const GridSearch& search) {
  return GridFitter(ink, components, letter_height, lines, search).run();
}

}  // namespace folio
