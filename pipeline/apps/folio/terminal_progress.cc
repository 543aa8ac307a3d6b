#include "terminal_progress.h"

#include <spdlog/fmt/fmt.h>
#include <unistd.h>

#include <cstdio>

#include "core/text.h"

namespace folio {

TerminalProgress::TerminalProgress(bool quiet) : quiet_(quiet), is_terminal_(isatty(STDERR_FILENO) != 0) {}

TerminalProgress::~TerminalProgress() { clear_bar(); }

void TerminalProgress::clear_bar() {
  if (is_terminal_ && !quiet_) fmt::print(stderr, "\r\x1b[K");
}

void TerminalProgress::line(const std::string& text) {
  clear_bar();
  fmt::print(stderr, "{}\n", text);
}

void TerminalProgress::draw_bar(int known_total) {
  if (!is_terminal_ || quiet_) return;
  constexpr int kWidth = 30;
  const int now = done_ + failed_;
  const int filled = kWidth * now / std::max(1, known_total);
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  const double left = now > 0 ? seconds / now * (known_total - now) : 0;
  fmt::print(stderr, "\r\x1b[K[{}{}] {} of {} pages, {} failed, about {:.0f} s left",
             std::string(filled, '#'), std::string(kWidth - filled, '.'), now, known_total, failed_, left);
  std::fflush(stderr);
}

void TerminalProgress::page_kept(const PageRecord& /*page*/, int known_total) {
  ++done_;
  ++kept_;
  draw_bar(known_total);
}

void TerminalProgress::page_done(const PageRecord& page, int known_total) {
  ++done_;
  if (!is_terminal_ && !quiet_) {
    line(fmt::format("{} of {}: {}: {} lines, {} words, confidence {:.2f}", done_ + failed_, known_total,
                     escape_control_characters(page.stem), page.lines, page.words, page.confidence));
  }
  draw_bar(known_total);
}

void TerminalProgress::page_failed(const Error& error, int known_total) {
  ++failed_;
  line("folio: " + error.message());
  draw_bar(known_total);
}

void TerminalProgress::summarize(const BatchResult& result) {
  clear_bar();
  if (quiet_) return;
  line(fmt::format("{} pages done{}, {} failed", result.pages.size(),
                   kept_ > 0 ? fmt::format(" ({} of them before)", kept_) : "", result.failures.size()));
  if (result.gave_up) line("no further page was begun: as many as --max-failures have failed");
  for (const Error& error : result.failures) line("  failed: " + error.message());
  for (const PageRecord& page : result.pages) {
    if (page.doubts.empty()) continue;
    std::string why;
    for (const std::string& doubt : page.doubts) why += (why.empty() ? "" : "; ") + doubt;
    line(fmt::format("  look at {}: {}", escape_control_characters(page.stem), why));
  }
  tell_corrections(result.corrections);
  if (result.interrupted) line("interrupted: the pages above are whole, the others were not begun");
}

void TerminalProgress::tell_corrections(const CorrectionCounts& counts) {
  if (quiet_) return;
  if (counts.kept > 0) line(fmt::format("{} words corrected by people kept", counts.kept));
  if (counts.unplaced > 0)
    line(fmt::format("{} corrections by people have no place on their pages now: see corrections.tsv",
                     counts.unplaced));
}

}  // namespace folio
