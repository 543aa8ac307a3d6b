#pragma once

#include <memory>

#include "core/debug_images.h"
#include "page/layered_page.h"
#include "page/recognized_page.h"
#include "recognize/line_image.h"
#include "recognize/line_recognizer.h"

namespace folio {

struct RecognizeOptions {
  LineImageShape shape;
  /// Of lines that are wanted with all that their strokes reach.
  LineImageShape whole_strokes{.x_height = 24, .above = 3, .below = 2, .side = 0.4};
  /// [0, 1]; a handwritten word read with less is left unread: box and guess.
  double min_hand_confidence = 0.8;
  /// The same where a word's confidence is the share of such words that are right: on held-back lines 4 of
  /// 100 words then stand and are wrong.
  double min_calibrated_confidence = 0.5;
  double doubtful_word = 0.6;  ///< [0, 1]; below it a word counts as doubtful
  double doubtful_page = 0.5;  ///< [0, 1]; a page whose worst tenth of words lies below is to be looked at
};

/// Stage recognize: reads each line from the ink of its own layer. A handwritten word that is not surely read
/// keeps its box and stays empty; what it may say is kept apart (Word::ocr). The text's coordinates are those
/// of the scan.
RecognizedPage recognize(std::shared_ptr<const LayeredPage> layered, LineRecognizer& recognizer,
                         const RecognizeOptions& options, DebugImages& debug = no_debug_images());

}  // namespace folio
