#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "metrics/layers/evaluated_word.h"

namespace folio {

/// What is wrong with a word, for lists and pictures.
struct WordError {
  enum class Kind : unsigned char {
    missed,       ///< the truth has a word where the hypothesis has none
    misread,      ///< both have a word there, with different texts
    wrong_layer,  ///< the text is right, its layer or status (plain, struck, inserted) is not
    extra,        ///< the hypothesis has a word where the truth has none
  };
  Kind kind = Kind::missed;
  Box box;                     ///< the truth's; of an extra word the hypothesis's; empty where there are none
  Layer layer = Layer::typed;  ///< as the box
  WordStatus status = WordStatus::plain;       ///< as the box
  std::string text;                            ///< the truth's; empty for an extra word
  std::string read;                            ///< the hypothesis's; empty for a missed word
  Layer read_layer = Layer::typed;             ///< the hypothesis's, where it has a word
  WordStatus read_status = WordStatus::plain;  ///< the same
  std::string
      reason;  ///< in words: "no word there", "read otherwise", "layer hand", "status plain", "no such word"
};

/// What is wrong with the layer or status of a word that is the truth's: "layer hand", "status plain"; empty
/// when nothing is.
std::string wrong_layer(const EvaluatedWord& truth, const EvaluatedWord& hypothesis);

/// "missed", "misread", "wrong-layer", "extra".
std::string_view name_of(WordError::Kind kind);

/// Words are put together by place where both sides have boxes, else by the order of the text, see
/// word_matching.h. Those of the truth come first, in its order, then extra words in that of the hypothesis.
std::vector<WordError> word_errors(const EvaluatedWords& truth, const EvaluatedWords& hypothesis);

}  // namespace folio
