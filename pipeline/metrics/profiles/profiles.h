#pragma once

#include <string_view>
#include <vector>

#include "metrics/profiles/profile.h"

namespace folio {

/// As dinglehopper compares plain text files: each line without white space around it, NFC and its fixed
/// equivalences (ligatures, — and == to –, ’ to ', ⸗ to -, a letter with a small e above to an umlaut), line
/// ends counted, grapheme clusters; words of UAX 29 with something in them that is no punctuation, symbol,
/// mark or white space. Levenshtein distance over the truth's length: 0 of two empty texts, infinite of an
/// empty truth.
std::vector<ProfileFigure> dinglehopper_figures(std::string_view truth, std::string_view hypothesis);

/// What ~ and ^ in a text are: text like any other, or, as the ISRI tools take them, a reject character
/// (which in a truth matches anything) and a mark before a doubtful character (which is swallowed).
enum class IsriMarks : unsigned char { text, as_isri };

/// As `accuracy` and `wordacc` of the ISRI tools (ocreval): code points, runs of blanks and of line ends one
/// each, none at the text's beginning nor around line ends, no other normalization; (N - errors) / N. Words
/// of UAX 29 that begin with a letter, mark, digit or connector, in lower case and NFC: the share of the
/// truth's words that the longest common subsequence holds. Nothing of an empty truth.
std::vector<ProfileFigure> isri_figures(std::string_view truth, std::string_view hypothesis, IsriMarks marks);

/// As ocrevalUAtion's report: NFC, each run of white space one blank, UTF-16 units; a substitution of white
/// space by something else, or the other way round, counts two. Words are runs of letters (with one of
/// - & ' + / @ · . between) or of digits, told apart by case; Levenshtein distance over N; without order the
/// greater of excess and shortfall over N.
/// The program works on overlapping pieces of 2,000 characters and 1,000 words, so that its figures of longer
/// texts are estimates from above; these are not.
std::vector<ProfileFigure> ocrevaluation_figures(std::string_view truth, std::string_view hypothesis);

/// As OCR-D's specification defines them: NFC, byte order marks and directional marks ignored, grapheme
/// clusters with white space; (i + s + d) / (i + s + d + c), never above 1. Words are runs of non-white-space
/// without the punctuation around them. Without order, the sum of the differences in number over the words
/// of both texts. The specification leaves open which of several shortest alignments is counted; here it is
/// align()'s.
std::vector<ProfileFigure> ocrd_figures(std::string_view truth, std::string_view hypothesis);

}  // namespace folio
