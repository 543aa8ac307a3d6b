#include "reconcile/typed_placer.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "core/text.h"
#include "reconcile/link_divider.h"
#include "reconcile/word_aligner.h"

namespace folio {
namespace {

constexpr int kMaxMovedPasses = 8;
constexpr int kLeastMovedWords = 4;
constexpr double kLeastMovedSimilarity = 0.6;
constexpr double kLeastAtEdge = 0.25;  ///< without a neighbor on one side, some likeness is asked for
constexpr int kMaxMisreadRun = 8;      ///< longer runs without likeness are rather different texts

/// Tokens written without a space between: what the page has as one word.
struct Unit {
  std::vector<int> token_idxs;
  AlignedWord word;
};

struct StreamWord {
  WordRef ref;
  AlignedWord word;
};

std::vector<Unit> units_of(const Transcription& transcription) {
  std::vector<Unit> out;
  const std::vector<Token>& tokens = transcription.tokens;
  for (int k = 0; k < static_cast<int>(tokens.size()); ++k) {
    const Token& token = tokens[static_cast<size_t>(k)];
    if (!is_machine_token(token)) continue;
    const bool continues = token.joined && !out.empty() && out.back().token_idxs.back() == k - 1;
    if (!continues) out.emplace_back();
    out.back().token_idxs.push_back(k);
  }
  for (Unit& unit : out) {
    std::string text;
    size_t letters = 0, struck = 0;
    for (const int k : unit.token_idxs) {
      const Token& token = tokens[static_cast<size_t>(k)];
      text += token.text;
      letters += token.text.size();
      struck += token.struck ? token.text.size() : 0;
    }
    const auto last = static_cast<size_t>(unit.token_idxs.back());
    const bool line_end = last + 1 < tokens.size() && tokens[last + 1].line != tokens[last].line;
    unit.word = AlignedWord(letters_of(text), 2 * struck > letters, line_end);
    const auto first = static_cast<size_t>(unit.token_idxs.front());
    unit.word.opens_paragraph = first == 0 || tokens[first - 1].paragraph_idx != tokens[first].paragraph_idx;
  }
  return out;
}

std::vector<StreamWord> stream_of(const std::vector<PageText>& pages) {
  std::vector<StreamWord> out;
  for (size_t p = 0; p < pages.size(); ++p) {
    for (size_t l = 0; l < pages[p].lines.size(); ++l) {
      const TextLine& line = pages[p].lines[l];
      if (line.layer != Layer::typed && line.layer != Layer::print) continue;
      for (size_t w = 0; w < line.words.size(); ++w) {
        Letters letters = letters_of(trim(Draft::reading(line.words[w])));
        if (letters.empty()) continue;
        out.push_back({{static_cast<int>(p), static_cast<int>(l), static_cast<int>(w)},
                       AlignedWord(std::move(letters), line.words[w].status == WordStatus::struck,
                                   w + 1 == line.words.size())});
      }
    }
  }
  return out;
}

class TypedPlacer {
 public:
  TypedPlacer(Draft& draft, bool infer_places)
      : draft_(draft),
        infer_places_(infer_places),
        units_(units_of(draft.transcription)),
        words_(stream_of(draft.pages)) {
    link_of_unit_.assign(units_.size(), -1);
    link_of_word_.assign(words_.size(), -1);
    for (const PageText& page : draft.pages) sizes_.push_back(typing_size(page));
  }

  void run() {
    accept_main(align_rest());
    for (int pass = 0; pass < kMaxMovedPasses; ++pass)
      if (!accept_moved(align_rest())) break;
    link_misread_runs();
    unlink_handwriting();
    for (size_t k = 0; k < links_.size(); ++k)
      if (!unlinked_[k]) divide(links_[k]);
    if (infer_places_) place_in_gaps();
  }

 private:
  static size_t index(int k) { return static_cast<size_t>(k); }

