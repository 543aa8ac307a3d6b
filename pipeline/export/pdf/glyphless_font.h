#pragma once

#include <string>

namespace folio {

/// Measures of the glyphless font, in units of its em (1000).
struct GlyphlessMetrics {
  static constexpr int kAdvance = 500;
  static constexpr int kAscent = 800;
  static constexpr int kDescent = -200;
};

/// A TrueType font of `glyph_count` empty glyphs (1 to 65535; glyph 0 is .notdef), each as wide as the
/// others. For invisible text that must still have a font of its own, so that no viewer puts in another with
/// other widths. It has the tables that PDF asks for (cmap, glyf, head, hhea, hmtx, loca, maxp), laid out
/// after the OpenType specification; its cmap, for symbols, has each of the first 255 glyphs at the code of
/// its number.
std::string glyphless_font(int glyph_count);

}  // namespace folio
