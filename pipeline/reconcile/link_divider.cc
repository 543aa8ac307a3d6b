#include "reconcile/link_divider.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "core/text.h"
#include "reconcile/letter_shapes.h"

namespace folio {
namespace {

/// Tokens that stand as one word, with their letters' range in the whole text.
struct Part {
  std::vector<int> token_idxs;
  int begin = 0, end = 0;
  bool space_before = false;
};

/// A page word with its range in the whole reading and in the whole text.
struct Ink {
  WordRef ref;
  Letters letters;
  int read_begin = 0, read_end = 0;  ///< without a stripped hyphen
  int begin = 0, end = 0;
  bool below_next = false;  ///< the next word stands on a lower line or another page
};

std::string raw_text(const Letters& letters, int begin, int end) {
  std::u32string out;
  for (int k = begin; k < end; ++k) out.push_back(letters[static_cast<size_t>(k)].raw);
  return from_code_points(out);
}

bool all_illegible(std::string_view text) {
  return std::ranges::all_of(to_code_points(text), [](char32_t c) { return c == U'□'; });
}

class Divider {
 public:
  Divider(Draft& draft, const std::vector<WordRef>& words) : draft_(draft) {
    for (const WordRef& ref : words) inks_.push_back({ref, letters_of(Draft::reading(draft.word(ref)))});
    for (size_t k = 0; k + 1 < inks_.size(); ++k) {
      const WordRef &a = inks_[k].ref, &b = inks_[k + 1].ref;
      const Box &upper = draft.line(a.page_idx, a.line_idx).box,
                &lower = draft.line(b.page_idx, b.line_idx).box;
      inks_[k].below_next =
          a.page_idx != b.page_idx || lower.center_y() > upper.center_y() + 0.5 * upper.height();
    }
  }

  void run(const std::vector<int>& tokens, double certainty, const std::string& reason) {
    join_readings(true);
    build_parts(tokens);
    if (similarity(text_, read_) < 1) {
      const double stripped = edit_cost(text_, read_);
      join_readings(false);
      if (edit_cost(text_, read_) >= stripped) join_readings(true);
    }
    find_ranges();
    for (const Part& part : parts_) {
      for (size_t k = 0; k < inks_.size();) {
        size_t last = k;
        while (last + 1 < inks_.size() && same_line(inks_[last + 1], inks_[k])) ++last;
        add_piece(part, k, last, certainty, reason);
        k = last + 1;
      }
    }
  }

 private:
  static bool same_line(const Ink& a, const Ink& b) {
    return a.ref.page_idx == b.ref.page_idx && a.ref.line_idx == b.ref.line_idx;
  }

  void join_readings(bool strip_hyphens) {
    read_.clear();
    for (Ink& ink : inks_) {
      size_t count = ink.letters.size();
      if (strip_hyphens && ink.below_next && count > 1 && is_hyphen_shape(ink.letters.back())) --count;
      ink.read_begin = static_cast<int>(read_.size());
      read_.insert(read_.end(), ink.letters.begin(),
                   ink.letters.begin() + static_cast<std::ptrdiff_t>(count));
      ink.read_end = static_cast<int>(read_.size());
    }
  }

  void build_parts(const std::vector<int>& tokens) {
    for (size_t k = 0; k < tokens.size(); ++k) {
      const Token& token = draft_.token(tokens[k]);
      const Letters letters = letters_of(token.text);
      if (k > 0 && broken_by_transcription(tokens[k - 1], tokens[k])) {
        text_.pop_back();  // the hyphen
        parts_.back().token_idxs.push_back(tokens[k]);
      } else {
        parts_.push_back({{tokens[k]}, static_cast<int>(text_.size()), 0, k > 0 && !token.joined});
      }
      text_.insert(text_.end(), letters.begin(), letters.end());
      parts_.back().end = static_cast<int>(text_.size());
    }
  }

  /// Only a word that the page has in one, and without a hyphen there.
  bool broken_by_transcription(int before, int after) const {
    const Token& a = draft_.token(before);
    const Token& b = draft_.token(after);
    if (inks_.size() != 1 || a.line == b.line || a.struck != b.struck || text_.size() < 2 ||
        !is_hyphen_shape(text_.back()) || !is_letter(to_code_points(b.text).front()))
      return false;
    const Letters& letters = inks_[0].letters;
    return std::none_of(letters.begin() + (letters.empty() ? 0 : 1), letters.end(), is_hyphen_shape);
  }

  /// The beginning of a token two letters away or less: a line that ends without a hyphen ends with a word.
  int to_word_end(int cut) const {
    int best = cut, least = 3;
    for (const Part& part : parts_) {
      if (!part.space_before || std::abs(part.begin - cut) >= least) continue;
      best = part.begin;
      least = std::abs(part.begin - cut);
    }
    return best;
  }

  /// Which part of the text stands in which word.
  void find_ranges() {
    const int letters = static_cast<int>(text_.size()), read = static_cast<int>(read_.size());
    const std::vector<int> text_from_read = align_positions(read_, text_);
    for (size_t k = 0; k + 1 < inks_.size(); ++k) {
      int cut = text_from_read[static_cast<size_t>(inks_[k].read_end)];
      if (inks_[k].below_next && cut < letters && is_hyphen_shape(text_[static_cast<size_t>(cut)])) ++cut;
      const Letters& read_here = inks_[k].letters;
      if (inks_[k].below_next && (read_here.empty() || !is_hyphen_shape(read_here.back())))
        cut = to_word_end(cut);
      inks_[k].end = inks_[k + 1].begin = cut;
    }
    inks_.back().end = letters;
    const bool some_empty = std::ranges::any_of(inks_, [](const Ink& ink) { return ink.begin >= ink.end; });
    if (!some_empty) return;
    for (size_t k = 0; k + 1 < inks_.size(); ++k)
      inks_[k].end = inks_[k + 1].begin =
          static_cast<int>(std::lround(static_cast<double>(letters) * inks_[k].read_end / std::max(1, read)));
  }

