#pragma once

#include <optional>
#include <vector>

#include "reconcile/draft.h"
#include "reconcile/word_aligner.h"

namespace folio {

/// Tokens written without a space between: what the page has as one word.
struct TypedUnit {
  std::vector<int> token_idxs;
  AlignedWord word;
};

/// A word of the machine's writing on a page.
struct TypedWord {
  WordRef ref;
  AlignedWord word;
};

/// The machine's writing on both sides, in reading order, with what is linked so far. Links are in indexes of
/// `units` (truth) and `words` (page).
class TypedStream {
 public:
  explicit TypedStream(const Draft& draft);

  std::vector<TypedUnit> units;
  std::vector<TypedWord> words;
  std::vector<WordLink> links;
  std::vector<bool> unlinked;                   ///< by link: taken back
  std::vector<int> link_of_unit, link_of_word;  ///< -1 = none
  const std::vector<TypingSize>& sizes;         ///< by page

  void accept(const WordLink& link);
  void unlink(int link_idx);

  /// Not linked, from `unit_idx` on: the end of the run.
  int end_of_free_units(int unit_idx) const;
  bool words_are_free(int begin, int end) const;
  /// The link of a unit; nullptr = none, or no such unit.
  const WordLink* link_at(int unit_idx) const;
  const WordRef& ref(int word_idx) const { return words[static_cast<size_t>(word_idx)].ref; }
  double pitch_at(int word_idx) const { return sizes[static_cast<size_t>(ref(word_idx).page_idx)].pitch; }
  double letters_of_units(int begin, int end) const;
  /// ReconciledFolio::match.
  std::optional<double> match() const;
};

}  // namespace folio
