#pragma once

#include <optional>
#include <string>
#include <vector>

#include "metrics/layers/text_layer.h"
#include "metrics/normalization.h"
#include "page/page_text.h"
#include "transcription/transcription.h"

namespace folio {

/// A word as both sides of a comparison have it, whether it comes from a page, a transcription or a text.
struct EvaluatedWord {
  std::string text;      ///< as it stands; never empty
  std::string compared;  ///< normalized
  Box box;               ///< empty = the source has no boxes
  Layer layer = Layer::typed;
  WordStatus status = WordStatus::plain;
  int line_idx = 0;                  ///< of its source; for texts with line ends
  bool joined = false;               ///< no white space between it and the word before
  std::optional<double> confidence;  ///< [0, 1]; nothing where the source gives none
  /// Index of the word before it in the amended reading; -1 = none is before it, or it is not in it.
  int before_idx = -1;
  bool in_amended = false;  ///< has a part in the amended reading
};

using EvaluatedWords = std::vector<EvaluatedWord>;

/// The words of a page in reading order. Words without text (handwriting that was not read, a signature that
/// is merely noted) are left out. Confidences count where any word of the page has one above 0.
EvaluatedWords evaluated_words(const PageText& page, const Normalizations& normalizations);

/// The words of a transcription in its order; leaf numbers are handwriting.
EvaluatedWords evaluated_words(const Transcription& transcription, const Normalizations& normalizations);

/// The words of a text without marks: all typed and plain.
EvaluatedWords evaluated_words(std::string_view text, const Normalizations& normalizations);

/// Whether most of the words have a box; false for none.
bool have_boxes(const EvaluatedWords& words);

bool is_in(TextLayer text_layer, const EvaluatedWord& word);

/// The text of one text layer in reading order, with line ends; not normalized.
std::string text_of(const EvaluatedWords& words, TextLayer layer);

}  // namespace folio
