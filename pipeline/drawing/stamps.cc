#include "drawing/stamps.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/error.h"
#include "core/text.h"
#include "drawing/pen.h"
#include "drawing/random.h"

namespace folio {

namespace {

constexpr double kRimMm = 0.5;

/// A stamp's rubber: drawn whole, then inked unevenly.
class Rubber {
 public:
  Rubber(const Canvas& canvas, const FreetypeFace& face, const Stamp& stamp)
      : face_(face), stamp_(stamp), pixels_per_mm_(canvas.pixels_per_mm()) {
    const double angle = stamp.turn_degrees * std::numbers::pi / 180;
    const double c = std::cos(angle), s = std::sin(angle);
    scan_from_stamp_ =
        canvas.scan_from_leaf().matrix() * cv::Matx33d(c, -s, stamp.x_mm, s, c, stamp.y_mm, 0, 0, 1);
    const double reach = std::hypot(stamp.width_mm, stamp.height_mm) / 2 * pixels_per_mm_ + 8;
    const cv::Point2d middle = Transform(scan_from_stamp_)(cv::Point2d(0, 0));
    origin_ = {static_cast<int>(std::floor(middle.x - reach)),
               static_cast<int>(std::floor(middle.y - reach))};
    const int side = static_cast<int>(std::ceil(2 * reach));
    coverage_ = cv::Mat::zeros(side, side, CV_8UC1);
  }

  void rim() {
    const double w = stamp_.width_mm / 2, h = stamp_.height_mm / 2;
    if (stamp_.shape == Stamp::Shape::box) {
      path({{-w, -h}, {w, -h}, {w, h}, {-w, h}, {-w, -h}});
      return;
    }
    for (const double inset : {0.0, 0.30 * w}) {
      std::vector<cv::Point2d> circle;
      for (int i = 0; i <= 96; ++i) {
        const double t = i * std::numbers::pi / 48;
        circle.emplace_back((w - inset) * std::cos(t), (w - inset) * std::sin(t));
      }
      path(circle);
    }
  }

  /// A line of text centered on (0, y_mm).
  std::vector<DrawnWord> straight(const std::string& text, double y_mm, double em_mm) {
    double x = -width_em(text) * em_mm / 2;
    return letters(text, [&, x](char32_t c) mutable {
      const cv::Matx33d place(em_mm, 0, x, 0, em_mm, y_mm, 0, 0, 1);
      x += face_.advance(c) * em_mm;
      return place;
    });
  }

  /// Text around the rim, its middle at the top.
  std::vector<DrawnWord> round(const std::string& text, double radius_mm, double em_mm) {
    double t = -width_em(text) * em_mm / radius_mm / 2;
    return letters(text, [&, t](char32_t c) mutable {
      const double half = face_.advance(c) * em_mm / radius_mm / 2;
      t += half;
      const double cosine = std::cos(t), sine = std::sin(t);
      const cv::Matx33d turn(cosine, -sine, radius_mm * sine, sine, cosine, -radius_mm * cosine, 0, 0, 1);
      t += half;
      return turn * cv::Matx33d(em_mm, 0, -half * radius_mm, 0, em_mm, 0, 0, 0, 1);
    });
  }

  double width_em(const std::string& text) const {
    double width = 0;
    for (const char32_t c : to_code_points(to_nfc(text))) width += face_.advance(c);
    return width;
  }

  Box press(Canvas& canvas, std::uint64_t seed) {
    const NoiseField cloud(Random::seed_of(seed, "cloud"), 9), speck(Random::seed_of(seed, "speck"), 0.22);
    for (int y = 0; y < coverage_.rows; ++y)
      for (int x = 0; x < coverage_.cols; ++x) {
        auto& pixel = coverage_.at<unsigned char>(y, x);
        if (pixel == 0) continue;
        const double x_mm = x / pixels_per_mm_, y_mm = y / pixels_per_mm_;
        const double ink = stamp_.strength * (0.92 + 0.22 * cloud(x_mm, y_mm) + 0.22 * speck(x_mm, y_mm));
        pixel = static_cast<unsigned char>(std::lround(pixel * std::clamp(ink, 0.0, 1.0)));
      }
    return canvas.ink(Layer::stamp, coverage_, origin_, stamp_.ink);
  }

