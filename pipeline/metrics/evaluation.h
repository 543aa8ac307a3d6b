#pragma once

#include <opencv2/core.hpp>
#include <optional>
#include <string>
#include <vector>

#include "metrics/figure.h"
#include "metrics/layer_overlap.h"
#include "metrics/layers/layer_scores.h"
#include "metrics/text/text_figures.h"
#include "metrics/word_scores.h"
#include "page/page_text.h"
#include "transcription/transcription.h"

namespace folio {

/// What is known of a page, as its truth or as a program made it out. Any part may be missing.
struct PageMaterial {
  std::string stem;
  std::optional<std::string> typed;  ///< the typed reading
  std::optional<PageText> text;      ///< words with boxes and layers
  std::optional<cv::Mat> labels;     ///< label picture, CV_8UC1; in a truth 255 = undecided
  std::optional<Transcription> marked =
      std::nullopt;  ///< words with marks, without boxes; `typed` is made of it
  /// What is not typed is known too. False for texts without marks, and for a transcription in which, on no
  /// page, anything is marked.
  bool tells_layers = true;

  /// The typed reading, from `text` when it does not come of its own.
  std::optional<std::string> typed_reading() const;

  /// The words, from `text`, else `marked`, else `typed`; nothing where none of these is there.
  std::optional<EvaluatedWords> words(const Normalizations& normalizations) const;
};

/// What a comparison gives: each part is there when both sides have what it needs. Add up over pages.
struct Scores {
  std::optional<TextFigures> text;  ///< of the typed readings
  std::optional<WordScores> placement;
  std::optional<LayerOverlaps> layers;
  std::optional<LayerScores> layered;

  Scores& operator+=(const Scores& other);
  /// All figures, always the same ones in the same order, so that pages make a table:
  /// those of TextFigures (cer, wer, …); typed.iou … print.iou; placed, in-layer, struck-in-layer,
  /// inserted-in-layer; those of LayerScores; last, where there is text, those of the profiles. Names: see
  /// figure_names.h.
  std::vector<Figure> figures() const;
};

/// The words of both sides as they are compared: where one of them knows typed text only (`tells_layers` is
/// false), of the other one the typed words alone.
struct ComparedWords {
  EvaluatedWords truth, hypothesis;
  bool tells_layers = true;
};

/// Nothing where a side has no words of any kind.
std::optional<ComparedWords> compared_words(const PageMaterial& truth, const PageMaterial& hypothesis,
                                            const Normalizations& normalizations);

/// Compares what both sides have. `placement` needs boxes on both sides: words of a truth whose hypothesis
/// gives none count as not placed. `profiles`: whose figures of the typed readings are wanted too.
Scores evaluate(const PageMaterial& truth, const PageMaterial& hypothesis,
                const Normalizations& normalizations, const Profiles& profiles = {});

}  // namespace folio
