#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "page/page_text.h"
#include "page/parallel_text.h"

namespace folio {

/// How two texts of one word differ, the weightiest way: what an editor would mind least first.
enum class Difference : unsigned char {
  none,
  spacing,      ///< blanks and line-end hyphens only
  punctuation,  ///< also quotes and dashes
  letter_case,
  look_alike,  ///< signs that a typewriter or a recognizer interchanges: Latin and Cyrillic, ё and е, О and 0
  letters,     ///< some letters of a word
  number,      ///< digits
  word,        ///< most letters, or one side has no word
};

/// One line of the account of a reconciliation: what became of a word of the transcription or of the page.
struct LedgerEntry {
  enum class Outcome : unsigned char {
    confirmed,             ///< both have it
    corrected,             ///< placed; the recognizer read it otherwise
    placed,                ///< placed where ink lies that was not read, or between neighbors
    not_found,             ///< in the transcription, not on any page
    not_in_transcription,  ///< on the page, not in the transcription
  };
  Outcome outcome = Outcome::confirmed;
  std::string truth;     ///< the transcription's word; empty when it has none
  std::string ocr;       ///< the recognizer's word; empty when it has none
  std::string word_id;   ///< on the page, of the first part of a broken word; empty when there is none
  int truth_line = 0;    ///< line of the transcription file, from 1; 0 = none
  int truth_column = 0;  ///< in code points, from 1
  std::string reason;
  Layer layer = Layer::none;  ///< of the word on the page; where it is expected for what is not found
  Box box;                    ///< of `word_id`
  double score = 0;           ///< [0, 1]: how sure the place is, with its text; 0 where there is none
  /// For a word that the transcription has not: where in it the word would stand, after the word that begins
  /// here; 0 = not known.
  int after_line = 0, after_column = 0;
  Difference difference = Difference::none;
  double transcription_wrong = 0;  ///< [0, 1]: how likely the leaf has something else than the transcription
  double reading_wrong = 0;        ///< [0, 1]: how likely the leaf has something else than was read
};

/// What the ink says of a mark of the transcription, or the other way round.
struct MarkEntry {
  enum class Kind : unsigned char { struck, handwritten, stamp, print };
  enum class Outcome : unsigned char {
    agrees,      ///< marked, and the ink is so
    not_in_ink,  ///< marked, and the ink is otherwise
    no_ink,      ///< marked, and no ink of it is known: not found, or placed by inference
    not_marked,  ///< the ink is so, and the transcription has it without the mark, or not at all
  };
  Kind kind = Kind::struck;
  Outcome outcome = Outcome::agrees;
  std::string text;          ///< words of the mark, or of the ink
  int line = 0, column = 0;  ///< of the mark's first word in the file, from 1; 0 = none
  int page_idx = -1;         ///< of the first ink; -1 = none
  Box box;                   ///< of its ink on that page
  double confidence = 1;     ///< [0, 1] of what the ink is
  std::string reason;
};

std::string_view name_of(Difference difference);
std::optional<Difference> difference_from_name(std::string_view name);
std::string_view name_of(MarkEntry::Kind kind);
std::string_view name_of(MarkEntry::Outcome outcome);
std::string_view name_of(LedgerEntry::Outcome outcome);

/// Stage reconcile: the page's final text. Without a transcription it is the recognizer's, and the ledger is
/// empty.
struct ReconciledPage {
  PageText text;
  std::vector<LedgerEntry> ledger;  ///< of this page, in reading order
};

/// A whole folio after reconciliation. `ledger` holds the words of the transcription that lie on no page.
struct ReconciledFolio {
  std::vector<ReconciledPage> pages;
  std::vector<LedgerEntry> ledger;
  std::vector<MarkEntry> marks;  ///< those of the transcription in its order, then those of the ink alone
  bool has_transcription = false;
  ParallelText parallel;  ///< the text beside its translation; empty = there is none
  /// [0, 1]: of the letters of the shorter side (machine's writing of the transcription, or of the pages),
  /// those that are alike at their places. A transcription of the same text has 0.7 and more even where one
  /// letter in five is read wrongly, that of another text under 0.2. Nothing when one side has no letters.
  std::optional<double> match;
};

}  // namespace folio
