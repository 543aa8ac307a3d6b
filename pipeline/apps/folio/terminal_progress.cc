#include "terminal_progress.h"

#include <spdlog/fmt/fmt.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>

#include "batch/durations.h"
#include "core/text.h"
#include "tell.h"

namespace folio {

namespace {

constexpr double kTellEvery = 60;  // seconds

double now_seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

}  // namespace

TerminalProgress::TerminalProgress(bool quiet)
    : quiet_(quiet), is_terminal_(isatty(STDERR_FILENO) != 0), pace_(now_seconds()), told_(now_seconds()) {}

TerminalProgress::~TerminalProgress() { clear_bar(); }

void TerminalProgress::clear_bar() {
  if (is_terminal_ && !quiet_) tell_user("\r\x1b[K");
}

void TerminalProgress::line(const std::string& text) {
  clear_bar();
  tell_user("{}\n", text);
}

void TerminalProgress::draw_bar(int known_total) {
  if (!is_terminal_ || quiet_) return;
  constexpr int kWidth = 30;
  const int now = done_ + failed_;
  const int filled = kWidth * now / std::max(1, known_total);
  tell_user("\r\x1b[K[{}{}] {} of {} pages, {} failed{}", std::string(filled, '#'),
            std::string(kWidth - filled, '.'), now, known_total, failed_, pace_text(known_total));
  std::fflush(stderr);
}

std::string TerminalProgress::pace_text(int known_total) const {
  const std::optional<double> rate = pace_.pages_an_hour();
  if (!rate) return {};
  return fmt::format(", {:.0f} pages an hour, about {} left", *rate,
                     duration_text(pace_.seconds_for(known_total - done_ - failed_).value()));
}

void TerminalProgress::page_ended(int known_total) {
  const double now = now_seconds();
  pace_.page_ended(now);
  if (is_terminal_) return draw_bar(known_total);
  if (quiet_ || now - told_ < kTellEvery || done_ + failed_ >= known_total) return;
  told_ = now;
  line(fmt::format("{} of {} pages, {} failed{}", done_ + failed_, known_total, failed_,
                   pace_text(known_total)));
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
  page_ended(known_total);
}

void TerminalProgress::page_failed(const Error& error, int known_total) {
  ++failed_;
  line("folio: " + error.message());
  page_ended(known_total);
}

void TerminalProgress::summarize(const BatchResult& result) {
  clear_bar();
  if (quiet_) return;
  const std::string kept = kept_ > 0 ? fmt::format(" ({} of them before)", kept_) : "";
  line(fmt::format("{} pages done{}, {} failed", result.pages.size(), kept, result.failures.size()));
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
