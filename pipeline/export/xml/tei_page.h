#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "page/page_sequence.h"
#include "page/page_text.h"
#include "page/parallel_text.h"

namespace folio {

/// What a TEI document says of the folio that its pages belong to.
struct TeiFacts {
  std::string title;                       ///< empty = the name of the first page
  std::string call_number;                 ///< as parse_call_number reads it; empty = not known
  const ParallelText* parallel = nullptr;  ///< the text's translation; null = there is none
};

/// TEI P5 of pages, made of their layers: the diplomatic reading as a document of its genesis.
///
/// The header has title, call number, languages, hands, and what the pages were made with; <facsimile> a
/// <surface> a page with a <zone> for each line, word and region, in pixels. In the text come <pb>, a <p> a
/// paragraph (line_groups), <lb> and <w>, each with `facs`; <w part> over a broken line's end; <del rend>
/// (line, double-line, zigzag, cross, slant, overtyped), <add place hand> after the word that it follows,
/// <subst> for a strike beside an insertion, <note> for remarks and resolutions, <fw> for page and leaf
/// numbers, <stamp>, <seg> for signatures, print and what fills a gap, <handShift> before and after
/// paragraphs written by hand. <unclear> is what only the recognizer has, less sure than 0.5; <gap> what was
/// not read. read_tei() gives the words of reading_of(page, Reading::diplomatic) with their marks.
///
/// A translation is a <div type="translation"> of its own, a <p> a paragraph: <add hand> for what it tells of
/// as handwritten, <del>, <unclear>, <note type="editorial"> for the translator's own words. `facs` has the
/// zones of the lines that its original stands on.
///
/// Gives the bytes piece by piece to `sink`, so that a page at a time need be in memory; goes through the
/// pages three times.
void write_tei(const PageSequence& pages, const TeiFacts& facts,
               const std::function<void(std::string_view)>& sink);
/// The same as one string.
std::string write_tei(const PageSequence& pages, const TeiFacts& facts);
std::string write_tei(const PageText& page, const TeiFacts& facts);

}  // namespace folio
