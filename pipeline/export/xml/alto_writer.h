#pragma once

#include <string>

#include "page/page_text.h"

namespace folio {

/// ALTO 4.4 of a page with all its layers, in pixels of the scan as displayed.
///
/// A TextBlock is a group of lines (line_groups); ReadingOrder has the lines as the page has them. Layers are
/// LayoutTags, roles and what else is known of words OtherTags, by TYPE: role, status, strike, source, place,
/// after, before. A struck word has STYLE "strikethrough" too; a word that a person corrected CS. CONTENT is
/// the final reading, ALTERNATIVE the recognizer's where it differs; an unread word has an empty CONTENT and
/// its guess as ALTERNATIVE. A word that is broken at a line's end is HypPart1 with a HYP, and HypPart2.
/// Characters are Glyphs with Variants, where they spell the word and each is one code point, as ALTO wants
/// it. Regions are Illustrations. Processing says what the page was made with, and which recognizer read a
/// line. No time stamps.
///
/// Not carried: the resolution, the skew, the letters' height, and how sure layers and strikes are.
std::string write_alto(const PageText& page);

}  // namespace folio
