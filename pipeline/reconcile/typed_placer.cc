#include "reconcile/typed_placer.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "core/text.h"
#include "reconcile/folio_aligner.h"
#include "reconcile/gap_placer.h"
#include "reconcile/link_divider.h"
#include "reconcile/typed_stream.h"

namespace folio {
namespace {

constexpr int kMaxMovedPasses = 8;
constexpr int kLeastMovedWords = 4;
constexpr double kLeastMovedSimilarity = 0.6;
constexpr double kLeastAtEdge = 0.25;  ///< without a neighbor on one side, some likeness is asked for
constexpr int kMaxMisreadRun = 8;      ///< longer runs without likeness are rather different texts

class TypedPlacer {
 public:
  TypedPlacer(Draft& draft, bool infer_places) : draft_(draft), infer_places_(infer_places), stream_(draft) {}

  void run() {
    for (const std::vector<WordLink>& run : align_folio(words_of(stream_.units), words_of(stream_.words)))
      accept_main(run);
    for (int pass = 0; pass < kMaxMovedPasses; ++pass)
      if (!accept_moved(align_rest())) break;
    link_misread_runs();
    unlink_handwriting();
    draft_.match = stream_.match();
    for (size_t k = 0; k < stream_.links.size(); ++k)
      if (!stream_.unlinked[k]) divide(stream_.links[k]);
    if (infer_places_) place_in_gaps(draft_, stream_);
  }

 private:
  static size_t index(int k) { return static_cast<size_t>(k); }

  template <typename Holder>
  static std::vector<AlignedWord> words_of(const std::vector<Holder>& holders) {
    std::vector<AlignedWord> out;
    out.reserve(holders.size());
    for (const Holder& holder : holders) out.push_back(holder.word);
    return out;
  }

