#include "reconcile/disagreement.h"

#include <algorithm>
#include <cmath>

#include "core/text.h"

namespace folio {
namespace {

constexpr double kTranscriberErrors = 0.01;  // words
constexpr double kMostOdds = 4;              // ln, that one letter may speak for the ink,
constexpr double kMostDigitOdds = 6;         // or one digit: no language helps to misread it
constexpr double kLostLetter = 1;            // ln, for the ink, where it lacks a letter of the transcription
constexpr double kNoWord = 3.5;     // ln, against a reading of one other letter that is no word elsewhere
constexpr double kElsewhere = 0.3;  // weight of ln of how often a word occurs
// Shares of a fault that are the transcription's where an editor may have meant it.
constexpr double kSpacing = 0.1, kPunctuation = 0.15, kCase = 0.3, kLookAlike = 0.2;
constexpr int kLongRun = 15;  // words without a place: a page or a paragraph is missing

double logistic(double x) { return 1 / (1 + std::exp(-x)); }
double log_odds(double p) {
  const double inside = std::clamp(p, 0.001, 0.999);
  return std::log(inside / (1 - inside));
}

bool is_blank_or_hyphen(const Letter& letter) { return is_space(letter.raw) || is_hyphen_shape(letter); }

template <typename Unwanted>
Letters without(const Letters& letters, const Unwanted& unwanted) {
  Letters out;
  std::ranges::remove_copy_if(letters, std::back_inserter(out), unwanted);
  return out;
}

bool same_shapes(const Letters& a, const Letters& b) {
  return std::ranges::equal(a, b, {}, &Letter::shape, &Letter::shape);
}

bool same_lower(const Letters& a, const Letters& b) {
  const auto lower = [](const Letters& letters) {
    std::u32string out;
    for (const Letter& letter : letters) out.push_back(letter.raw);
    return to_lower(from_code_points(out));
  };
  return lower(a) == lower(b);
}

bool is_mark(const Letter& letter) {
  // ъ has the shape of a quote.
  return !is_letter(letter.raw) && !is_digit(letter.raw);
}

double weight_of(Difference difference) {
  switch (difference) {
    case Difference::none:
      return 0;
    case Difference::spacing:
      return kSpacing;
    case Difference::punctuation:
      return kPunctuation;
    case Difference::letter_case:
      return kCase;
    case Difference::look_alike:
      return kLookAlike;
    case Difference::letters:
    case Difference::number:
    case Difference::word:
      return 1;
  }
  return 1;
}

/// ln of the odds that the letters which differ are the ink's rather than the transcription's.
double letter_odds(const Letters& truth, const Letters& ocr, std::span<const Glyph> glyphs) {
  const std::vector<int> in_ocr = align_positions(truth, ocr);
  const bool traced = glyphs.size() == ocr.size();
  const auto confidence = [&](size_t k) {
    return traced ? std::clamp(glyphs[k].confidence, 0.01, 0.9999) : 0.9;
  };
  const auto likelihood = [&](size_t k, char32_t c) {
    double found = 0.05 * (1 - confidence(k));
    if (traced)
      for (const Glyph::Alternative& other : glyphs[k].alternatives)
        if (to_code_points(other.text) == std::u32string(1, c)) found = std::max(found, other.confidence);
    return std::max(found, 1e-5);
  };
  const auto most = [&](size_t k) { return is_digit(ocr[k].raw) ? kMostDigitOdds : kMostOdds; };
  double odds = 0;
  for (size_t t = 0; t < truth.size(); ++t) {
    const auto begin = static_cast<size_t>(in_ocr[t]), end = static_cast<size_t>(in_ocr[t + 1]);
    if (begin == end) odds += kLostLetter;
    for (size_t k = begin; k < end; ++k) {
      if (k > begin)  // a letter that the transcription lacks
        odds += std::min(most(k), log_odds(confidence(k)));
      else if (ocr[k].raw != truth[t].raw)
        odds += std::min(most(k), std::log(confidence(k) / likelihood(k, truth[t].raw)));
    }
  }
  return odds;
}

}  // namespace

Difference difference_of(std::string_view truth, std::string_view ocr) {
  if (truth == ocr) return Difference::none;
  if (truth.empty() || ocr.empty()) return Difference::word;
  const Letters a = letters_of(truth), b = letters_of(ocr);
  const auto same_raw = [](const Letters& x, const Letters& y) {
    return std::ranges::equal(x, y, {}, &Letter::raw, &Letter::raw);
  };
  const Letters a_close = without(a, is_blank_or_hyphen), b_close = without(b, is_blank_or_hyphen);
  if (same_raw(a_close, b_close)) {
    const bool hyphens_alike = a.size() - a_close.size() == b.size() - b_close.size();
    return hyphens_alike && !a_close.empty() ? Difference::punctuation : Difference::spacing;
  }
  const Letters a_bare = without(a, is_mark), b_bare = without(b, is_mark);
  if (same_raw(a_bare, b_bare)) return Difference::punctuation;
  if (same_lower(a_bare, b_bare)) return Difference::letter_case;
  if (same_shapes(a_close, b_close) || same_shapes(a_bare, b_bare)) return Difference::look_alike;
  const auto is_figure = [](const Letter& letter) { return is_digit(letter.raw); };
  if (std::ranges::any_of(a, is_figure) &&
      !same_raw(without(a, [&](const Letter& l) { return !is_figure(l); }),
                without(b, [&](const Letter& l) { return !is_figure(l); })))
    return Difference::number;
  return similarity(a, b) < 0.5 ? Difference::word : Difference::letters;
}

std::string WordCounts::key_of(std::string_view word) {
  std::u32string key;
  for (const Letter& letter : letters_of(word))
    if (is_letter(letter.shape) || is_digit(letter.shape)) key.push_back(letter.shape);
  return from_code_points(key);
}

int WordCounts::count(std::string_view word) const {
  const std::string key = key_of(word);
  const auto found = counts_.find(key);
  return key.empty() || found == counts_.end() ? 0 : found->second;
}

Blame blame_for(std::string_view truth, std::string_view ocr, std::span<const Glyph> glyphs,
                double word_confidence, const FolioErrors& folio) {
  const Difference difference = difference_of(truth, ocr);
  if (difference == Difference::none) return {};
  Letters read = letters_of(ocr);
  if (glyphs.size() != read.size())
    std::erase_if(read, [](const Letter& letter) { return is_space(letter.raw); });
  // Of several letters of one word one can be misread, with all others the word is hardly the same.
  double odds = std::max(letter_odds(letters_of(truth), read, glyphs), log_odds(word_confidence));
  odds += std::log(kTranscriberErrors / std::clamp(folio.differing, 0.005, 0.5));
  odds += kElsewhere *
          (std::log1p(folio.counts.count(ocr)) - std::log1p(std::max(0, folio.counts.count(truth) - 1)));
  // One letter off, and no word of the folio: more likely misread, however sure the recognizer is.
  if (difference == Difference::letters && folio.counts.count(ocr) == 0 &&
      edit_cost(letters_of(truth), read) <= 1)
    odds -= kNoWord;
  const double wrong = logistic(odds);
  return {wrong * weight_of(difference), 1 - wrong};
}

Blame blame_for_extra(std::string_view ocr, double word_confidence, bool enclosed, const FolioErrors& folio) {
  const std::u32string letters = to_code_points(ocr);
  if (letters.empty()) return {0.05, 0.5};
  const auto wordlike =
      std::ranges::count_if(letters, [](char32_t c) { return is_letter(c) || is_digit(c); });
  double odds =
      log_odds(word_confidence) + std::log(kTranscriberErrors / std::clamp(folio.differing, 0.005, 0.5));
  odds += std::log1p(folio.counts.count(ocr));
  if (wordlike == 1) odds -= 1;
  if (enclosed) odds += 1;
  const double wrong = logistic(odds);
  return {wordlike == 0 ? kPunctuation * wrong : wrong, 1 - word_confidence};
}

Blame blame_for_absent(bool enclosed, int missing_run) {
  if (missing_run >= kLongRun) return {0.1, 0.1};
  return enclosed ? Blame{0.7, 0.3} : Blame{0.4, 0.4};
}

}  // namespace folio
