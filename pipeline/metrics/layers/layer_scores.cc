#include "metrics/layers/layer_scores.h"

#include <algorithm>
#include <string>

#include "metrics/layers/word_matching.h"

namespace folio {
namespace {

template <class Part>
void add(std::optional<Part>& sum, const std::optional<Part>& part) {
  if (part) sum = sum ? * sum += *part : *part;
}

EvaluatedWords words_in(TextLayer layer, const EvaluatedWords& words) {
  EvaluatedWords out;
  std::ranges::copy_if(words, std::back_inserter(out),
                       [&](const EvaluatedWord& word) { return is_in(layer, word); });
  return out;
}

/// Pairs of which both words are in the layer. By place the layer's words alone look for each other, so that
/// a word of another layer in the same place takes none away.
void count_pairs(const EvaluatedWords& truth, const EvaluatedWords& hypothesis, const WordPairs& pairs,
                 TextLayer layer, LayerScore& score) {
  const EvaluatedWords wanted = words_in(layer, truth), given = words_in(layer, hypothesis);
  score.wanted = wanted.size();
  score.given = given.size();
  if (go_by_place(truth, hypothesis)) {
    score.found = pairs_in_place(wanted, given, false).count();
    score.read = pairs_in_place(wanted, given, true).count();
    return;
  }
  for (size_t t = 0; t < truth.size(); ++t) {
    if (pairs.of_truth[t] < 0 || !is_in(layer, truth[t])) continue;
    const EvaluatedWord& other = hypothesis[static_cast<size_t>(pairs.of_truth[t])];
    if (!is_in(layer, other)) continue;
    ++score.found;
    if (truth[t].compared == other.compared) ++score.read;
  }
}

Share insertion_place(const EvaluatedWords& truth, const EvaluatedWords& hypothesis, const WordPairs& pairs) {
  Share share;
  for (size_t t = 0; t < truth.size(); ++t) {
    if (truth[t].status != WordStatus::inserted || !truth[t].in_amended) continue;
    const int partner = pairs.of_truth[t];
    const EvaluatedWord* other = partner < 0 ? nullptr : &hypothesis[static_cast<size_t>(partner)];
    if (other == nullptr || other->status != WordStatus::inserted || !other->in_amended) {
      share.add(false);
    } else if (truth[t].before_idx < 0 || other->before_idx < 0) {
      share.add(truth[t].before_idx == other->before_idx);
    } else {
      share.add(pairs.of_truth[static_cast<size_t>(truth[t].before_idx)] == other->before_idx);
    }
  }
  return share;
}

void add_boxes(const EvaluatedWords& truth, const EvaluatedWords& hypothesis, const WordPairs& pairs,
               LayerScores& scores) {
  for (size_t t = 0; t < truth.size(); ++t) {
    if (pairs.of_truth[t] < 0) continue;
    const Box& box = hypothesis[static_cast<size_t>(pairs.of_truth[t])].box;
    if (truth[t].box.empty() || box.empty()) continue;
    scores.overlap_sum += intersection_over_union(truth[t].box, box);
    ++scores.overlaps;
  }
}

Calibration calibration_of(const EvaluatedWords& truth, const EvaluatedWords& hypothesis) {
  Calibration out;
  const bool is_sure_of_any =
      std::ranges::any_of(hypothesis, [](const EvaluatedWord& word) { return word.confidence.has_value(); });
  if (!is_sure_of_any) return out;
  const WordPairs pairs = pair_words(truth, hypothesis, Likeness::any);
  for (size_t h = 0; h < hypothesis.size(); ++h) {
    if (pairs.of_hypothesis[h] < 0 || !hypothesis[h].confidence) continue;
    const EvaluatedWord& other = truth[static_cast<size_t>(pairs.of_hypothesis[h])];
    out.add(*hypothesis[h].confidence, other.compared == hypothesis[h].compared);
  }
  return out;
}

Figure figure_of(std::string name, std::string unit, Better better, Quotient quotient) {
  return {std::move(name), quotient.value(), static_cast<size_t>(quotient.denominator),
          std::move(unit), better,           quotient};
}

Quotient quotient_of(size_t numerator, size_t denominator) {
  return {static_cast<double>(numerator), static_cast<double>(denominator)};
}

void add_figures(TextLayer layer, const LayerScore& score, std::vector<Figure>& out) {
  const std::string prefix = std::string(name_of(layer)) + ".";
  // Those of typed text are "cer" and "wer".
  if (layer != TextLayer::typed) {
    out.push_back(figure_of(prefix + "cer", "characters", Better::lower,
                            quotient_of(score.characters.edits.distance(), score.characters.count)));
    out.push_back(figure_of(prefix + "wer", "words", Better::lower,
                            quotient_of(score.words.edits.distance(), score.words.count)));
  }
  out.push_back(
      figure_of(prefix + "precision", "words", Better::higher, quotient_of(score.found, score.given)));
  out.push_back(
      figure_of(prefix + "recall", "words", Better::higher, quotient_of(score.found, score.wanted)));
  out.push_back(figure_of(prefix + "f1", "words of both", Better::higher,
                          quotient_of(2 * score.found, score.wanted + score.given)));
  out.push_back(figure_of(prefix + "read", "words", Better::higher, quotient_of(score.read, score.wanted)));
}

}  // namespace

LayerScore& LayerScore::operator+=(const LayerScore& other) {
  characters += other.characters;
  words += other.words;
  wanted += other.wanted;
  given += other.given;
  found += other.found;
  read += other.read;
  return *this;
}

LayerScores& LayerScores::operator+=(const LayerScores& other) {
  for (size_t k = 0; k < layers.size(); ++k) add(layers[k], other.layers[k]);
  insertion_place += other.insertion_place;
  order += other.order;
  overlap_sum += other.overlap_sum;
  overlaps += other.overlaps;
  calibration += other.calibration;
  return *this;
}

std::vector<Figure> LayerScores::figures() const {
  std::vector<Figure> out;
  for (size_t k = 0; k < layers.size(); ++k)
    add_figures(kTextLayers[k], layers[k].value_or(LayerScore{}), out);
  out.push_back(figure_of("inserted.place", "words", Better::higher, folio::quotient_of(insertion_place)));
  out.push_back(figure_of("order.tau", "pairs of words", Better::higher, order.tau()));
  out.push_back(
      figure_of("order.neighbors", "pairs of words", Better::higher, folio::quotient_of(order.neighbors)));
  out.push_back(figure_of("box.iou", "words", Better::higher, {overlap_sum, static_cast<double>(overlaps)}));
  const size_t words = calibration.words();
  out.push_back({"confidence.ece", calibration.expected_calibration_error(), words, "words", Better::lower});
  out.push_back(figure_of("confidence.brier", "words", Better::lower,
                          {calibration.brier_sum(), static_cast<double>(words)}));
  out.push_back({"confidence.aurc", calibration.area_under_risk_coverage(), words, "words", Better::lower});
  return out;
}

LayerScores layer_scores(const EvaluatedWords& truth, const EvaluatedWords& hypothesis, bool tells_layers,
                         const Normalizations& normalizations) {
  LayerScores scores;
  const WordPairs pairs = pair_words(truth, hypothesis);
  for (size_t k = 0; k < kTextLayers.size(); ++k) {
    const TextLayer layer = kTextLayers[k];
    if (!tells_layers && layer != TextLayer::typed) continue;
    LayerScore& score = scores.layers[k].emplace();
    if (layer != TextLayer::typed) {
      const std::string wanted = text_of(truth, layer), given = text_of(hypothesis, layer);
      score.characters = character_error_rate(wanted, given, normalizations);
      score.words = word_error_rate(wanted, given, normalizations);
    }
    count_pairs(truth, hypothesis, pairs, layer, score);
  }
  if (tells_layers) scores.insertion_place = insertion_place(truth, hypothesis, pairs);
  scores.order = word_order(truth, hypothesis);
  if (go_by_place(truth, hypothesis)) add_boxes(truth, hypothesis, pairs, scores);
  scores.calibration = calibration_of(truth, hypothesis);
  return scores;
}

}  // namespace folio