  /// Aligns what has no link yet. Links are in indexes of stream_.units and stream_.words; one whose words
  /// are no neighbors (others with links stand between) is left out.
  std::vector<WordLink> align_rest() const {
    std::vector<int> unit_idxs, word_idxs;
    std::vector<AlignedWord> truth, page;
    for (int u = 0; u < static_cast<int>(stream_.units.size()); ++u) {
      if (stream_.link_of_unit[index(u)] >= 0) continue;
      unit_idxs.push_back(u);
      truth.push_back(stream_.units[index(u)].word);
    }
    for (int w = 0; w < static_cast<int>(stream_.words.size()); ++w) {
      if (stream_.link_of_word[index(w)] >= 0) continue;
      word_idxs.push_back(w);
      page.push_back(stream_.words[index(w)].word);
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

  /// All but words that stand alone among what has no partner, unless they are long and alike: they are
  /// chance.
  void accept_main(const std::vector<WordLink>& found) {
    for (size_t k = 0; k < found.size(); ++k) {
      const bool near_last = k > 0 && near(found[k - 1], found[k]);
      const bool near_next = k + 1 < found.size() && near(found[k], found[k + 1]);
      size_t letters = 0;
      for (int u = found[k].truth_begin; u < found[k].truth_end; ++u)
        letters += stream_.units[index(u)].word.letters.size();
      const bool whole = found.size() == 1 && stream_.units.size() <= 3;
      if (near_last || near_next || whole || (letters >= 5 && found[k].similarity >= 0.7))
        stream_.accept(found[k]);
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
        for (size_t j = k; j < end; ++j) stream_.accept(found[j]);
        any = true;
      }
      k = end;
    }
    return any;
  }

  /// Ink that was found twice, as typing and as handwriting, is typing only where it reads like the typed
  /// text.
  void unlink_handwriting() {
    for (int w = 0; w < static_cast<int>(stream_.words.size());) {
      const WordRef& first = stream_.words[index(w)].ref;
      int end = w, good = 0;
      while (end < static_cast<int>(stream_.words.size()) &&
             stream_.words[index(end)].ref.page_idx == first.page_idx &&
             stream_.words[index(end)].ref.line_idx == first.line_idx) {
        const int link_idx = stream_.link_of_word[index(end++)];
        good += link_idx >= 0 && stream_.links[index(link_idx)].similarity >= 0.6;
      }
      const bool has_twin = draft_.twins[index(first.page_idx)][index(first.line_idx)] >= 0;
      for (int k = w; has_twin && 10 * good < 6 * (end - w) && k < end; ++k)
        if (stream_.link_of_word[index(k)] >= 0) stream_.unlink(stream_.link_of_word[index(k)]);
      w = end;
    }
  }

  double width_of_words(int begin, int end) const {
    double width = 0;
    for (int w = begin; w < end; ++w) width += draft_.word(stream_.words[index(w)].ref).box.width();
    return width;
  }
  /// Between two links that are neighbors in both streams but for a few words each.
  void link_misread_runs() {
    std::vector<WordLink> extra;
    const int unit_count = static_cast<int>(stream_.units.size());
    for (int u = 0; u < unit_count; ++u) {
      if (stream_.link_of_unit[index(u)] >= 0) continue;
      int end = u;
      while (end < unit_count && stream_.link_of_unit[index(end)] < 0) ++end;
      // At the start and end of all, the pages' edge stands for the missing neighbor.
      const int page_begin = u == 0 ? 0 : stream_.links[index(stream_.link_of_unit[index(u - 1)])].page_end;
      const int page_end = end == unit_count
                               ? static_cast<int>(stream_.words.size())
                               : stream_.links[index(stream_.link_of_unit[index(end)])].page_begin;
      if (end - u <= kMaxMisreadRun && page_begin < page_end && page_end - page_begin <= kMaxMisreadRun &&
          stream_.words_are_free(page_begin, page_end))
        pair_run(u, end, page_begin, page_end, extra);
      u = end;
    }
    for (const WordLink& link : extra) stream_.accept(link);
  }

  /// Pairs each where the counts agree and the widths do; else the whole run on one line, where its width
  /// does.
  void pair_run(int unit_begin, int unit_end, int word_begin, int word_end,
                std::vector<WordLink>& out) const {
    const int units = unit_end - unit_begin, words = word_end - word_begin;
    const bool enclosed = unit_begin > 0 && unit_end < static_cast<int>(stream_.units.size());
    const auto fits = [](double ratio, double slack) { return ratio > 1 / slack && ratio < slack; };
    if (units == words) {
      for (int k = 0; k < units; ++k) {
        const double ratio =
            width_of_words(word_begin + k, word_begin + k + 1) /
            (stream_.pitch_at(word_begin + k) * stream_.letters_of_units(unit_begin + k, unit_begin + k + 1));
        const double alike = similarity(stream_.units[index(unit_begin + k)].word.letters,
                                        stream_.words[index(word_begin + k)].word.letters);
        if ((fits(ratio, 1.6) && (enclosed || alike >= kLeastAtEdge)) ||
            (enclosed && is_another_word(unit_begin + k, word_begin + k)))
          out.push_back({unit_begin + k, unit_begin + k + 1, word_begin + k, word_begin + k + 1, alike});
      }
      return;
    }
    if (enclosed && pair_words_only(unit_begin, unit_end, word_begin, word_end, out)) return;
    const WordRef &first = stream_.words[index(word_begin)].ref,
                  &last = stream_.words[index(word_end - 1)].ref;
    if (first.page_idx != last.page_idx || first.line_idx != last.line_idx) return;
    const double width = draft_.word(last).box.x1 - draft_.word(first).box.x0;
    const double letters = stream_.letters_of_units(unit_begin, unit_end) + units - 1;
    if (enclosed && units <= 4 && words <= 4 && fits(width / (stream_.pitch_at(word_begin) * letters), 1.35))
      out.push_back({unit_begin, unit_end, word_begin, word_end, 0});
  }

  /// Between the same neighbors each side has a real word: the transcription's is another one than the
  /// page's, of another width.
  bool is_another_word(int unit_idx, int word_idx) const {
    const AlignedWord &truth = stream_.units[index(unit_idx)].word,
                      &page = stream_.words[index(word_idx)].word;
    return truth.has_letters && page.has_letters && truth.letters.size() > 1 && page.letters.size() > 1;
  }

  /// The same, where the page has specks beside its words, or breaks one over two lines.
  bool pair_words_only(int unit_begin, int unit_end, int word_begin, int word_end,
                       std::vector<WordLink>& out) const {
    std::vector<std::pair<int, int>> real;  // ranges of page words
    bool broken = false;
    for (int w = word_begin; w < word_end; ++w) {
      const AlignedWord& word = stream_.words[index(w)].word;
      if (broken && real.back().second == w)
        real.back().second = w + 1;
      else if (word.has_letters && word.letters.size() > 1)
        real.emplace_back(w, w + 1);
      broken = word.line_end && word.letters.size() > 1 && is_hyphen_shape(word.letters.back());
    }
    if (static_cast<int>(real.size()) != unit_end - unit_begin || real.size() > 2) return false;
    for (int k = 0; k < unit_end - unit_begin; ++k)
      if (!is_another_word(unit_begin + k, real[index(k)].first)) return false;
    for (int k = 0; k < unit_end - unit_begin; ++k) {
      const auto [begin, end] = real[index(k)];
      std::vector<AlignedWord> parts;
      for (int w = begin; w < end; ++w) parts.push_back(stream_.words[index(w)].word);
      out.push_back({unit_begin + k, unit_begin + k + 1, begin, end,
                     similarity(stream_.units[index(unit_begin + k)].word.letters, join_page_words(parts))});
    }
    return true;
  }

  bool links_adjoin(int unit_a, int unit_b) const {
    if (unit_a < 0 || unit_b >= static_cast<int>(stream_.units.size())) return false;
    const int a = stream_.link_of_unit[index(unit_a)], b = stream_.link_of_unit[index(unit_b)];
    return a >= 0 && b >= 0 && stream_.links[index(b)].page_begin - stream_.links[index(a)].page_end == 0;
  }

  void divide(const WordLink& link) {
    std::vector<int> tokens;
    std::vector<WordRef> refs;
    for (int u = link.truth_begin; u < link.truth_end; ++u)
      tokens.insert(tokens.end(), stream_.units[index(u)].token_idxs.begin(),
                    stream_.units[index(u)].token_idxs.end());
    for (int w = link.page_begin; w < link.page_end; ++w) refs.push_back(stream_.words[index(w)].ref);
    const double certainty = 0.05 + 0.5 * link.similarity +
                             (links_adjoin(link.truth_begin - 1, link.truth_begin) ? 0.2 : 0) +
                             (links_adjoin(link.truth_end - 1, link.truth_end) ? 0.2 : 0);
    std::string reason;
    if (link.similarity < 0.3) reason = "the only word between its neighbors";
    if (refs.front().line_idx != refs.back().line_idx || refs.front().page_idx != refs.back().page_idx)
      reason = "broken over two lines";
    divide_link(draft_, tokens, refs, certainty, reason);
  }

  Draft& draft_;
  bool infer_places_;
  TypedStream stream_;
};

}  // namespace

void place_typed(Draft& draft, bool infer_places) { TypedPlacer(draft, infer_places).run(); }

}  // namespace folio
