#include "reconcile/gap_placer.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "core/text.h"
#include "reconcile/link_divider.h"

namespace folio {
namespace {

constexpr int kMaxInk = 8;         // words of ink between the neighbors, at most
constexpr double kSpare = 0.35;    // of a cell: letters' ink is narrower than their cells
constexpr double kInkSlack = 0.8;  // cells that ink may be wider or narrower than the unit, and
constexpr double kInkShare = 0.2;  // this share of it

/// Where something may stand between two neighbors: ink that no token has, or none. Slots come in reading
/// order.
struct Slot {
  int word_idx = -1;  ///< of the stream; -1 = a gap
  int page_idx = 0, line_idx = 0;
  double order = 0;       ///< place in the line, in word indexes
  double x0 = 0, x1 = 0;  ///< pixels
  int y0 = 0, y1 = 0;
  bool opens_line = false;   ///< no space is needed before, or
  bool closes_line = false;  ///< after what stands there
};

/// Where most of a page's typed lines begin, and the longest end.
struct Margins {
  double left = 0, right = 0;
};

Margins margins_of(const PageText& page) {
  std::vector<double> begins, ends;
  for (const TextLine& line : page.lines) {
    if (line.layer != Layer::typed || line.words.size() < 4) continue;
    begins.push_back(line.words.front().box.x0);
    ends.push_back(line.words.back().box.x1);
  }
  if (begins.empty()) return {};
  std::ranges::sort(begins);
  std::ranges::sort(ends);
  return {begins[begins.size() / 4], ends[ends.size() - 1 - ends.size() / 20]};
}

class GapPlacer {
 public:
  GapPlacer(Draft& draft, TypedStream& stream) : draft_(draft), stream_(stream) {
    for (const PageText& page : draft.pages) margins_.push_back(margins_of(page));
  }

  void run() {
    const int count = static_cast<int>(stream_.units.size());
    for (int u = 0; u < count; ++u) {
      if (stream_.link_at(u) != nullptr) continue;
      const int end = stream_.end_of_free_units(u);
      const WordLink *before = stream_.link_at(u - 1), *after = stream_.link_at(end);
      if (before != nullptr && after != nullptr) {
        const int left = before->page_end - 1, right = after->page_begin;
        if (left < right && right - left - 1 <= kMaxInk && stream_.words_are_free(left + 1, right))
          fill(u, end, slots_between(left, right, u, end));
      }
      u = end;
    }
  }

 private:
  const Box& box_of(int word_idx) const { return draft_.word(stream_.ref(word_idx)).box; }

  int paragraph_of(int unit_idx) const {
    return draft_.token(stream_.units[static_cast<size_t>(unit_idx)].token_idxs.front()).paragraph_idx;
  }

  /// A paragraph of its own stands on no line of another one: [unit_begin, unit_end) are looked at as one.
  std::vector<Slot> slots_between(int left, int right, int unit_begin, int unit_end) const {
    const WordRef &a = stream_.ref(left), &b = stream_.ref(right);
    if (a.page_idx != b.page_idx || a.line_idx > b.line_idx) return {};
    const bool goes_on = paragraph_of(unit_begin) == paragraph_of(unit_begin - 1);
    const bool leads_on = paragraph_of(unit_end - 1) == paragraph_of(unit_end);
    if (!goes_on && !leads_on) return {};
    std::vector<Slot> out;
    double x = box_of(left).x1;
    for (int w = left + 1; w <= right; ++w) {
      const WordRef &last = stream_.ref(w - 1), &here = stream_.ref(w);
      if (here.line_idx != last.line_idx) {
        if (goes_on) close_line(w - 1, x, w, unit_end, out);
        if (!leads_on) break;
        Slot opening =
            gap(w, margins_[static_cast<size_t>(here.page_idx)].left, box_of(w).x0, here.word_idx - 0.5);
        opening.opens_line = true;
        out.push_back(opening);
      } else {
        out.push_back(gap(w, x, box_of(w).x0, here.word_idx - 0.5));
      }
      if (w < right) {
        Slot ink = gap(w, box_of(w).x0, box_of(w).x1, here.word_idx);
        ink.word_idx = w;
        out.push_back(ink);
      }
      x = box_of(w).x1;
    }
    return out;
  }

  Slot gap(int beside_word_idx, double x0, double x1, double order) const {
    const WordRef& ref = stream_.ref(beside_word_idx);
    const Box& box = box_of(beside_word_idx);
    Slot slot;
    slot.page_idx = ref.page_idx;
    slot.line_idx = ref.line_idx;
    slot.order = order;
    slot.x0 = x0;
    slot.x1 = x1;
    slot.y0 = box.y0;
    slot.y1 = box.y1;
    return slot;
  }

  /// The end of a line is room only where what comes next would have fit on it too.
  void close_line(int last_word, double x, int next_word, int next_unit, std::vector<Slot>& out) const {
    const double right = margins_[static_cast<size_t>(stream_.ref(last_word).page_idx)].right;
    const bool opens = next_unit < static_cast<int>(stream_.units.size()) &&
                       stream_.units[static_cast<size_t>(next_unit)].word.opens_paragraph;
    const double next_width = box_of(next_word).width() + stream_.pitch_at(next_word);
    if (opens || right - x < next_width) return;
    Slot slot = gap(last_word, x, right, stream_.ref(last_word).word_idx + 0.5);
    slot.closes_line = true;
    out.push_back(slot);
  }

