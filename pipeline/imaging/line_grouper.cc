#include "imaging/line_grouper.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/median.h"
#include "imaging/baseline_fitter.h"
#include "imaging/half_steps.h"

namespace folio {
namespace {

constexpr double kGutterGap = 2.2;  // letter heights: more than a space, and what a gutter is at least
constexpr double kHangs = 1.0;      // letter heights that a ditto mark's foot lies above the baseline
constexpr double kReach = 3;        // letter heights from a letter to a stop, a dash or an accent beside it
constexpr double kLetterLeast = 0.75;  // letter heights of the lowest worn letter
constexpr double kStop = 0.2;          // letter heights: a speck is smaller than a stop …
constexpr double kSpeckReach = 0.7;    // … and belongs to the letter that it lies at
constexpr double kLeader = 40;         // letter heights that a row of dots may reach beyond the letters
constexpr double kAside = 0.15, kFarAside = 10;  // of the way to a line's end, up to so many letter heights
constexpr double kEndsMeet = 8;  // letter heights between chains whose ends tell whether they are one line

/// Pieces at one height, from left to right.
struct Chain {
  std::vector<int> idxs;
  Box box;

  void add(int idx, const Box& piece) {
    idxs.push_back(idx);
    box = unite(box, piece);
  }
};

class Grouper {
 public:
  Grouper(const std::vector<Component>& components, double letter_height, const cv::Size& page,
          const LineGrouping& grouping)
      : components_(components), unit_(letter_height), page_(page), grouping_(grouping) {}

  GroupedLines run() {
    std::vector<Box> rows;
    for (const Chain& chain : chain_letters(kGutterGap, {})) rows.push_back(chain.box);
    std::vector<Gutter> gutters = find_gutters(rows, unit_, page_);
    std::vector<Chain> chains = chain_letters(grouping_.max_gap, gutters);
    chains = join_chains(std::move(chains), gutters);
    absorb_overlapping(chains, gutters);
    std::vector<InkLine> lines;
    for (const Chain& chain : chains) {
      if (is_line(chain)) lines.push_back(to_line(chain));
    }
    attach_half_steps(lines, components_, unit_);
    add_small_pieces(lines);
    put_in_order(lines, gutters, unit_);
    return {std::move(lines), std::move(gutters)};
  }

 private:
  const Box& box_of(int idx) const { return components_[idx].box; }

  bool founds_a_line(const Component& c) const {
    const double h = c.box.height(), w = c.box.width();
    return h >= grouping_.min_letter * unit_ && h <= grouping_.max_letter * unit_ &&
           w <= grouping_.max_width * unit_ && w >= 0.15 * unit_ && c.area >= 0.08 * h * w;
  }

  /// Middle height of the last few pieces: follows a curl, shrugs off a descender.
  double recent_middle(const Chain& chain) const {
    std::vector<double> middles;
    for (size_t i = chain.idxs.size() > 7 ? chain.idxs.size() - 7 : 0; i < chain.idxs.size(); ++i) {
      middles.push_back(box_of(chain.idxs[i]).center_y());
    }
    return median_of(std::move(middles));
  }

  std::vector<Chain> chain_letters(double max_gap, const std::vector<Gutter>& gutters) const {
    std::vector<int> order;
    for (int i = 0; i < static_cast<int>(components_.size()); ++i) {
      if (founds_a_line(components_[i])) order.push_back(i);
    }
    std::ranges::sort(order, [&](int a, int b) { return box_of(a) < box_of(b); });
    std::vector<Chain> chains;
    std::vector<size_t> open;  // chains whose right end may still be reached
    for (const int idx : order) {
      const Box& piece = box_of(idx);
      std::erase_if(open, [&](size_t c) { return piece.x0 - chains[c].box.x1 > max_gap * unit_; });
      size_t best = chains.size();
      double best_cost = 1e18;
      for (const size_t c : open) {
        const double offset = std::abs(recent_middle(chains[c]) - piece.center_y());
        if (offset > grouping_.max_offset * unit_) continue;
        if (parted(box_of(chains[c].idxs.back()), piece, gutters)) continue;
        const double cost = std::max(0, piece.x0 - chains[c].box.x1) + 4 * offset;
        if (cost < best_cost) best_cost = cost, best = c;
      }
      if (best == chains.size()) {
        open.push_back(best);
        chains.emplace_back();
      }
      chains[best].add(idx, piece);
    }
    return chains;
  }

