#pragma once

#include <vector>

#include "transcription/transcription.h"

namespace folio {

/// Finds what the lines of a transcription are for, and sets the tokens' roles and layers to match:
/// - a paragraph of nothing but numbers is the archive's leaf numbers (hand), or, for one number with a full
///   stop or between hyphens, the typist's page number (typed);
/// - `remark[i]`: token i is a handwritten remark. Within a paragraph that has unmarked text it is an
///   insertion, else marginalia.
void find_roles(std::vector<Token>& tokens, const std::vector<bool>& remark);

/// Adds the page breaks that lines of numbers make to the marked ones, in order. Lines of numbers with no
/// text between them are one break, with the name of the first; one that a marked break stands before makes
/// none. Needs roles.
void find_page_breaks(const std::vector<Token>& tokens, std::vector<PageBreak>& page_breaks);

/// Finds the slips by their headings ("Вставка №1 к стр. 1", "insertion N1 to page 1") and the places in the
/// text that call for them ("Вставка 1"). A slip's text runs to the next heading, number line or marked page
/// break; a last paragraph of one word (initials) is left out. Where nothing ends the last slip and its own
/// place lies in that text, the text is one paragraph. Needs roles.
std::vector<Slip> find_slips(const std::vector<Token>& tokens, const std::vector<PageBreak>& page_breaks);

}  // namespace folio
