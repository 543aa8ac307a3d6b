#pragma once

#include <string>

#include "metrics/layers/evaluated_word.h"

namespace folio {

/// A word of a text that has no boxes, or of a page.
inline EvaluatedWord example_word(const std::string& text, const Box& box = {}, Layer layer = Layer::typed,
                                  WordStatus status = WordStatus::plain) {
  EvaluatedWord word;
  word.text = word.compared = text;
  word.box = box;
  word.layer = layer;
  word.status = status;
  return word;
}

/// A cell of a page of words, so that words of other cells lie elsewhere.
inline Box cell(int row, int column) { return {100 * column, 50 * row, 100 * column + 80, 50 * row + 30}; }

}  // namespace folio
