#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "drawing/canvas.h"
#include "drawing/marked_line.h"
#include "foreign/freetype_face.h"

namespace folio {

/// A word as it came onto the paper.
struct DrawnWord {
  std::string text;
  Box box;  ///< of its ink, pixels of the scan; empty when nothing of it can be seen
  StrikeKind strike = StrikeKind::none;
  int cell = 0;  ///< of its first key, for typed words
};

/// Strikes keys into cells, one machine with one set of worn types.
class TypewriterDrawing {
 public:
  TypewriterDrawing(Canvas& canvas, const FreetypeFace& face, const Typewriter& machine, std::uint64_t seed);

  /// Types a line whose first cell has its left edge at `x_mm` and whose baseline is at `y_mm`, typed-over
  /// cells included. Returns its words from left to right; a word counts as struck when half of it is.
  std::vector<DrawnWord> type(const MarkedLine& line, double x_mm, double y_mm);

  double x_height_mm() const;

 private:
  Box strike(Layer layer, char32_t character, double x_mm, double y_mm);
  cv::Mat worn(const GlyphTile& glyph, char32_t character, double x_mm, double y_mm);

  Canvas& canvas_;
  const FreetypeFace& face_;
  const Typewriter& machine_;
  std::uint64_t seed_;
  std::uint64_t strikes_ = 0;
  double em_mm_;
};

}  // namespace folio
