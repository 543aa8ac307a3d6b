#include "imaging/rule_finder.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>

#include "core/median.h"

namespace folio {
namespace {

// Lengths in letter heights. Chosen on drawn pages and on training pages of the autocode manual, whose
// headings are underlined.
constexpr double kLongRun = 2.5;     // a word's worth: more than the bar of any letter
constexpr double kFlatPiece = 0.8;   // a typed `_` is 1.2 to 1.5 wide
constexpr double kRaggedGap = 0.1;   // of a gap within one run: a ragged edge
constexpr double kThickness = 0.35;  // strokes of type have about 0.2
constexpr double kRagged = 0.12;     // that the edge of a rule may wander
constexpr double kBeside = 0.25;     // the band beside a rule that is white
constexpr double kLevelLength = 3.5, kUnderlineLength = 2, kUprightLength = 8;
constexpr double kBrokenGap = 1.3;   // in a long rule: a space
constexpr double kStrikeGap = 0.25;  // between typed `_`, which are made to meet; hyphens lie 0.4 apart
constexpr double kStep = 0.2;        // between the heights of neighbors in a row
constexpr double kBend = 0.1;        // root mean square distance from a parabola
constexpr double kSlope = 0.04;
constexpr double kSolid = 0.85;  // share of ink between the edges
// Shares of a rule's length with ink beside it. On the emptier side rules of typescripts and forms have up to
// 0.15 and 0.08 (tails, next line), strikes through drawn letters from 0.20 and 0.11.
constexpr double kNearEmptier = 0.15, kTouchEmptier = 0.095;
constexpr double kTouchBelow = 0.1;  // tails; heads of letters that hang together have more
constexpr double kTouchAbove = 0.5;
constexpr double kNextLetters = 8, kTallestLetter = 2.2;  // that show where a line's letters stand
constexpr double kOfNear = 0.6;  // of the ink near it touches an underline: feet that hang together all do

struct Run {
  int y = 0, x0 = 0, x1 = 0;
};

/// Runs of ink of `least` pixels or more; gaps of up to `gap` pixels do not end one.
std::vector<Run> runs_of(const cv::Mat& ink, int least, int gap) {
  std::vector<Run> runs;
  for (int y = 0; y < ink.rows; ++y) {
    const uchar* row = ink.ptr<uchar>(y);
    const uchar* const end = row + ink.cols;
    Run run{y, -1, -1};
    for (const uchar* p = row; p < end;) {
      p = static_cast<const uchar*>(std::memchr(p, 255, static_cast<size_t>(end - p)));
      if (p == nullptr) break;
      const uchar* last = std::find(p, end, uchar{0});
      const int x0 = static_cast<int>(p - row), x1 = static_cast<int>(last - row);
      if (run.x0 >= 0 && x0 - run.x1 <= gap) {
        run.x1 = x1;
      } else {
        if (run.x1 - run.x0 >= least) runs.push_back(run);
        run.x0 = x0, run.x1 = x1;
      }
      p = last;
    }
    if (run.x1 - run.x0 >= least) runs.push_back(run);
  }
  return runs;
}

/// A stroke: its upper and lower edge in each column from x0 on (half-open; empty where it is broken).
struct Stroke {
  int x0 = 0;
  std::vector<int> top, foot;

