#include <unicode/uchar.h>

#include <algorithm>
#include <span>

#include "core/text.h"
#include "metrics/edit_distance.h"
#include "metrics/profiles/profiles.h"
#include "metrics/text/bag_of_words.h"
#include "metrics/text/banded_alignment.h"

namespace folio {
namespace {

/// Java's \p{Space}, and the line and paragraph separators.
bool is_java_space(char32_t c) {
  return c == U' ' || (c >= U'\t' && c <= U'\r') || c == U'\u2028' || c == U'\u2029';
}
/// Java's String.trim() takes off all controls of ASCII, too.
bool is_trimmed(char32_t c) { return c <= U' '; }

std::u32string text_of(std::string_view bytes) {
  std::string out;
  const std::u32string all = to_code_points(bytes);
  for (size_t begin = 0; begin < all.size();) {
    const size_t end = std::min(all.find_first_of(U"\n\r", begin), all.size());
    size_t first = begin, last = end;
    while (first < last && is_trimmed(all[first])) ++first;
    while (last > first && is_trimmed(all[last - 1])) --last;
    std::u32string line;
    for (size_t k = first; k < last; ++k) {
      if (!is_java_space(all[k])) {
        line += all[k];
      } else if (line.empty() || line.back() != U' ') {
        line += U' ';
      }
    }
    while (!line.empty() && line.back() == U' ') line.pop_back();
    while (!line.empty() && line.front() == U' ') line.erase(0, 1);
    if (!line.empty()) out += (out.empty() ? "" : " ") + to_nfc(from_code_points(line));
    begin = end + 1;
  }
  return to_code_points(to_nfc(out));
}

std::vector<uint32_t> utf16_units(const std::u32string& text) {
  std::vector<uint32_t> out;
  for (const char32_t c : text) {
    if (c >= 0x10000) {
      out.push_back(0xD800 + ((c - 0x10000) >> 10));
      out.push_back(0xDC00 + ((c - 0x10000) & 0x3FF));
    } else {
      out.push_back(c);
    }
  }
  return out;
}

bool is_white(uint32_t unit) {
  return unit == U' ' || (unit >= 0xA0 && (U_GET_GC_MASK(static_cast<UChar32>(unit)) & U_GC_Z_MASK) != 0);
}

/// The distance where no white space may stand for anything else. `bound` must be no less than it; the table
/// is worked out where ways of so many edits lead (Ukkonen 1985).
size_t distance_within(std::span<const uint32_t> truth, std::span<const uint32_t> hypothesis, size_t bound) {
  const auto rows = static_cast<ptrdiff_t>(truth.size()), columns = static_cast<ptrdiff_t>(hypothesis.size());
  const auto edits = static_cast<ptrdiff_t>(bound);
  const ptrdiff_t lowest = -(edits - (columns - rows)) / 2, highest = (edits + (columns - rows)) / 2;
  const auto never = static_cast<uint32_t>(truth.size() + hypothesis.size() + 1);
  // Places are one to the right, so that each column has one before it.
  std::vector<uint32_t> row(hypothesis.size() + 3, never), next(hypothesis.size() + 3, never);
  for (ptrdiff_t j = 0; j <= std::min(highest, columns); ++j)
    row[static_cast<size_t>(j) + 1] = static_cast<uint32_t>(j);
  for (ptrdiff_t i = 1; i <= rows; ++i) {
    const auto first = static_cast<size_t>(std::max<ptrdiff_t>(0, i + lowest));
    const auto last = static_cast<size_t>(std::min(columns, i + highest));
    next[first] = never;
    const uint32_t meant = truth[static_cast<size_t>(i) - 1];
    const bool meant_white = is_white(meant);
    for (size_t j = first; j <= last; ++j) {
      uint32_t best = std::min(row[j + 1], next[j]) + 1;
      if (j > 0) {
        const uint32_t read = hypothesis[j - 1];
        if (meant == read) {
          best = row[j];
        } else if (meant_white == is_white(read)) {
          best = std::min(best, row[j] + 1);
        }
      }
      next[j + 1] = best;
    }
    next[last + 2] = never;
    std::swap(row, next);
  }
  return row[hypothesis.size() + 1];
}

/// Piece by piece: an alignment that may substitute white space bounds the distance, and where it does so,
/// the distance is worked out for the stretch around it. Texts of up to 2,000 units are one piece, as they
/// are for the program.
size_t distance_of(const std::vector<uint32_t>& truth, const std::vector<uint32_t>& hypothesis) {
  constexpr size_t kWhole = 2000, kSureRun = 16, kLongestPiece = 8000;
  const std::vector<Edit> edits = banded_alignment(truth, hypothesis, 0x10000);
  size_t total = 0, plain = 0, forbidden = 0, run = 0, truth_begin = 0, hypothesis_begin = 0;
  const auto close = [&](size_t truth_end, size_t hypothesis_end) {
    const auto meant = std::span(truth).subspan(truth_begin, truth_end - truth_begin);
    const auto read = std::span(hypothesis).subspan(hypothesis_begin, hypothesis_end - hypothesis_begin);
    total += forbidden == 0 ? plain : distance_within(meant, read, plain + forbidden);
    plain = forbidden = 0;
    truth_begin = truth_end;
    hypothesis_begin = hypothesis_end;
  };
  for (const Edit& edit : edits) {
    run = edit.kind == EditKind::match ? run + 1 : 0;
    const size_t length = edit.truth - truth_begin;
    if (length > kLongestPiece || (length > kWhole && run > kSureRun)) close(edit.truth, edit.hypothesis);
    plain += edit.kind == EditKind::match ? 0 : 1;
    if (edit.kind == EditKind::substitution &&
        is_white(truth[edit.truth]) != is_white(hypothesis[edit.hypothesis]))
      ++forbidden;
  }
  close(truth.size(), hypothesis.size());
  return total;
}

bool is_in(char32_t c, std::u32string_view set) { return set.find(c) != std::u32string_view::npos; }
bool is_java_letter(char32_t c) { return (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_L_MASK) != 0; }
bool is_java_number(char32_t c) { return (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_N_MASK) != 0; }

/// Runs of `is_part`, with one of `joints` between two of them, from `place` on; the end of the word.
template <class IsPart>
size_t end_of_word(const std::u32string& text, size_t place, const IsPart& is_part,
                   std::u32string_view joints) {
  for (;;) {
    while (place < text.size() && is_part(text[place])) ++place;
    if (place + 1 >= text.size() || !is_in(text[place], joints) || !is_part(text[place + 1])) return place;
    ++place;
  }
}

std::vector<std::string> words_of(const std::u32string& text) {
  std::vector<std::string> out;
  for (size_t begin = 0; begin < text.size();) {
    size_t end = begin + 1;
    if (is_java_letter(text[begin])) {
      end = end_of_word(text, begin, is_java_letter, U"-&'+/@·.");
    } else if (is_java_number(text[begin])) {
      end = end_of_word(text, begin, is_java_number, U"-',./");
      if (end < text.size() && is_in(text[end], U"%‰")) ++end;
    } else {
      begin = end;
      continue;
    }
    out.push_back(from_code_points(std::u32string_view(text).substr(begin, end - begin)));
    begin = end;
  }
  return out;
}

}  // namespace

std::vector<ProfileFigure> ocrevaluation_figures(std::string_view truth, std::string_view hypothesis) {
  const std::u32string meant = text_of(truth), read = text_of(hypothesis);
  const std::vector<uint32_t> meant_units = utf16_units(meant), read_units = utf16_units(read);
  const std::vector<std::string> meant_words = words_of(meant), read_words = words_of(read);
  const BagOfWords bag = bag_of_words(meant_words, read_words);
  const size_t units = meant_units.size(), words = meant_words.size();
  return {{"ocrevaluation-cer", "characters", distance_of(meant_units, read_units), units, units},
          {"ocrevaluation-wer", "words", edit_counts(meant_words, read_words).distance(), words, words},
          {"ocrevaluation-bag-of-words", "words", std::max(bag.excess(), bag.shortfall()), words, words}};
}

}  // namespace folio
