#include "metrics/text/order_free.h"

#include <algorithm>
#include <span>

#include "metrics/text/banded_alignment.h"
#include "metrics/text/passages.h"
#include "metrics/text/symbol_numbers.h"

namespace folio {
namespace {

using Symbols = std::vector<uint32_t>;

NumberedLines numbered(const ComparedText& text, SymbolNumbers& number) {
  NumberedLines out;
  for (const auto& line : text.lines) {
    for (const std::string& cluster : line) out.symbols.push_back(number(cluster));
    out.line_ends.push_back(out.symbols.size());
  }
  return out;
}

/// A stretch of a line of the hypothesis, and the place in the truth that it belongs to.
struct Piece {
  size_t begin, end;              ///< of the hypothesis
  size_t truth_begin, truth_end;  ///< what its passage reads
};

class Rearrangement {
 public:
  Rearrangement(const ComparedText& truth, const ComparedText& hypothesis)
      : blank_(number_(" ")),
        has_blanks_(truth.has_blanks),
        truth_(numbered(truth, number_)),
        hypothesis_(numbered(hypothesis, number_)),
        passages_(find_passages(truth_, hypothesis_, blank_)) {}

  void arrange() {
    cut();
    std::ranges::stable_sort(pieces_, {}, &Piece::truth_begin);
    put_together();
  }

  EditCounts edits() const {
    Symbols meant = in_one(truth_), read = arranged_;
    if (!has_blanks_) {
      std::erase(meant, blank_);
      std::erase(read, blank_);
    }
    return edit_counts(banded_alignment(meant, read, number_.size()));
  }

  std::vector<std::string> words() const {
    std::vector<std::string> out;
    bool goes_on = false;
    for (const uint32_t symbol : arranged_) {
      if (symbol == blank_) {
        goes_on = false;
        continue;
      }
      if (!goes_on) out.emplace_back();
      goes_on = true;
      out.back() += number_.symbol(symbol);
    }
    return out;
  }

 private:
  /// The truth that a passage reads, with what is between it and the passage after (before) it on its line.
  std::span<const uint32_t> with_gap_after(const Passage& passage) const {
    const auto next = std::ranges::upper_bound(passages_, passage.truth_begin, {}, &Passage::truth_begin);
    const size_t line_end = *std::ranges::lower_bound(truth_.line_ends, passage.truth_end);
    const size_t end = next == passages_.end() ? line_end : std::min(next->truth_begin, line_end);
    return std::span(truth_.symbols).subspan(passage.truth_begin, end - passage.truth_begin);
  }
  std::span<const uint32_t> with_gap_before(const Passage& passage) const {
    const auto here = std::ranges::lower_bound(passages_, passage.truth_begin, {}, &Passage::truth_begin);
    const auto line = std::ranges::upper_bound(truth_.line_ends, passage.truth_begin);
    const size_t line_begin = line == truth_.line_ends.begin() ? 0 : *std::prev(line);
    const size_t begin =
        here == passages_.begin() ? line_begin : std::max(std::prev(here)->truth_end, line_begin);
    return std::span(truth_.symbols).subspan(begin, passage.truth_end - begin);
  }

  /// Where the hypothesis is cut between two passages of a line: as much goes to the first as reads the truth
  /// of the first.
  size_t cut_between(const Passage& first, const Passage& second) const {
    const std::span<const uint32_t> left = with_gap_after(first), right = with_gap_before(second);
    Symbols meant(left.begin(), left.end());
    meant.push_back(blank_);
    meant.insert(meant.end(), right.begin(), right.end());
    const auto read = std::span(hypothesis_.symbols)
                          .subspan(first.hypothesis_begin, second.hypothesis_end - first.hypothesis_begin);
    size_t cut = 0;
    for (const Edit& edit : banded_alignment(meant, read, number_.size()))
      if (edit.truth < left.size()) cut = edit.hypothesis + (edit.kind == EditKind::deletion ? 0 : 1);
    return first.hypothesis_begin + cut;
  }

