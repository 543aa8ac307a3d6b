#pragma once

#include <string>
#include <vector>

#include "page/page_text.h"
#include "transcription/reading.h"

namespace folio {

/// Where words that were written in stand among the live text of a PDF.
enum class PdfInsertions : unsigned char {
  by_reading,  ///< inline in the amended reading, else in place
  inline_,     ///< after the word that they follow: phrases are found, and an insertion's highlight lies
               ///< between the words that it was written in between; those may have to make room
  in_place,    ///< where they stand: each highlight is right, phrases are broken
};

/// A word of live text. Points into the page.
struct PdfWord {
  const TextLine* line = nullptr;  ///< along which it runs
  const Word* word = nullptr;
  Layer layer = Layer::typed;
  std::string text;
  Box box;             ///< where it is put; that of the word but for moved insertions
  bool hangs = false;  ///< no space before it
};

/// The words that are live text, line by line in reading order; lines may be empty. Only one reading can be:
/// viewers also search hidden layers.
///
/// typed: the lines of the typed layer, struck words in; amended: what reading_of() in export/readings.h
/// takes, struck words out; diplomatic: every word of the page, struck ones too.
std::vector<std::vector<PdfWord>> pdf_words(const PageText& page, Reading reading, PdfInsertions insertions);

}  // namespace folio
