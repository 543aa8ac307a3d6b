#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "page/layer.h"
#include "page/page_kind.h"
#include "page/segmented_page.h"

namespace folio {

/// Line of one layer, to be read. Coordinates of the upright page.
struct LayerLine {
  Layer layer = Layer::typed;
  Role role = Role::body;
  Box box;
  Baseline baseline;
  double x_height = 0;              ///< pixels
  double confidence = 1;            ///< that the layer is right
  std::vector<int> component_idxs;  ///< into the components of LayeredPage::machine, from left to right;
                                    ///< empty: all the layer's ink in `piece_boxes`
  std::vector<Box> piece_boxes;     ///< of handwriting's strokes, what of them lies in `box` is the line's;
                                    ///< empty: all the layer's ink in it
  int quarter_turns = 0;            ///< clockwise turns that bring the writing upright: 0, 1, 2 or 3
  /// Where handwriting belongs in the typed text, on the baseline of its line: the foot of its caret, else
  /// where it stands. Nothing = in no typed line.
  std::optional<cv::Point2d> place;
};

/// Index of the typed or printed line that a place in the text lies in: of the nearest baseline, its ends
/// counted. Nothing where there is no such line.
std::optional<size_t> line_at(const std::vector<LayerLine>& lines, const cv::Point2d& place);

/// Ink that is no line of text: a signature, a stamp, a scribble.
struct LayerRegion {
  Layer layer = Layer::hand;
  Role role = Role::marginalia;
  Box box;
  double confidence = 1;
};

/// A stroke through typed ink, typing over typing, or a stroke through handwriting.
struct Strike {
  static constexpr double kLeastSure = 0.5;

  Box box;  ///< of what is struck
  StrikeKind kind = StrikeKind::line;
  double confidence = 1;
  Layer layer = Layer::typed;  ///< of what is struck: typed or hand

  /// What is not is only named for review.
  bool is_sure() const { return confidence >= kLeastSure; }
};

/// Stage separate: whose ink each pixel is. Coordinates of the upright page.
struct LayeredPage {
  /// Without its labels and its mask of rules where `machine` is another page.
  std::shared_ptr<const SegmentedPage> segmented;
  LayerMasks masks;
  /// The page as the machine left it: strikes and ink of other colors taken off, where that uncovered
  /// letters. Else the same as `segmented`.
  std::shared_ptr<const SegmentedPage> machine;
  std::vector<LayerLine> lines;  ///< in reading order; an insertion follows the line that it belongs to
  std::vector<LayerRegion> regions;
  std::vector<Strike> strikes;
  PageKindGuess kind;
};

}  // namespace folio
