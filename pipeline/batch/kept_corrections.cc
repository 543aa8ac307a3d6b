#include "batch/kept_corrections.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <optional>

#include "core/error.h"
#include "core/files.h"
#include "core/logging.h"
#include "core/text.h"
#include "export/corrections/area_corrections.h"
#include "export/corrections/correction_finder.h"
#include "export/corrections/correction_placer.h"
#include "export/hocr/hocr_reader.h"
#include "store/stored_corrections.h"

namespace folio {
namespace {

constexpr std::string_view kHocr = ".hocr";

std::optional<std::string> bytes_of(const std::filesystem::path& file) {
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(file, ignored)) return std::nullopt;
  return read_file(file);
}

/// The page of this stem, else the first one.
PageText page_of(std::vector<PageText> pages, const std::string& stem) {
  const auto named = std::ranges::find(pages, stem, [](const PageText& p) { return p.origin.stem; });
  return std::move(named != pages.end() ? *named : pages.front());
}

}  // namespace

ReconciledPage KeptCorrections::with_corrections(ReconciledPage page) {
  const std::string& stem = page.text.origin.stem;
  PageReport report;
  {
    const std::scoped_lock lock(mutex_);
    report.problems = reports_[stem].problems;
  }
  PageCorrections corrections = load_corrections(folder_.store(stem).folder());
  gather(page.text, corrections, report);
  PlacedCorrections placed = place_corrections(page.text, corrections);
  report.kept = placed.placed;
  report.unplaced = std::move(placed.unplaced);
  scale_corrections(corrections, page.text.size);
  for (UnplacedCorrection& area : place_areas(page.text, corrections.areas))
    report.unplaced.push_back(std::move(area));
  const std::scoped_lock lock(mutex_);
  reports_[stem] = std::move(report);
  return page;
}

bool KeptCorrections::is_edited(const std::string& stem) const {
  const auto now = bytes_of(folder_.product(stem, kHocr));
  return now && bytes_of(written_file(stem)) != now && bytes_of(next_file(stem)) != now;
}

void KeptCorrections::gather(const PageText& page, PageCorrections& corrections, PageReport& report) const {
  const std::string& stem = page.origin.stem;
  const auto now = bytes_of(folder_.product(stem, kHocr));
  if (!now) return;
  auto written = bytes_of(written_file(stem));
  if (written == now) return;
  // A run that was broken off wrote it last.
  const auto next = bytes_of(next_file(stem));
  if (next == now) {
    if (use_ == Use::before_writing) take_next(stem);
    return;
  }
  if (!written) written = next;
  std::vector<Correction> found;
  PageText current;
  try {
    current = page_of(read_hocr(*now, stem + std::string(kHocr)), stem);
    if (!written) {
      found = corrections_by_source(current);
      keep_copy(stem, *now, "nothing tells what a person changed in it", report);
    } else {
      const PageText before = page_of(read_hocr(*written, written_file(stem).string()), stem);
      found = find_corrections(before, current);
      if (found.empty() || differs_beyond_words(before, current))
        keep_copy(stem, *now, "it was changed otherwise than in its words", report);
    }
  } catch (const Error& error) {
    keep_copy(stem, *now, error.message(), report);
    return;
  }
  if (found.empty()) return;
  scale_corrections(corrections, current.size);
  add_corrections(corrections.list, found);
  corrections.sha256 = current.origin.sha256;
  if (use_ == Use::before_writing) save_corrections(folder_.store(stem).folder(), corrections);
}

void KeptCorrections::take_next(const std::string& stem) const {
  std::error_code failure;
  std::filesystem::rename(next_file(stem), written_file(stem), failure);
  if (failure) {
    throw Error(ErrorCode::file_access, "cannot be written (" + failure.message() + ")",
                "check that the folder exists, may be written to and has space")
        .at_file(written_file(stem).string());
  }
}

void KeptCorrections::keep_copy(const std::string& stem, const std::string& bytes, const std::string& problem,
                                PageReport& report) const {
  if (use_ == Use::to_look) return;
  std::filesystem::path copy;
  for (int n = 1;; ++n) {
    copy = folder_.product(stem, std::string(kHocr) + ".bak" + (n == 1 ? "" : std::to_string(n)));
    const auto there = bytes_of(copy);
    if (there == bytes) break;  // the same copy as before
    if (there) continue;
    write_file(copy, bytes);
    break;
  }
  const std::string message =
      fmt::format("{}{}: {}; it is kept as {}", stem, kHocr, problem, copy.filename().string());
  if (std::ranges::find(report.problems, message) != report.problems.end()) return;
  log().error("{}", escape_control_characters(message));
  report.problems.push_back(message);
}

void KeptCorrections::write(const Exporter& exporter, const ExportInput& input) const {
  const std::string& stem = input.page.text.origin.stem;
  const std::filesystem::path product = folder_.product(stem, exporter.extension());
  if (exporter.extension() != kHocr) return exporter.write(input, product);
  const std::string bytes = exporter.bytes(input);
  // Broken off anywhere, the product is one of the two that are known to be ours.
  write_file(next_file(stem), bytes);
  write_file(product, bytes);
  take_next(stem);
}

PageCorrectionNotes KeptCorrections::notes(const std::string& stem) const {
  const std::scoped_lock lock(mutex_);
  const auto found = reports_.find(stem);
  if (found == reports_.end()) return {};
  const PageReport& report = found->second;
  PageCorrectionNotes notes{report.kept, report.unplaced.size(), {}};
  for (const std::string& problem : report.problems)
    notes.rows.push_back({stem, "", "", "", "", "", problem});
  for (const UnplacedCorrection& unplaced : report.unplaced) {
    const Correction& c = unplaced.correction;
    notes.rows.push_back({stem, fmt::format("{} {} {} {}", c.box.x0, c.box.y0, c.box.x1, c.box.y1),
                          std::string(name_of(c.layer)), c.text, c.was, c.ocr, unplaced.reason});
  }
  return notes;
}

void KeptCorrections::take_notes(const std::string& stem, const PageCorrectionNotes& notes) {
  const std::scoped_lock lock(mutex_);
  // Words without a place are found again by with_corrections(); what was wrong with a file is told once.
  for (const auto& row : notes.rows)
    if (row[1].empty()) reports_[stem].problems.push_back(row[6]);
}

CorrectionCounts KeptCorrections::finish() const {
  std::vector<std::string> stems;
  {
    const std::scoped_lock lock(mutex_);
    for (const auto& [stem, report] : reports_) stems.push_back(stem);
  }
  CorrectionCounts counts;
  std::string rows;
  for (const std::string& stem : stems) {
    const PageCorrectionNotes page = notes(stem);
    counts.kept += page.kept;
    counts.unplaced += page.unplaced;
    for (const auto& row : page.rows) {
      for (size_t i = 0; i < row.size(); ++i) rows += (i == 0 ? "" : "\t") + tsv_field(row[i]);
      rows += "\n";
    }
  }
  const std::filesystem::path list = folder_.path() / "corrections.tsv";
  std::error_code ignored;
  if (rows.empty())
    std::filesystem::remove(list, ignored);
  else
    write_file(list, "page\tbox\tlayer\ttext\twas\tocr\twhy\n" + rows);
  return counts;
}

}  // namespace folio
