#pragma once

#include <string>
#include <vector>

#include "page/reconciled_page.h"
#include "transcription/transcription.h"

namespace folio {

/// A word of the pages in its place in the amended text of a folio.
struct FolioWord {
  enum class Part : unsigned char {
    text,     ///< part of the amended text
    struck,   ///< struck out at this place
    call,     ///< "Вставка 2", which the text of the slip stands for
    heading,  ///< of a slip whose text stands elsewhere
  };
  Part part = Part::text;
  int page_idx = 0;
  const TextLine* line = nullptr;
  const Word* word = nullptr;  ///< never null
  std::string text;            ///< clean; empty when it was not read; of a broken word this part, without the
                               ///< hyphen of the line's end
  int token_idx = -1;          ///< of the transcription; -1 = none
  int slip_idx = -1;           ///< of the slip that it is text or heading of; -1 = none
  bool opens_paragraph = false;
  bool ends_paragraph = false;  ///< its line ends early
  bool joined = false;  ///< no white space before it: second part of a broken word, or closing punctuation
};

/// Where the text of a slip went.
struct PlacedSlip {
  enum class Place : unsigned char {
    called,    ///< where the text calls for it
    page_end,  ///< after the text of its page
    unknown,   ///< it stands on its leaf, with its heading
  };
  Slip slip;
  Place place = Place::unknown;
  int page_idx = -1;  ///< of the leaf that it stands on; -1 = no word of it is on any page
};

/// The words of all pages in the order of the amended text, with those that it leaves out at their places.
struct FolioText {
  std::vector<FolioWord> words;
  std::vector<PlacedSlip> slips;  ///< as in the transcription
};

/// Puts a folio's pages together as running text. Words come from the pages' layers alone; the transcription
/// says which of them are slips, through the ledger. What reading_of(page, Reading::amended) leaves out is
/// left out but for struck words, and so are page numbers.
///
/// - A slip stands where its call stands ("Вставка 2"). Without one it goes to the page with the typist's
///   number that its heading names (a first page without a number has number 1), behind the last paragraph
///   that begins there. Without such a page, or where slips call for each other in a ring, it stays.
/// - Words broken over lines or pages are joined, with a hyphen where the transcription has one.
/// - Paragraphs run on over page breaks; see ParagraphFinder.
///
/// Points into `folio`. Takes time in proportion to the words.
FolioText amended_text(const ReconciledFolio& folio, const Transcription& transcription);

}  // namespace folio
