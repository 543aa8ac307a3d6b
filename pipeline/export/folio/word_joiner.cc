#include "export/folio/word_joiner.h"

#include <map>
#include <string>

#include "core/text.h"

namespace folio {
namespace {

bool begins_small(const std::string& text) {
  const std::u32string code_points = to_code_points(text);
  if (code_points.empty() || !is_letter(code_points.front())) return false;
  const std::string first = from_code_points(code_points.substr(0, 1));
  return to_lower(first) == first;
}

/// "Дэ-": a letter, then a hyphen at the end of its line.
bool is_broken(const FolioWord& word) {
  if (!word.text.ends_with('-') || word.word != &word.line->words.back()) return false;
  const std::u32string code_points = to_code_points(word.text);
  return code_points.size() > 1 && is_letter(code_points[code_points.size() - 2]);
}

}  // namespace

void join_broken_words(std::vector<FolioWord>& words, const TokenPlaces& places,
                       const Transcription& transcription) {
  std::map<FolioWord::Part, FolioWord*> last;
  for (FolioWord& word : words) {
    FolioWord*& first = last[word.part];
    if (first != nullptr && is_broken(*first) && !word.opens_paragraph && word.line != first->line) {
      const bool unnamed = places.entry_of(word.page_idx, *word.word) == nullptr;
      const bool untold = word.token_idx < 0 && first->token_idx < 0;
      if (unnamed || (untold && begins_small(word.text))) {
        const std::string truth =
            first->token_idx < 0 ? "" : transcription.tokens[static_cast<size_t>(first->token_idx)].text;
        if (!truth.starts_with(first->text)) first->text.pop_back();
        word.joined = true;
      }
    }
    first = &word;
  }
}

}  // namespace folio
