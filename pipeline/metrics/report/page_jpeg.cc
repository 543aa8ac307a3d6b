#include "metrics/report/page_jpeg.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "foreign/jpeg_encoder.h"

namespace folio {
namespace {

// At 1,600 pixels typewriter text of an A4 leaf can be read; at 400 the places of marks can be told.
constexpr int kSides[] = {1600, 1200, 900, 650, 400};
constexpr int kQuality = 55;
constexpr size_t kMostBytes = 300'000;

}  // namespace

size_t picture_share(size_t pages) {
  return std::min(kMostBytes, kPictureBytes / std::max<size_t>(1, pages));
}

std::string page_jpeg(const cv::Mat& pixels, size_t most_bytes) {
  if (pixels.empty()) return {};
  for (const int side : kSides) {
    const double scale = std::min(1.0, double(side) / std::max(pixels.cols, pixels.rows));
    const cv::Size size(std::max(1, cvRound(pixels.cols * scale)), std::max(1, cvRound(pixels.rows * scale)));
    cv::Mat reduced = pixels;
    if (size != pixels.size()) cv::resize(pixels, reduced, size, 0, 0, cv::INTER_AREA);
    std::string jpeg = encode_jpeg(reduced, kQuality);
    if (jpeg.size() <= most_bytes) return jpeg;
  }
  return {};
}

}  // namespace folio