  double foot_of(const Chain& chain) const {
    std::vector<double> feet;
    for (const int idx : chain.idxs) feet.push_back(box_of(idx).y1);
    return median_of(std::move(feet));
  }
  /// Level of the letters at one end: on a curled page, chains of one line meet there alone.
  double end_foot(const Chain& chain, bool right) const {
    constexpr size_t kLetters = 9;
    const size_t count = std::min(kLetters, chain.idxs.size());
    const size_t from = right ? chain.idxs.size() - count : 0;
    std::vector<double> feet;
    for (size_t i = from; i < from + count; ++i) feet.push_back(box_of(chain.idxs[i]).y1);
    return median_of(std::move(feet));
  }
  double middle_of(const Chain& chain) const {
    std::vector<double> middles;
    for (const int idx : chain.idxs) middles.push_back(box_of(idx).center_y());
    return median_of(std::move(middles));
  }

  bool parted(const Box& a, const Box& b, const std::vector<Gutter>& gutters) const {
    return std::ranges::any_of(gutters, [&](const Gutter& g) { return g.parts(a, b); });
  }

  std::vector<Chain> join_chains(std::vector<Chain> chains, const std::vector<Gutter>& gutters) const {
    std::ranges::sort(chains, [](const Chain& a, const Chain& b) { return a.box.x0 < b.box.x0; });
    std::vector<double> feet, middles;
    for (const Chain& chain : chains) feet.push_back(foot_of(chain)), middles.push_back(middle_of(chain));
    // Each chain takes, from left to right, the nearest later one on its baseline; repeated until none is
    // left.
    for (size_t i = 0; i < chains.size(); ++i) {
      for (bool grown = true; grown && !chains[i].idxs.empty();) {
        grown = false;
        size_t best = chains.size();
        for (size_t k = i + 1; k < chains.size(); ++k) {
          if (chains[k].idxs.empty()) continue;
          double offset = std::min(std::abs(feet[i] - feet[k]), std::abs(middles[i] - middles[k]));
          if (chains[k].box.x0 - chains[i].box.x1 < kEndsMeet * unit_)
            offset = std::min(offset, std::abs(end_foot(chains[i], true) - end_foot(chains[k], false)));
          if (offset > grouping_.max_baseline_offset * unit_) continue;
          if (chains[k].box.x0 < chains[i].box.x1 - unit_) continue;
          if (parted(chains[i].box, chains[k].box, gutters)) continue;
          if (best == chains.size() || chains[k].box.x0 < chains[best].box.x0) best = k;
        }
        if (best == chains.size()) break;
        for (const int idx : chains[best].idxs) chains[i].add(idx, box_of(idx));
        chains[best].idxs.clear();
        // The longer a chain, the surer its height.
        feet[i] = foot_of(chains[i]), middles[i] = middle_of(chains[i]);
        grown = true;
      }
    }
    std::erase_if(chains, [](const Chain& chain) { return chain.idxs.empty(); });
    return chains;
  }

  /// A chain that lies in the band of a richer one (letters joined by an underline, an index, a raised mark)
  /// is part of that line.
  void absorb_overlapping(std::vector<Chain>& chains, const std::vector<Gutter>& gutters) const {
    std::ranges::sort(chains, [](const Chain& a, const Chain& b) { return a.idxs.size() > b.idxs.size(); });
    std::vector<Box> bands;
    for (const Chain& chain : chains) {
      const auto foot = static_cast<int>(foot_of(chain));
      bands.push_back({chain.box.x0 - static_cast<int>(2 * unit_), foot - static_cast<int>(1.5 * unit_),
                       chain.box.x1 + static_cast<int>(2 * unit_), foot + static_cast<int>(0.4 * unit_)});
    }
    for (size_t k = 1; k < chains.size(); ++k) {
      for (size_t i = 0; i < k; ++i) {
        if (chains[i].idxs.empty() || chains[k].idxs.empty()) continue;
        const Box& small = chains[k].box;
        if (parted(chains[i].box, small, gutters)) continue;
        if (intersect(bands[i], small).area() < 0.6 * static_cast<double>(small.area()) &&
            !stands_in_row(chains[k], chains[i]))
          continue;
        for (const int idx : chains[k].idxs) chains[i].add(idx, box_of(idx));
        chains[k].idxs.clear();
      }
    }
    std::erase_if(chains, [](const Chain& chain) { return chain.idxs.empty(); });
  }

