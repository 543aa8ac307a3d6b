#pragma once

#include <string>
#include <vector>

#include "batch/progress.h"

namespace folio::testing {

/// Keeps what it is told.
class RecordedProgress : public Progress {
 public:
  void page_done(const PageRecord& page, int known_total) override {
    done.push_back(page.stem);
    totals.push_back(known_total);
  }
  void page_kept(const PageRecord& page, int known_total) override {
    kept.push_back(page.stem);
    totals.push_back(known_total);
  }
  void page_failed(const Error& error, int known_total) override {
    failed.push_back(error.message());
    totals.push_back(known_total);
  }

  std::vector<std::string> done, kept, failed;
  std::vector<int> totals;
};

}  // namespace folio::testing
