#include "recognize/hand_input.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "recognize/reading_input.h"

namespace folio {
namespace {

// These say the same as scripts/train/handwriting/hand_net.py and hand_input.py.
constexpr double kBand = 18;
constexpr double kMiddle = 24;
constexpr double kInk = 0.35;           // of the darkest
constexpr double kReach = 1.8;          // standard deviations of the rows that count
constexpr double kBandOfSpread = 3.46;  // of an even band: the root of 12
constexpr double kMostScale = 4;
constexpr int kRounds = 3;

constexpr double kLeastDark = 55;  // darkness; paper is paler

struct Band {
  double middle = 0, height = 0;  ///< rows; height 0 = there is no ink
};

Band band_of(const cv::Mat& dark, double darkest) {
  std::vector<double> entries(static_cast<size_t>(dark.rows), 0);
  double all = 0;
  for (int y = 0; y < dark.rows; ++y) {
    const uchar* row = dark.ptr<uchar>(y);
    bool before = false;
    for (int x = 0; x < dark.cols; ++x) {
      const bool ink = row[x] > kInk * darkest;
      if (ink && !before) ++entries[static_cast<size_t>(y)];
      before = ink;
    }
    all += entries[static_cast<size_t>(y)];
  }
  if (all < 1) return {};
  double middle = (dark.rows - 1) / 2.0, spread = dark.rows;
  for (int round = 0; round < kRounds; ++round) {
    double count = 0, sum = 0, squares = 0;
    for (int y = 0; y < dark.rows; ++y) {
      if (std::abs(y - middle) > kReach * spread) continue;
      const double n = entries[static_cast<size_t>(y)];
      count += n, sum += n * y, squares += n * y * y;
    }
    if (count < 1) break;
    middle = sum / count;
    spread = std::max(1.0, std::sqrt(std::max(0.0, squares / count - middle * middle)));
  }
  return {middle, kBandOfSpread * spread};
}

}  // namespace

HandInput hand_input(const LineImage& line) {
  HandInput out;
  if (line.gray.empty()) return out;
  cv::Mat dark = 255 - line.gray;
  double darkest = 0;
  cv::minMaxLoc(dark, nullptr, &darkest);
  if (darkest <= kLeastDark) return out;
  const Band band = band_of(dark, darkest);
  if (band.height <= 0) return out;
  out.scale = std::min(kBand / band.height, kMostScale);
  // Shrinking by bilinear samples alone would skip strokes.
  if (out.scale < 0.8) {
    cv::Mat soft;
    cv::GaussianBlur(dark, soft, {}, 0.35 / out.scale);
    dark = soft;
  }
  const int width = std::max(1, static_cast<int>(std::ceil(dark.cols * out.scale)));
  const cv::Matx23d input_from_line(out.scale, 0, 0.5 * out.scale - 0.5,  //
                                    0, out.scale, kMiddle - out.scale * band.middle - 0.5);
  cv::Mat scaled;
  cv::warpAffine(dark, scaled, input_from_line, {width, kHandHeight}, cv::INTER_LINEAR, cv::BORDER_CONSTANT,
                 0);
  const int padded = (width + kHandWidthStep - 1) / kHandWidthStep * kHandWidthStep;
  out.dark = cv::Mat::zeros(kHandHeight, padded, CV_32FC1);
  cv::Mat inked = out.dark(cv::Rect(0, 0, width, kHandHeight));
  scaled.convertTo(inked, CV_32F, 1 / ink_level(scaled));
  cv::min(inked, 1.0, inked);
  return out;
}

}  // namespace folio
