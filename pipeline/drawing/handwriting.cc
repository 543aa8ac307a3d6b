#include "drawing/handwriting.h"

#include <cmath>
#include <numbers>

#include "core/error.h"
#include "core/text.h"
#include "drawing/pen.h"
#include "drawing/random.h"

namespace folio {

namespace {

double em_mm_of(const FreetypeFace& face, const Hand& hand, double size) {
  return hand.x_height_mm * size / face.x_height();
}

/// From a character's origin to the next one's, in em. Web fonts keep the space in the Latin file, where it
/// may be of another width: taken from a letter instead.
double step_of(const FreetypeFace& face, char32_t character) {
  return is_space(character) ? 0.7 * face.advance(U'н') : face.advance(character);
}

cv::Matx33d turned(double degrees, double x, double y) {
  const double angle = degrees * std::numbers::pi / 180;
  const double c = std::cos(angle), s = std::sin(angle);
  return {c, -s, x, s, c, y, 0, 0, 1};
}

}  // namespace

double handwriting_width_mm(const FreetypeFace& face, const Hand& hand, const std::string& text,
                            double size) {
  double width = 0;
  char32_t before = 0;
  for (const char32_t c : to_code_points(to_nfc(text))) {
    width += step_of(face, c) + (before != 0 ? face.kerning(before, c) : 0);
    before = c;
  }
  return width * em_mm_of(face, hand, size);
}

std::vector<DrawnWord> write_by_hand(Canvas& canvas, Layer layer, const FreetypeFace& face, const Hand& hand,
                                     const std::string& text, const HandPlace& place, std::uint64_t seed) {
  const double em_mm = em_mm_of(face, hand, place.size);
  const NoiseField sway(Random::seed_of(seed, "sway"), 9), growth(Random::seed_of(seed, "growth"), 6);
  const NoiseField lean(Random::seed_of(seed, "lean"), 7), pressure(Random::seed_of(seed, "pressure"), 5);
  const cv::Matx33d leaf_from_line = turned(place.turn_degrees, place.x_mm, place.y_mm);
  const double slant = std::tan(hand.slant_degrees * std::numbers::pi / 180);

  std::vector<DrawnWord> words;
  double gone_mm = 0;
  char32_t before = 0;
  bool in_word = false;
  std::u32string word_text;
  std::uint64_t number = 0;
  for (const char32_t c : to_code_points(to_nfc(text))) {
    if (before != 0) gone_mm += face.kerning(before, c) * em_mm;
    before = c;
    if (is_space(c)) {
      in_word = false;
      gone_mm += step_of(face, c) * em_mm;
      continue;
    }
    if (!face.has(c))
      throw Error(ErrorCode::arguments,
                  "the face \"" + hand.face + "\" has no \"" + from_code_points({&c, 1}) + "\"");
    if (!in_word) {
      words.emplace_back();
      word_text.clear();
      in_word = true;
    }
    const double grown = em_mm * (1 + 0.06 * growth(gone_mm));
    const double leaning = slant + 0.06 * lean(gone_mm);
    const cv::Matx33d line_from_em(grown, -grown * leaning, gone_mm, 0, grown, hand.wander_mm * sway(gone_mm),
                                   0, 0, 1);
    const cv::Matx33d m = canvas.scan_from_leaf().matrix() * leaf_from_line * line_from_em;
    const double bolder_mm = hand.bolder_mm + 0.05 * hand.x_height_mm * 0.5 * pressure(gone_mm);
    GlyphTile glyph = face.draw(c, {m(0, 0), m(0, 1), m(0, 2), m(1, 0), m(1, 1), m(1, 2)}, bolder_mm / em_mm);
    if (!glyph.coverage.empty()) {
      apply_tool(glyph.coverage, glyph.origin, hand, canvas.pixels_per_mm(),
                 Random::seed_of(seed, "letter", number));
      words.back().box = unite(words.back().box, canvas.ink(layer, glyph.coverage, glyph.origin, hand.ink));
    }
    ++number;
    word_text += c;
    words.back().text = from_code_points(word_text);
    gone_mm += step_of(face, c) * em_mm;
  }
  return words;
}

}  // namespace folio