  int x1() const { return x0 + static_cast<int>(top.size()); }
  double middle_at(int column) const { return 0.5 * (top[column] + foot[column]); }
};

/// Runs linked where they overlap in neighboring rows.
std::vector<Stroke> link(const std::vector<Run>& runs) {
  std::vector<size_t> root(runs.size());
  std::iota(root.begin(), root.end(), size_t{0});
  const auto find = [&](size_t i) {
    while (root[i] != i) i = root[i] = root[root[i]];
    return i;
  };
  size_t above = 0;
  for (size_t i = 0; i < runs.size(); ++i) {
    while (above < i && (runs[above].y < runs[i].y - 1 ||
                         (runs[above].y == runs[i].y - 1 && runs[above].x1 <= runs[i].x0)))
      ++above;
    for (size_t k = above; k < i && runs[k].y == runs[i].y - 1 && runs[k].x0 < runs[i].x1; ++k) {
      const size_t a = find(k), b = find(i);
      root[std::max(a, b)] = std::min(a, b);
    }
  }
  std::vector<Box> boxes(runs.size());
  for (size_t i = 0; i < runs.size(); ++i) {
    Box& box = boxes[find(i)];
    box = unite(box, {runs[i].x0, runs[i].y, runs[i].x1, runs[i].y + 1});
  }
  std::vector<Stroke> strokes;
  std::vector<size_t> stroke_of(runs.size(), 0);
  for (size_t i = 0; i < runs.size(); ++i) {
    const size_t of = find(i);
    if (of == i) {
      stroke_of[i] = strokes.size();
      const auto width = static_cast<size_t>(boxes[i].width());
      strokes.push_back({boxes[i].x0, std::vector<int>(width, 0), std::vector<int>(width, 0)});
    }
    Stroke& stroke = strokes[stroke_of[of]];
    for (int x = runs[i].x0 - stroke.x0; x < runs[i].x1 - stroke.x0; ++x) {
      if (stroke.foot[x] == 0) stroke.top[x] = runs[i].y;
      stroke.foot[x] = runs[i].y + 1;
    }
  }
  return strokes;
}

/// How much of a stroke's length has ink on each side, in columns.
struct Sides {
  double columns = 0, thickness = 0;        ///< sum of the thicknesses
  double ink = 0;                           ///< pixels
  double near_above = 0, near_below = 0;    ///< ink in the band beside it
  double touch_above = 0, touch_below = 0;  ///< ink that goes on from it, farther than an edge wanders
  double letters_above = 0;                 ///< ink within a letter's height above

  Sides& operator+=(const Sides& other) {
    columns += other.columns, thickness += other.thickness, ink += other.ink;
    near_above += other.near_above, near_below += other.near_below;
    touch_above += other.touch_above, touch_below += other.touch_below;
    letters_above += other.letters_above;
    return *this;
  }
  /// Neither a strike with letters on both sides, nor bars or feet of letters that hang together, where what
  /// is near is what touches.
  bool are_white() const {
    return std::min(near_above, near_below) <= kNearEmptier * columns &&
           std::min(touch_above, touch_below) <= kTouchEmptier * columns &&
           touch_below <= kTouchBelow * columns && touch_above <= kTouchAbove * columns &&
           (touch_above <= kNearEmptier * columns || touch_above <= kOfNear * near_above);
  }
};

/// Part of a rule: `sides` are measured, the edges of `stroke` are those of its ink.
struct Part {
  Stroke stroke;
  Sides sides;
  bool is_long = false;
};

class LevelFinder {
 public:
  LevelFinder(const cv::Mat& ink, const std::vector<Component>& pieces, double unit)
      : ink_(ink), pieces_(pieces), unit_(unit), ragged_(std::max(1, cvRound(kRagged * unit))) {}

  /// Level rules; their ink is set in `mask`.
  std::vector<Rule> run(double least_length, bool of_strikes, cv::Mat& mask) const {
    std::vector<Rule> rules;
    for (const std::vector<Part>& chain : chain_up(find_parts(of_strikes))) {
      Sides sides;
      for (const Part& part : chain) sides += part.sides;
      const int length = chain.back().stroke.x1() - chain.front().stroke.x0;
      const bool under_letters = of_strikes && sides.letters_above >= 0.4 * sides.columns;
      if (length < (under_letters ? kUnderlineLength : least_length) * unit_) continue;
      if (!sides.are_white() || !is_straight(chain)) continue;
      Rule rule;
      rule.thickness = sides.thickness / sides.columns;
      for (const Part& part : chain) rule.box = unite(rule.box, box_of(part.stroke));
      if (of_strikes && sides.touch_above > kNearEmptier * sides.columns && are_feet(rule.box)) continue;
      for (const Part& part : chain) paint(part.stroke, mask);
      rules.push_back(rule);
    }
    return rules;
  }

