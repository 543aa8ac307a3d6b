#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "metrics/figure.h"
#include "metrics/normalization.h"

namespace folio {

/// A word of a truth, without the punctuation around it, and whether it is one of those that a historian
/// cannot afford to have wrong.
struct TellingWord {
  std::string text;     ///< as it is compared, after normalization; never empty
  bool number = false;  ///< holds a digit: dates, sums, figures, leaf numbers
  bool name = false;    ///< see telling_words()
};

/// The words of a text that hold a letter or digit.
///
/// A name is a word that begins with a capital letter and has a small one, and does not stand at the
/// beginning of a sentence: at the text's beginning, after an empty line, or after a word that ends with
/// . ! ? or … (closing quotes and brackets aside). The full stop of initials and of these abbreviations ends
/// no sentence: т. тт. тов. гр. г. г-н. им. проф. акад. ген. полк. св. о. Initials are names themselves, also
/// at a sentence's beginning: capital letters, each with a full stop (Н. or Н.С.). Words in capitals only
/// (ЦК, headings) are none.
///
/// Both are told before the normalizations that change letters, so that with `ones` a Roman number does not
/// become one with digits.
std::vector<TellingWord> telling_words(std::string_view text, const Normalizations& normalizations);

/// How many of the truth's numbers, or names, the hypothesis has wrong: words that the alignment of all words
/// does not match exactly. Best 0, worst 1; nothing without any. `hypothesis` are words in the truth's order
/// (OrderFree::hypothesis_words); the punctuation around them does not count.
struct TellingErrors {
  Share numbers, names;  ///< hits are the wrong ones

  TellingErrors& operator+=(const TellingErrors& other);
};
TellingErrors telling_errors(const std::vector<TellingWord>& truth,
                             const std::vector<std::string>& hypothesis);

}  // namespace folio
