#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "batch/digitize.h"
#include "batch/progress.h"

namespace folio {

/// Shows a batch's progress on standard error: a bar on a terminal, a plain line a page elsewhere.
class TerminalProgress : public Progress {
 public:
  explicit TerminalProgress(bool quiet);
  ~TerminalProgress() override;
  void page_done(const PageRecord& page, int known_total) override;
  void page_kept(const PageRecord& page, int known_total) override;
  void page_failed(const Error& error, int known_total) override;
  /// Pages done, failed, and low in confidence and why.
  void summarize(const BatchResult& result);
  /// How many words that people corrected were kept.
  void tell_corrections(const CorrectionCounts& counts);

 private:
  void line(const std::string& text);
  void draw_bar(int known_total);
  void clear_bar();

  bool quiet_;
  bool is_terminal_;
  int done_ = 0, failed_ = 0, kept_ = 0;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

}  // namespace folio