 private:
  /// Rows of ink that go on from `y` in steps of `step`, up to one more than an edge wanders.
  int reach(int x, int y, int step) const {
    int rows = 0;
    while (rows <= ragged_ && y >= 0 && y < ink_.rows && ink_.at<uchar>(y, x) != 0) ++rows, y += step;
    return rows;
  }
  bool any_ink(int x, int y0, int y1) const {
    for (int y = std::max(0, y0); y < std::min(ink_.rows, y1); ++y)
      if (ink_.at<uchar>(y, x) != 0) return true;
    return false;
  }

  Part measured(Stroke stroke) const {
    Part part;
    Sides& s = part.sides;
    const int beside = std::max(2, cvRound(kBeside * unit_));
    for (int i = 0; i < static_cast<int>(stroke.top.size()); ++i) {
      int &top = stroke.top[i], &foot = stroke.foot[i];
      if (foot == 0) continue;
      const int x = stroke.x0 + i, up = reach(x, top - 1, -1), down = reach(x, foot, 1);
      if (up > ragged_) ++s.touch_above;
      if (down > ragged_) ++s.touch_below;
      if (up <= ragged_) top -= up;
      if (down <= ragged_) foot += down;
      ++s.columns;
      s.thickness += foot - top;
      for (int y = top; y < foot; ++y) s.ink += ink_.at<uchar>(y, x) != 0 ? 1 : 0;
      if (any_ink(x, top - beside, top)) ++s.near_above;
      if (any_ink(x, foot, foot + beside)) ++s.near_below;
      if (any_ink(x, top - cvRound(unit_), top)) ++s.letters_above;
    }
    part.stroke = std::move(stroke);
    return part;
  }

  /// Thin, and no row of small print.
  bool is_thin(const Part& part) const {
    return part.sides.thickness <= std::max(2.5, kThickness * unit_) * part.sides.columns &&
           part.sides.ink >= kSolid * part.sides.thickness;
  }

  std::vector<Part> find_parts(bool of_strikes) const {
    std::vector<Part> parts;
    const int gap = std::max(1, cvRound(kRaggedGap * unit_));
    const std::vector<Run> runs = runs_of(ink_, cvRound((of_strikes ? kFlatPiece : kLongRun) * unit_), gap);
    std::vector<Run> long_runs;
    std::ranges::copy_if(runs, std::back_inserter(long_runs),
                         [&](const Run& run) { return run.x1 - run.x0 >= kLongRun * unit_; });
    for (Stroke& stroke : link(long_runs)) {
      Part part = measured(std::move(stroke));
      part.is_long = true;
      if (is_thin(part)) parts.push_back(std::move(part));
    }
    if (!of_strikes) return parts;
    for (Stroke& stroke : link(runs)) {
      if (stroke.x1() - stroke.x0 >= kLongRun * unit_) continue;
      const Part part = measured(std::move(stroke));
      const double touching = part.sides.touch_above + part.sides.touch_below;
      if (is_thin(part) && touching == 0) parts.push_back(part);
    }
    return parts;
  }

  /// Height of the middle at one end: the mean over half a letter height.
  double end_height(const Stroke& stroke, bool right) const {
    const int columns = static_cast<int>(stroke.top.size());
    const int count = std::min(columns, std::max(1, cvRound(0.5 * unit_)));
    double sum = 0, n = 0;
    for (int i = right ? columns - count : 0; i < (right ? columns : count); ++i) {
      if (stroke.foot[i] != 0) sum += stroke.middle_at(i), ++n;
    }
    return n > 0 ? sum / n : stroke.middle_at(right ? columns - 1 : 0);
  }

  std::vector<std::vector<Part>> chain_up(std::vector<Part> parts) const {
    std::ranges::stable_sort(parts, {}, [](const Part& part) { return part.stroke.x0; });
    std::vector<std::vector<Part>> chains;
    for (Part& part : parts) {
      std::vector<Part>* best = nullptr;
      double best_gap = 1e18;
      for (std::vector<Part>& chain : chains) {
        const Part& last = chain.back();
        const double gap = part.stroke.x0 - last.stroke.x1();
        const double widest = (part.is_long && last.is_long) ? kBrokenGap : kStrikeGap;
        if (gap < -0.5 * unit_ || gap > widest * unit_ || gap >= best_gap) continue;
        const double step = end_height(part.stroke, false) - end_height(last.stroke, true);
        if (std::abs(step) > std::max(1.5, kStep * unit_)) continue;
        best = &chain, best_gap = gap;
      }
      if (best == nullptr) best = &chains.emplace_back();
      best->push_back(std::move(part));
    }
    return chains;
  }

