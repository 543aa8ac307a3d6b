#include "separate/writing_blocks.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "page/label_row.h"
#include "separate/writing_rows.h"
#include "separate/written_slope.h"

namespace folio {
namespace {

constexpr double kShortestSloping = 8;  // letter heights: shorter lines show no slope
constexpr size_t kEnoughPoints = 4000;  // to tell a slope
// Letter heights: lower writing is one row. How far tails of one row reach into the next.
constexpr double kSeveralRows = 2.8;
constexpr double kTails = 0.6;
constexpr double kTailShare = 0.25;  // of a piece's ink
// Of a row on a page of writing. Letter heights or bands of letters: the widest gap. Bands: how far middles
// lie apart, of words and of signs. Usual bands: what is higher is no row.
constexpr double kRowGap = 5;
constexpr double kSameRow = 0.6;
constexpr double kMarkInRow = 0.9;
constexpr double kTallest = 2.2;

/// A piece's ink by the rows that it lies in: a tail that reaches into the next row stays with its letter,
/// and rows that touch are cut apart.
void add_to_rows(std::vector<WrittenLine>& rows, const Component& piece, const cv::Mat& piece_labels,
                 const std::vector<double>& gaps, double slope, double unit) {
  const auto row_at = [&](double y) {
    return static_cast<size_t>(std::ranges::upper_bound(gaps, y) - gaps.begin());
  };
  WrittenLine alone;
  alone.add(piece);
  const std::vector<cv::Point> points = points_of(alone, piece_labels);
  std::vector<int> counts(rows.size(), 0);
  for (const cv::Point& point : points) ++counts[row_at(point.y - slope * point.x)];
  const auto major = static_cast<size_t>(std::ranges::max_element(counts) - counts.begin());
  const double low = major > 0 ? gaps[major - 1] - kTails * unit : -1e18;
  const double high = major < gaps.size() ? gaps[major] + kTails * unit : 1e18;
  std::vector<Component> parts(rows.size(), Component{{}, 0, piece.label});
  for (const cv::Point& point : points) {
    const double y = point.y - slope * point.x;
    size_t row = row_at(y);
    if (counts[row] < kTailShare * counts[major] && y >= low && y < high) row = major;
    parts[row].box = unite(parts[row].box, Box{point.x, point.y, point.x + 1, point.y + 1});
    ++parts[row].area;
  }
  for (size_t i = 0; i < rows.size(); ++i)
    if (parts[i].area > 0) rows[i].add(parts[i]);
}

/// Where the letters of a line stand: the mean of its ink's rows, its slope taken out, and how high an even
/// band of that spread is.
struct LetterBand {
  double middle = 0, height = 0;
};

LetterBand band_of(const WrittenLine& line, const cv::Mat& piece_labels, double slope) {
  double count = 0, sum = 0, squares = 0;
  for (const cv::Point& point : points_of(line, piece_labels)) {
    const double y = point.y - slope * point.x;
    count += 1, sum += y, squares += y * y;
  }
  const double middle = sum / std::max(1.0, count);
  return {middle, std::sqrt(12 * std::max(0.0, squares / std::max(1.0, count) - middle * middle))};
}

}  // namespace

std::vector<cv::Point> points_of(const WrittenLine& line, const cv::Mat& piece_labels, size_t every) {
  std::vector<cv::Point> points;
  size_t seen = 0;
  for (const Component& piece : line.pieces) {
    for (int y = piece.box.y0; y < piece.box.y1; ++y) {
      const LabelRow row(piece_labels, y);
      for (int x = piece.box.x0; x < piece.box.x1; ++x)
        if (row[x] == piece.label && seen++ % every == 0) points.emplace_back(x, y);
    }
  }
  return points;
}

std::vector<WrittenLine> rows_of(WrittenLine block, const cv::Mat& piece_labels, double unit, size_t fewest) {
  std::vector<WrittenLine> rows;
  if (block.box.width() > kShortestSloping * unit && block.height() > kSeveralRows * unit) {
    const std::vector<cv::Point> points = points_of(block, piece_labels);
    const auto every = std::max<size_t>(1, points.size() / kEnoughPoints);
    const double slope = refined_slope(points_of(block, piece_labels, every), 0.25 * unit, block.slope);
    double low = 1e18, high = -1e18;
    for (const cv::Point& point : points) {
      const double y = point.y - slope * point.x;
      low = std::min(low, y), high = std::max(high, y);
    }
    std::vector<double> profile(static_cast<size_t>(high - low) + 1, 0);
    for (const cv::Point& point : points) ++profile[static_cast<size_t>(point.y - slope * point.x - low)];
    std::vector<double> gaps;
    for (const int gap : gaps_between_rows(profile, unit)) gaps.push_back(low + gap);
    if (gaps.size() + 1 >= fewest) {
      rows.resize(gaps.size() + 1);
      for (const Component& piece : block.pieces) add_to_rows(rows, piece, piece_labels, gaps, slope, unit);
      for (WrittenLine& row : rows) row.slope = slope;
      std::erase_if(rows, [](const WrittenLine& row) { return row.pieces.empty(); });
      return rows;
    }
  }
  rows.push_back(std::move(block));
  return rows;
}

void join_rows(std::vector<WrittenLine>& lines, const cv::Mat& piece_labels, double unit) {
  double slopes = 0, lengths = 0;
  for (const WrittenLine& line : lines) {
    if (line.is_turned || line.box.width() <= kShortestSloping * unit) continue;
    slopes += line.slope * line.box.width(), lengths += line.box.width();
  }
  const double slope = lengths > 0 ? slopes / lengths : 0;
  struct Row {
    WrittenLine line;
    LetterBand band;
  };
  std::vector<Row> rows;
  std::vector<WrittenLine> others;
  for (WrittenLine& line : lines) {
    if (line.is_turned || !is_writing(line, unit)) {
      others.push_back(std::move(line));
    } else {
      const LetterBand band = band_of(line, piece_labels, slope);
      rows.push_back({std::move(line), band});
    }
  }
  std::vector<double> heights;
  heights.reserve(rows.size());
  for (const Row& row : rows) heights.push_back(row.band.height);
  std::ranges::sort(heights);
  const double usual = heights.empty() ? 0 : heights[heights.size() / 2];
  const auto gap_of = [&](const Row& left, const Row& right) -> std::optional<double> {
    const auto [low, high] = std::minmax(left.band.height, right.band.height);
    if (high > kTallest * usual) return std::nullopt;
    const double gap = std::max(0, right.line.box.x0 - left.line.box.x1);
    // A sign or a letter's mark may stand higher or lower than letters, but stands near them.
    const bool is_mark = low < 0.5 * high;
    if (gap > (is_mark ? high : std::max(kRowGap * unit, kRowGap * high))) return std::nullopt;
    if (std::abs(left.band.middle - right.band.middle) > (is_mark ? kMarkInRow : kSameRow) * high)
      return std::nullopt;
    return gap;
  };
  for (bool joined = true; joined;) {
    joined = false;
    std::optional<double> least;
    size_t first = 0, second = 0;
    for (size_t i = 0; i < rows.size(); ++i) {
      for (size_t k = 0; k < rows.size(); ++k) {
        if (i == k || rows[i].line.box.x0 > rows[k].line.box.x0) continue;
        const auto gap = gap_of(rows[i], rows[k]);
        if (gap && (!least || *gap < *least)) least = gap, first = i, second = k;
      }
    }
    if (!least) break;
    WrittenLine& line = rows[first].line;
    for (const Component& piece : rows[second].line.pieces) line.add(piece);
    line.slope = slope;
    rows[first].band = band_of(line, piece_labels, slope);
    rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(second));
    joined = true;
  }
  lines = std::move(others);
  for (Row& row : rows) lines.push_back(std::move(row.line));
}

}  // namespace folio
