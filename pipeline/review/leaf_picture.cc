#include "review/leaf_picture.h"

#include <algorithm>
#include <array>
#include <opencv2/imgproc.hpp>

#include "foreign/jpeg_encoder.h"
#include "foreign/png_encoder.h"

namespace folio {
namespace {

constexpr int kQuality = 60;
constexpr int kPaperQuality = 80;
constexpr int kPaperSide = 200;       // pixels: what paper is like changes slowly
constexpr double kInked = 0.3 * 255;  // of a reduced pixel, that a layer has it

cv::Size reduced_size(const cv::Size& size, int longest_side) {
  const double scale = std::min(1.0, double(longest_side) / std::max(size.width, size.height));
  return {std::max(1, cvRound(size.width * scale)), std::max(1, cvRound(size.height * scale))};
}

cv::Mat reduced(const cv::Mat& picture, const cv::Size& size) {
  if (picture.size() == size) return picture;
  cv::Mat out;
  cv::resize(picture, out, size, 0, 0, cv::INTER_AREA);
  return out;
}

cv::Mat layer_bits(const LayerMasks& masks, const cv::Size& size) {
  cv::Mat bits = cv::Mat::zeros(size, CV_8UC1);
  for (const Layer layer : kInkLayers) {
    const cv::Mat& mask = masks[layer];
    if (mask.empty()) continue;
    cv::Mat inked = reduced(mask, size) > kInked;
    cv::dilate(inked, inked, {});
    inked &= cv::Scalar(1 << (static_cast<int>(layer) - 1));
    bits |= inked;
  }
  return bits;
}

/// Means of what is no ink, over as wide a window as it takes.
cv::Mat paper_of(const cv::Mat& scan, const cv::Mat& bits) {
  const cv::Size size = reduced_size(scan.size(), kPaperSide);
  cv::Mat weight;
  cv::dilate(bits != 0, weight, {}, {-1, -1}, 2);
  weight = ~weight;
  cv::Mat weighted;
  scan.copyTo(weighted, weight);
  weighted.convertTo(weighted, CV_32F);
  weight.convertTo(weight, CV_32F, 1.0 / 255);
  cv::resize(weighted, weighted, size, 0, 0, cv::INTER_AREA);
  cv::resize(weight, weight, size, 0, 0, cv::INTER_AREA);
  cv::Mat sum = cv::Mat::zeros(size, weighted.type()), total = cv::Mat::zeros(size, CV_32F);
  // The narrowest window that has any paper counts most.
  double share = 1;
  for (const int side : {3, 9, 27, 81}) {
    cv::Mat color, count;
    cv::blur(weighted, color, {side, side});
    cv::blur(weight, count, {side, side});
    sum += color * share;
    total += count * share;
    share /= 1000;
  }
  total += 1e-12;
  cv::Mat paper;
  if (scan.channels() == 3) cv::cvtColor(total, total, cv::COLOR_GRAY2BGR);
  cv::divide(sum, total, paper);
  paper.convertTo(paper, CV_8U);
  return paper;
}

}  // namespace

LeafPicture leaf_picture(const cv::Mat& scan, const LayerMasks* masks, int longest_side) {
  LeafPicture out;
  out.size = reduced_size(scan.size(), longest_side);
  const cv::Mat small = reduced(scan, out.size);
  out.scan_jpeg = encode_jpeg(small, kQuality);
  cv::Mat bits = cv::Mat::zeros(out.size, CV_8UC1);
  if (masks != nullptr) {
    bits = layer_bits(*masks, out.size);
    std::array<Rgb, 32> greys;
    for (size_t i = 0; i < greys.size(); ++i) greys[i].fill(static_cast<unsigned char>(8 * i));
    out.layers_png = encode_palette_png(bits, greys, 0, 0);
  }
  out.paper_jpeg = encode_jpeg(paper_of(small, bits), kPaperQuality);
  return out;
}

}  // namespace folio