  /// Each line of the hypothesis into pieces, one for each passage; a line without any stays with what
  /// comes before it.
  void cut() {
    std::vector<Passage> in_order = passages_;
    std::ranges::sort(in_order, {}, &Passage::hypothesis_begin);
    size_t begin = 0, next = 0;
    for (const size_t end : hypothesis_.line_ends) {
      if (next == in_order.size() || in_order[next].hypothesis_begin >= end) {
        const size_t truth_place = pieces_.empty() ? 0 : pieces_.back().truth_begin;
        pieces_.push_back({begin, end, truth_place, truth_place});
      }
      for (size_t from = begin; next < in_order.size() && in_order[next].hypothesis_begin < end; ++next) {
        const Passage& passage = in_order[next];
        const bool is_last = next + 1 == in_order.size() || in_order[next + 1].hypothesis_begin >= end;
        const size_t to = is_last ? end : std::max(from, cut_between(passage, in_order[next + 1]));
        pieces_.push_back({from, to, passage.truth_begin, passage.truth_end});
        from = to;
      }
      begin = end;
    }
  }

  bool ends_line(const NumberedLines& side, size_t place) const {
    return std::ranges::binary_search(side.line_ends, place);
  }

  Symbols in_one(const NumberedLines& side) const {
    Symbols out;
    size_t begin = 0;
    for (const size_t end : side.line_ends) {
      if (begin > 0) out.push_back(blank_);
      out.insert(out.end(), side.symbols.begin() + static_cast<ptrdiff_t>(begin),
                 side.symbols.begin() + static_cast<ptrdiff_t>(end));
      begin = end;
    }
    return out;
  }

  /// Whether words end where one piece is followed by another: as the hypothesis has it for pieces that
  /// stand so there, else by the truth.
  bool is_apart(const Piece& first, const Piece& second) const {
    if (first.end == second.begin) return ends_line(hypothesis_, first.end);
    constexpr size_t kNear = 2;  // a passage may end a little too early or too late
    const size_t begin = std::min(first.truth_end, second.truth_begin);
    const size_t end = std::max(first.truth_end, second.truth_begin);
    for (size_t k = begin < kNear ? 0 : begin - kNear; k < std::min(end + kNear, truth_.symbols.size()); ++k)
      if (truth_.symbols[k] == blank_ || (k > 0 && ends_line(truth_, k))) return true;
    return end == truth_.symbols.size();
  }

  void put_together() {
    Symbols& out = arranged_;
    for (size_t n = 0; n < pieces_.size(); ++n) {
      size_t begin = pieces_[n].begin, end = pieces_[n].end;
      if (n > 0 && pieces_[n - 1].end != begin)
        while (begin < end && hypothesis_.symbols[begin] == blank_) ++begin;
      if (n + 1 < pieces_.size() && pieces_[n + 1].begin != end)
        while (end > begin && hypothesis_.symbols[end - 1] == blank_) --end;
      if (n > 0 && is_apart(pieces_[n - 1], pieces_[n])) out.push_back(blank_);
      out.insert(out.end(), hypothesis_.symbols.begin() + static_cast<ptrdiff_t>(begin),
                 hypothesis_.symbols.begin() + static_cast<ptrdiff_t>(end));
    }
  }

  SymbolNumbers number_;
  uint32_t blank_;
  bool has_blanks_;
  NumberedLines truth_, hypothesis_;
  std::vector<Passage> passages_;
  std::vector<Piece> pieces_;
  Symbols arranged_;
};

}  // namespace

OrderFree order_free(const ComparedText& truth, const ComparedText& hypothesis, const EditCounts& in_order) {
  OrderFree as_it_is{{in_order, truth.characters.size()}, hypothesis.words};
  if (in_order.distance() == 0 || truth.lines.empty() || hypothesis.lines.empty()) return as_it_is;
  Rearrangement rearrangement(truth, hypothesis);
  rearrangement.arrange();
  const EditCounts edits = rearrangement.edits();
  if (edits.distance() >= in_order.distance()) return as_it_is;
  return {{edits, truth.characters.size()}, rearrangement.words()};
}

}  // namespace folio
