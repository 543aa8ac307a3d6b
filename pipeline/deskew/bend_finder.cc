#include "deskew/bend_finder.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <vector>

#include "core/median.h"
#include "deskew/row_sharpness.h"

namespace folio {
namespace {

constexpr int kTileColumns = 8, kTileRows = 4, kTiles = 32;  // a tile of A4: 25 mm by 70
constexpr size_t kFewestPoints = 150;                        // of a tile: three words
constexpr int kFewestTiles = 12;
constexpr double kTileSure = 0.15;  // share by which a tile's best slope stands out
constexpr double kSecondReach = 0.04;
constexpr int kTerms = 7;
constexpr double kRidge = 1e-3;  // keeps terms small that no tile tells

using Terms = cv::Vec<double, kTerms>;

/// Slopes of rows over the page: polynomial of u along them and v down, both in half widths of the text.
struct SlopeField {
  Terms terms = Terms::all(0);
  cv::Point2d middle;
  double unit = 1;
  double u0 = -1, u1 = 1, v0 = -1, v1 = 1;  ///< where text stands; beyond, the slope of the edge

  static Terms powers(double u, double v) { return {1, u, u * u, u * u * u, v, u * v, u * u * v}; }
  static Terms integrals(double u, double v) {
    return {u, u * u / 2, u * u * u / 3, u * u * u * u / 4, v * u, u * u * v / 2, u * u * u * v / 3};
  }
  double slope_at(double u, double v) const {
    return terms.dot(powers(std::clamp(u, u0, u1), std::clamp(v, v0, v1)));
  }
  /// How far a row has come down at `p` since the middle, pixels.
  double shift_at(const cv::Point2d& p) const {
    const double u = (p.x - middle.x) / unit, v = std::clamp((p.y - middle.y) / unit, v0, v1);
    const double inside = std::clamp(u, u0, u1);
    return unit * (terms.dot(integrals(inside, v)) + (u - inside) * slope_at(inside, v));
  }
};

struct Tile {
  double u = 0, v = 0, slope = 0, weight = 0;
};

class BendFinder {
 public:
  BendFinder(const cv::Mat& ink, double degrees, const BendSearch& search) : search_(search) {
    const double angle = degrees * std::numbers::pi / 180, c = std::cos(angle), s = std::sin(angle);
    const auto half = 0.5F * static_cast<float>(ink.rows);
    for (const cv::Point2f& p : ink_points(ink, search.max_points)) {
      const double x = p.x, y = p.y - half;
      points_.emplace_back(c * x + s * y, c * y - s * x);
    }
  }

  std::optional<Bend> find(double letter_height) {
    if (points_.size() < kFewestPoints * kFewestTiles) return std::nullopt;
    set_text_area();
    // Slopes near the best one are nearly as sharp: how far a tile stands out is told by the wide search
    // only.
    for (const auto& [reach, least_sure] :
         {std::pair{search_.max_slope, kTileSure}, {kSecondReach, 0.0}, {kSecondReach, 0.0}}) {
      if (!improve(reach, least_sure)) return std::nullopt;
      if (bend() < 0.5 * search_.least_bend * letter_height) return std::nullopt;
    }
    Bend found;
    found.mean_slope = mean_slope();
    found.bend = bend();
    if (found.bend < search_.least_bend * letter_height) return std::nullopt;
    found.gain = gain(found.mean_slope);
    if (found.gain < search_.least_gain) return std::nullopt;
    found.down_at = [slopes = slopes_, mean = found.mean_slope](const cv::Point2d& flat) {
      const double angle = std::atan(mean), c = std::cos(angle), s = std::sin(angle);
      const cv::Point2d at(c * flat.x - s * flat.y, s * flat.x + c * flat.y);
      // `shift_at` belongs to the place of the ink: found by looking again where it leads.
      const double first = slopes.shift_at(at) - mean * (at.x - slopes.middle.x);
      return slopes.shift_at({at.x, at.y + first}) - mean * (at.x - slopes.middle.x);
    };
    return found;
  }

 private:
  void set_text_area() {
    std::vector<double> x, y;
    for (const cv::Point2d& p : points_) x.push_back(p.x), y.push_back(p.y);
    const auto at = [](std::vector<double>& values, double share) {
      const auto place = values.begin() + static_cast<long>(share * static_cast<double>(values.size() - 1));
      std::ranges::nth_element(values, place);
      return *place;
    };
    const double x0 = at(x, 0.005), x1 = at(x, 0.995), y0 = at(y, 0.005), y1 = at(y, 0.995);
    slopes_.middle = {0.5 * (x0 + x1), 0.5 * (y0 + y1)};
    slopes_.unit = std::max(1.0, 0.5 * (x1 - x0));
    slopes_.u0 = -1, slopes_.u1 = 1;
    slopes_.v1 = 0.5 * (y1 - y0) / slopes_.unit, slopes_.v0 = -slopes_.v1;
  }

