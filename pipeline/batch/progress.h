#pragma once

#include <string>

#include "batch/page_record.h"
#include "core/error.h"

namespace folio {

/// What a batch tells while it runs. Calls come one at a time, from any thread.
class Progress {
 public:
  virtual ~Progress() = default;
  /// `known_total`: pages known so far; more may come while multi-page files are opened.
  virtual void page_done(const PageRecord& page, int known_total) = 0;
  /// An earlier run has done the page, and it stands.
  virtual void page_kept(const PageRecord& page, int known_total) = 0;
  virtual void page_failed(const Error& error, int known_total) = 0;
};

}  // namespace folio
