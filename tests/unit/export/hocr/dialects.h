#pragma once

#include <string>

namespace folio {

/// hOCR as other programs write it, small; each written for these tests.
std::string tesseract_choices_hocr();     ///< lstm_choice_mode=2
std::string tesseract_characters_hocr();  ///< hocr_char_boxes=1, choices among them, a header line
std::string kraken_hocr();                ///< HTML: blocks, lists of figures, spaces as words, <br/>
std::string abbyy_hocr();    ///< converted: characters with boxes; a block of one-character words
std::string ocropus_hocr();  ///< HTML that is no XML; lines of text alone

}  // namespace folio
