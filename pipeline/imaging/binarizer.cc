#include "imaging/binarizer.h"

#include <algorithm>
#include <array>
#include <opencv2/imgproc.hpp>

#include "imaging/block_minima.h"
#include "imaging/ink_pieces.h"

namespace folio {
namespace {

// Levels of darkness, 255 - grey. Shares: best compromise of F-measure on the DIBCO 2009 and Nabuco pairs and
// of what is read from the mask (docs/decisions/binarization.md).
constexpr int kPaperNoise = 25;                     // of scanned paper, after its background is evened out
constexpr int kFaintest = 40, kFaintestMost = 130;  // bounds of what may be ink on any page
constexpr double kFaintestShare = 0.7;              // of Otsu's threshold
constexpr double kFainterShare = 0.6;               // of Otsu's threshold, where the rim is sharp
constexpr double kSureShare = 1.3;  // of Otsu's threshold, that other pieces must reach somewhere
constexpr int kSureMost = 150;
constexpr double kEdgeShare = 0.5;  // of the darkest ink near by
constexpr int kBlock = 8;           // pixels; the neighborhood is three blocks wide

/// Otsu's threshold of a histogram, counting levels >= `from`: maximal variance between the two classes.
int otsu_threshold(const std::array<double, 256>& histogram, int from) {
  double total = 0, total_sum = 0;
  for (int v = from; v < 256; ++v) total += histogram[v], total_sum += v * histogram[v];
  double below = 0, below_sum = 0, best = -1;
  int threshold = from;
  for (int v = from; v < 255; ++v) {
    below += histogram[v], below_sum += v * histogram[v];
    const double above = total - below;
    if (below == 0 || above == 0) continue;
    const double apart = below_sum / below - (total_sum - below_sum) / above;
    const double between = below * above * apart * apart;
    if (between > best) best = between, threshold = v;
  }
  return threshold;
}

}  // namespace

cv::Mat binarize(const cv::Mat& even_gray) {
  std::array<double, 256> darkness{};
  for (int y = 0; y < even_gray.rows; ++y) {
    const uchar* row = even_gray.ptr<uchar>(y);
    for (int x = 0; x < even_gray.cols; ++x) ++darkness[255 - row[x]];
  }
  const int otsu = otsu_threshold(darkness, kPaperNoise);
  const int faintest = std::clamp(static_cast<int>(kFaintestShare * otsu), kFaintest, kFaintestMost);
  const int fainter = std::clamp(static_cast<int>(kFainterShare * otsu), kFaintest, faintest);

  // Grey up to which a pixel is ink: half of the darkest near by, running smoothly from block to block.
  const cv::Mat coarse = block_minima(even_gray, kBlock);
  const cv::Mat limit = 255 - (255 - coarse) * kEdgeShare;
  cv::Mat full;
  cv::resize(limit, full, coarse.size() * kBlock, 0, 0, cv::INTER_LINEAR);
  cv::Mat ink = even_gray < full(cv::Rect({}, even_gray.size()));
  const cv::Mat core = ink & (even_gray < 255 - faintest);
  ink &= even_gray < 255 - fainter;
  keep_ink_pieces(
      even_gray, core,
      {.sure = std::clamp(static_cast<int>(kSureShare * otsu), kFaintest, kSureMost), .fainter = fainter},
      ink);
  return ink;
}

}  // namespace folio
