#include "export/pdf/drawn_ink.h"

#include <algorithm>
#include <array>
#include <opencv2/imgproc.hpp>

namespace folio {
namespace {

// From the bottom to the top.
constexpr std::array kDrawingOrder{Layer::print, Layer::typed, Layer::hand, Layer::stamp, Layer::strike};
// Strokes up to this width that no layer has are ink; what is wider (borders, holes, photographs) is paper.
constexpr double kWidestStrokeMm = 1.4;
// Of the mean darkness of the layers' ink: the edge of a stroke, as in imaging/ink_edges.cc, where the mean
// is that of cores and edges together.
constexpr double kEdgeShare = 0.6;
// The same of pixels beside the layers' ink: between two layers that touch, neither may have them.
constexpr double kGapShare = 0.8;
constexpr int kPaperNoise = 25;  // levels, as in imaging/binarizer.cc

cv::Mat grown(const cv::Mat& mask, int pixels) {
  cv::Mat out;
  cv::dilate(mask, out, cv::Mat::ones(2 * pixels + 1, 2 * pixels + 1, CV_8UC1));
  return out;
}

/// The layers that have ink at all, and all their ink together in `all`.
std::vector<DrawnInk> layers_of(const LayerMasks& masks, cv::Mat& all) {
  std::vector<DrawnInk> out;
  cv::Mat twice = cv::Mat::zeros(masks.size(), CV_8UC1);
  all = twice.clone();
  for (const Layer layer : kDrawingOrder) {
    if (cv::countNonZero(masks[layer]) == 0) continue;
    twice |= all & masks[layer];
    all |= masks[layer];
    out.push_back({ink_of(layer), masks[layer], {}});
  }
  for (DrawnInk& ink : out) ink.alone = ink.mask & ~twice;
  return out;
}

}  // namespace

std::vector<DrawnInk> ink_of_bilevel(const cv::Mat& pixels, const LayerMasks& masks) {
  const cv::Mat black = pixels == 0;
  cv::Mat rest = black.clone();
  std::vector<DrawnInk> out;
  for (const Layer layer : kDrawingOrder) {
    if (cv::countNonZero(masks[layer]) == 0) continue;
    rest.setTo(0, masks[layer]);
    out.push_back({ink_of(layer), masks[layer] & black, {}});
  }
  std::erase_if(out, [](const DrawnInk& ink) { return cv::countNonZero(ink.mask) == 0; });
  if (cv::countNonZero(rest) > 0) out.insert(out.begin(), {PdfLayerId::scan, rest, rest});
  return out;
}

std::vector<DrawnInk> ink_of_gray(const cv::Mat& gray, const LayerMasks& masks, double pixels_per_mm) {
  cv::Mat all;
  std::vector<DrawnInk> out = layers_of(masks, all);
  if (out.empty()) return out;
  const int width = std::max(3, static_cast<int>(kWidestStrokeMm * pixels_per_mm) | 1);
  cv::Mat darkness;
  cv::morphologyEx(gray, darkness, cv::MORPH_BLACKHAT, cv::Mat::ones(width, width, CV_8UC1));
  const double mean = cv::mean(darkness, all)[0];
  const cv::Mat gaps = (darkness > std::max<double>(kPaperNoise, kGapShare * mean)) & ~all;
  for (DrawnInk& ink : out) ink.mask = ink.mask | (grown(ink.mask, 1) & gaps);
  const cv::Mat rest = (darkness > std::max<double>(kPaperNoise, kEdgeShare * mean)) & ~grown(all, 1);
  if (cv::countNonZero(rest) > 0) out.insert(out.begin(), {PdfLayerId::scan, rest, rest});
  return out;
}

}  // namespace folio
