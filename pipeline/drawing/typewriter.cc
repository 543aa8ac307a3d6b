#include "drawing/typewriter.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "core/error.h"
#include "core/text.h"
#include "drawing/random.h"

namespace folio {

namespace {

constexpr int kMargin = 4;  // pixels around a glyph, for ink that runs

cv::Matx23d top_rows(const cv::Matx33d& m) { return {m(0, 0), m(0, 1), m(0, 2), m(1, 0), m(1, 1), m(1, 2)}; }

}  // namespace

TypewriterDrawing::TypewriterDrawing(Canvas& canvas, const FreetypeFace& face, const Typewriter& machine,
                                     std::uint64_t seed)
    : canvas_(canvas), face_(face), machine_(machine), seed_(seed) {
  const double advance = face.advance(U'н') > 0 ? face.advance(U'н') : face.advance(U'n');
  if (advance <= 0)
    throw Error(ErrorCode::arguments,
                "the face \"" + machine.face + "\" has neither Cyrillic nor Latin letters");
  em_mm_ = machine.pitch_mm / advance;
}

double TypewriterDrawing::x_height_mm() const { return face_.x_height() * em_mm_ * machine_.height; }

std::vector<DrawnWord> TypewriterDrawing::type(const MarkedLine& line, double x_mm, double y_mm) {
  std::vector<DrawnWord> words;
  for (size_t first = 0, end = 0; first < line.keys.size(); first = end) {
    DrawnWord word{"", {}, StrikeKind::none, line.keys[first].cell};
    std::u32string text;
    size_t struck = 0;
    for (end = first; end < line.keys.size(); ++end) {
      const Key& key = line.keys[end];
      if (end > first && line.keys[end - 1].cell + 1 != key.cell) break;
      word.box =
          unite(word.box, strike(Layer::typed, key.character, x_mm + key.cell * machine_.pitch_mm, y_mm));
      text += key.character;
      if (key.strike == StrikeKind::none) continue;
      ++struck;
      word.strike = key.strike;
    }
    if (2 * struck < text.size()) word.strike = StrikeKind::none;
    word.text = from_code_points(text);
    words.push_back(word);
  }
  for (const StruckCells& struck : line.struck)
    if (struck.kind == StrikeKind::typed_over)
      for (int cell = struck.first; cell < struck.end; ++cell)
        strike(Layer::strike, struck.over[static_cast<size_t>(cell - struck.first) % struck.over.size()],
               x_mm + cell * machine_.pitch_mm, y_mm);
  return words;
}

Box TypewriterDrawing::strike(Layer layer, char32_t character, double x_mm, double y_mm) {
  if (!face_.has(character))
    throw Error(ErrorCode::arguments,
                "the face \"" + machine_.face + "\" has no \"" + from_code_points({&character, 1}) + "\"");
  Random random(Random::seed_of(seed_, "strike", strikes_++));
  Random typebar(Random::seed_of(seed_, "typebar", character));
  const Wear& wear = machine_.wear;
  x_mm += wear.typebar_mm * 0.6 * typebar.normal() + wear.jitter_mm * random.normal();
  y_mm += wear.typebar_mm * typebar.normal() + wear.jitter_mm * 0.6 * random.normal();
  const cv::Matx33d leaf_from_em(em_mm_, 0, x_mm, 0, em_mm_ * machine_.height, y_mm, 0, 0, 1);
  const GlyphTile glyph = face_.draw(character, top_rows(canvas_.scan_from_leaf().matrix() * leaf_from_em),
                                     machine_.bolder_mm / em_mm_);
  if (glyph.coverage.empty()) return {};
  if (wear.roughness == 0 && wear.unevenness == 0 && wear.clogging == 0)
    return canvas_.ink(layer, glyph.coverage, glyph.origin, machine_.ink);
  return canvas_.ink(layer, worn(glyph, character, x_mm, y_mm), glyph.origin - cv::Point(kMargin, kMargin),
                     machine_.ink);
}

/// Ink runs a little, stops at a ragged edge, fills what dirt has narrowed, and is darker where type and
/// ribbon met squarely.
cv::Mat TypewriterDrawing::worn(const GlyphTile& glyph, char32_t character, double x_mm, double y_mm) {
  const double scale = canvas_.pixels_per_mm();
  const Wear& wear = machine_.wear;
  Random random(Random::seed_of(seed_, "ink", strikes_));
  Random type(Random::seed_of(seed_, "type", character));

  cv::Mat tile, near, wide;
  cv::copyMakeBorder(glyph.coverage, tile, kMargin, kMargin, kMargin, kMargin, cv::BORDER_CONSTANT, 0);
  tile.convertTo(tile, CV_32F, 1 / 255.0);
  cv::GaussianBlur(tile, near, {}, std::max(0.3, 0.055 * scale));
  cv::GaussianBlur(tile, wide, {}, std::max(0.5, 0.20 * scale));

  const NoiseField edge(random.next(), 0.13 * scale), patch(random.next(), 0.45 * scale);
  const NoiseField ribbon(Random::seed_of(seed_, "ribbon"), 30);
  const double dirt = wear.clogging * type.uniform(0.2, 1.0) * random.uniform(0.7, 1.0);
  const double lean_x = type.normal() * 0.5 + random.normal() * 0.2;
  const double lean_y = type.normal() * 0.5 + random.normal() * 0.3;
  const double dark = 1 - wear.unevenness * (0.10 + 0.12 * std::abs(random.normal()) + 0.10 * type.uniform() -
                                             0.08 * ribbon(x_mm, y_mm));
  cv::Mat inked(tile.size(), CV_8UC1);
  for (int y = 0; y < tile.rows; ++y) {
    const double v = (y - tile.rows / 2.0) / tile.rows;
    for (int x = 0; x < tile.cols; ++x) {
      const double u = (x - tile.cols / 2.0) / tile.cols;
      const double body = near.at<float>(y, x) + dirt * std::max(0.0F, wide.at<float>(y, x) - 0.36F) * 1.5;
      const double limit = 0.5 + wear.roughness * (0.20 * edge(x, y) + 0.10 * patch(x, y));
      const double covered = std::clamp((body - limit) * 2.4 + 0.5, 0.0, 1.0);
      const double light = wear.unevenness * (0.35 * (u * lean_x + v * lean_y) + 0.22 * patch(y, x));
      inked.at<unsigned char>(y, x) =
          static_cast<unsigned char>(std::lround(255 * covered * std::clamp(dark - light, 0.0, 1.0)));
    }
  }
  return inked;
}

}  // namespace folio
