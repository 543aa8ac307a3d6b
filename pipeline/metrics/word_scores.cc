#include "metrics/word_scores.h"

#include <algorithm>
#include <iterator>
#include <vector>

#include "metrics/layers/word_errors.h"
#include "metrics/layers/word_matching.h"

namespace folio {
namespace {

EvaluatedWords with_status(const EvaluatedWords& words, WordStatus status) {
  EvaluatedWords out;
  std::ranges::copy_if(words, std::back_inserter(out),
                       [&](const EvaluatedWord& word) { return word.status == status; });
  return out;
}

void score_status(const EvaluatedWords& truth, const EvaluatedWords& hypothesis, WordStatus status,
                  Share& recall, Share& precision) {
  const EvaluatedWords wanted = with_status(truth, status);
  const EvaluatedWords given = with_status(hypothesis, status);
  const size_t hits = pairs_in_place(wanted, given, false).count();
  recall = {hits, wanted.size()};
  precision = {hits, given.size()};
}

const EvaluatedWord* best_at(const Box& box, const EvaluatedWords& words) {
  const EvaluatedWord* best = nullptr;
  double best_overlap = -1;
  for (const EvaluatedWord& word : words) {
    if (!same_place(box, word.box)) continue;
    const double overlap = intersection_over_union(box, word.box);
    if (overlap > best_overlap) best = &word, best_overlap = overlap;
  }
  return best;
}

}  // namespace

WordScores& WordScores::operator+=(const WordScores& other) {
  placed += other.placed;
  in_layer += other.in_layer;
  struck_in_layer += other.struck_in_layer;
  inserted_in_layer += other.inserted_in_layer;
  struck_recall += other.struck_recall;
  struck_precision += other.struck_precision;
  inserted_recall += other.inserted_recall;
  inserted_precision += other.inserted_precision;
  return *this;
}

WordScores word_scores(const PageText& truth, const PageText& hypothesis,
                       const Normalizations& normalizations) {
  const EvaluatedWords wanted = evaluated_words(truth, normalizations);
  const EvaluatedWords given = evaluated_words(hypothesis, normalizations);
  const std::vector<int> partner = pairs_in_place(wanted, given, true).of_truth;
  WordScores scores;
  for (size_t k = 0; k < wanted.size(); ++k) {
    const bool placed = partner[k] >= 0;
    const bool right = placed && wrong_layer(wanted[k], given[static_cast<size_t>(partner[k])]).empty();
    scores.placed.add(placed);
    scores.in_layer.add(right);
    if (wanted[k].status == WordStatus::struck) scores.struck_in_layer.add(right);
    if (wanted[k].status == WordStatus::inserted) scores.inserted_in_layer.add(right);
  }
  score_status(wanted, given, WordStatus::struck, scores.struck_recall, scores.struck_precision);
  score_status(wanted, given, WordStatus::inserted, scores.inserted_recall, scores.inserted_precision);
  return scores;
}

std::vector<MissedWord> missed_words(const PageText& truth, const PageText& hypothesis,
                                     const Normalizations& normalizations) {
  const EvaluatedWords wanted = evaluated_words(truth, normalizations);
  const EvaluatedWords given = evaluated_words(hypothesis, normalizations);
  const std::vector<int> partner = pairs_in_place(wanted, given, true).of_truth;
  std::vector<MissedWord> out;
  for (size_t k = 0; k < wanted.size(); ++k) {
    const EvaluatedWord& word = wanted[k];
    MissedWord miss{word.text, word.box, word.layer, word.status, {}, {}};
    if (partner[k] >= 0) {
      const EvaluatedWord& other = given[static_cast<size_t>(partner[k])];
      miss.found = other.text;
      miss.reason = wrong_layer(word, other);
      if (miss.reason.empty()) continue;
    } else {
      const EvaluatedWord* other = best_at(word.box, given);
      if (other != nullptr) miss.found = other->text;
      miss.reason = other == nullptr ? "no word there" : "read otherwise";
    }
    out.push_back(miss);
  }
  return out;
}

}  // namespace folio