  /// Level, and close to the parabola that fits it best: sheets curl.
  bool is_straight(const std::vector<Part>& chain) const {
    const int x0 = chain.front().stroke.x0;
    const double length = std::max(1, chain.back().stroke.x1() - x0);
    cv::Matx33d normal = cv::Matx33d::zeros();
    cv::Vec3d right(0, 0, 0);
    double squares = 0, count = 0;
    for (const Part& part : chain) {
      const double base = chain.front().stroke.middle_at(0);
      for (int i = 0; i < static_cast<int>(part.stroke.top.size()); ++i) {
        if (part.stroke.foot[i] == 0) continue;
        const double t = (part.stroke.x0 + i - x0) / length, y = part.stroke.middle_at(i) - base;
        const cv::Vec3d powers(1, t, t * t);
        normal += powers * powers.t();
        right += y * powers;
        squares += y * y, ++count;
      }
    }
    const cv::Vec3d fit = normal.solve(right, cv::DECOMP_SVD);
    const double rest = std::max(0.0, squares - fit.dot(right)) / count;
    return std::sqrt(rest) <= std::max(0.7, kBend * unit_) && std::abs(fit[1] + fit[2]) <= kSlope * length;
  }

  /// It goes no lower than the letters beside it stand: their feet, run together.
  bool are_feet(const Box& rule) const {
    std::vector<double> feet;
    for (const Component& c : pieces_) {
      const Box& b = c.box;
      if (b.height() < 0.8 * unit_ || b.height() > kTallestLetter * unit_ || b.width() > kLongRun * unit_)
        continue;
      const double gap = std::max(b.x0 - rule.x1, rule.x0 - b.x1);
      if (gap < 0 || gap > kNextLetters * unit_) continue;
      if (b.y0 < rule.y0 - 0.4 * unit_ && b.y1 > rule.y0 - 0.5 * unit_ && b.y1 < rule.y1 + 0.5 * unit_)
        feet.push_back(b.y1);
    }
    return !feet.empty() && rule.y1 < median_of(std::move(feet)) + kRagged * unit_;
  }

  static Box box_of(const Stroke& stroke) {
    Box box;
    for (int i = 0; i < static_cast<int>(stroke.top.size()); ++i) {
      if (stroke.foot[i] != 0)
        box = unite(box, {stroke.x0 + i, stroke.top[i], stroke.x0 + i + 1, stroke.foot[i]});
    }
    return box;
  }

  /// Sets the stroke's ink but for what lies beneath it of a letter that goes on above and below.
  void paint(const Stroke& stroke, cv::Mat& mask) const {
    for (int i = 0; i < static_cast<int>(stroke.top.size()); ++i) {
      const int x = stroke.x0 + i, top = stroke.top[i], foot = stroke.foot[i];
      if (foot == 0 || (any_ink(x, top - 1, top) && any_ink(x, foot, foot + 1))) continue;
      for (int y = top; y < foot; ++y) mask.at<uchar>(y, x) = ink_.at<uchar>(y, x);
    }
  }

