#include "support/staged_pages.h"

#include <opencv2/imgproc.hpp>

#include "core/models.h"
#include "deskew/deskew.h"
#include "segment/segment.h"

namespace folio::testing {

std::shared_ptr<const ScannedPage> scan_of(const DrawnLeaf& leaf, ScanKind kind) {
  auto scan = std::make_shared<ScannedPage>();
  scan->origin = {"drawn.tif", 0, 1, std::string(64, '0'), "drawn"};
  scan->resolution = leaf.truth.resolution;
  scan->pixels = leaf.pixels.clone();
  if (kind == ScanKind::color) return scan;
  cv::cvtColor(leaf.pixels, scan->pixels, cv::COLOR_BGR2GRAY);
  if (kind == ScanKind::gray) return scan;
  // As scanners do: halfway between ink and paper, a little towards the paper.
  cv::threshold(scan->pixels, scan->pixels, 150, 255, cv::THRESH_BINARY);
  scan->bilevel = true;
  return scan;
}

std::shared_ptr<const ScannedPage> scan_of(const LeafDescription& leaf, ScanKind kind) {
  return scan_of(draw_leaf(leaf, debian_faces()), kind);
}

std::shared_ptr<const UprightPage> upright_of(std::shared_ptr<const ScannedPage> scan) {
  return std::make_shared<const UprightPage>(deskew(std::move(scan), {}));
}

std::shared_ptr<const SegmentedPage> segmented_of(std::shared_ptr<const ScannedPage> scan) {
  return std::make_shared<const SegmentedPage>(segment(upright_of(std::move(scan)), {}));
}

std::shared_ptr<const LayeredPage> layered_of(std::shared_ptr<const ScannedPage> scan) {
  return std::make_shared<const LayeredPage>(separate(segmented_of(std::move(scan)), {}));
}

const SeparateOptions& with_net() {
  static const SeparateOptions options = [] {
    SeparateOptions wanted;
    wanted.ink_net = std::make_shared<const InkNet>(load_model("ink-layers.onnx"));
    return wanted;
  }();
  return options;
}

LayerMasks true_masks(const DrawnLeaf& leaf, const UprightPage& upright) {
  const cv::Mat map = sampling_map(upright.size(), upright.scan_from_upright);
  LayerMasks masks(upright.size());
  for (const Layer layer : kInkLayers) {
    cv::remap(leaf.masks[layer], masks[layer], map, {}, cv::INTER_NEAREST);
  }
  return masks;
}

Box on_upright(const Box& box, const UprightPage& upright) {
  return upright.scan_from_upright.inverse()(box);
}

Box type_box(const TextLine& line, const Word& word) {
  Box box = word.box;
  for (const double x : {double(word.box.x0), double(word.box.x1)}) {
    const double foot = line.baseline.y_at(x);
    box.y0 = std::min(box.y0, static_cast<int>(std::floor(foot - 1.4 * line.x_height)));
    box.y1 = std::max(box.y1, static_cast<int>(std::ceil(foot)));
  }
  return box;
}

double overlap_of(const cv::Mat& a, const cv::Mat& b) {
  const int either = cv::countNonZero(a | b);
  return either == 0 ? 1 : cv::countNonZero(a & b) / static_cast<double>(either);
}

LeafDescription short_leaf(const std::vector<std::string>& lines) {
  LeafDescription leaf = plain_leaf(lines);
  leaf.paper.width_mm = 190;
  leaf.left_mm = 15;
  leaf.top_mm = 20;
  const double step_mm = leaf.spacing * leaf.typewriter.line_step_mm;
  leaf.paper.height_mm = leaf.top_mm + step_mm * static_cast<double>(lines.size()) + 10;
  return leaf;
}

std::shared_ptr<const ScannedPage> blank_scan(const cv::Size& size, int brightness) {
  auto scan = std::make_shared<ScannedPage>();
  scan->origin = {"blank.tif", 0, 1, std::string(64, '0'), "blank"};
  scan->pixels = cv::Mat(size, CV_8UC1, cv::Scalar(brightness));
  return scan;
}

}  // namespace folio::testing