  /// Aligns what has no link yet. Links are in indexes of units_ and words_; one whose words are no neighbors
  /// (others with links stand between) is left out.
  std::vector<WordLink> align_rest() const {
    std::vector<int> unit_idxs, word_idxs;
    std::vector<AlignedWord> truth, page;
    for (int u = 0; u < static_cast<int>(units_.size()); ++u) {
      if (link_of_unit_[index(u)] >= 0) continue;
      unit_idxs.push_back(u);
      truth.push_back(units_[index(u)].word);
    }
    for (int w = 0; w < static_cast<int>(words_.size()); ++w) {
      if (link_of_word_[index(w)] >= 0) continue;
      word_idxs.push_back(w);
      page.push_back(words_[index(w)].word);
    }
    std::vector<WordLink> out;
    for (WordLink link : align_words(truth, page)) {
      const int unit_count = link.truth_end - link.truth_begin, word_count = link.page_end - link.page_begin;
      const int last_unit = unit_idxs[index(link.truth_end - 1)],
                last_word = word_idxs[index(link.page_end - 1)];
      link.truth_begin = unit_idxs[index(link.truth_begin)];
      link.page_begin = word_idxs[index(link.page_begin)];
      link.truth_end = last_unit + 1;
      link.page_end = last_word + 1;
      if (link.truth_end - link.truth_begin == unit_count && link.page_end - link.page_begin == word_count)
        out.push_back(link);
    }
    return out;
  }

  void accept(const WordLink& link) {
    const int link_idx = static_cast<int>(links_.size());
    for (int u = link.truth_begin; u < link.truth_end; ++u) link_of_unit_[index(u)] = link_idx;
    for (int w = link.page_begin; w < link.page_end; ++w) link_of_word_[index(w)] = link_idx;
    links_.push_back(link);
  }

  /// All but words that stand alone among what has no partner, unless they are long and alike: they are
  /// chance.
  void accept_main(const std::vector<WordLink>& found) {
    for (size_t k = 0; k < found.size(); ++k) {
      const bool near_last = k > 0 && near(found[k - 1], found[k]);
      const bool near_next = k + 1 < found.size() && near(found[k], found[k + 1]);
      size_t letters = 0;
      for (int u = found[k].truth_begin; u < found[k].truth_end; ++u)
        letters += units_[index(u)].word.letters.size();
      const bool whole = found.size() == 1 && units_.size() <= 3;
      if (near_last || near_next || whole || (letters >= 5 && found[k].similarity >= 0.7)) accept(found[k]);
    }
  }

  static bool near(const WordLink& a, const WordLink& b) {
    return b.truth_begin - a.truth_end <= 3 && b.page_begin - a.page_end <= 3;
  }

  /// Runs of links that are near each other, long enough and alike. True when there was one.
  bool accept_moved(const std::vector<WordLink>& found) {
    bool any = false;
    for (size_t k = 0; k < found.size();) {
      size_t end = k + 1;
      double sum = found[k].similarity;
      while (end < found.size() && near(found[end - 1], found[end])) sum += found[end++].similarity;
      const auto count = static_cast<int>(end - k);
      if (count >= kLeastMovedWords && sum / count >= kLeastMovedSimilarity) {
        for (size_t j = k; j < end; ++j) accept(found[j]);
        any = true;
      }
      k = end;
    }
    return any;
  }

  /// Ink that was found twice, as typing and as handwriting, is typing only where it reads like the typed
  /// text.
  void unlink_handwriting() {
    unlinked_.assign(links_.size(), false);
    for (int w = 0; w < static_cast<int>(words_.size());) {
      const WordRef& first = words_[index(w)].ref;
      int end = w, good = 0;
      while (end < static_cast<int>(words_.size()) && words_[index(end)].ref.page_idx == first.page_idx &&
             words_[index(end)].ref.line_idx == first.line_idx) {
        const int link_idx = link_of_word_[index(end++)];
        good += link_idx >= 0 && links_[index(link_idx)].similarity >= 0.6;
      }
      const bool has_twin = draft_.twins[index(first.page_idx)][index(first.line_idx)] >= 0;
      for (int k = w; has_twin && 10 * good < 6 * (end - w) && k < end; ++k)
        if (link_of_word_[index(k)] >= 0) unlink(link_of_word_[index(k)]);
      w = end;
    }
  }

