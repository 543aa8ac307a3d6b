#include "imaging/half_steps.h"

#include <algorithm>
#include <cmath>

namespace folio {
namespace {

constexpr size_t kMostPieces = 8;  // of indices on one line
constexpr double kLongerBy = 2;    // times as many pieces that their line has
constexpr double kLeast = 0.2,
                 kMost = 1.25;    // letter heights between the baselines: a half-turned platen is 1.1
constexpr double kCovered = 0.3;  // of an index's width that a letter of the line may take
constexpr double kNear = 1.5;     // letter heights from the letter that it belongs to

/// Whether `piece` stands in a gap of `line`, at the side of one of its letters.
bool fits_in_gap(const Box& piece, const InkLine& line, const std::vector<Component>& components,
                 double letter_height) {
  bool near = false;
  for (const int idx : line.component_idxs) {
    const Box& letter = components[idx].box;
    const int common = std::min(piece.x1, letter.x1) - std::max(piece.x0, letter.x0);
    if (common > kCovered * piece.width()) return false;
    near = near || -common < kNear * letter_height;
  }
  return near;
}

bool is_half_step_of(const InkLine& few, const InkLine& line, const std::vector<Component>& components,
                     double letter_height) {
  if (few.component_idxs.size() > kMostPieces) return false;
  if (static_cast<double>(line.component_idxs.size()) <
      kLongerBy * static_cast<double>(few.component_idxs.size()))
    return false;
  const double x = few.box.center_x();
  if (x < line.box.x0 || x > line.box.x1 + 2 * kNear * letter_height) return false;
  const double apart = std::abs(line.baseline.y_at(x) - few.baseline.y_at(x));
  if (apart < kLeast * letter_height || apart > kMost * letter_height) return false;
  // An index hangs at the letter before it: one after the other has to, each beside a letter or an index.
  return std::ranges::all_of(few.component_idxs, [&](int idx) {
    InkLine with = line;
    for (const int other : few.component_idxs)
      if (other != idx && components[other].box.x0 < components[idx].box.x0 &&
          components[idx].box.x0 - components[other].box.x1 < kNear * letter_height)
        with.component_idxs.push_back(other);
    return fits_in_gap(components[idx].box, with, components, letter_height);
  });
}

}  // namespace

void attach_half_steps(std::vector<InkLine>& lines, const std::vector<Component>& components,
                       double letter_height) {
  std::vector<char> gone(lines.size(), 0);
  for (size_t i = 0; i < lines.size(); ++i) {
    for (size_t k = 0; k < lines.size(); ++k) {
      if (k == i || gone[k] || !is_half_step_of(lines[i], lines[k], components, letter_height)) continue;
      InkLine& line = lines[k];
      line.component_idxs.insert(line.component_idxs.end(), lines[i].component_idxs.begin(),
                                 lines[i].component_idxs.end());
      std::ranges::sort(line.component_idxs, {}, [&](int idx) { return components[idx].box; });
      line.box = unite(line.box, lines[i].box);
      line.baseline = line.baseline.between(line.box.x0, line.box.x1);
      gone[i] = 1;
      break;
    }
  }
  size_t left = 0;
  for (size_t i = 0; i < lines.size(); ++i)
    if (!gone[i]) {
      if (left != i) lines[left] = std::move(lines[i]);
      ++left;
    }
  lines.resize(left);
}

}  // namespace folio
