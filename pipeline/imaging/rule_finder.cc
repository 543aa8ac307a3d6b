#include "imaging/rule_finder.h"

#include <algorithm>
#include <cmath>

#include "core/median.h"
#include "imaging/level_strokes.h"

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
// Shares of a rule's length with ink beside it, on the emptier side (tails, the next line's heads): below
// what strikes through drawn letters have, 0.20 and 0.11 at the least.
constexpr double kNearEmptier = 0.15, kTouchEmptier = 0.095;
constexpr double kTouchBelow = 0.1;  // tails; heads of letters that hang together have more
constexpr double kTouchAbove = 0.5;
constexpr double kNextLetters = 8, kTallestLetter = 2.2;  // that show where a line's letters stand
constexpr double kOfNear = 0.6;  // of the ink near it touches an underline: feet that hang together all do

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
  LevelStroke stroke;
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

  Part measured(LevelStroke stroke) const {
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
    const std::vector<LevelRun> runs =
        find_level_runs(ink_, cvRound((of_strikes ? kFlatPiece : kLongRun) * unit_), gap);
    std::vector<LevelRun> long_runs;
    std::ranges::copy_if(runs, std::back_inserter(long_runs),
                         [&](const LevelRun& run) { return run.x1 - run.x0 >= kLongRun * unit_; });
    for (LevelStroke& stroke : link_runs(long_runs)) {
      Part part = measured(std::move(stroke));
      part.is_long = true;
      if (is_thin(part)) parts.push_back(std::move(part));
    }
    if (!of_strikes) return parts;
    for (LevelStroke& stroke : link_runs(runs)) {
      if (stroke.x1() - stroke.x0 >= kLongRun * unit_) continue;
      const Part part = measured(std::move(stroke));
      const double touching = part.sides.touch_above + part.sides.touch_below;
      if (is_thin(part) && touching == 0) parts.push_back(part);
    }
    return parts;
  }

  /// Height of the middle at one end: the mean over half a letter height.
  double end_height(const LevelStroke& stroke, bool right) const {
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

  static Box box_of(const LevelStroke& stroke) {
    Box box;
    for (int i = 0; i < static_cast<int>(stroke.top.size()); ++i) {
      if (stroke.foot[i] != 0)
        box = unite(box, {stroke.x0 + i, stroke.top[i], stroke.x0 + i + 1, stroke.foot[i]});
    }
    return box;
  }

  /// Sets the stroke's ink but for what lies beneath it of a letter that goes on above and below.
  void paint(const LevelStroke& stroke, cv::Mat& mask) const {
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

}  // namespace folio
