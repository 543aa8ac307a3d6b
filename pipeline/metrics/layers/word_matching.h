#pragma once

#include <vector>

#include "metrics/layers/evaluated_word.h"

namespace folio {

/// Which words of a truth and a hypothesis are the same ones: each has one partner at most. -1 = none.
struct WordPairs {
  std::vector<int> of_truth;       ///< index of the hypothesis's word, one a word of the truth
  std::vector<int> of_hypothesis;  ///< the other way round

  void add(size_t truth_idx, size_t hypothesis_idx);
  size_t count() const;
};

/// Whether the boxes lie in one place: their intersection over union is a half or more, or the center of the
/// hypothesis's lies in the truth's. A box that is empty lies nowhere.
bool same_place(const Box& truth, const Box& hypothesis);

double intersection_over_union(const Box& a, const Box& b);

/// Words in one place, best overlap first; with `same_text` only those whose compared texts are the same.
WordPairs pairs_in_place(const EvaluatedWords& truth, const EvaluatedWords& hypothesis, bool same_text);

/// What must be so of two words that an alignment puts beside each other.
enum class Likeness : unsigned char {
  any,    ///< nothing
  alike,  ///< at most half of the longer one's characters differ
};

/// Words that the alignment of the two texts puts beside each other (least edits, words as symbols). Then, of
/// the words that are left over, the same within each layer and status, so that handwriting that comes in
/// another order is found.
WordPairs pairs_in_text(const EvaluatedWords& truth, const EvaluatedWords& hypothesis, Likeness likeness);

/// Whether words are put together by place: both sides have boxes.
bool go_by_place(const EvaluatedWords& truth, const EvaluatedWords& hypothesis);

/// By place where both sides have boxes, else by text.
WordPairs pair_words(const EvaluatedWords& truth, const EvaluatedWords& hypothesis,
                     Likeness likeness = Likeness::alike);

}  // namespace folio
