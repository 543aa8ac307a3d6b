#include "export/folio/word_joiner.h"

#include <map>
#include <string>

#include "export/broken_words.h"

namespace folio {
namespace {

bool is_broken(const FolioWord& word) {
  return word.word == &word.line->words.back() && ends_with_break(word.text);
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
