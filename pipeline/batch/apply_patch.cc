#include "batch/apply_patch.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>

#include "batch/folio_lists.h"
#include "batch/output_folder.h"
#include "batch/page_products.h"
#include "batch/page_record.h"
#include "batch/page_workers.h"
#include "batch/run_lock.h"
#include "core/files.h"
#include "core/text.h"
#include "export/corrections/area_corrections.h"
#include "export/corrections/correction_finder.h"
#include "store/stored_corrections.h"

namespace folio {
namespace fs = std::filesystem;
using Json = nlohmann::json;

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

  /// In a worker: a page's {"page": record, "taken", "there_already", "changed", "conflicts"}.
  Json apply(const PagePatch& patch, const BeforeDecoding& before_decoding) {
    const PageStore store = folder_.store(patch.stem);
    const ReconciledPage as_read = load_page(store);
    const std::string hocr = sha256_if_there(folder_.product(patch.stem, ".hocr"));
    // What was changed in the file is older than what comes now.
    if (products_.kept().is_edited(patch.stem)) write(as_read, before_decoding);
    const PageText now = products_.kept().with_corrections(as_read).text;
    PageCorrections kept = load_corrections(store.folder());
    scale_corrections(kept, now.size);
    ResolvedPatch resolved = resolve_patch(patch, now, kept, hocr);
    if (resolved.changes_something()) {
      add_corrections(kept.list, resolved.words);
      add_areas(kept.areas, resolved.areas);
      add_notes(kept.notes, resolved.notes);
      kept.sha256 = now.origin.sha256;
      forget_products(patch.stem);
      save_corrections(store.folder(), kept);
      write(as_read, before_decoding);
    }
    PageRecord page = record_of_page(now);
    page.corrections = products_.kept().notes(patch.stem);
    Json conflicts = Json::array();
    for (const PatchConflict& conflict : resolved.conflicts)
      conflicts.push_back({conflict.stem, conflict.id, conflict.wanted, conflict.reason});
    return {{"page", json_of(page)},
            {"taken", resolved.words.size() + resolved.areas.size() + resolved.notes.size()},
            {"there_already", resolved.there_already},
            {"changed", resolved.changes_something()},
            {"conflicts", std::move(conflicts)}};
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

  void write(const ReconciledPage& as_read, const BeforeDecoding& before_decoding) {
    const std::string& stem = as_read.text.origin.stem;
    const fs::path page = folder_.store(stem).folder();
    forget_products(stem);
    products_.write_anew(as_read, true, before_decoding);
    auto record = load_page_record(page);
    if (!record) return;
    record->products = products_.stamps(stem);
    record->corrections = products_.kept().notes(stem);
    save_page_record(page, *record);
  }

  const OutputFolder& folder_;
  PageProducts products_;
};

void take(const Json& answer, ApplyResult& result) {
  if (answer.at("changed").get<bool>()) {
    result.taken += answer.at("taken").get<size_t>();
    ++result.pages;
  }
  result.there_already += answer.at("there_already").get<size_t>();
  for (const Json& c : answer.at("conflicts"))
    result.conflicts.push_back({c.at(0), c.at(1), c.at(2), c.at(3)});
}

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

ApplyResult apply_patch(const DigitizeOptions& options, const ReviewPatch& patch, Progress& progress,
                        const std::atomic<bool>& interrupted) {
  if (!fs::is_directory(options.output))
    throw Error(ErrorCode::input, "no such folder", "name the folder of an earlier run")
        .at_file(options.output.string());
  const OutputFolder folder(options.output);
  check_pages(patch, folder.load_contents().stems);
  const RunLock lock(folder.path(), interrupted);
  ApplyResult result;
  result.interrupted = interrupted;
  if (result.interrupted) return result;
  const OutputFolder::Contents contents = folder.load_contents();
  DigitizeOptions work = options;
  work.exports = with_formats_of(folder, contents, options.exports);
  PatchApplier applier(folder, contents, work.exports);
  const auto total = static_cast<int>(patch.pages.size());
  std::map<size_t, Json> answers;
  std::map<size_t, Error> failures;
  run_numbered_tasks(work, interrupted, patch.pages.size(),
                     {.done =
                          [&](size_t idx, const Json& answer) {
                            const PageRecord page = page_record_from(answer.at("page"));
                            applier.products().kept().take_notes(page.stem, page.corrections);
                            progress.page_done(page, total);
                            answers.emplace(idx, answer);
                          },
                      .failed =
                          [&](size_t idx, Error error) {
                            error.at_file(patch.pages[idx].stem);
                            progress.page_failed(error, total);
                            failures.emplace(idx, error);
                          }},
                     [&](size_t idx, MemoryAsker& memory) {
                       return applier.apply(patch.pages[idx], memory.before_decoding());
                     });
  for (const auto& [idx, answer] : answers) take(answer, result);
  for (const auto& [idx, error] : failures) result.failures.push_back(error);
  result.interrupted = interrupted;
  if (result.interrupted || result.pages == 0) return result;
  folder.remove_outcome();
  std::vector<std::string> read;
  std::ranges::copy_if(contents.stems, std::back_inserter(read),
                       [&](const std::string& stem) { return folder.store(stem).has("recognize"); });
  write_folio_lists(applier.products(), read, contents.facts, work.exports);
  write_notes(folder, contents.stems);
  result.corrections = applier.products().kept().finish();
  std::error_code ignored;
  result.has_folio_texts = fs::exists(folder.path() / "folio" / "amended.txt", ignored);
  return result;
}

}  // namespace folio
