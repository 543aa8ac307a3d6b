#pragma once

#include <memory>

#include "drawing/draw_leaf.h"
#include "page/layered_page.h"
#include "separate/separate.h"
#include "support/drawn_pages.h"

namespace folio::testing {

/// How a drawn leaf was scanned.
enum class ScanKind { color, gray, bilevel };

/// The drawn leaf as ingest hands it on. 1-bit: every pixel darker than a little below the paper is black.
std::shared_ptr<const ScannedPage> scan_of(const DrawnLeaf& leaf, ScanKind kind = ScanKind::color);

/// Drawn with Debian's faces and scanned.
std::shared_ptr<const ScannedPage> scan_of(const LeafDescription& leaf, ScanKind kind = ScanKind::color);

/// The page after each stage, all with their default options.
std::shared_ptr<const UprightPage> upright_of(std::shared_ptr<const ScannedPage> scan);
std::shared_ptr<const SegmentedPage> segmented_of(std::shared_ptr<const ScannedPage> scan);
std::shared_ptr<const LayeredPage> layered_of(std::shared_ptr<const ScannedPage> scan);

/// Separating as the program does it: with the net of models/.
const SeparateOptions& with_net();

/// The drawn leaf's true masks, carried from the scan to the upright page.
LayerMasks true_masks(const DrawnLeaf& leaf, const UprightPage& upright);

/// Where a box of the scan lies on the upright page.
Box on_upright(const Box& box, const UprightPage& upright);

/// The box that a typed word of the truth is given when read: from the baseline to the height of capitals, or
/// its ink where that reaches farther.
Box type_box(const TextLine& line, const Word& word);

/// Pixels in both masks over pixels in either; 1 when both are empty.
double overlap_of(const cv::Mat& a, const cv::Mat& b);

/// plain_leaf() on a sheet just large enough for its lines: 190 mm wide, as high as `lines` need.
LeafDescription short_leaf(const std::vector<std::string>& lines);

/// A page of nothing but paper, CV_8UC1.
std::shared_ptr<const ScannedPage> blank_scan(const cv::Size& size, int brightness = 255);

}  // namespace folio::testing
