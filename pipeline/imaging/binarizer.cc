#include "imaging/binarizer.h"

#include <algorithm>
#include <array>
#include <opencv2/imgproc.hpp>

namespace folio {
namespace {

// Levels of darkness, 255 - grey. Paper noise stays below the first; the bounds keep a page of faint pencil
// and a page of solid black from moving the threshold out of the range in which letters are whole.
constexpr int kPaperNoise = 25;
constexpr int kFaintest = 50, kDarkest = 150;
constexpr double kTowardsPaper = 0.9;

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
  const int threshold = std::clamp(static_cast<int>(kTowardsPaper * otsu_threshold(darkness, kPaperNoise)),
                                   kFaintest, kDarkest);
  return even_gray < 255 - threshold;
}

}  // namespace folio