  /// Measures what slopes are left in each tile of the page as flattened so far, and adds them.
  bool improve(double reach, double least_sure) {
    std::array<std::vector<cv::Point2f>, size_t{kTiles}> tiles;
    const double width = 2.0 / kTileColumns, height = (slopes_.v1 - slopes_.v0) / kTileRows;
    const auto middle_of = [&](int column, int row) {
      return cv::Point2d(-1 + (column + 0.5) * width, slopes_.v0 + (row + 0.5) * height);
    };
    for (const cv::Point2d& p : points_) {
      const double u = (p.x - slopes_.middle.x) / slopes_.unit;
      const double y = p.y - slopes_.shift_at(p);
      const double v = (y - slopes_.middle.y) / slopes_.unit;
      const int column = static_cast<int>(std::floor((u + 1) / width));
      const int row = static_cast<int>(std::floor((v - slopes_.v0) / height));
      if (column < 0 || column >= kTileColumns || row < 0 || row >= kTileRows) continue;
      const int tile = row * kTileColumns + column;
      tiles[static_cast<size_t>(tile)].emplace_back(
          static_cast<float>(slopes_.unit * (u - middle_of(column, row).x)), static_cast<float>(y));
    }
    std::vector<Tile> measured;
    for (int i = 0; i < kTiles; ++i) {
      std::vector<cv::Point2f>& points = tiles[static_cast<size_t>(i)];
      if (points.size() < kFewestPoints) continue;
      const cv::Point2d middle = middle_of(i % kTileColumns, i / kTileColumns);
      Tile tile{middle.x, middle.y, 0, std::sqrt(static_cast<double>(points.size()))};
      const double sure = measure(std::move(points), reach, tile.slope);
      if (sure <= least_sure) continue;
      tile.weight *= sure;
      measured.push_back(tile);
    }
    if (measured.size() < kFewestTiles) return false;
    fit(measured);
    return true;
  }

  /// Slope under which a tile's rows are sharpest; returns by what share it stands out.
  static double measure(std::vector<cv::Point2f> points, double reach, double& slope) {
    constexpr int kSteps = 24;  // each way
    RowSharpness sharpness(std::move(points));
    const double step = reach / kSteps;
    std::array<double, 2 * kSteps + 1> scores{};
    for (size_t i = 0; i < scores.size(); ++i)
      scores[i] = sharpness((static_cast<double>(i) - kSteps) * step);
    const auto best = static_cast<size_t>(std::ranges::max_element(scores) - scores.begin());
    if (best == 0 || best + 1 == scores.size()) return 0;
    const double left = scores[best - 1], right = scores[best + 1], peak = scores[best];
    const double bend = left - 2 * peak + right;
    slope = (static_cast<double>(best) - kSteps + (bend < 0 ? 0.5 * (left - right) / bend : 0)) * step;
    return 1 - median_of({scores.begin(), scores.end()}) / std::max(peak, 1e-9);
  }

  /// Least squares with Tukey's weights.
  void fit(const std::vector<Tile>& tiles) {
    Terms added = Terms::all(0);
    std::vector<double> trust(tiles.size(), 1);
    for (int round = 0; round < 8; ++round) {
      cv::Matx<double, kTerms, kTerms> normal = cv::Matx<double, kTerms, kTerms>::eye() * kRidge;
      Terms right = Terms::all(0);
      for (size_t i = 0; i < tiles.size(); ++i) {
        const Terms powers = SlopeField::powers(tiles[i].u, tiles[i].v);
        const double w = trust[i] * tiles[i].weight;
        normal += w * (powers * powers.t());
        right += w * tiles[i].slope * powers;
      }
      added = normal.solve(right, cv::DECOMP_CHOLESKY);
      std::vector<double> offs;
      offs.reserve(tiles.size());
      for (const Tile& tile : tiles)
        offs.push_back(std::abs(tile.slope - added.dot(SlopeField::powers(tile.u, tile.v))));
      const double usual = std::max(0.002, median_of(offs));
      for (size_t i = 0; i < tiles.size(); ++i) {
        const double off = offs[i] / (5 * usual);
        trust[i] = off < 1 ? std::pow(1 - off * off, 2) : 0;
      }
    }
    slopes_.terms += added;
  }

  double mean_slope() const {
    double sum = 0;
    int count = 0;
    for (double u = -0.95; u < 1; u += 0.1)
      for (double share = 0.05; share < 1; share += 0.1, ++count)
        sum += slopes_.slope_at(u, slopes_.v0 + share * (slopes_.v1 - slopes_.v0));
    return sum / count;
  }

  /// Farthest from straight rows over the text, either way.
  double bend() const {
    const double mean = mean_slope();
    double most = 0;
    for (double share = 0; share <= 1.001; share += 0.1) {
      double low = 0, high = 0;
      for (double u = -1; u <= 1.001; u += 0.1) {
        const double y = slopes_.middle.y + slopes_.unit * (slopes_.v0 + share * (slopes_.v1 - slopes_.v0));
        const double x = slopes_.unit * u;
        const double off = slopes_.shift_at({slopes_.middle.x + x, y}) - mean * x;
        low = std::min(low, off), high = std::max(high, off);
      }
      most = std::max(most, high - low);
    }
    return most;
  }

  double gain(double mean) const {
    std::vector<cv::Point2f> straight, flat;
    for (const cv::Point2d& p : points_) {
      straight.emplace_back(static_cast<float>(p.x), static_cast<float>(p.y));
      flat.emplace_back(static_cast<float>(p.x), static_cast<float>(p.y - slopes_.shift_at(p)));
    }
    RowSharpness before(std::move(straight)), after(std::move(flat));
    return after(0) / std::max(1e-9, std::max(before(0), before(mean)));
  }

  const BendSearch& search_;
  std::vector<cv::Point2d> points_;  ///< from the middle of the picture, turned by the skew
  SlopeField slopes_;
};

}  // namespace

std::optional<Bend> find_bend(const cv::Mat& ink, double degrees, double letter_height,
                              const BendSearch& search) {
  if (letter_height <= 0) return std::nullopt;
  return BendFinder(ink, degrees, search).find(letter_height);
}

}  // namespace folio
