#pragma once

#include <array>
#include <optional>
#include <vector>

#include "metrics/error_rate.h"
#include "metrics/figure.h"
#include "metrics/layers/calibration.h"
#include "metrics/layers/evaluated_word.h"
#include "metrics/layers/word_order.h"

namespace folio {

/// One text layer of a page. Sums of pages add up.
struct LayerScore {
  ErrorRate characters, words;   ///< of the layer's text in reading order
  size_t wanted = 0, given = 0;  ///< words of the truth, of the hypothesis
  size_t found = 0;              ///< pairs of them, whatever was read
  size_t read = 0;               ///< pairs of them with the same text

  LayerScore& operator+=(const LayerScore& other);
};

/// What a comparison of words says, layer by layer.
struct LayerScores {
  /// By TextLayer; nothing where one side does not tell layers apart.
  std::array<std::optional<LayerScore>, kTextLayers.size()> layers;
  /// Of inserted words of the truth's amended reading: those that were found as inserted, after the same word
  /// (or, both, before all words).
  Share insertion_place;
  WordOrder order;
  double overlap_sum = 0;  ///< of the intersections over union of words in one place
  size_t overlaps = 0;     ///< those words
  Calibration calibration;

  LayerScores& operator+=(const LayerScores& other);
  /// typed.precision … print.read; inserted.place; order.tau, order.neighbors; box.iou; confidence.ece,
  /// confidence.brier, confidence.aurc. The same ones in the same order whatever was measured.
  std::vector<Figure> figures() const;
};

/// Words are put together by place where both sides have boxes, else by the order of the text.
/// `tells_layers`: false = one side knows typed text only; the words are all typed, and only those are
/// scored.
LayerScores layer_scores(const EvaluatedWords& truth, const EvaluatedWords& hypothesis, bool tells_layers,
                         const Normalizations& normalizations);

}  // namespace folio
