#include "metrics/word_scores.h"

#include <algorithm>
#include <vector>

namespace folio {
namespace {

/// A word with what it has from its line.
struct PlacedWord {
  std::string text;      ///< normalized
  std::string original;  ///< as it stands on the page
  Box box;
  Layer layer = Layer::typed;
  WordStatus status = WordStatus::plain;
};

std::vector<PlacedWord> words_of(const PageText& page, const Normalizations& normalizations) {
  std::vector<PlacedWord> out;
  for (const TextLine& line : page.lines) {
    for (const Word& word : line.words) {
      if (word.text.empty()) continue;
      out.push_back({normalized(word.text, normalizations), word.text, word.box, line.layer, word.status});
    }
  }
  return out;
}

std::vector<PlacedWord> with_status(const std::vector<PlacedWord>& words, WordStatus status) {
  std::vector<PlacedWord> out;
  std::ranges::copy_if(words, std::back_inserter(out),
                       [&](const PlacedWord& word) { return word.status == status; });
  return out;
}

double intersection_over_union(const Box& a, const Box& b) {
  const long both = intersect(a, b).area();
  const long either = a.area() + b.area() - both;
  return either == 0 ? 0 : static_cast<double>(both) / static_cast<double>(either);
}

/// For each word of the truth the index of its partner, or -1.
std::vector<int> match(const std::vector<PlacedWord>& truth, const std::vector<PlacedWord>& hypothesis,
                       bool same_text) {
  struct Pair {
    double overlap;
    size_t truth_idx, hypothesis_idx;
  };
  std::vector<Pair> pairs;
  for (size_t t = 0; t < truth.size(); ++t) {
    for (size_t h = 0; h < hypothesis.size(); ++h) {
      if (!same_place(truth[t].box, hypothesis[h].box)) continue;
      if (same_text && truth[t].text != hypothesis[h].text) continue;
      pairs.push_back({intersection_over_union(truth[t].box, hypothesis[h].box), t, h});
    }
  }
  std::ranges::stable_sort(pairs, std::greater{}, &Pair::overlap);
  std::vector<int> partner(truth.size(), -1);
  std::vector<bool> taken(hypothesis.size(), false);
  for (const Pair& pair : pairs) {
    if (partner[pair.truth_idx] >= 0 || taken[pair.hypothesis_idx]) continue;
    partner[pair.truth_idx] = static_cast<int>(pair.hypothesis_idx);
    taken[pair.hypothesis_idx] = true;
  }
  return partner;
}

void score_status(const std::vector<PlacedWord>& truth, const std::vector<PlacedWord>& hypothesis,
                  WordStatus status, Share& recall, Share& precision) {
  const std::vector<PlacedWord> wanted = with_status(truth, status);
  const std::vector<PlacedWord> given = with_status(hypothesis, status);
  const std::vector<int> partner = match(wanted, given, false);
  const auto hits = static_cast<size_t>(std::ranges::count_if(partner, [](int idx) { return idx >= 0; }));
  recall = {hits, wanted.size()};
  precision = {hits, given.size()};
}

/// What is wrong with the word that has the right text and place; empty when nothing is.
std::string wrong_layer(const PlacedWord& truth, const PlacedWord& hypothesis) {
  if (hypothesis.layer != truth.layer) return "layer " + std::string(name_of(hypothesis.layer));
  if (hypothesis.status != truth.status) return "status " + std::string(name_of(hypothesis.status));
  return {};
}

const PlacedWord* best_at(const Box& box, const std::vector<PlacedWord>& words) {
  const PlacedWord* best = nullptr;
  double best_overlap = -1;
  for (const PlacedWord& word : words) {
    if (!same_place(box, word.box)) continue;
    const double overlap = intersection_over_union(box, word.box);
    if (overlap > best_overlap) best = &word, best_overlap = overlap;
  }
  return best;
}

}  // namespace

bool same_place(const Box& truth, const Box& hypothesis) {
  if (truth.empty() || hypothesis.empty()) return false;
  return truth.contains(hypothesis.center_x(), hypothesis.center_y()) ||
         intersection_over_union(truth, hypothesis) >= 0.5;
}

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
  const std::vector<PlacedWord> wanted = words_of(truth, normalizations);
  const std::vector<PlacedWord> given = words_of(hypothesis, normalizations);
  const std::vector<int> partner = match(wanted, given, true);
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
  const std::vector<PlacedWord> wanted = words_of(truth, normalizations);
  const std::vector<PlacedWord> given = words_of(hypothesis, normalizations);
  const std::vector<int> partner = match(wanted, given, true);
  std::vector<MissedWord> out;
  for (size_t k = 0; k < wanted.size(); ++k) {
    const PlacedWord& word = wanted[k];
    MissedWord miss{word.original, word.box, word.layer, word.status, {}, {}};
    if (partner[k] >= 0) {
      const PlacedWord& other = given[static_cast<size_t>(partner[k])];
      miss.found = other.original;
      miss.reason = wrong_layer(word, other);
      if (miss.reason.empty()) continue;
    } else {
      const PlacedWord* other = best_at(word.box, given);
      if (other != nullptr) miss.found = other->original;
      miss.reason = other == nullptr ? "no word there" : "read otherwise";
    }
    out.push_back(miss);
  }
  return out;
}

}  // namespace folio
