#include "support/staged_pages.h"

#include <opencv2/imgproc.hpp>

#include "deskew/deskew.h"
#include "segment/segment.h"
#include "separate/separate.h"

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
