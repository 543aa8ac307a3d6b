#pragma once

#include "drawing/draw_leaf.h"

namespace folio::testing {

/// The text of a drawn leaf as a reconciliation leaves it where every word was read and the transcription has
/// the same.
inline PageText confirmed_page(const DrawnLeaf& leaf) {
  PageText page = leaf.truth;
  page.size = leaf.pixels.size();
  for (TextLine& line : page.lines) {
    line.layer_confidence = 1;
    for (Word& word : line.words) {
      word.ocr = word.text;
      word.source = TextSource::both;
      word.confidence = 0.95;
    }
  }
  return page;
}

}  // namespace folio::testing