  /// The pieces of `few` stand in the band of `many`, to its left, right or in its gaps: ditto marks and
  /// figures of a table's row, which are smaller or hang higher than its words.
  bool stands_in_row(const Chain& few, const Chain& many) const {
    const double foot = foot_of(many);
    if (std::abs(foot - foot_of(few)) > kHangs * unit_) return false;
    for (const int idx : few.idxs) {
      const Box& piece = box_of(idx);
      if (piece.y0 < foot - 1.7 * unit_ || piece.y1 > foot + 0.5 * unit_) return false;
      if (std::ranges::any_of(many.idxs, [&](int other) {
            return box_of(other).x0 < piece.x1 && piece.x0 < box_of(other).x1;
          }))
        return false;
    }
    return true;
  }

  /// Two letters, or one piece as wide as two: less is a speck, a page number or a stray mark, found later by
  /// layer.
  bool is_line(const Chain& chain) const {
    return chain.idxs.size() >= 2 || chain.box.width() >= 1.2 * unit_ ||
           (chain.box.height() >= 0.8 * unit_ && chain.box.width() >= 0.3 * unit_);
  }

  /// Pieces lower than a letter that stand alone in the white beyond an end of the line are dirt.
  void trim_ends(std::vector<int>& idxs) const {
    const auto is_dirt = [&](const Box& end, double gap) {
      return end.height() < kLetterLeast * unit_ && end.width() < unit_ && gap > kReach * unit_;
    };
    while (idxs.size() > 2) {
      const size_t last = idxs.size() - 1;
      const double left_gap = box_of(idxs[1]).x0 - box_of(idxs[0]).x1;
      const double right_gap = box_of(idxs[last]).x0 - box_of(idxs[last - 1]).x1;
      if (is_dirt(box_of(idxs[last]), right_gap)) {
        idxs.pop_back();
      } else if (is_dirt(box_of(idxs[0]), left_gap)) {
        idxs.erase(idxs.begin());
      } else {
        break;
      }
    }
  }

  InkLine to_line(const Chain& chain) const {
    InkLine line;
    line.component_idxs = chain.idxs;
    std::ranges::sort(line.component_idxs, [&](int a, int b) { return box_of(a) < box_of(b); });
    trim_ends(line.component_idxs);
    for (const int idx : line.component_idxs) line.box = unite(line.box, box_of(idx));
    fit_line(line);
    return line;
  }

  void fit_line(InkLine& line) const {
    std::vector<cv::Point2d> feet;
    for (const int idx : line.component_idxs) {
      const Box& b = box_of(idx);
      if (b.height() >= 0.6 * unit_) feet.emplace_back(b.center_x(), b.y1);
    }
    if (feet.empty()) {
      for (const int idx : line.component_idxs) feet.emplace_back(box_of(idx).center_x(), box_of(idx).y1);
    }
    line.baseline = fit_baseline(feet, line.box.x0, line.box.x1, unit_);
    // Small letters stand on the baseline and are the most common height there.
    std::vector<double> small;
    for (const int idx : line.component_idxs) {
      const Box& b = box_of(idx);
      const double h = b.height();
      if (std::abs(b.y1 - line.baseline.y_at(b.center_x())) < 0.25 * unit_ && h > 0.6 * unit_ &&
          h < 1.25 * unit_) {
        small.push_back(h);
      }
    }
    line.x_height = small.size() >= 4 ? median_of(std::move(small)) : unit_;
  }

