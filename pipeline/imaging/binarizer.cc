#include "imaging/binarizer.h"

#include <algorithm>
#include <array>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace folio {
namespace {

// Levels of darkness, 255 - grey.
constexpr int kPaperNoise = 25;                     // of scanned paper, after its background is evened out
constexpr int kFaintest = 40, kFaintestMost = 130;  // bounds of what may be ink on any page
constexpr double kFaintestShare = 0.7;              // of Otsu's threshold
constexpr double kSureShare = 1.1;                  // of Otsu's threshold, that a piece must reach somewhere
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

/// Clears pieces of `ink` that are nowhere darker than `sure_gray`: letters have a core, grain and what
/// shines through have none.
void drop_faint_pieces(const cv::Mat& gray, int sure_gray, cv::Mat& ink) {
  cv::Mat labels;
  const int count = cv::connectedComponents(ink, labels, 8, CV_32S);
  std::vector<uchar> keep(static_cast<size_t>(count), 0);
  for (int y = 0; y < ink.rows; ++y) {
    const int* label = labels.ptr<int>(y);
    const uchar* value = gray.ptr<uchar>(y);
    for (int x = 0; x < ink.cols; ++x) {
      if (label[x] != 0 && value[x] <= sure_gray) keep[label[x]] = 255;
    }
  }
  for (int y = 0; y < ink.rows; ++y) {
    const int* label = labels.ptr<int>(y);
    uchar* out = ink.ptr<uchar>(y);
    for (int x = 0; x < ink.cols; ++x) out[x] = keep[label[x]];
  }
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

  // Darkest pixel of each block and its neighbors, between which the threshold runs smoothly.
  const cv::Size blocks((even_gray.cols + kBlock - 1) / kBlock, (even_gray.rows + kBlock - 1) / kBlock);
  cv::Mat padded, darkest;
  cv::copyMakeBorder(even_gray, padded, 0, blocks.height * kBlock - even_gray.rows, 0,
                     blocks.width * kBlock - even_gray.cols, cv::BORDER_REPLICATE);
  cv::erode(padded, darkest, cv::Mat::ones(kBlock, kBlock, CV_8UC1),
            {0, 0});  // over the block that begins here
  cv::Mat coarse(blocks, CV_8UC1);
  for (int y = 0; y < blocks.height; ++y) {
    for (int x = 0; x < blocks.width; ++x) coarse.at<uchar>(y, x) = darkest.at<uchar>(y * kBlock, x * kBlock);
  }
  cv::erode(coarse, coarse, cv::Mat::ones(3, 3, CV_8UC1));
  // Grey up to which a pixel is ink there.
  cv::Mat limit = 255 - (255 - coarse) * kEdgeShare;
  cv::min(limit, 255 - faintest, limit);
  cv::Mat full;
  cv::resize(limit, full, padded.size(), 0, 0, cv::INTER_LINEAR);
  cv::Mat ink = even_gray < full(cv::Rect(0, 0, even_gray.cols, even_gray.rows));
  drop_faint_pieces(even_gray, 255 - std::clamp(static_cast<int>(kSureShare * otsu), kFaintest, kSureMost),
                    ink);
  return ink;
}

}  // namespace folio