  /// Each unit takes the first slot that has room for it, from that of the unit before on.
  void fill(int unit_begin, int unit_end, std::vector<Slot> slots) {
    size_t s = 0;
    std::vector<std::pair<int, size_t>> in_gaps;
    std::vector<double> used(slots.size(), 0);  // cells
    // Ink first: it wants an explanation.
    std::vector<size_t> slot_of(static_cast<size_t>(unit_end - unit_begin), slots.size());
    for (int u = unit_begin; u < unit_end; ++u) {
      for (size_t k = s; k < slots.size(); ++k) {
        if (slots[k].word_idx < 0 || !fits_ink(u, slots[k])) continue;
        slot_of[static_cast<size_t>(u - unit_begin)] = k;
        s = k + 1;
        break;
      }
    }
    s = 0;
    for (int u = unit_begin; u < unit_end; ++u) {
      const size_t ink = slot_of[static_cast<size_t>(u - unit_begin)];
      if (ink < slots.size()) {
        s = ink + 1;
        place_on_ink(u, slots[ink]);
        continue;
      }
      size_t limit = slots.size();
      for (int v = u + 1; v < unit_end; ++v)
        limit = std::min(limit, slot_of[static_cast<size_t>(v - unit_begin)]);
      for (size_t k = s; k < limit; ++k) {
        if (slots[k].word_idx >= 0 || !fits_gap(u, slots[k], used[k])) continue;
        used[k] += letters(u) + 1;
        in_gaps.emplace_back(u, k);
        s = k;
        break;
      }
    }
    for (size_t k = 0; k < slots.size(); ++k) place_in_gap(slots[k], k, in_gaps);
  }

  double letters(int unit_idx) const { return stream_.letters_of_units(unit_idx, unit_idx + 1); }
  double pitch(const Slot& slot) const { return stream_.sizes[static_cast<size_t>(slot.page_idx)].pitch; }

  bool fits_ink(int unit_idx, const Slot& slot) const {
    const double cells = (slot.x1 - slot.x0) / pitch(slot);
    return std::abs(cells - letters(unit_idx)) <= kInkSlack + kInkShare * letters(unit_idx);
  }

  /// With a space on either side, but for a line's ends.
  bool fits_gap(int unit_idx, const Slot& slot, double used) const {
    const double cells =
        (slot.x1 - slot.x0) / pitch(slot) + (slot.opens_line ? 1 : 0) + (slot.closes_line ? 1 : 0);
    return used + letters(unit_idx) + 2 <= cells + kSpare;
  }

  void place_on_ink(int unit_idx, const Slot& slot) {
    const WordLink link{unit_idx, unit_idx + 1, slot.word_idx, slot.word_idx + 1, 0};
    stream_.accept(link);
    divide_link(draft_, stream_.units[static_cast<size_t>(unit_idx)].token_idxs, {stream_.ref(slot.word_idx)},
                0.15, "no likeness; the only ink of its width between its neighbors");
  }

  void place_in_gap(const Slot& slot, size_t slot_idx, const std::vector<std::pair<int, size_t>>& in_gaps) {
    std::vector<int> units;
    double cells = 0;
    for (const auto& [u, k] : in_gaps) {
      if (k != slot_idx) continue;
      units.push_back(u);
      cells += letters(u) + (units.size() > 1 ? 1 : 0);
    }
    if (units.empty()) return;
    const double room = slot.x1 - slot.x0;
    const double cell = std::min(pitch(slot), room / (cells + (slot.opens_line || slot.closes_line ? 1 : 2)));
    double x = slot.x0 + 0.5 * (room - cells * cell);
    if (slot.opens_line) x = slot.x1 - (cells + 1) * cell;
    if (slot.closes_line) x = slot.x0 + cell;
    double order = slot.order;
    for (const int u : units) {
      for (const int token_idx : stream_.units[static_cast<size_t>(u)].token_idxs) {
        const Token& token = draft_.token(token_idx);
        const double width = cell * static_cast<double>(to_code_points(token.text).size());
        Piece piece;
        piece.token_idxs = {token_idx};
        piece.page_idx = slot.page_idx;
        piece.line_idx = slot.line_idx;
        piece.order = order += 0.01;
        piece.box = {static_cast<int>(std::lround(x)), slot.y0, static_cast<int>(std::lround(x + width)),
                     slot.y1};
        piece.text = token.text;
        piece.confidence = slot.closes_line ? 0.3 : 0.5;
        piece.inferred = true;
        piece.reason = slot.closes_line ? "not read; its line ends early"
                                        : "not read; the gap beside its neighbors is wide enough";
        draft_.add(std::move(piece));
        x += width;
      }
      x += cell;
    }
  }

  Draft& draft_;
  TypedStream& stream_;
  std::vector<Margins> margins_;  ///< by page
};

}  // namespace

void place_in_gaps(Draft& draft, TypedStream& stream) { GapPlacer(draft, stream).run(); }

}  // namespace folio
