#pragma once

#include <string_view>
#include <vector>

#include "page/page_text.h"

namespace folio {

struct ReviewOptions {
  double sure_layer = 0.7;   ///< [0, 1]; a line or region whose layer is less sure is listed
  double sure_strike = 0.7;  ///< [0, 1]; a struck word whose strike is less sure
  double sure_kind = 0.7;    ///< [0, 1]; a page whose kind is less sure
  double sure_word = 0.6;    ///< [0, 1]; a word whose reading is less sure
};

/// Why a person should look at a word.
struct WordDoubt {
  enum class Question : unsigned char {
    is_struck,      ///< it counts as struck, and may not be
    is_not_struck,  ///< the other way round
    is_it_this,     ///< it was not read; the recognizer's guess may be right
    is_read,        ///< its reading is not sure
    is_one_script,  ///< it has letters of two scripts
  };
  Question question = Question::is_read;
  double confidence = 0;  ///< [0, 1]; the lower, the more doubtful
};

/// Names as they stand in files: "struck", "not-struck", "unread", "reading", "scripts".
std::string_view name_of(WordDoubt::Question question);

/// What there is to ask of a word: at most its strike and its reading. Words that a person or a transcription
/// vouches for have no doubtful reading.
std::vector<WordDoubt> doubts_of(const Word& word, const ReviewOptions& options);

}  // namespace folio
