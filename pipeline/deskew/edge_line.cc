#include "deskew/edge_line.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "imaging/components.h"

namespace folio {
namespace {

constexpr int kDark = 180;           // grey of the line, its soft edge included
constexpr double kPiece = 0.012;     // of the side: 3.5 mm on A4, more than a letter's height
constexpr double kThin = 0.2;        // a piece is no deeper than this share of its length
constexpr double kOnLine = 0.003;    // of the side: 1 mm that a piece may lie off the line
constexpr double kTogether = 0.125;  // of the side: lengths of pieces that make a line
constexpr double kSlope = 0.05;
constexpr size_t kMostPieces = 150;

/// y = level + slope * x, in pixels of the strip.
struct EdgeLine {
  double level = 0, slope = 0;
  double length = 0;  ///< of the pieces on it
  double off(const Box& box) const { return std::abs(box.center_y() - level - slope * box.center_x()); }
};

/// The line through two of the pieces, or level through one, that most length lies on.
EdgeLine line_through(const std::vector<Box>& pieces, double tolerance) {
  EdgeLine best;
  for (size_t i = 0; i < pieces.size(); ++i) {
    for (size_t j = i; j < pieces.size(); ++j) {
      const double run = pieces[j].center_x() - pieces[i].center_x();
      EdgeLine line;
      if (i != j && std::abs(run) > pieces[i].width())
        line.slope = (pieces[j].center_y() - pieces[i].center_y()) / run;
      if (std::abs(line.slope) > kSlope) continue;
      line.level = pieces[i].center_y() - line.slope * pieces[i].center_x();
      for (const Box& piece : pieces) line.length += line.off(piece) <= tolerance ? piece.width() : 0;
      if (line.length > best.length) best = line;
    }
  }
  return best;
}

}  // namespace

void clear_edge_line(cv::Mat& strip) {
  cv::Mat labels;
  const std::vector<Component> components = find_components(strip < kDark, labels);
  std::vector<Box> pieces;
  for (const Component& c : components) {
    if (c.box.width() >= kPiece * strip.cols && c.box.height() <= kThin * c.box.width())
      pieces.push_back(c.box);
  }
  std::ranges::stable_sort(pieces, std::ranges::greater{}, &Box::width);
  if (pieces.size() > kMostPieces) pieces.resize(kMostPieces);
  const double tolerance = std::max(2.0, kOnLine * strip.cols);
  const EdgeLine line = line_through(pieces, tolerance);
  if (line.length < kTogether * strip.cols) return;
  cv::Mat cleared = cv::Mat::zeros(strip.size(), CV_8UC1);
  for (const Component& c : components) {
    if (line.off(c.box) > tolerance || c.box.height() > std::max(2 * tolerance, kThin * c.box.width()))
      continue;
    cleared(to_rect(c.box)).setTo(255, labels(to_rect(c.box)) == c.label);
  }
  cv::dilate(cleared, cleared, cv::Mat::ones(3, 3, CV_8UC1));
  strip.setTo(255, cleared);
}

}  // namespace folio
