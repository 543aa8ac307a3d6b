#include "imaging/ink_pieces.h"

#include <algorithm>
#include <cassert>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "core/median.h"
#include "imaging/ink_runs.h"

namespace folio {
namespace {

// Of the F-measure on the DIBCO 2009 and Nabuco pairs, with those of the binarizer:
// docs/decisions/binarization.md.
constexpr double kSharpShare = 0.85;  // of the sharpness of the page's sure pieces
constexpr int kLeastRim = 20;         // pixels; grain is smaller, a dash at 100 dpi longer

constexpr double kNoneIsSharp = 1e9;

struct Piece {
  int darkest = 0;
  int rim = 0;      // pixels with paper beside them
  double step = 0;  // sum over the rim of the largest difference among a pixel and its neighbors

  double sharpness() const { return step / rim / darkest; }
};

/// Difference between the lightest and the darkest of a pixel and its eight neighbors.
int step_at(const cv::Mat& gray, int x, int y) {
  int low = 255, high = 0;
  for (int j = std::max(0, y - 1); j <= std::min(gray.rows - 1, y + 1); ++j) {
    const uchar* row = gray.ptr<uchar>(j);
    for (int i = std::max(0, x - 1); i <= std::min(gray.cols - 1, x + 1); ++i) {
      low = std::min<int>(low, row[i]), high = std::max<int>(high, row[i]);
    }
  }
  return high - low;
}

std::vector<Piece> measure(const cv::Mat& gray, const cv::Mat& mask, const cv::Mat& labels, int count) {
  std::vector<Piece> pieces(static_cast<size_t>(count));
  for (int y = 0; y < labels.rows; ++y) {
    const int* row = labels.ptr<int>(y);
    const int* above = labels.ptr<int>(std::max(0, y - 1));
    const int* below = labels.ptr<int>(std::min(labels.rows - 1, y + 1));
    const uchar* value = gray.ptr<uchar>(y);
    const uchar* ink = mask.ptr<uchar>(y);
    for (int x = next_ink(ink, 0, mask.cols); x < mask.cols; x = next_ink(ink, x + 1, mask.cols)) {
      Piece& piece = pieces[row[x]];
      piece.darkest = std::max(piece.darkest, 255 - value[x]);
      const bool inside = above[x] != 0 && below[x] != 0 && row[std::max(0, x - 1)] != 0 &&
                          row[std::min(labels.cols - 1, x + 1)] != 0;
      if (!inside) ++piece.rim, piece.step += step_at(gray, x, y);
    }
  }
  return pieces;
}

}  // namespace

void keep_ink_pieces(const cv::Mat& gray, const cv::Mat& core, const PieceLevels& levels, cv::Mat& mask) {
  assert(gray.size() == mask.size() && core.size() == mask.size());
  cv::Mat labels;
  const int count = cv::connectedComponents(mask, labels, 8, CV_32S);
  const std::vector<Piece> pieces = measure(gray, mask, labels, count);
  std::vector<double> sharp;
  for (const Piece& piece : pieces) {
    if (piece.darkest >= levels.sure && piece.rim >= kLeastRim) sharp.push_back(piece.sharpness());
  }
  const double sharp_enough = kSharpShare * median_of(sharp, kNoneIsSharp);
  enum Choice : uchar { none, within_core, whole };
  std::vector<uchar> choices(pieces.size(), none);
  for (size_t i = 1; i < pieces.size(); ++i) {
    const Piece& piece = pieces[i];
    if (piece.darkest >= levels.sure)
      choices[i] = within_core;
    else if (piece.darkest >= levels.fainter && piece.rim >= kLeastRim && piece.sharpness() >= sharp_enough)
      choices[i] = whole;
  }
  for (int y = 0; y < mask.rows; ++y) {
    const int* label = labels.ptr<int>(y);
    const uchar* in_core = core.ptr<uchar>(y);
    uchar* out = mask.ptr<uchar>(y);
    for (int x = next_ink(out, 0, mask.cols); x < mask.cols; x = next_ink(out, x + 1, mask.cols)) {
      const uchar choice = choices[label[x]];
      out[x] = choice == whole ? 255 : choice == within_core ? in_core[x] : 0;
    }
  }
}

}  // namespace folio
