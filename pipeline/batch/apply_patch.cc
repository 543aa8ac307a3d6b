#include "batch/apply_patch.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "batch/folio_lists.h"
#include "batch/output_folder.h"
#include "batch/page_products.h"
#include "batch/page_record.h"
#include "batch/run_lock.h"
#include "core/files.h"
#include "core/text.h"
#include "export/corrections/area_corrections.h"
#include "export/corrections/correction_finder.h"
#include "store/stored_corrections.h"

namespace folio {
namespace fs = std::filesystem;

namespace {

ReconciledPage load_page(const PageStore& store) {
  return store.has("reconcile") ? store.load_reconciled() : ReconciledPage{store.load_recognized_text(), {}};
}

std::string sha256_if_there(const fs::path& file) {
  std::error_code ignored;
  return fs::is_regular_file(file, ignored) ? sha256_of_file(file) : std::string();
}

/// What was asked for, and the formats that lie there already, so that none of them is left behind.
ExportOptions with_formats_of(const OutputFolder& folder, const OutputFolder::Contents& contents,
                              ExportOptions exports) {
  exports.call_number = contents.facts.call_number;
  std::error_code ignored;
  const auto is_there = [&](const char* extension) {
    return std::ranges::any_of(contents.stems, [&](const std::string& stem) {
      return fs::is_regular_file(folder.product(stem, extension), ignored);
    });
  };
  exports.pdf = exports.pdf || is_there(".pdf");
  exports.pdf_volume = exports.pdf_volume || fs::exists(folder.path() / "folio" / "folio.pdf", ignored);
  exports.alto = exports.alto || is_there(".alto.xml");
  exports.page_xml = exports.page_xml || is_there(".page.xml");
  exports.tei = exports.tei || is_there(".tei.xml");
  return exports;
}

class PatchApplier {
 public:
  PatchApplier(const OutputFolder& folder, const OutputFolder::Contents& contents,
               const ExportOptions& exports)
      : folder_(folder), products_(folder, exports, contents.facts) {}

  PageProducts& products() { return products_; }
  ApplyResult& result() { return result_; }

  PageRecord apply(const PagePatch& patch) {
    const PageStore store = folder_.store(patch.stem);
    const ReconciledPage as_read = load_page(store);
    const std::string hocr = sha256_if_there(folder_.product(patch.stem, ".hocr"));
    // What was changed in the file is older than what comes now.
    if (products_.kept().is_edited(patch.stem)) write(as_read);
    const PageText now = products_.kept().with_corrections(as_read).text;
    PageCorrections kept = load_corrections(store.folder());
    scale_corrections(kept, now.size);
    ResolvedPatch resolved = resolve_patch(patch, now, kept, hocr);
    result_.there_already += resolved.there_already;
    if (resolved.changes_something()) {
      result_.taken += resolved.words.size() + resolved.areas.size() + resolved.notes.size();
      add_corrections(kept.list, resolved.words);
      add_areas(kept.areas, resolved.areas);
      add_notes(kept.notes, resolved.notes);
      kept.sha256 = now.origin.sha256;
      forget_products(patch.stem);
      save_corrections(store.folder(), kept);
      write(as_read);
      ++result_.pages;
    }
    std::ranges::move(resolved.conflicts, std::back_inserter(result_.conflicts));
    return record_of_page(now);
  }

 private:
  /// Broken off anywhere from here on, the next run writes the page's products anew.
  void forget_products(const std::string& stem) const {
    const fs::path page = folder_.store(stem).folder();
    auto record = load_page_record(page);
    if (!record) return;
    record->products_key.clear();
    record->exports_key.clear();
    record->folio_key.clear();
    save_page_record(page, *record);
  }

  void write(const ReconciledPage& as_read) {
    const std::string& stem = as_read.text.origin.stem;
    const fs::path page = folder_.store(stem).folder();
    forget_products(stem);
    products_.write_anew(as_read, true);
    auto record = load_page_record(page);
    if (!record) return;
    record->products = products_.stamps(stem);
    record->corrections = products_.kept().notes(stem);
    save_page_record(page, *record);
  }

  const OutputFolder& folder_;
  PageProducts products_;
  ApplyResult result_;
};

void write_notes(const OutputFolder& folder, const std::vector<std::string>& stems) {
  std::string rows;
  for (const std::string& stem : stems)
    for (const PageNote& note : load_corrections(folder.store(stem).folder()).notes)
      rows += fmt::format("{}\t{} {} {} {}\t{}\n", tsv_field(stem), note.box.x0, note.box.y0, note.box.x1,
                          note.box.y1, tsv_field(note.text));
  const fs::path list = folder.path() / "notes.tsv";
  std::error_code ignored;
  if (rows.empty())
    fs::remove(list, ignored);
  else
    write_file(list, "page\tbox\ttext\n" + rows);
}

void check_pages(const ReviewPatch& patch, const std::vector<std::string>& stems) {
  for (const PagePatch& page : patch.pages)
    if (std::ranges::find(stems, page.stem) == stems.end())
      throw Error(ErrorCode::input, "the folder has no page " + page.stem,
                  "is this the folder that the review page was made of?");
}

}  // namespace

ApplyResult apply_patch(const fs::path& output, const ReviewPatch& patch, const ExportOptions& exports,
                        Progress& progress, const std::atomic<bool>& interrupted) {
  if (!fs::is_directory(output))
    throw Error(ErrorCode::input, "no such folder", "name the folder of an earlier run")
        .at_file(output.string());
  const OutputFolder folder(output);
  check_pages(patch, folder.load_contents().stems);
  const RunLock lock(folder.path(), interrupted);
  const OutputFolder::Contents contents = folder.load_contents();
  const ExportOptions all_exports = with_formats_of(folder, contents, exports);
  PatchApplier applier(folder, contents, all_exports);
  ApplyResult& result = applier.result();
  const auto total = static_cast<int>(patch.pages.size());
  for (const PagePatch& page : patch.pages) {
    if (interrupted) {
      result.interrupted = true;
      return std::move(result);
    }
    try {
      progress.page_done(applier.apply(page), total);
    } catch (Error& error) {
      error.at_file(page.stem);
      progress.page_failed(error, total);
      result.failures.push_back(error);
    }
  }
  if (result.pages == 0) return std::move(result);
  folder.remove_outcome();
  std::vector<std::string> read;
  std::ranges::copy_if(contents.stems, std::back_inserter(read),
                       [&](const std::string& stem) { return folder.store(stem).has("recognize"); });
  write_folio_lists(applier.products(), read, contents.facts, all_exports);
  write_notes(folder, contents.stems);
  result.corrections = applier.products().kept().finish();
  std::error_code ignored;
  result.has_folio_texts = fs::exists(folder.path() / "folio" / "amended.txt", ignored);
  return std::move(result);
}

}  // namespace folio