  const cv::Mat& ink_;
  const std::vector<Component>& pieces_;
  double unit_;
  int ragged_;
};

// Of a rule to the line that it belongs to, in letter heights: how far its middle may lie under or over the
// baseline, and the white between a word and the line to write on beside it.
constexpr double kUnder = 0.9, kOver = 0.3, kBesideWord = 0.6, kAside = 6;
constexpr double kFrameSide = 3;     // a letter with its tail is 1.8 high, with a rule beneath 2.2
constexpr double kUnderlined = 0.4;  // share of an underline that letters stand over: words of two letters

/// Where a level rule lies from a line, in letter heights.
struct Neighbors {
  double below = 0;    ///< its middle below the baseline
  double covered = 0;  ///< share of it that lies under the line's pieces
  double gap = 1e9;    ///< to the nearest piece that stands to the left or right of it
};

Neighbors neighbors_of(const Rule& rule, const InkLine& line, const std::vector<Component>& components,
                       double unit) {
  const Box& box = rule.box;
  Neighbors found;
  found.below = (box.center_y() - line.baseline.y_at(box.center_x())) / unit;
  if (found.below < -kOver - kBesideWord || found.below > kUnder) return found;
  int covered = 0, reached = box.x0;
  for (const int idx : line.component_idxs) {
    const Box& piece = components[static_cast<size_t>(idx)].box;
    const int from = std::max(piece.x0, reached), to = std::min(piece.x1, box.x1);
    if (to > from) covered += to - from, reached = to;
    if (piece.center_x() < box.x0) found.gap = std::min(found.gap, (box.x0 - piece.x1) / unit);
    if (piece.center_x() > box.x1) found.gap = std::min(found.gap, (piece.x0 - box.x1) / unit);
  }
  found.covered = static_cast<double>(covered) / box.width();
  return found;
}

/// At one of its ends an upright stroke goes on, longer than any letter: a table's or a stamp's frame.
bool is_side_of_frame(const Box& rule, const cv::Mat& ink, double unit) {
  const int length = cvRound(kFrameSide * unit), corner = cvRound(0.5 * unit);
  const auto goes_on = [&](int x, int y, int step) {
    const int gap = std::max(1, cvRound(kRaggedGap * unit));
    int white = 0;
    for (int rows = 0; rows < length; ++rows, y += step) {
      if (y < 0 || y >= ink.rows) return false;
      white = ink.at<uchar>(y, x) != 0 ? 0 : white + 1;
      if (white > gap) return false;
    }
    return true;
  };
  for (const int end : {rule.x0, rule.x1}) {
    for (int x = std::max(0, end - corner); x < std::min(ink.cols, end + corner); ++x) {
      if (goes_on(x, rule.y1, -1) || goes_on(x, rule.y0, 1)) return true;
    }
  }
  return false;
}

}  // namespace

FoundRules find_rules(const cv::Mat& ink, const std::vector<Component>& components, double letter_height) {
  FoundRules found;
  if (letter_height <= 0) return found;
  cv::Mat mask = cv::Mat::zeros(ink.size(), CV_8UC1);
  found.rules = LevelFinder(ink, components, letter_height).run(kLevelLength, true, mask);
  std::ranges::stable_sort(found.rules, {}, [](const Rule& rule) { return rule.box.y0; });
  Box tall;
  for (const Component& c : components)
    if (c.box.height() >= kUprightLength * letter_height) tall = unite(tall, c.box);
  if (!tall.empty()) {
    cv::Mat turned, turned_mask;
    cv::transpose(ink(to_rect(tall)), turned);
    cv::transpose(mask(to_rect(tall)), turned_mask);
    const std::vector<Component> none;
    for (Rule& rule : LevelFinder(turned, none, letter_height).run(kUprightLength, false, turned_mask)) {
      const Box& b = rule.box;
      rule.box = {tall.x0 + b.y0, tall.y0 + b.x0, tall.x0 + b.y1, tall.y0 + b.x1};
      found.rules.push_back(rule);
    }
    cv::transpose(turned_mask, mask(to_rect(tall)));
  }
  if (!found.rules.empty()) found.mask = std::move(mask);
  return found;
}

void attach_rules(std::vector<Rule>& rules, const cv::Mat& ink, const std::vector<InkLine>& lines,
                  const std::vector<Component>& components, double letter_height) {
  for (Rule& rule : rules) {
    rule.underline = false;
    rule.line_idx = -1;
    if (rule.box.height() > rule.box.width() || is_side_of_frame(rule.box, ink, letter_height)) continue;
    double best = -1;
    for (int i = 0; i < static_cast<int>(lines.size()); ++i) {
      const Neighbors at = neighbors_of(rule, lines[i], components, letter_height);
      const bool underline = at.below > -kOver && at.below < kUnder && at.covered >= kUnderlined;
      const bool beside = std::abs(at.below) < kBesideWord && at.gap < kAside;
      // Where two lines will do, the one with more letters over the rule has it.
      if ((!underline && !beside) || at.covered <= best) continue;
      best = at.covered;
      rule.line_idx = i;
      rule.underline = underline;
    }
  }
}

}  // namespace folio
