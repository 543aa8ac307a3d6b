#include "batch/kept_corrections.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <optional>

#include "core/error.h"
#include "core/files.h"
#include "core/logging.h"
#include "core/text.h"
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
  const std::scoped_lock lock(mutex_);
  reports_[stem] = std::move(report);
  return page;
}

void KeptCorrections::gather(const PageText& page, PageCorrections& corrections, PageReport& report) const {
  const std::string& stem = page.origin.stem;
  const auto now = bytes_of(folder_.product(stem, kHocr));
  if (!now) return;
  const auto written = bytes_of(written_file(stem));
  if (written == now) return;
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
  // Broken off between the two, the copy is missing rather than one of another file.
  std::error_code ignored;
  if (bytes_of(written_file(stem)) != bytes) std::filesystem::remove(written_file(stem), ignored);
  write_file(product, bytes);
  write_file(written_file(stem), bytes);
}

CorrectionCounts KeptCorrections::finish() const {
  const std::scoped_lock lock(mutex_);
  CorrectionCounts counts;
  std::string rows;
  for (const auto& [stem, report] : reports_) {
    counts.kept += report.kept;
    counts.unplaced += report.unplaced.size();
    for (const std::string& problem : report.problems)
      rows += fmt::format("{}\t\t\t\t\t\t{}\n", tsv_field(stem), tsv_field(problem));
    for (const UnplacedCorrection& unplaced : report.unplaced) {
      const Correction& c = unplaced.correction;
      rows += fmt::format("{}\t{} {} {} {}\t{}\t{}\t{}\t{}\t{}\n", tsv_field(stem), c.box.x0, c.box.y0,
                          c.box.x1, c.box.y1, name_of(c.layer), tsv_field(c.text), tsv_field(c.was),
                          tsv_field(c.ocr), unplaced.reason);
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
