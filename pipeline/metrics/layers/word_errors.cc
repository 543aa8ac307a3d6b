#include "metrics/layers/word_errors.h"

#include <cassert>

#include "metrics/layers/word_matching.h"

namespace folio {
namespace {

WordError error_at(WordError::Kind kind, const EvaluatedWord& place, const EvaluatedWord* truth,
                   const EvaluatedWord* hypothesis, std::string reason) {
  WordError error;
  error.kind = kind;
  error.box = place.box;
  error.layer = place.layer;
  error.status = place.status;
  if (truth != nullptr) error.text = truth->text;
  if (hypothesis != nullptr) {
    error.read = hypothesis->text;
    error.read_layer = hypothesis->layer;
    error.read_status = hypothesis->status;
  }
  error.reason = std::move(reason);
  return error;
}

}  // namespace

std::string_view name_of(WordError::Kind kind) {
  switch (kind) {
    case WordError::Kind::missed:
      return "missed";
    case WordError::Kind::misread:
      return "misread";
    case WordError::Kind::wrong_layer:
      return "wrong-layer";
    case WordError::Kind::extra:
      return "extra";
  }
  assert(false);
  return {};
}

std::string wrong_layer(const EvaluatedWord& truth, const EvaluatedWord& hypothesis) {
  if (hypothesis.layer != truth.layer) return "layer " + std::string(name_of(hypothesis.layer));
  if (hypothesis.status != truth.status) return "status " + std::string(name_of(hypothesis.status));
  return {};
}

std::vector<WordError> word_errors(const EvaluatedWords& truth, const EvaluatedWords& hypothesis) {
  const WordPairs pairs = pair_words(truth, hypothesis);
  std::vector<WordError> out;
  for (size_t t = 0; t < truth.size(); ++t) {
    const EvaluatedWord& word = truth[t];
    if (pairs.of_truth[t] < 0) {
      out.push_back(error_at(WordError::Kind::missed, word, &word, nullptr, "no word there"));
      continue;
    }
    const EvaluatedWord& other = hypothesis[static_cast<size_t>(pairs.of_truth[t])];
    const std::string layer = wrong_layer(word, other);
    if (word.compared != other.compared) {
      out.push_back(error_at(WordError::Kind::misread, word, &word, &other,
                             layer.empty() ? "read otherwise" : "read otherwise, " + layer));
    } else if (!layer.empty()) {
      out.push_back(error_at(WordError::Kind::wrong_layer, word, &word, &other, layer));
    }
  }
  for (size_t h = 0; h < hypothesis.size(); ++h) {
    if (pairs.of_hypothesis[h] < 0)
      out.push_back(error_at(WordError::Kind::extra, hypothesis[h], nullptr, &hypothesis[h], "no such word"));
  }
  return out;
}

}  // namespace folio
