#pragma once

#include <string>

#include "batch/digitize.h"
#include "batch/pace.h"
#include "batch/progress.h"

namespace folio {

/// Shows a batch's progress on standard error: a bar on a terminal, a plain line a page elsewhere, and there
/// every minute how fast it goes and what is left.
class TerminalProgress : public Progress {
 public:
  explicit TerminalProgress(bool quiet);
  ~TerminalProgress() override;
  void page_done(const PageRecord& page, int known_total) override;
  void page_failed(const Error& error, int known_total) override;
  void page_kept(const PageRecord& page, int known_total) override;
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
  /// A page that this run did, or that failed, has ended.
  void page_ended(int known_total);
  /// ", 812 pages an hour, about 14 min left"; empty before there is anything to go by.
  std::string pace_text(int known_total) const;

  int done_ = 0, failed_ = 0;
  int kept_ = 0;  ///< of those done, by an earlier run
  Pace pace_;
  double told_;  ///< when the pace was told last, where there is no bar
};

}  // namespace folio
