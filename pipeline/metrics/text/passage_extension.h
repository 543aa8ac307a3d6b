#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "metrics/text/passages.h"

namespace folio {

/// One of the texts, and which of its symbols have a partner.
class PassageSide {
 public:
  explicit PassageSide(const NumberedLines& lines) : symbols_(lines.symbols), ends_(lines.line_ends) {
    taken_.resize(symbols_.size());
    line_.reserve(symbols_.size());
    for (size_t line = 0; line < ends_.size(); ++line) line_.resize(ends_[line], static_cast<uint32_t>(line));
  }

  size_t size() const { return symbols_.size(); }
  uint32_t at(size_t place) const { return symbols_[place]; }
  bool is_free(size_t place) const { return place < size() && taken_[place] == 0; }
  /// Free, and of the same line as `other`. Places before the text's begin wrap around.
  bool is_open(size_t place, size_t other) const { return is_free(place) && line_[place] == line_[other]; }
  bool is_free(size_t begin, size_t end) const {
    return std::all_of(taken_.begin() + static_cast<ptrdiff_t>(begin),
                       taken_.begin() + static_cast<ptrdiff_t>(end), [](char taken) { return taken == 0; });
  }
  void take(size_t begin, size_t end) {
    std::fill(taken_.begin() + static_cast<ptrdiff_t>(begin), taken_.begin() + static_cast<ptrdiff_t>(end),
              1);
  }
  bool same_line(size_t place, size_t other) const { return line_[place] == line_[other]; }

  /// The free stretch of the line before or after a taken one that begins or ends at `place`.
  std::pair<size_t, size_t> gap_before(size_t place) const {
    size_t begin = place;
    while (begin > 0 && is_open(begin - 1, place)) --begin;
    return {begin, place};
  }
  std::pair<size_t, size_t> gap_after(size_t place) const {
    size_t end = place;
    if (place > 0 && place < size() && !same_line(place, place - 1)) return {place, place};
    while (end < size() && is_open(end, place)) ++end;
    return {place, end};
  }
  /// All free stretches, each within a line, blanks at their ends left out.
  std::vector<std::pair<size_t, size_t>> gaps(uint32_t blank) const {
    std::vector<std::pair<size_t, size_t>> out;
    for (size_t begin = 0; begin < size();) {
      size_t end = begin;
      while (end < size() && is_open(end, begin)) ++end;
      if (end > begin) {
        size_t first = begin, last = end;
        while (first < last && at(first) == blank) ++first;
        while (last > first && at(last - 1) == blank) --last;
        if (last > first) out.emplace_back(first, last);
      }
      begin = std::max(end, begin + 1);
    }
    return out;
  }

 private:
  const std::vector<uint32_t>& symbols_;
  const std::vector<size_t>& ends_;
  std::vector<uint32_t> line_;
  std::vector<char> taken_;
};

/// How far a match goes on from a run of equal symbols, to one side: symbols of each text, and equal symbols
/// less edits.
struct Reach {
  size_t truth = 0, hypothesis = 0;
  int score = 0;
};

/// Goes on from a place on each side symbol by symbol, forwards or backwards, within the run's lines and free
/// symbols, until the score has fallen well below its best. The end of a line is reached when that costs
/// little. `truth_place` and `hypothesis_place`: after the run's last symbols (forwards), or its first ones.
Reach extend_passage(const PassageSide& truth, const PassageSide& hypothesis, size_t truth_place,
                     size_t hypothesis_place, bool forwards);

}  // namespace folio
