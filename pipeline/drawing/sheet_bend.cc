#include "drawing/sheet_bend.h"

#include <cmath>
#include <opencv2/imgproc.hpp>

namespace folio {
namespace {

constexpr double kFalls = 5;  // a curl is e times less each fifth of the width away from the bound edge
constexpr int kNodes = 129;

}  // namespace

PageMap flat_from_bent(const LeafDescription& leaf, const cv::Size& scan) {
  if (leaf.scan.curl_mm == 0 && leaf.scan.fan == 0) return {};
  const double curl = leaf.scan.curl_mm * leaf.scan.dpi / 25.4, middle = 0.5 * scan.height;
  ShiftField shifts{cv::Size2d(scan), kNodes, kNodes, {}};
  for (int row = 0; row < kNodes; ++row)
    for (int column = 0; column < kNodes; ++column) {
      const double along = double(column) / (kNodes - 1), y = scan.height * double(row) / (kNodes - 1);
      const double unfanned = middle + (y - middle) / (1 + leaf.scan.fan * (along - 0.5));
      shifts.offsets.emplace_back(0, unfanned - curl * std::exp(-kFalls * along) - y);
    }
  return {Transform(), std::move(shifts)};
}

void bend_sheet(const LeafDescription& leaf, DrawnLeaf& drawn) {
  const PageMap flat_from_scan = flat_from_bent(leaf, drawn.pixels.size());
  if (flat_from_scan.is_plane()) return;
  const cv::Mat map = sampling_map(drawn.pixels.size(), flat_from_scan);
  cv::Mat bent;
  cv::remap(drawn.pixels, bent, map, {}, cv::INTER_CUBIC, cv::BORDER_REPLICATE);
  drawn.pixels = bent;
  for (const Layer layer : kInkLayers) {
    cv::Mat mask;
    cv::remap(drawn.masks[layer], mask, map, {}, cv::INTER_NEAREST);
    drawn.masks[layer] = mask;
  }
  const PageMap::Inverse scan_from_flat = flat_from_scan.inverse();
  for (TextLine& line : drawn.truth.lines) {
    line.box = scan_from_flat(line.box);
    const Baseline flat = line.baseline;
    const cv::Point2d middle = scan_from_flat(0.5 * (flat.left + flat.right));
    line.baseline = {scan_from_flat(flat.left), scan_from_flat(flat.right)};
    line.baseline.bend = middle.y - line.baseline.y_at(middle.x);
    for (Word& word : line.words) {
      word.box = scan_from_flat(word.box);
      for (Glyph& glyph : word.glyphs) glyph.box = scan_from_flat(glyph.box);
    }
  }
  for (TextRegion& region : drawn.truth.regions) region.box = scan_from_flat(region.box);
}

}  // namespace folio