 private:
  template <class Place>
  std::vector<DrawnWord> letters(const std::string& text, Place place) {
    std::vector<DrawnWord> words;
    std::u32string word;
    for (const char32_t c : to_code_points(to_nfc(text))) {
      const cv::Matx33d m = scan_from_stamp_ * place(c);
      if (is_space(c)) {
        word.clear();
        continue;
      }
      if (!face_.has(c))
        throw Error(ErrorCode::arguments,
                    "the face \"" + stamp_.face + "\" has no \"" + from_code_points({&c, 1}) + "\"");
      if (word.empty()) words.emplace_back();
      word += c;
      words.back().text = from_code_points(word);
      const GlyphTile glyph = face_.draw(c, {m(0, 0), m(0, 1), m(0, 2), m(1, 0), m(1, 1), m(1, 2)});
      if (glyph.coverage.empty()) continue;
      const cv::Rect here = cv::Rect(glyph.origin - origin_, glyph.coverage.size()) &
                            cv::Rect(0, 0, coverage_.cols, coverage_.rows);
      if (here.empty()) continue;
      cv::Mat target = coverage_(here);
      cv::max(target, glyph.coverage(here - (glyph.origin - origin_)), target);
      words.back().box = unite(words.back().box, ink_box(glyph.coverage, glyph.origin));
    }
    return words;
  }

  void path(const std::vector<cv::Point2d>& corners_mm) {
    const Transform scan_from_stamp(scan_from_stamp_);
    const double width = kRimMm * pixels_per_mm_;
    for (size_t i = 1; i < corners_mm.size(); ++i)
      cover_line(coverage_, scan_from_stamp(corners_mm[i - 1]) - cv::Point2d(origin_), width,
                 scan_from_stamp(corners_mm[i]) - cv::Point2d(origin_), width);
  }

  const FreetypeFace& face_;
  const Stamp& stamp_;
  double pixels_per_mm_;
  cv::Matx33d scan_from_stamp_;
  cv::Point origin_;
  cv::Mat coverage_;
};

}  // namespace

DrawnStamp press_stamp(Canvas& canvas, const FreetypeFace& face, const Stamp& stamp, std::uint64_t seed) {
  Rubber rubber(canvas, face, stamp);
  DrawnStamp drawn;
  if (stamp.shape != Stamp::Shape::plain) rubber.rim();
  const bool is_round = stamp.shape == Stamp::Shape::round;
  if (is_round && !stamp.ring.empty()) {
    const double band_mm = 0.15 * stamp.width_mm;
    const double radius_mm = stamp.width_mm / 2 - 0.72 * band_mm;
    const double around_mm = 2 * std::numbers::pi * radius_mm;
    const double em_mm =
        std::min(0.68 * band_mm, 0.94 * around_mm / std::max(0.1, rubber.width_em(stamp.ring)));
    drawn.lines.push_back(rubber.round(stamp.ring, radius_mm, em_mm));
  }
  const double room_mm = is_round ? 0.60 * stamp.width_mm : 0.90 * stamp.width_mm;
  const double height_mm = is_round ? 0.40 * stamp.width_mm : 0.86 * stamp.height_mm;
  const auto count = static_cast<double>(stamp.lines.size());
  double em_mm = count > 0 ? height_mm / count / 1.15 : 0;
  for (const std::string& line : stamp.lines)
    em_mm = std::min(em_mm, room_mm / std::max(0.1, rubber.width_em(line)));
  double y_mm = -(count - 1) / 2 * em_mm * 1.3 + 0.36 * em_mm;
  for (const std::string& line : stamp.lines) {
    drawn.lines.push_back(rubber.straight(line, y_mm, em_mm));
    y_mm += em_mm * 1.3;
  }
  drawn.box = rubber.press(canvas, seed);
  return drawn;
}

}  // namespace folio
