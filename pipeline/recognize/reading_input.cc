#include "recognize/reading_input.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace folio {
namespace {

// These four say the same as scripts/train/reading/net.py and wear.py.
constexpr double kLetterHeight = 16;
constexpr double kBaseline = 28.8;
constexpr int kInk = 64;            // darkness; what is paler tells nothing of the ribbon
constexpr double kLeastLevel = 76;  // darkness: fainter ink is not brought to 1

constexpr double kUsualCell = 1.3;  // x-heights

}  // namespace

double ink_level(const cv::Mat& dark) {
  std::array<int, 256> counts{};
  int inked = 0;
  for (int y = 0; y < dark.rows; ++y) {
    const uchar* row = dark.ptr<uchar>(y);
    for (int x = 0; x < dark.cols; ++x) ++counts[row[x]], inked += row[x] > kInk ? 1 : 0;
  }
  if (inked <= 20) return 200;
  int level = 255;
  for (int seen = counts[255]; 5 * seen < inked && level > kInk; seen += counts[level]) --level;
  return std::max(kLeastLevel, double(level));
}

ReadingInput reading_input(const LineImage& line) {
  ReadingInput out;
  if (line.gray.empty() || line.x_height <= 0) return out;
  const double cell = line.pitch > 0 ? line.pitch : kUsualCell * line.x_height;
  out.x_scale = kReadingCell / cell;
  const double y_scale = kLetterHeight / line.x_height;
  const int width = std::max(1, static_cast<int>(std::ceil(line.gray.cols * out.x_scale)));
  cv::Mat dark, soft = 255 - line.gray, scaled;
  // Shrinking by bilinear samples alone would skip strokes.
  if (std::min(out.x_scale, y_scale) < 0.8) {
    cv::GaussianBlur(soft, dark, {}, 0.35 / std::min(out.x_scale, 1.0), 0.35 / std::min(y_scale, 1.0));
    soft = dark;
  }
  const cv::Matx23d line_from_input(1 / out.x_scale, 0, 0.5 / out.x_scale - 0.5,  //
                                    0, 1 / y_scale, line.baseline_y + (0.5 - kBaseline) / y_scale - 0.5);
  cv::warpAffine(soft, scaled, line_from_input, {width, kReadingHeight},
                 cv::INTER_LINEAR | cv::WARP_INVERSE_MAP, cv::BORDER_CONSTANT, 0);
  double darkest = 0;
  cv::minMaxLoc(scaled, nullptr, &darkest);
  if (darkest <= 55) return out;
  const int padded = (width + kReadingWidthStep - 1) / kReadingWidthStep * kReadingWidthStep;
  out.dark = cv::Mat::zeros(kReadingHeight, padded, CV_32FC1);
  cv::Mat inked = out.dark(cv::Rect(0, 0, width, kReadingHeight));
  scaled.convertTo(inked, CV_32F, 1 / ink_level(scaled));
  cv::min(inked, 1.0, inked);
  return out;
}

}  // namespace folio
