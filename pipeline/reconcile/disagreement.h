#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "page/page_text.h"
#include "page/reconciled_page.h"
#include "reconcile/letter_shapes.h"

namespace folio {

/// How the weightiest of two texts' differences would be called. Texts are NFC; line-end hyphens of a word
/// that the page breaks are written with a blank after them: "вез- де".
Difference difference_of(std::string_view truth, std::string_view ocr);

/// How often words occur in a folio, whoever has them: in lower case, look-alikes as one, without
/// punctuation.
class WordCounts {
 public:
  void add(std::string_view word) { ++counts_[key_of(word)]; }
  /// 0 for a word without letters and digits.
  int count(std::string_view word) const;

 private:
  static std::string key_of(std::string_view word);
  std::unordered_map<std::string, int> counts_;
};

/// What is known of a folio's two texts as wholes.
struct FolioErrors {
  /// Share of the placed words that the recognizer read otherwise: how often either side is wrong.
  double differing = 0.03;
  WordCounts counts;
};

struct Blame {
  double transcription_wrong = 0, reading_wrong = 0;  ///< [0, 1]
};

/// Who is wrong where two readings of one place differ. The odds are those of the recognizer for each letter
/// that differs (its confidence against what it gives the transcription's letter), of what transcribers and
/// the recognizer get wrong in general (a transcriber one word in a hundred; the recognizer as often as this
/// folio shows), and of which of the two words occurs elsewhere in the folio. What no reader would mind
/// (punctuation, case, blanks) counts little for the transcription's fault: an editor may have meant it.
///
/// `glyphs`: of `ocr`, in order; may be empty. `word_confidence`: the recognizer's, [0, 1], that `ocr` is
/// right.
Blame blame_for(std::string_view truth, std::string_view ocr, std::span<const Glyph> glyphs,
                double word_confidence, const FolioErrors& folio);

/// The same for a word that the transcription has not. `enclosed`: the words before and after it on the page
/// are neighbors in the transcription.
Blame blame_for_extra(std::string_view ocr, double word_confidence, bool enclosed, const FolioErrors& folio);

/// The same for a word that no page has. `enclosed`: the words before and after it in the transcription stand
/// on the page with nothing between. `missing_run`: words without a place in a row, this one among them.
Blame blame_for_absent(bool enclosed, int missing_run);

}  // namespace folio
