#include "metrics/layers/word_matching.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <string>

#include "core/text.h"
#include "metrics/edit_distance.h"
#include "metrics/text/alignment.h"

namespace folio {
namespace {

/// Finds the words that may lie in one place without looking at all of them: those whose rows meet.
class RowIndex {
 public:
  explicit RowIndex(const EvaluatedWords& words) : words_(words), by_top_(words.size()) {
    std::iota(by_top_.begin(), by_top_.end(), size_t{0});
    std::ranges::stable_sort(by_top_, {}, [&](size_t idx) { return words[idx].box.y0; });
    for (const EvaluatedWord& word : words) tallest_ = std::max(tallest_, word.box.height());
  }

  /// In the order of the words.
  std::vector<size_t> near(const Box& box) const {
    const auto first = std::ranges::lower_bound(by_top_, box.y0 - tallest_, {},
                                                [&](size_t idx) { return words_[idx].box.y0; });
    std::vector<size_t> out;
    for (auto it = first; it != by_top_.end() && words_[*it].box.y0 < box.y1; ++it)
      if (same_place(box, words_[*it].box)) out.push_back(*it);
    std::ranges::sort(out);
    return out;
  }

 private:
  const EvaluatedWords& words_;
  std::vector<size_t> by_top_;
  int tallest_ = 0;
};

WordPairs no_pairs(const EvaluatedWords& truth, const EvaluatedWords& hypothesis) {
  return {std::vector<int>(truth.size(), -1), std::vector<int>(hypothesis.size(), -1)};
}

bool are_alike(const std::string& a, const std::string& b) {
  if (a == b) return true;
  const std::vector<std::string> left = grapheme_clusters(a), right = grapheme_clusters(b);
  return 2 * edit_counts(left, right).distance() <= std::max(left.size(), right.size());
}

/// Aligns the words of these indices and adds those that are alike.
void align_and_add(const EvaluatedWords& truth, const std::vector<size_t>& truth_idxs,
                   const EvaluatedWords& hypothesis, const std::vector<size_t>& hypothesis_idxs,
                   Likeness likeness, WordPairs& pairs) {
  std::vector<std::string> wanted, given;
  for (const size_t idx : truth_idxs) wanted.push_back(truth[idx].compared);
  for (const size_t idx : hypothesis_idxs) given.push_back(hypothesis[idx].compared);
  for (const Edit& edit : align(wanted, given)) {
    const bool beside = edit.kind == EditKind::match || edit.kind == EditKind::substitution;
    if (beside && (likeness == Likeness::any || are_alike(wanted[edit.truth], given[edit.hypothesis])))
      pairs.add(truth_idxs[edit.truth], hypothesis_idxs[edit.hypothesis]);
  }
}

/// Words of a layer and status that have no partner yet.
std::vector<size_t> left_over(const EvaluatedWords& words, const std::vector<int>& partner, Layer layer,
                              WordStatus status) {
  std::vector<size_t> out;
  for (size_t k = 0; k < words.size(); ++k)
    if (partner[k] < 0 && words[k].layer == layer && words[k].status == status) out.push_back(k);
  return out;
}

}  // namespace

void WordPairs::add(size_t truth_idx, size_t hypothesis_idx) {
  of_truth[truth_idx] = static_cast<int>(hypothesis_idx);
  of_hypothesis[hypothesis_idx] = static_cast<int>(truth_idx);
}

size_t WordPairs::count() const {
  return static_cast<size_t>(std::ranges::count_if(of_truth, [](int idx) { return idx >= 0; }));
}

double intersection_over_union(const Box& a, const Box& b) {
  const long both = intersect(a, b).area();
  const long either = a.area() + b.area() - both;
  return either == 0 ? 0 : static_cast<double>(both) / static_cast<double>(either);
}

bool same_place(const Box& truth, const Box& hypothesis) {
  if (truth.empty() || hypothesis.empty()) return false;
  return truth.contains(hypothesis.center_x(), hypothesis.center_y()) ||
         intersection_over_union(truth, hypothesis) >= 0.5;
}

WordPairs pairs_in_place(const EvaluatedWords& truth, const EvaluatedWords& hypothesis, bool same_text) {
  struct Candidate {
    double overlap;
    size_t truth_idx, hypothesis_idx;
  };
  const RowIndex rows(hypothesis);
  std::vector<Candidate> candidates;
  for (size_t t = 0; t < truth.size(); ++t) {
    for (const size_t h : rows.near(truth[t].box)) {
      if (same_text && truth[t].compared != hypothesis[h].compared) continue;
      candidates.push_back({intersection_over_union(truth[t].box, hypothesis[h].box), t, h});
    }
  }
  std::ranges::stable_sort(candidates, std::greater{}, &Candidate::overlap);
  WordPairs pairs = no_pairs(truth, hypothesis);
  for (const Candidate& candidate : candidates) {
    if (pairs.of_truth[candidate.truth_idx] >= 0 || pairs.of_hypothesis[candidate.hypothesis_idx] >= 0)
      continue;
    pairs.add(candidate.truth_idx, candidate.hypothesis_idx);
  }
  return pairs;
}

WordPairs pairs_in_text(const EvaluatedWords& truth, const EvaluatedWords& hypothesis, Likeness likeness) {
  WordPairs pairs = no_pairs(truth, hypothesis);
  std::vector<size_t> all_truth(truth.size()), all_hypothesis(hypothesis.size());
  std::iota(all_truth.begin(), all_truth.end(), size_t{0});
  std::iota(all_hypothesis.begin(), all_hypothesis.end(), size_t{0});
  align_and_add(truth, all_truth, hypothesis, all_hypothesis, likeness, pairs);
  for (const Layer layer : kInkLayers) {
    for (const WordStatus status : {WordStatus::plain, WordStatus::struck, WordStatus::inserted}) {
      align_and_add(truth, left_over(truth, pairs.of_truth, layer, status), hypothesis,
                    left_over(hypothesis, pairs.of_hypothesis, layer, status), likeness, pairs);
    }
  }
  return pairs;
}

bool go_by_place(const EvaluatedWords& truth, const EvaluatedWords& hypothesis) {
  return have_boxes(truth) && have_boxes(hypothesis);
}

WordPairs pair_words(const EvaluatedWords& truth, const EvaluatedWords& hypothesis, Likeness likeness) {
  return go_by_place(truth, hypothesis) ? pairs_in_place(truth, hypothesis, false)
                                        : pairs_in_text(truth, hypothesis, likeness);
}

}  // namespace folio