  void unlink(int link_idx) {
    const WordLink& link = links_[index(link_idx)];
    for (int u = link.truth_begin; u < link.truth_end; ++u) link_of_unit_[index(u)] = -1;
    for (int w = link.page_begin; w < link.page_end; ++w) link_of_word_[index(w)] = -1;
    unlinked_[index(link_idx)] = true;
  }

  double width_of_words(int begin, int end) const {
    double width = 0;
    for (int w = begin; w < end; ++w) width += draft_.word(words_[index(w)].ref).box.width();
    return width;
  }
  double pitch_at(int word_idx) const { return sizes_[index(words_[index(word_idx)].ref.page_idx)].pitch; }
  double letters_of_units(int begin, int end) const {
    double letters = 0;
    for (int u = begin; u < end; ++u) letters += static_cast<double>(units_[index(u)].word.letters.size());
    return letters;
  }

  /// Between two links that are neighbors in both streams but for a few words each.
  void link_misread_runs() {
    std::vector<WordLink> extra;
    const int unit_count = static_cast<int>(units_.size());
    for (int u = 0; u < unit_count; ++u) {
      if (link_of_unit_[index(u)] >= 0) continue;
      int end = u;
      while (end < unit_count && link_of_unit_[index(end)] < 0) ++end;
      // At the start and end of all, the pages' edge stands for the missing neighbor.
      const int page_begin = u == 0 ? 0 : links_[index(link_of_unit_[index(u - 1)])].page_end;
      const int page_end = end == unit_count ? static_cast<int>(words_.size())
                                             : links_[index(link_of_unit_[index(end)])].page_begin;
      if (end - u <= kMaxMisreadRun && page_begin < page_end && page_end - page_begin <= kMaxMisreadRun &&
          free_words(page_begin, page_end))
        pair_run(u, end, page_begin, page_end, extra);
      u = end;
    }
    for (const WordLink& link : extra) accept(link);
  }

  bool free_words(int begin, int end) const {
    for (int w = begin; w < end; ++w)
      if (link_of_word_[index(w)] >= 0) return false;
    return true;
  }

  /// Pairs each where the counts agree and the widths do; else the whole run on one line, where its width
  /// does.
  void pair_run(int unit_begin, int unit_end, int word_begin, int word_end,
                std::vector<WordLink>& out) const {
    const int units = unit_end - unit_begin, words = word_end - word_begin;
    const bool enclosed = unit_begin > 0 && unit_end < static_cast<int>(units_.size());
    const auto fits = [](double ratio, double slack) { return ratio > 1 / slack && ratio < slack; };
    if (units == words) {
      for (int k = 0; k < units; ++k) {
        const double ratio =
            width_of_words(word_begin + k, word_begin + k + 1) /
            (pitch_at(word_begin + k) * letters_of_units(unit_begin + k, unit_begin + k + 1));
        const double alike = similarity(units_[index(unit_begin + k)].word.letters,
                                        words_[index(word_begin + k)].word.letters);
        if (fits(ratio, 1.6) && (enclosed || alike >= kLeastAtEdge))
          out.push_back({unit_begin + k, unit_begin + k + 1, word_begin + k, word_begin + k + 1, alike});
      }
      return;
    }
    const WordRef &first = words_[index(word_begin)].ref, &last = words_[index(word_end - 1)].ref;
    if (first.page_idx != last.page_idx || first.line_idx != last.line_idx) return;
    const double width = draft_.word(last).box.x1 - draft_.word(first).box.x0;
    const double letters = letters_of_units(unit_begin, unit_end) + units - 1;
    if (enclosed && units <= 4 && words <= 4 && fits(width / (pitch_at(word_begin) * letters), 1.35))
      out.push_back({unit_begin, unit_end, word_begin, word_end, 0});
  }

  bool links_adjoin(int unit_a, int unit_b) const {
    if (unit_a < 0 || unit_b >= static_cast<int>(units_.size())) return false;
    const int a = link_of_unit_[index(unit_a)], b = link_of_unit_[index(unit_b)];
    return a >= 0 && b >= 0 && links_[index(b)].page_begin - links_[index(a)].page_end == 0;
  }

