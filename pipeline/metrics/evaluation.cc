#include "metrics/evaluation.h"

#include "export/readings.h"

namespace folio {
namespace {

template <class Part>
void add(std::optional<Part>& sum, const std::optional<Part>& part) {
  if (!part) return;
  if (sum) {
    *sum += *part;
  } else {
    sum = part;
  }
}

Figure figure_of(std::string name, std::string unit, const Share& share) {
  return {std::move(name), share.value(), share.count, std::move(unit)};
}

Figure figure_of(std::string name, std::string unit, const std::optional<ErrorRate>& rate) {
  if (!rate) return {std::move(name), std::nullopt, 0, std::move(unit)};
  return {std::move(name), rate->value(), rate->count, std::move(unit)};
}

}  // namespace

std::optional<std::string> PageMaterial::typed_reading() const {
  if (typed || !text) return typed;
  return reading_of(*text, Reading::typed);
}

Scores& Scores::operator+=(const Scores& other) {
  add(characters, other.characters);
  add(words, other.words);
  add(placement, other.placement);
  add(layers, other.layers);
  return *this;
}

std::vector<Figure> Scores::figures() const {
  std::vector<Figure> out{figure_of("cer", "characters", characters), figure_of("wer", "words", words)};
  for (const Layer layer : kInkLayers) {
    const Overlap overlap = layers ? (*layers)[layer] : Overlap{};
    out.push_back({"iou-" + std::string(name_of(layer)), overlap.value(), overlap.either, "pixels"});
  }
  const WordScores scores = placement.value_or(WordScores{});
  out.push_back(figure_of("placed", "words", scores.placed));
  out.push_back(figure_of("in-layer", "words", scores.in_layer));
  out.push_back(figure_of("struck-in-layer", "words", scores.struck_in_layer));
  out.push_back(figure_of("inserted-in-layer", "words", scores.inserted_in_layer));
  out.push_back(figure_of("struck-recall", "words", scores.struck_recall));
  out.push_back(figure_of("struck-precision", "words", scores.struck_precision));
  out.push_back(figure_of("inserted-recall", "words", scores.inserted_recall));
  out.push_back(figure_of("inserted-precision", "words", scores.inserted_precision));
  return out;
}

Scores evaluate(const PageMaterial& truth, const PageMaterial& hypothesis,
                const Normalizations& normalizations) {
  Scores scores;
  const std::optional<std::string> wanted = truth.typed_reading(), given = hypothesis.typed_reading();
  if (wanted && given) {
    scores.characters = character_error_rate(*wanted, *given, normalizations);
    scores.words = word_error_rate(*wanted, *given, normalizations);
  }
  if (truth.text && hypothesis.text)
    scores.placement = word_scores(*truth.text, *hypothesis.text, normalizations);
  if (truth.labels && hypothesis.labels) scores.layers = layer_overlaps(*truth.labels, *hypothesis.labels);
  return scores;
}

}  // namespace folio