  /// The line in whose band, from a descender to an accent, the piece lies most nearly in the middle, and
  /// that of its own column rather than of the next; nullptr where there is none.
  InkLine* line_around(const Box& piece, std::vector<InkLine>& lines) const {
    InkLine* best = nullptr;
    double best_distance = 1e18;
    for (InkLine& line : lines) {
      if (piece.x1 < line.box.x0 - kLeader * unit_ || piece.x0 > line.box.x1 + kLeader * unit_) continue;
      const double above = line.baseline.y_at(piece.center_x()) - piece.center_y();
      if (above < -0.55 * unit_ || above > 1.9 * unit_) continue;
      const double aside = std::max({0.0, double(line.box.x0 - piece.x1), double(piece.x0 - line.box.x1)});
      const double distance = std::abs(above - 0.6 * unit_) + kAside * std::min(aside, kFarAside * unit_);
      if (distance < best_distance) best_distance = distance, best = &line;
    }
    return best;
  }

  /// Of `pieces`, those that stand beside letters of the line, or beside one another in a row that begins at
  /// a letter (dotted leaders), join it; specks in the white do not.
  void take_in(InkLine& line, const std::vector<int>& pieces) const {
    struct Piece {
      int idx;
      bool own;
    };
    std::vector<Piece> row;
    for (const int idx : line.component_idxs) row.push_back({idx, true});
    for (const int idx : pieces) row.push_back({idx, false});
    std::ranges::sort(row, [&](const Piece& a, const Piece& b) {
      return box_of(a.idx).x0 != box_of(b.idx).x0 ? box_of(a.idx).x0 < box_of(b.idx).x0 : a.idx < b.idx;
    });
    const auto reach = [&](int idx) {
      const double size = std::max(box_of(idx).width(), box_of(idx).height());
      return (size < kStop * unit_ ? kSpeckReach : kReach) * unit_;
    };
    double last = -1e18, next = 1e18;
    for (Piece& piece : row) {
      piece.own = piece.own || box_of(piece.idx).x0 - last <= reach(piece.idx);
      if (piece.own) last = std::max(last, double(box_of(piece.idx).x1));
    }
    for (auto piece = row.rbegin(); piece != row.rend(); ++piece) {
      piece->own = piece->own || next - box_of(piece->idx).x1 <= reach(piece->idx);
      if (piece->own) next = std::min(next, double(box_of(piece->idx).x0));
    }
    line.component_idxs.clear();
    for (const Piece& piece : row) {
      if (!piece.own) continue;
      line.component_idxs.push_back(piece.idx);
      line.box = unite(line.box, box_of(piece.idx));
    }
  }

  void add_small_pieces(std::vector<InkLine>& lines) const {
    std::vector<char> taken(components_.size(), 0);
    for (const InkLine& line : lines) {
      for (const int idx : line.component_idxs) taken[idx] = 1;
    }
    const double least = std::max(2.0, 0.08 * unit_);
    std::vector<std::vector<int>> pieces(lines.size());
    for (int i = 0; i < static_cast<int>(components_.size()); ++i) {
      const Box& box = box_of(i);
      if (taken[i] || box.height() > grouping_.max_letter * unit_) continue;
      if (box.width() > grouping_.max_width * unit_) continue;
      if (std::max(box.width(), box.height()) < least) continue;
      if (const InkLine* line = line_around(box, lines)) pieces[line - lines.data()].push_back(i);
    }
    for (size_t i = 0; i < lines.size(); ++i) {
      InkLine& line = lines[i];
      take_in(line, pieces[i]);
      std::ranges::sort(line.component_idxs, [&](int a, int b) { return box_of(a) < box_of(b); });
      line.baseline = line.baseline.between(line.box.x0, line.box.x1);
    }
  }

  const std::vector<Component>& components_;
  double unit_;
  cv::Size page_;
  LineGrouping grouping_;
};

}  // namespace

GroupedLines group_lines(const std::vector<Component>& components, double letter_height, const cv::Size& page,
                         const LineGrouping& grouping) {
  if (letter_height <= 0) return {};
  return Grouper(components, letter_height, page, grouping).run();
}

}  // namespace folio
