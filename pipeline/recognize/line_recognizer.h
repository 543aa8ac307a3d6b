#pragma once

#include <opencv2/core.hpp>
#include <string>
#include <vector>

#include "core/geometry.h"
#include "page/page_text.h"

namespace folio {

/// A line of text cut out, leveled and brought to a steady size.
struct LineImage {
  cv::Mat gray;              ///< CV_8UC1, 255 = paper, 0 = ink
  Transform page_from_line;  ///< upright page pixels from line image pixels, but for the bend
  Baseline straightened;     ///< the page's baseline whose bend was taken out; bend 0: none was
  double x_height = 0;       ///< of the small letters, pixels of the line image
  double baseline_y = 0;
  double pitch = 0;            ///< width of a typewriter's cell, pixels of the line image; 0 = on no raster
  Layer layer = Layer::typed;  ///< whose ink it is

  /// A box of the line image on the upright page.
  Box on_page(const Box& box) const;
};

/// A word as a recognizer gives it; boxes in pixels of the line image.
struct ReadWord {
  std::string text;  ///< NFC, without white space
  Box box;
  double confidence = 0;  ///< [0, 1]
  std::vector<Glyph> glyphs;
};

/// Reads lines of text. An object serves one thread.
class LineRecognizer {
 public:
  virtual ~LineRecognizer() = default;
  /// Name and version, for the products' metadata: "tesseract 5.3.0 rus".
  virtual std::string name() const = 0;
  /// Name of what reads a line such as this, where several recognizers share the work.
  virtual std::string reader_of(const LineImage& /*line*/) const { return name(); }
  /// Whether lines of a layer are to be cut with all that their strokes reach above and below; else a typed
  /// line's height.
  virtual bool wants_whole_strokes(Layer /*layer*/) const { return false; }
  /// Whether the confidence of a layer's words is the share of words read with it that are right.
  virtual bool is_calibrated(Layer /*layer*/) const { return false; }
  /// Words from left to right; none where nothing is legible.
  virtual std::vector<ReadWord> read(const LineImage& line) = 0;
};

}  // namespace folio