  /// The piece of `part` that stands in words first..last, which lie on one line.
  void add_piece(const Part& part, size_t first, size_t last, double certainty, const std::string& reason) {
    const int begin = std::max(part.begin, inks_[first].begin), end = std::min(part.end, inks_[last].end);
    if (begin >= end) return;
    Piece piece;
    piece.token_idxs = part.token_idxs;
    piece.page_idx = inks_[first].ref.page_idx;
    piece.line_idx = inks_[first].ref.line_idx;
    piece.text = raw_text(text_, begin, end);
    double confidence = 0;
    for (size_t k = first; k <= last; ++k) {
      const Ink& ink = inks_[k];
      const int from = std::max(begin, ink.begin), to = std::min(end, ink.end);
      if (from >= to) continue;
      const Word& word = draft_.word(ink.ref);
      if (piece.word_idxs.empty()) piece.order = ink.ref.word_idx + 0.001 * (from - ink.begin);
      piece.word_idxs.push_back(ink.ref.word_idx);
      piece.box = unite(piece.box, part_of_box(ink, from, to));
      if (!piece.ocr.empty()) piece.ocr += ' ';
      piece.ocr += part_of_reading(ink, from, to, piece.glyphs);
      confidence += word.confidence;
      piece.reading_confidence = piece.reading_confidence < 0
                                     ? word.confidence
                                     : std::min(piece.reading_confidence, word.confidence);
    }
    confidence /= static_cast<double>(std::max<size_t>(1, piece.word_idxs.size()));
    if (end < part.end && inks_[last].below_next && !is_hyphen_shape(text_[static_cast<size_t>(end) - 1]))
      piece.text += '-';
    if (all_illegible(piece.text) && !piece.ocr.empty()) piece.text = piece.ocr;
    piece.confidence = piece.text == piece.ocr ? agreed_confidence(confidence) : certainty;
    if (draft_.token(part.token_idxs.front()).uncertain) piece.confidence *= 0.8;
    piece.reason = reason;
    draft_.add(std::move(piece));
  }

  Box part_of_box(const Ink& ink, int from, int to) const {
    const Word& word = draft_.word(ink.ref);
    if (from == ink.begin && to == ink.end) return word.box;
    // Cells of the typewriter; a lost space counts as one where the ink is wide enough for it.
    int spaces = 0, spaces_to_from = 0, spaces_to_to = 0;
    for (const Part& part : parts_) {
      if (!part.space_before || part.begin <= ink.begin || part.begin >= ink.end) continue;
      ++spaces;
      if (part.begin <= from) ++spaces_to_from;
      if (part.begin < to) ++spaces_to_to;
    }
    const double letters = ink.end - ink.begin;
    const double pitch = draft_.sizes[static_cast<size_t>(ink.ref.page_idx)].pitch;
    if (word.box.width() / pitch < letters + 0.5 * spaces) spaces = spaces_to_from = spaces_to_to = 0;
    const double cell = word.box.width() / (letters + spaces);
    const auto x = [&](int letter, int before) {
      return word.box.x0 + static_cast<int>(std::lround(cell * (letter - ink.begin + before)));
    };
    Box box = word.box;
    if (from > ink.begin) box.x0 = x(from, spaces_to_from);
    if (to < ink.end) box.x1 = x(to, spaces_to_to);
    box.x1 = std::max(box.x1, box.x0 + 1);
    return box;
  }

  std::string part_of_reading(const Ink& ink, int from, int to, std::vector<Glyph>& glyphs) const {
    const Word& word = draft_.word(ink.ref);
    const int count = static_cast<int>(ink.letters.size());
    int read_from = 0, read_to = count;
    if (from != ink.begin || to != ink.end) {
      const Letters text(text_.begin() + ink.begin, text_.begin() + ink.end);
      const std::vector<int> read_from_text = align_positions(text, ink.letters);
      read_from = read_from_text[static_cast<size_t>(from - ink.begin)];
      if (to < ink.end) read_to = read_from_text[static_cast<size_t>(to - ink.begin)];
    }
    if (word.glyphs.size() == ink.letters.size() || (read_from == 0 && read_to == count)) {
      const auto all = static_cast<int>(word.glyphs.size());
      glyphs.insert(glyphs.end(), word.glyphs.begin() + std::min(read_from, all),
                    word.glyphs.begin() + (read_to == count ? all : std::min(read_to, all)));
    }
    return read_from == 0 && read_to == count ? Draft::reading(word)
                                              : raw_text(ink.letters, read_from, read_to);
  }

  Draft& draft_;
  std::vector<Ink> inks_;
  std::vector<Part> parts_;
  Letters text_, read_;
};

}  // namespace

void divide_link(Draft& draft, const std::vector<int>& tokens, const std::vector<WordRef>& words,
                 double certainty, const std::string& reason) {
  assert(!tokens.empty() && !words.empty());
  Divider(draft, words).run(tokens, certainty, reason);
}

double agreed_confidence(double from) { return 1 - 0.25 * (1 - std::clamp(from, 0.0, 1.0)); }

}  // namespace folio
