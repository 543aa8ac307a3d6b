#include "imaging/line_parting.h"

#include <algorithm>

#include "imaging/typed_letters.h"
#include "page/label_row.h"

namespace folio {
namespace {

// In letter heights. Chosen on drawn pages of one interval and less.
constexpr double kLowest = 2;    // of a piece of two lines; a letter with tail and accent has 2.0
constexpr double kHighest = 10;  // four lines or more that hang together are a picture
constexpr double kWidest = 12;   // a word
constexpr double kHead = 0.75;   // part of a letter that shows that the piece is of its line
constexpr double kBeyond = 2;    // that a line may go on beyond its letters
constexpr double kEven = 0.5;    // share of letters on the baseline; writing by hand has less
constexpr double kFewestLetters = 4;
constexpr double kNarrow = 0.35;  // of the piece's width, or two strokes:
constexpr double kTwoStrokes = 0.5;

bool may_be_parted(const Box& box, double unit) {
  return box.height() >= kLowest * unit && box.height() <= kHighest * unit && box.width() <= kWidest * unit;
}

/// Baselines, from top to bottom, of the lines that have a letter in the piece.
std::vector<double> baselines_in(const Box& piece, const std::vector<const InkLine*>& typed, double unit) {
  std::vector<double> feet;
  for (const InkLine* line : typed) {
    if (piece.x1 < line->box.x0 - kBeyond * unit || piece.x0 > line->box.x1 + kBeyond * unit) continue;
    const double foot = line->baseline.y_at(piece.center_x());
    if (piece.y0 <= foot - kHead * unit && piece.y1 >= foot - 0.25 * unit) feet.push_back(foot);
  }
  std::ranges::sort(feet);
  return feet;
}

/// The row from `y0` to `y1` in which the piece has least ink, the middlemost of them; -1 where that is much.
int narrowest_row(const Component& piece, int y0, int y1, double unit, const cv::Mat& labels) {
  const double middle = 0.5 * (y0 + y1);
  int best = -1;
  long least = 0;
  for (int y = std::max(piece.box.y0 + 1, y0); y < std::min(piece.box.y1 - 1, y1); ++y) {
    const LabelRow row(labels, y);
    long ink = 0;
    for (int x = piece.box.x0; x < piece.box.x1; ++x) ink += row[x] == piece.label ? 1 : 0;
    if (best < 0 || ink < least || (ink == least && std::abs(y - middle) < std::abs(best - middle)))
      best = y, least = ink;
  }
  const double narrow = std::max(kTwoStrokes * unit, kNarrow * piece.box.width());
  return least <= narrow ? best : -1;
}

}  // namespace

bool may_reach_over_lines(const std::vector<Component>& components, double letter_height) {
  return std::ranges::any_of(components,
                             [&](const Component& c) { return may_be_parted(c.box, letter_height); });
}

std::vector<int> part_lines(const std::vector<Component>& components, const std::vector<InkLine>& lines,
                            double letter_height, cv::Mat& labels) {
  std::vector<const InkLine*> typed;
  for (const InkLine& line : lines) {
    if (line.component_idxs.size() >= kFewestLetters && evenness_of(line, components, letter_height) >= kEven)
      typed.push_back(&line);
  }
  std::vector<int> parted;
  for (const Component& piece : components) {
    if (!may_be_parted(piece.box, letter_height)) continue;
    const std::vector<double> feet = baselines_in(piece.box, typed, letter_height);
    for (size_t i = 1; i < feet.size(); ++i) {
      const int y0 = cvRound(feet[i - 1] + 0.05 * letter_height),
                y1 = cvRound(feet[i] - kHead * letter_height);
      const int y = narrowest_row(piece, y0, y1, letter_height, labels);
      if (y < 0) continue;
      LabelRow row(labels, y);
      for (int x = piece.box.x0; x < piece.box.x1; ++x)
        if (row[x] == piece.label) row.set(x, 0);
      parted.push_back(piece.label);
    }
  }
  return parted;
}

}  // namespace folio
