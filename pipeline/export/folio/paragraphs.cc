#include "export/folio/paragraphs.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/median.h"

namespace folio {
namespace {

// A typist's indent is three to five cells, 8 to 13 mm; small letters are about 2 mm high.
constexpr double kIndentInLetters = 2;
// No word that would not fit is longer: 60 to 65 cells make a line, a quarter of it are 15 letters.
constexpr double kEarlyEnd = 0.25;
constexpr double kWideStep = 1.4;  ///< of the usual one; typists leave one line or half a line free

bool is_measured(const TextLine& line) {
  return line.layer == Layer::typed && line.role == Role::body && !line.box.empty() &&
         line.quarter_turns == 0;
}

bool stands_alone(const TextLine& line) {
  return line.role == Role::heading || line.role == Role::page_number || line.layer == Layer::print;
}

}  // namespace

ParagraphFinder::ParagraphFinder(const PageText& page)
    : sine_(std::sin(page.skew.degrees * std::numbers::pi / 180)) {
  std::vector<const TextLine*> lines;
  for (const TextLine& line : page.lines) lines.push_back(&line);
  measure(lines);
}

ParagraphFinder::ParagraphFinder(const std::vector<const TextLine*>& lines, const Skew& skew)
    : sine_(std::sin(skew.degrees * std::numbers::pi / 180)) {
  measure(lines);
}

void ParagraphFinder::measure(const std::vector<const TextLine*>& lines) {
  double widest = 0;
  for (const TextLine* line : lines)
    if (is_measured(*line)) widest = std::max(widest, right_of(*line) - left_of(*line));
  std::vector<double> lefts, rights, letters, levels, steps;
  for (const TextLine* line : lines) {
    if (!is_measured(*line) || right_of(*line) - left_of(*line) < widest / 2) continue;
    lefts.push_back(left_of(*line));
    rights.push_back(right_of(*line));
    letters.push_back(line->x_height > 0 ? line->x_height : line->box.height() / 2.0);
    levels.push_back(level_of(*line));
  }
  if (lefts.empty()) return;
  for (size_t k = 1; k < levels.size(); ++k)
    if (levels[k] > levels[k - 1]) steps.push_back(levels[k] - levels[k - 1]);
  // Paragraphs of one or two lines have as many indented lines as others: the margin is the leftmost quarter.
  std::ranges::sort(lefts);
  left_ = lefts[lefts.size() / 4];
  std::ranges::sort(rights);
  right_ = rights[rights.size() * 3 / 4];
  letter_ = median_of(letters);
  step_ = median_of(steps);
}

double ParagraphFinder::left_of(const TextLine& line) const {
  return line.box.x0 + sine_ * line.box.center_y();
}
double ParagraphFinder::right_of(const TextLine& line) const {
  return line.box.x1 + sine_ * line.box.center_y();
}
double ParagraphFinder::level_of(const TextLine& line) const {
  return line.box.center_y() - sine_ * line.box.center_x();
}

bool ParagraphFinder::opens(const TextLine& line) const {
  if (stands_alone(line)) return true;
  return letter_ > 0 && is_measured(line) && left_of(line) > left_ + kIndentInLetters * letter_;
}

bool ParagraphFinder::ends(const TextLine& line) const {
  if (stands_alone(line)) return true;
  return letter_ > 0 && is_measured(line) && right_of(line) < right_ - kEarlyEnd * (right_ - left_);
}

bool ParagraphFinder::parted(const TextLine& above, const TextLine& below) const {
  return step_ > 0 && is_measured(above) && is_measured(below) &&
         level_of(below) - level_of(above) > kWideStep * step_;
}

}  // namespace folio
