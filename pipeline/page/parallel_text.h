#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/geometry.h"

namespace folio {

/// Words of a paragraph that are of one kind.
struct ParallelRun {
  enum class Kind : unsigned char {
    plain,
    struck,
    handwritten,  ///< also what a person wrote in, and signatures
    note,         ///< an editor's or translator's words, which are not on the leaf
  };
  Kind kind = Kind::plain;
  std::string text;  ///< NFC, single spaces; empty for a signature that is only noted
  bool uncertain = false;
  bool joined = false;       ///< no white space between it and the run before
  int line = 0, column = 0;  ///< of its first word in its file, from 1; 0 = it comes from no file
  std::string stem;          ///< of the page that its first word lies on; empty = not known
  Box box;                   ///< of its words on that page
};

/// A line of a page that holds words of a paragraph.
struct ParallelPlace {
  std::string stem, line_id;
  Box box;
};

struct ParallelParagraph {
  std::vector<ParallelRun> runs;
  std::vector<ParallelPlace> places;  ///< in the pages' order; none for a translation
};

/// Paragraphs that say the same; half-open ranges, one of which may be empty.
struct ParallelPair {
  size_t original_begin = 0, original_end = 0;
  size_t translation_begin = 0, translation_end = 0;
  double confidence = 0;  ///< [0, 1]: that these go together, and no other ones
};

/// What original, translation and ink say of a mark.
struct TranslationMark {
  enum class Outcome : unsigned char {
    agrees,               ///< original and translation have it
    not_in_translation,   ///< the original alone
    not_in_original,      ///< the translation alone
    translation_and_ink,  ///< the original has it not, but the ink is so
  };
  ParallelRun::Kind kind = ParallelRun::Kind::handwritten;  ///< struck or handwritten
  Outcome outcome = Outcome::agrees;
  size_t pair_idx = 0;
  std::string original, translation;  ///< words; empty = there are none
  int original_line = 0, original_column = 0, translation_line = 0, translation_column = 0;  ///< 0 = none
  std::string ink;   ///< what the ink says of the original's mark: MarkEntry's outcome; empty = not known
  std::string stem;  ///< of the page that the ink lies on; empty = not known
  Box box;
  std::string reason;
};

/// A text and its translation, paragraph by paragraph.
struct ParallelText {
  std::string language;  ///< of the translation, BCP 47
  std::vector<ParallelParagraph> original, translation;
  std::vector<ParallelPair> pairs;     ///< in order; together they have every paragraph once
  std::vector<TranslationMark> marks;  ///< in the order of the pairs

  bool empty() const { return translation.empty(); }
};

std::string_view name_of(ParallelRun::Kind kind);
std::string_view name_of(TranslationMark::Outcome outcome);

/// The words of a paragraph, or of some of them, as running text without notes; struck words are left out
/// where `struck` is false.
std::string text_of(const ParallelParagraph& paragraph, bool struck = true);

}  // namespace folio
