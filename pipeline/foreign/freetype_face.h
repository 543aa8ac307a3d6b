#pragma once

#include <filesystem>
#include <memory>
#include <opencv2/core.hpp>
#include <vector>

namespace folio {

/// A glyph as ink: how far each pixel is covered, 0 to 255, and where the tile's top-left pixel lies.
struct GlyphTile {
  cv::Mat coverage;  ///< CV_8UC1; empty for a glyph without outline (space)
  cv::Point origin;
};

/// Outlines of a scalable face, read with FreeType. A face may be spread over several files (web fonts are
/// cut into one file a script); the first that holds a character gives it. Measures are in em. Not safe to
/// share between threads.
class FreetypeFace {
 public:
  /// Throws Error{missing_dependency} naming the file when one is missing or is no scalable font.
  explicit FreetypeFace(const std::vector<std::filesystem::path>& files);
  FreetypeFace(FreetypeFace&&) noexcept;
  FreetypeFace& operator=(FreetypeFace&&) noexcept;
  ~FreetypeFace();

  bool has(char32_t character) const;
  /// Distance from this glyph's origin to the next one's; 0 when the face lacks the character.
  double advance(char32_t character) const;
  /// Correction of the distance between two neighbors, mostly negative; 0 where the face states none.
  double kerning(char32_t left, char32_t right) const;
  /// Height of the small x (Cyrillic х where there is no Latin one), without overshoot.
  double x_height() const;

  /// Draws one glyph. The glyph's frame has its origin on the baseline at the pen's place, x to the right, y
  /// downwards, one em a unit; `pixels_from_em` takes it to the picture at any angle, slant and fraction of a
  /// pixel. `bolder_em` is added to the width of every stroke (negative: thinner). Empty when the face lacks
  /// the character.
  GlyphTile draw(char32_t character, const cv::Matx23d& pixels_from_em, double bolder_em = 0) const;

 private:
  struct Files;
  std::unique_ptr<Files> files_;
};

}  // namespace folio
