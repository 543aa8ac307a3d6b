#include "batch/stored_pixels.h"

#include "export/layers_png.h"

namespace folio {

StoredPixels::StoredPixels(const PageStore& store, const BeforeDecoding& before_decoding) {
  const StoredScan stored = store.load_scanned();
  auto scan = std::make_shared<ScannedPage>(reread(stored.origin, before_decoding));
  scan->resolution = stored.resolution;
  scan_ = scan;
  masks_ = store.load_scan_masks(scan_->pixels.size());
  if (masks_ || !store.has("separate")) return;
  // The stages were run one by one, and nothing has been exported yet.
  const auto upright = std::make_shared<const UprightPage>(store.load_upright(scan_));
  auto segmented = std::make_shared<const SegmentedPage>(store.load_segmented(upright));
  masks_ =
      masks_on_scan(std::make_shared<const LayeredPage>(store.load_layered(std::move(segmented))), *scan_);
}

}  // namespace folio
