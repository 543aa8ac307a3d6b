#pragma once

#include <map>
#include <string_view>

#include "page/page_text.h"

namespace folio {

/// "Дэ-": a letter, then a hyphen at the end.
bool ends_with_break(std::string_view text);

/// "хуаем": begins with a small letter.
bool begins_small(std::string_view text);

/// The words of a page that are broken at a line's end, with their second parts: the last word of a line ends
/// with a break, the first one of the next line of its group (line_groups) begins small. Words are compared
/// by their final text; unread ones are passed over. Points into the page.
std::map<const Word*, const Word*> broken_words(const PageText& page);

/// The same for two lines that follow each other: the first part is the last word of `above`, the second the
/// first one of `below`. Nulls where no word is broken.
std::pair<const Word*, const Word*> word_broken_over(const TextLine& above, const TextLine& below);

}  // namespace folio
