#include "separate/hand_roles.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace folio {
namespace {

// All lengths are in letter heights, unless they are shares.
constexpr double kAboveLine = 5;       // an insertion's middle above its line's baseline
constexpr double kBelowLine = 1.2;     // … or below it
constexpr double kHighest = 6;         // writing between lines
constexpr double kPastEnds = 4;        // beyond the line's ends
constexpr double kLineTop = 1.7;       // of a typed line above its baseline: capitals
constexpr double kLineFoot = 0.5;      // … and below it
constexpr double kMiddleBelow = 0.3;   // middle of a letter with a tail, below the baseline
constexpr double kTopOfWriting = 2.3;  // a capital written into the line, above its baseline
constexpr double kFillInPastEnds = 3;  // what stands farther from the line's end is no part of it
constexpr double kFirstLines = 13;     // four lines at one and a half intervals
constexpr double kSlant = 0.1;         // dy/dx of a slanting note
constexpr double kSeveralWords = 8;    // length of two words or three
constexpr double kCovering = 0.3;      // share of columns with ink below what covers letters
constexpr double kMostInk = 0.6;       // share of a writing's ink
constexpr double kFlat = 0.8;          // a stroke rather than a letter
constexpr double kTypedWord = 0.8;     // a typed letter between two fill-ins
constexpr double kTypedGap = 0.4;      // share of columns with ink where there is typing

// 13 to 110 mm, and no higher than 34 mm: letters are about 2.2 mm high. A frame or a drawing is larger.
constexpr double kShortestSignature = 6;
constexpr double kLongestSignature = 50;
constexpr double kHighestSignature = 15;
constexpr double kSignatureBelow = 15;  // the text's end
constexpr size_t kSignatureLines = 3;   // the name, and flourishes that do not touch it

struct Span {
  double low, high;
  double length() const { return std::max(0.0, high - low); }
};
Span common(const Span& a, const Span& b) { return {std::max(a.low, b.low), std::min(a.high, b.high)}; }

bool is_in_corner(const WrittenLine& writing, const Surroundings& around) {
  if (writing.is_turned) return false;
  const double right = (writing.box.center_x() - around.frame.x0) / std::max(1, around.frame.width());
  const double low = (writing.box.center_y() - around.frame.y0) / std::max(1, around.frame.height());
  return right > 0.62 && low < 0.125 && writing.box.width() < 14 * around.unit;
}

/// Lines of one note: near each other, and turned alike.
bool belong_together(const WrittenLine& a, const WrittenLine& b, double unit) {
  if (a.is_turned != b.is_turned) return false;
  return !intersect(grow(a.box, cvRound(1.5 * unit), cvRound(1.5 * unit)), b.box).empty();
}

struct Note {
  std::vector<size_t> line_idxs;
  Box box;
  double length = 0;     ///< of all lines
  double height = 0;     ///< of the highest line's box
  double steepness = 0;  ///< of the line that slopes most
};

std::vector<Note> gather(const std::vector<const WrittenLine*>& lines, double unit) {
  std::vector<size_t> parent(lines.size());
  std::iota(parent.begin(), parent.end(), size_t{0});
  const auto root = [&](size_t i) {
    while (parent[i] != i) i = parent[i];
    return i;
  };
  for (size_t i = 0; i < lines.size(); ++i)
    for (size_t k = 0; k < i; ++k)
      if (belong_together(*lines[i], *lines[k], unit)) parent[root(i)] = root(k);
  std::vector<Note> notes(lines.size());
  for (size_t i = 0; i < lines.size(); ++i) {
    Note& note = notes[root(i)];
    note.line_idxs.push_back(i);
    note.box = unite(note.box, lines[i]->box);
    note.length += lines[i]->length();
    note.height = std::max<double>(note.height, lines[i]->box.height());
    note.steepness = std::max(note.steepness, std::abs(lines[i]->slope));
  }
  std::erase_if(notes, [](const Note& note) { return note.line_idxs.empty(); });
  return notes;
}

Role role_of(const Note& note, bool is_turned, const Surroundings& around) {
  const Box& block = around.typed_block;
  const double unit = around.unit;
  if (!is_turned && note.length > kSeveralWords * unit) {
    const bool above = note.box.center_y() < block.y0;
    const bool beside_first = note.box.center_y() < block.y0 + kFirstLines * unit;
    const double within =
        common({double(note.box.x0), double(note.box.x1)}, {double(block.x0), double(block.x1)}).length();
    if (above || (beside_first && (note.steepness > kSlant || 2 * within > note.box.width())))
      return Role::resolution;
  }
  const bool at_end = note.box.center_y() > block.y1 - kAboveLine * unit &&
                      note.box.center_y() < block.y1 + kSignatureBelow * unit && note.box.x0 > block.x0 &&
                      note.box.center_x() < block.x1;
  if (!is_turned && at_end && note.line_idxs.size() <= kSignatureLines && note.height > 2.5 * unit &&
      note.box.width() < 30 * unit && may_be_signature(note.box, unit))
    return Role::signature;
  return Role::marginalia;
}

}  // namespace

Surroundings::Surroundings(const std::vector<LayerLine>& typed_lines, const cv::Mat& ink, const Box& sheet,
                           double letter_height)
    : typed(typed_lines), typed_ink(ink), frame(sheet), unit(letter_height) {
  for (const LayerLine& line : typed) typed_block = unite(typed_block, line.box);
}

double typed_share(const LayerLine& line, int x0, int x1, const Surroundings& around) {
  int inked = 0;
  for (int x = std::max(0, x0); x < std::min(x1, around.typed_ink.cols); ++x) {
    const double y = line.baseline.y_at(x);
    const Box column = clip({x, cvRound(y - line.x_height), x + 1, cvRound(y) + 1}, around.typed_ink.size());
    if (!column.empty() && cv::countNonZero(around.typed_ink(to_rect(column))) > 0) ++inked;
  }
  return inked / static_cast<double>(std::max(1, x1 - x0));
}

