#include "metrics/evaluation.h"

#include <algorithm>
#include <iterator>
#include <utility>

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

Figure figure_of(std::string name, std::string unit, Better better, Quotient quotient) {
  return {std::move(name), quotient.value(), static_cast<size_t>(quotient.denominator),
          std::move(unit), better,           quotient};
}

Quotient quotient_of(const Overlap& overlap) {
  return {static_cast<double>(overlap.both), static_cast<double>(overlap.either)};
}

}  // namespace

std::optional<std::string> PageMaterial::typed_reading() const {
  if (typed || !text) return typed;
  return reading_of(*text, Reading::typed);
}

std::optional<EvaluatedWords> PageMaterial::words(const Normalizations& normalizations) const {
  if (text) return evaluated_words(*text, normalizations);
  if (marked) return evaluated_words(*marked, normalizations);
  if (typed) return evaluated_words(*typed, normalizations);
  return std::nullopt;
}

Scores& Scores::operator+=(const Scores& other) {
  add(text, other.text);
  add(placement, other.placement);
  add(layers, other.layers);
  add(layered, other.layered);
  return *this;
}

std::vector<Figure> Scores::figures() const {
  const TextFigures of_text = text.value_or(TextFigures{});
  std::vector<Figure> out = of_text.figures();
  for (const Layer layer : kInkLayers) {
    const Overlap overlap = layers ? (*layers)[layer] : Overlap{};
    out.push_back(
        figure_of(std::string(name_of(layer)) + ".iou", "pixels", Better::higher, quotient_of(overlap)));
  }
  const WordScores scores = placement.value_or(WordScores{});
  const auto add_share = [&](const char* name, const Share& share) {
    out.push_back(figure_of(name, "words", Better::higher, folio::quotient_of(share)));
  };
  add_share("placed", scores.placed);
  add_share("in-layer", scores.in_layer);
  add_share("struck-in-layer", scores.struck_in_layer);
  add_share("inserted-in-layer", scores.inserted_in_layer);
  std::ranges::move(layered.value_or(LayerScores{}).figures(), std::back_inserter(out));
  std::ranges::move(of_text.profile_figures(), std::back_inserter(out));
  return out;
}

std::optional<ComparedWords> compared_words(const PageMaterial& truth, const PageMaterial& hypothesis,
                                            const Normalizations& normalizations) {
  std::optional<EvaluatedWords> wanted = truth.words(normalizations),
                                given = hypothesis.words(normalizations);
  if (!wanted || !given) return std::nullopt;
  const bool tells_layers = truth.tells_layers && hypothesis.tells_layers;
  if (!tells_layers) {
    const auto is_not_typed = [](const EvaluatedWord& word) { return !is_in(TextLayer::typed, word); };
    std::erase_if(*wanted, is_not_typed);
    std::erase_if(*given, is_not_typed);
  }
  return ComparedWords{std::move(*wanted), std::move(*given), tells_layers};
}

Scores evaluate(const PageMaterial& truth, const PageMaterial& hypothesis,
                const Normalizations& normalizations, const Profiles& profiles) {
  Scores scores;
  const std::optional<std::string> wanted = truth.typed_reading(), given = hypothesis.typed_reading();
  if (wanted && given) scores.text = text_figures(*wanted, *given, normalizations, profiles);
  if (truth.text && hypothesis.text)
    scores.placement = word_scores(*truth.text, *hypothesis.text, normalizations);
  if (truth.labels && hypothesis.labels) scores.layers = layer_overlaps(*truth.labels, *hypothesis.labels);
  if (const std::optional<ComparedWords> both = compared_words(truth, hypothesis, normalizations))
    scores.layered = layer_scores(both->truth, both->hypothesis, both->tells_layers, normalizations);
  return scores;
}

}  // namespace folio
