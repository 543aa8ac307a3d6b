#pragma once

#include <memory>
#include <optional>

#include "ingest/ingest.h"
#include "page/layer.h"
#include "page/scanned_page.h"
#include "store/page_store.h"

namespace folio {

/// The scan of a page that an earlier run has read, and the masks of its layers on it, as far as the run left
/// them: for products that are drawn anew.
class StoredPixels {
 public:
  /// Reads the scan's file again. Throws Error{input} when it has changed or is gone.
  explicit StoredPixels(const PageStore& store, const BeforeDecoding& before_decoding = nullptr);

  const ScannedPage& scan() const { return *scan_; }
  /// Null when they are not known.
  const LayerMasks* masks() const { return masks_ ? &*masks_ : nullptr; }

 private:
  std::shared_ptr<const ScannedPage> scan_;
  std::optional<LayerMasks> masks_;
};

}  // namespace folio
