#pragma once

#include <string>
#include <vector>

#include "page/page_text.h"
#include "transcription/transcription.h"

namespace folio {

/// The part of a folio's truth that a transcription speaks of.
struct RecordWords {
  std::vector<PageText> pages;       ///< as given, without the words that the transcription lacks
  std::vector<std::string> missing;  ///< words of the transcription that no page has
};

/// Goes through the pages in reading order and keeps each word that the transcription has and that no earlier
/// word has used up; two parts of a word that a line end divides are kept when it has them joined, with or
/// without the hyphen. Order is not compared: transcriptions put leaf numbers and remarks where they like.
/// A word of which the record's marks cover a part (`~~силы~~,`) is cut there, and only what they strike
/// stays struck. Stamps are left out. For truths whose other words seldom recur in the transcription.
RecordWords words_of_record(const std::vector<PageText>& pages, const Transcription& record);

/// The page with only the words whose text the transcription gave.
PageText given_words(const PageText& page);

}  // namespace folio
