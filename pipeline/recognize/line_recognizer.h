#pragma once

#include <opencv2/core.hpp>
#include <optional>
#include <string>
#include <vector>

#include "core/geometry.h"
#include "page/page_text.h"
#include "page/word_trace.h"

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
  double confidence = 0;  ///< [0, 1], that the text is right
  std::vector<Glyph> glyphs;
  std::optional<WordEvidence> evidence;  ///< where the reader gives it
  std::vector<GlyphTrace> trace;         ///< of `glyphs`, where the reader gives it
};

struct LineReading {
  std::vector<ReadWord> words;  ///< from left to right; empty where nothing is legible
  std::string reader;           ///< name of what read them
  std::string reason;           ///< why it did, in words; empty where there was no choice
};

/// Reads lines of text. An object serves one thread.
class LineRecognizer {
 public:
  virtual ~LineRecognizer() = default;
  /// Name and version, for the products' metadata: "tesseract 5.3.0 rus".
  virtual std::string name() const = 0;
  /// Name and SHA-256 of each file that it reads with and that folio does not bring along, a line each.
  virtual std::string models() const { return {}; }
  /// Whether lines of a layer are to be cut with all that their strokes reach above and below; else a typed
  /// line's height.
  virtual bool wants_whole_strokes(Layer /*layer*/) const { return false; }
  /// Whether the confidence of a layer's words is the share of words read with it that are right.
  virtual bool is_calibrated(Layer /*layer*/) const { return false; }
  virtual LineReading read(const LineImage& line) = 0;
};

}  // namespace folio
