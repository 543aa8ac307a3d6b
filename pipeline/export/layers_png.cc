#include "export/layers_png.h"

#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <utility>

#include "foreign/png_encoder.h"
#include "imaging/background.h"
#include "imaging/ink_edges.h"
#include "page/packed_masks.h"

namespace folio {
namespace {

/// By the number of the layer. Typed is what a page is made of: black; the others stand out from it and from
/// each other also for eyes that do not tell red from green.
constexpr std::array<Rgb, 6> kPalette{Rgb{255, 255, 255}, Rgb{0, 0, 0},      Rgb{0, 84, 219},
                                      Rgb{214, 39, 40},   Rgb{148, 62, 190}, Rgb{120, 120, 120}};

bool is_identity(const Transform& transform) {
  const cv::Matx33d difference = transform.matrix() - cv::Matx33d::eye();
  return cv::norm(difference, cv::NORM_INF) < 1e-9;
}

/// The scan's grey with its paper near 255.
cv::Mat even_gray(const ScannedPage& scan) {
  cv::Mat gray = scan.pixels;
  if (gray.channels() == 3) cv::cvtColor(scan.pixels, gray, cv::COLOR_BGR2GRAY);
  return scan.bilevel ? gray : even_out_background(gray);
}

}  // namespace

std::string layers_png(const LayerMasks& masks, const Resolution& resolution) {
  constexpr double kInchesPerMeter = 39.3701;
  return encode_palette_png(masks.labels(), kPalette, resolution.x * kInchesPerMeter,
                            resolution.y * kInchesPerMeter);
}

LayerMasks masks_on_scan(LayerMasks upright, const PageMap& scan_from_upright, const cv::Size& scan_size) {
  if (scan_from_upright.is_plane() && is_identity(scan_from_upright.plane()) && upright.size() == scan_size)
    return upright;
  // OpenCV counts from the centers of pixels, Transform from their corners.
  const cv::Matx33d to_corner(1, 0, 0.5, 0, 1, 0.5, 0, 0, 1);
  const cv::Matx33d to_center(1, 0, -0.5, 0, 1, -0.5, 0, 0, 1);
  const cv::Matx33d map = to_center * scan_from_upright.plane().inverse().matrix() * to_corner;
  cv::Mat all = pack(upright), packed;
  upright = {};
  if (!scan_from_upright.is_plane()) {
    cv::remap(all, packed, sampling_map(scan_size, scan_from_upright.inverse()), {}, cv::INTER_NEAREST,
              cv::BORDER_CONSTANT, 0);
    return unpack(packed);
  }
  const int how = cv::INTER_NEAREST | cv::WARP_INVERSE_MAP;
  if (map(2, 0) == 0 && map(2, 1) == 0 && map(2, 2) == 1) {  // the usual case, and the faster warp
    cv::warpAffine(all, packed, map.get_minor<2, 3>(0, 0), scan_size, how, cv::BORDER_CONSTANT, 0);
  } else {
    cv::warpPerspective(all, packed, map, scan_size, how, cv::BORDER_CONSTANT, 0);
  }
  all.release();
  return unpack(packed);
}

LayerMasks masks_on_scan(std::shared_ptr<const LayeredPage> page, const ScannedPage& scan) {
  LayerMasks masks = page->masks;
  const PageMap scan_from_upright = page->segmented->upright->scan_from_upright;
  page.reset();
  masks = masks_on_scan(std::move(masks), scan_from_upright, scan.pixels.size());
  fit_ink_edges(even_gray(scan), masks);
  return masks;
}

}  // namespace folio
