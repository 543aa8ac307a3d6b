#pragma once

#include "core/geometry.h"
#include "drawing/faces.h"
#include "drawing/leaf_description.h"
#include "page/layer.h"
#include "page/page_text.h"

namespace folio {

/// The raster that a leaf was typed on, in pixels of the scan, along and across the crooked lines.
struct DrawnGrid {
  double pitch = 0;      ///< width of a cell
  double line_step = 0;  ///< one click of the platen
  cv::Point2d origin;    ///< left end of the first line's baseline: the left edge of its first cell
};

/// A leaf with the truth about it.
struct DrawnLeaf {
  cv::Mat pixels;    ///< CV_8UC3 BGR
  LayerMasks masks;  ///< each layer's ink, whatever lies over it
  /// Lines and words as drawn, boxes of their visible ink. Typed lines come in their order, each followed by
  /// what was written into it; then the other handwriting, stamps and print. A struck word stands in its
  /// typed line. `ocr` stays empty, confidences are 1.
  PageText truth;
  DrawnGrid grid;
  Transform scan_from_leaf;  ///< from millimeters on the paper
  Box frame;                 ///< box of the sheet in the scan, bed left out
};

/// Draws a leaf. The same description and the same faces give the same pixels. Throws Error{arguments} when
/// a face or a hand that the description names is not there, or lacks a character.
DrawnLeaf draw_leaf(const LeafDescription& leaf, const Faces& faces);

}  // namespace folio
