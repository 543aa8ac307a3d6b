#include "metrics/layers/word_order.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace folio {
namespace {

EvaluatedWords typed_words(const EvaluatedWords& words) {
  EvaluatedWords out;
  for (const EvaluatedWord& word : words)
    if (is_in(TextLayer::typed, word)) out.push_back(word);
  return out;
}

/// Where each text stands, -1 for one that stands there twice.
std::unordered_map<std::string_view, int> single_places(const EvaluatedWords& words) {
  std::unordered_map<std::string_view, int> out;
  for (size_t k = 0; k < words.size(); ++k) {
    const auto [place, is_new] = out.try_emplace(words[k].compared, static_cast<int>(k));
    if (!is_new) place->second = -1;
  }
  return out;
}

std::vector<int> partners_by_single_text(const EvaluatedWords& truth, const EvaluatedWords& hypothesis) {
  const auto in_truth = single_places(truth), in_hypothesis = single_places(hypothesis);
  std::vector<int> out(truth.size(), -1);
  for (size_t k = 0; k < truth.size(); ++k) {
    const auto other = in_hypothesis.find(truth[k].compared);
    if (in_truth.at(truth[k].compared) >= 0 && other != in_hypothesis.end()) out[k] = other->second;
  }
  return out;
}

std::vector<int> partners_of(const EvaluatedWords& truth, const EvaluatedWords& hypothesis) {
  if (go_by_place(truth, hypothesis)) return pairs_in_place(truth, hypothesis, false).of_truth;
  return partners_by_single_text(truth, hypothesis);
}

/// Pairs that stand in descending order, counted while `values` are sorted.
double count_inversions(std::vector<int>& values, size_t begin, size_t end) {
  if (end - begin < 2) return 0;
  const size_t middle = begin + (end - begin) / 2;
  double inversions = count_inversions(values, begin, middle) + count_inversions(values, middle, end);
  size_t right = middle;
  for (size_t left = begin; left < middle; ++left) {
    while (right < end && values[right] < values[left]) ++right;
    inversions += static_cast<double>(right - middle);
  }
  std::inplace_merge(values.begin() + static_cast<long>(begin), values.begin() + static_cast<long>(middle),
                     values.begin() + static_cast<long>(end));
  return inversions;
}

}  // namespace

WordOrder& WordOrder::operator+=(const WordOrder& other) {
  concordant += other.concordant;
  discordant += other.discordant;
  neighbors += other.neighbors;
  return *this;
}

WordOrder word_order(const EvaluatedWords& truth, const EvaluatedWords& hypothesis) {
  const EvaluatedWords wanted = typed_words(truth), given = typed_words(hypothesis);
  const std::vector<int> partners = partners_of(wanted, given);
  std::vector<int> places;
  std::ranges::copy_if(partners, std::back_inserter(places), [](int idx) { return idx >= 0; });
  if (places.size() < 2) return {};
  std::vector<int> ascending = places;
  WordOrder order;
  order.discordant = count_inversions(ascending, 0, ascending.size());
  const auto count = static_cast<double>(places.size());
  order.concordant = count * (count - 1) / 2 - order.discordant;
  for (size_t k = 0; k + 1 < places.size(); ++k) {
    const auto next = std::ranges::upper_bound(ascending, places[k]);
    order.neighbors.add(next != ascending.end() && *next == places[k + 1]);
  }
  return order;
}

}  // namespace folio