bool stands_in(const WrittenLine& writing, const LayerLine& line, const Surroundings& around) {
  const Box& box = writing.box;
  const double y = line.baseline.y_at(box.center_x());
  const Span band{y - kLineTop * line.x_height, y + kLineFoot * line.x_height};
  if (box.center_y() > y + kMiddleBelow * line.x_height) return false;
  const double in_line = common({double(box.y0), double(box.y1)}, band).length();
  if (box.y0 >= y - kTopOfWriting * line.x_height && 2 * in_line >= box.height()) return true;
  // A bracket or a sign above it makes the box high, so the ink is asked.
  double inked = 0;
  for (const Component& piece : writing.pieces) {
    const double in_band = common({double(piece.box.y0), double(piece.box.y1)}, band).length();
    inked += static_cast<double>(piece.area) * in_band / piece.box.height();
  }
  return inked >= kMostInk * writing.area && typed_share(line, box.x0, box.x1, around) < kCovering;
}

std::vector<WrittenLine> part_at_typing(WrittenLine writing, const Surroundings& around) {
  const int quarter = writing.box.height() / 4;
  const auto typed_between = [&](int x0, int x1) {
    const Box gap =
        clip({x0, writing.box.y0 + quarter, x1, writing.box.y1 - quarter}, around.typed_ink.size());
    if (gap.empty()) return 0.0;
    cv::Mat columns;
    cv::reduce(around.typed_ink(to_rect(gap)), columns, 0, cv::REDUCE_MAX);
    return cv::countNonZero(columns) / static_cast<double>(gap.width());
  };
  std::vector<WrittenLine> parts(1);
  std::ranges::sort(writing.pieces, {}, [](const Component& piece) { return piece.box.x0; });
  int end = writing.box.x0;
  for (const Component& piece : writing.pieces) {
    const bool apart =
        piece.box.x0 - end >= kTypedWord * around.unit && typed_between(end, piece.box.x0) >= kTypedGap;
    end = std::max(end, piece.box.x1);
    if (apart) parts.emplace_back();
    parts.back().add(piece);
  }
  std::erase_if(parts, [&](const WrittenLine& part) { return !is_writing(part, around.unit); });
  for (WrittenLine& part : parts) part.slope = writing.slope;
  return parts;
}

bool is_stroke_over_letters(const WrittenLine& writing, const LayerLine& hosting,
                            const Surroundings& around) {
  return writing.box.height() < std::max(kFlat * around.unit, hosting.x_height) &&
         stands_in(writing, hosting, around) &&
         typed_share(hosting, writing.box.x0, writing.box.x1, around) >= kCovering;
}

bool may_be_signature(const Box& box, double unit) {
  return box.width() > kShortestSignature * unit && box.width() < kLongestSignature * unit &&
         box.height() < kHighestSignature * unit;
}

const LayerLine* line_below(const WrittenLine& writing, const Surroundings& around) {
  const Box& box = writing.box;
  const double unit = around.unit, x = box.center_x();
  if (writing.is_turned || writing.height() > kHighest * unit) return nullptr;
  const Box& block = around.typed_block;
  const double beside = std::min(box.x1, block.x1) - std::max(box.x0, block.x0);
  if (beside < 0.5 * box.width() || box.center_y() < block.y0 - 2 * unit) return nullptr;
  const LayerLine* nearest = nullptr;
  double least = 1e18;
  for (const LayerLine& line : around.typed) {
    if (x < line.box.x0 - kPastEnds * unit || x > line.box.x1 + kPastEnds * unit) continue;
    const double above = line.baseline.y_at(x) - box.center_y();
    if (above < -kBelowLine * unit || above > kAboveLine * unit) continue;
    // First the line whose letters it stands among, then the nearest below, then the one that it stands
    // under.
    const double off = stands_in(writing, line, around) ? 0 : above > 0 ? above : 1e6;
    if (off < least) nearest = &line, least = off;
  }
  return nearest;
}

std::optional<Role> role_in_text(const WrittenLine& writing, const LayerLine* hosting,
                                 const Surroundings& around) {
  const Box& box = writing.box;
  const double unit = around.unit;
  if (is_in_corner(writing, around)) return Role::leaf_number;
  if (around.typed.empty()) return Role::body;
  if (hosting != nullptr) {
    if (!stands_in(writing, *hosting, around)) return Role::insertion;
    const double typed = typed_share(*hosting, box.x0, box.x1, around);
    const double past = std::max(hosting->box.x0 - box.center_x(), box.center_x() - hosting->box.x1);
    if (past > 0.5 * box.width() + kFillInPastEnds * unit) return std::nullopt;
    if (typed < kCovering) return Role::fill_in;
    // What is long and covers letters was written above them, low.
    return box.width() < 4 * box.height() ? Role::correction : Role::insertion;
  }
  const double low = (box.center_y() - around.frame.y0) / std::max(1, around.frame.height());
  // A signature sweeps over several lines' height below the text's beginning.
  if (!writing.is_turned && low > 0.3 && writing.height() > 4 * unit && may_be_signature(box, unit))
    return Role::signature;
  return std::nullopt;
}

std::vector<Role> roles_of_notes(const std::vector<const WrittenLine*>& notes, const Surroundings& around) {
  std::vector<Role> roles(notes.size(), Role::marginalia);
  for (const Note& note : gather(notes, around.unit)) {
    const Role role = role_of(note, notes[note.line_idxs.front()]->is_turned, around);
    for (const size_t idx : note.line_idxs) roles[idx] = role;
  }
  return roles;
}

}  // namespace folio
