#include <algorithm>

#include "core/text.h"
#include "metrics/edit_distance.h"
#include "metrics/profiles/profiles.h"
#include "metrics/text/bag_of_words.h"

namespace folio {
namespace {

/// Byte order marks and marks of direction.
bool is_ignored(char32_t c) {
  return c == U'\uFEFF' || c == U'\u200E' || c == U'\u200F' || c == U'\u061C' ||
         (c >= U'\u202A' && c <= U'\u202E') || (c >= U'\u2066' && c <= U'\u2069');
}

/// NFC, lines as a page's lines are put together: line ends between them, none after the last.
std::string text_of(std::string_view bytes) {
  std::u32string text = to_code_points(bytes);
  std::erase_if(text, is_ignored);
  std::string out;
  for (const std::string& line : split_lines(from_code_points(text))) out += line + '\n';
  if (!out.empty()) out.pop_back();
  return to_nfc(out);
}

std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> out;
  for (const std::string& word : split_words(text)) {
    std::u32string letters = to_code_points(word);
    while (!letters.empty() && is_punctuation(letters.back())) letters.pop_back();
    while (!letters.empty() && is_punctuation(letters.front())) letters.erase(0, 1);
    if (!letters.empty()) out.push_back(from_code_points(letters));
  }
  return out;
}

ProfileFigure rate(std::string name, std::string unit, const std::vector<std::string>& truth,
                   const std::vector<std::string>& hypothesis) {
  const EditCounts edits = edit_counts(truth, hypothesis);
  const size_t correct = truth.size() - edits.substitutions - edits.deletions;
  return {std::move(name), std::move(unit), edits.distance(), edits.distance() + correct, truth.size()};
}

}  // namespace

std::vector<ProfileFigure> ocrd_figures(std::string_view truth, std::string_view hypothesis) {
  const std::string meant = text_of(truth), read = text_of(hypothesis);
  const std::vector<std::string> meant_words = words_of(meant), read_words = words_of(read);
  const BagOfWords bag = bag_of_words(meant_words, read_words);
  return {
      rate("ocrd-cer", "characters", grapheme_clusters(meant), grapheme_clusters(read)),
      rate("ocrd-wer", "words", meant_words, read_words),
      {"ocrd-bag-of-words", "words", bag.excess() + bag.shortfall(), bag.truth + bag.hypothesis, bag.truth}};
}

}  // namespace folio
