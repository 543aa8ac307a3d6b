#include "export/word_doubts.h"

#include "core/look_alikes.h"
#include "core/text.h"

namespace folio {

using Question = WordDoubt::Question;

std::string_view name_of(Question question) {
  switch (question) {
    case Question::is_struck:
      return "struck";
    case Question::is_not_struck:
      return "not-struck";
    case Question::is_it_this:
      return "unread";
    case Question::is_read:
      return "reading";
    case Question::is_one_script:
      return "scripts";
  }
  return {};
}

std::vector<WordDoubt> doubts_of(const Word& word, const ReviewOptions& options) {
  std::vector<WordDoubt> doubts;
  // Below its threshold for struck words, or a word not struck that may be.
  if (word.strike_confidence < options.sure_strike)
    doubts.push_back({word.status == WordStatus::struck ? Question::is_struck : Question::is_not_struck,
                      word.strike_confidence});
  if (word.source != TextSource::recognizer) return doubts;
  if (!word.ocr.empty() && word.confidence < options.sure_word)
    doubts.push_back({word.text.empty() ? Question::is_it_this : Question::is_read, word.confidence});
  else if (has_two_scripts(to_code_points(word.text)))
    doubts.push_back({Question::is_one_script, word.confidence});
  return doubts;
}

}  // namespace folio