  void divide(const WordLink& link) {
    std::vector<int> tokens;
    std::vector<WordRef> refs;
    for (int u = link.truth_begin; u < link.truth_end; ++u)
      tokens.insert(tokens.end(), units_[index(u)].token_idxs.begin(), units_[index(u)].token_idxs.end());
    for (int w = link.page_begin; w < link.page_end; ++w) refs.push_back(words_[index(w)].ref);
    const double certainty = 0.05 + 0.5 * link.similarity +
                             (links_adjoin(link.truth_begin - 1, link.truth_begin) ? 0.2 : 0) +
                             (links_adjoin(link.truth_end - 1, link.truth_end) ? 0.2 : 0);
    std::string reason;
    if (link.similarity < 0.3) reason = "the only word between its neighbors";
    if (refs.front().line_idx != refs.back().line_idx || refs.front().page_idx != refs.back().page_idx)
      reason = "broken over two lines";
    divide_link(draft_, tokens, refs, certainty, reason);
  }

  /// Units that no word is left for, where the line has room between the neighbors.
  void place_in_gaps() {
    const int unit_count = static_cast<int>(units_.size());
    for (int u = 1; u < unit_count; ++u) {
      if (link_of_unit_[index(u)] >= 0) continue;
      int end = u;
      while (end < unit_count && link_of_unit_[index(end)] < 0) ++end;
      const int before = link_of_unit_[index(u - 1)];
      if (before >= 0 && end < unit_count)
        place_in_gap(u, end, links_[index(before)].page_end - 1,
                     links_[index(link_of_unit_[index(end)])].page_begin);
      u = end;
    }
  }

  void place_in_gap(int unit_begin, int unit_end, int word_before, int word_after) {
    const WordRef &left = words_[index(word_before)].ref, &right = words_[index(word_after)].ref;
    if (left.page_idx != right.page_idx || left.line_idx != right.line_idx ||
        left.word_idx + 1 != right.word_idx)
      return;
    const Box &a = draft_.word(left).box, &b = draft_.word(right).box;
    const double pitch = pitch_at(word_before);
    const double letters = letters_of_units(unit_begin, unit_end) + (unit_end - unit_begin - 1);
    const double room = b.x0 - a.x1;
    // A typed word needs its cells and a space on either side; ink is a little narrower than cells.
    if (room < (letters + 1) * pitch * 0.9) return;
    const double cell = std::min(pitch, room / (letters + 2));
    double x = a.x1 + 0.5 * (room - letters * cell);
    double order = left.word_idx + 0.5;
    for (int u = unit_begin; u < unit_end; ++u) {
      for (const int token_idx : units_[index(u)].token_idxs) {
        const Token& token = draft_.token(token_idx);
        const double width = cell * static_cast<double>(to_code_points(token.text).size());
        Piece piece;
        piece.token_idxs = {token_idx};
        piece.page_idx = left.page_idx;
        piece.line_idx = left.line_idx;
        piece.order = order += 0.01;
        piece.box = {static_cast<int>(std::lround(x)), std::min(a.y0, b.y0),
                     static_cast<int>(std::lround(x + width)), std::max(a.y1, b.y1)};
        piece.text = token.text;
        piece.confidence = 0.5;
        piece.inferred = true;
        piece.reason = "not read; the gap between its neighbors is wide enough";
        draft_.add(std::move(piece));
        x += width;
      }
      x += cell;
    }
  }

  Draft& draft_;
  bool infer_places_;
  std::vector<Unit> units_;
  std::vector<StreamWord> words_;
  std::vector<TypingSize> sizes_;
  std::vector<WordLink> links_;
  std::vector<bool> unlinked_;                    ///< by link: taken back
  std::vector<int> link_of_unit_, link_of_word_;  ///< -1 = none
};

}  // namespace

void place_typed(Draft& draft, bool infer_places) { TypedPlacer(draft, infer_places).run(); }

}  // namespace folio
