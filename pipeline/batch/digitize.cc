#include "batch/digitize.h"

#include <map>
#include <nlohmann/json.hpp>
#include <utility>

#include "batch/folio_lists.h"
#include "batch/folio_phase.h"
#include "batch/folio_texts.h"
#include "batch/journal.h"
#include "batch/ledger_files.h"
#include "batch/page_products.h"
#include "batch/page_workers.h"
#include "batch/read_phase.h"
#include "batch/run_lock.h"
#include "core/files.h"
#include "core/temporary_files.h"
#include "reconcile/reconcile.h"

namespace folio {
namespace {

/// Facts that an earlier run into the folder was told of the same pages, and those that this one is.
FolioFacts facts_for(const OutputFolder& folder, const std::vector<std::string>& stems,
                     const FolioFacts& told, const std::optional<Transcription>& transcription) {
  FolioFacts facts;
  try {
    const OutputFolder::Contents earlier = folder.load_contents();
    if (earlier.stems == stems) facts = earlier.facts;
  } catch (const Error&) {
    // There was no earlier run, or what it left is damaged and goes.
  }
  facts = combined(std::move(facts), told);
  return transcription ? combined(std::move(facts), facts_of(*transcription)) : facts;
}

RunInfo run_info(const DigitizeOptions& options) {
  RunInfo info;
  info.arguments = options.command_line;
  info.jobs = options.jobs;
  return info;
}

std::filesystem::path journal_file(const OutputFolder& folder, const DigitizeOptions& options) {
  const std::filesystem::path stages = folder.path() / "stages";
  return options.shard.empty() ? stages / "journal.sqlite"
                               : stages / "shards" / attempt_name(options.shard, ".sqlite");
}

}  // namespace

LedgerCounts counts_of(const ReconciledFolio& folio) {
  LedgerCounts counts;
  counts.not_found = folio.ledger.size();
  for (const ReconciledPage& page : folio.pages) {
    for (const LedgerEntry& entry : page.ledger)
      ++(entry.outcome == LedgerEntry::Outcome::not_in_transcription ? counts.extra : counts.placed);
  }
  return counts;
}

BatchResult digitize(const std::vector<Input>& inputs, const std::optional<Transcription>& transcription,
                     const DigitizeOptions& told, const RecognizerFactory& make_recognizer,
                     Progress& progress, const std::atomic<bool>& interrupted) {
  DigitizeOptions options = told;
  options.exports.call_number =
      (transcription ? combined(told.facts, facts_of(*transcription)) : told.facts).call_number;
  const OutputFolder folder(options.output);
  std::optional<RunLock> lock;
  if (options.shard.empty()) lock.emplace(folder.path(), interrupted);
  BatchResult result;
  if (interrupted) {
    result.interrupted = true;
    return result;
  }
  remove_half_written(folder.path());
  // First of all: what is missing is said before any page is touched.
  const std::unique_ptr<LineRecognizer> recognizer = make_recognizer();
  Journal journal(journal_file(folder, options));
  if (journal.is_new() && options.shard.empty()) journal.rebuild(folder.path() / "stages");
  journal.begin_run(run_info(options));
  PageProducts products(folder, options.exports, options.facts);
  ReadPhase reading(inputs, options, products, *recognizer, !transcription, journal, progress, interrupted);
  reading.run();
  for (const auto& [place, record] : reading.done()) result.pages.push_back(record);
  for (const auto& [place, error] : reading.failed()) result.failures.push_back(error);
  result.read_now = reading.read_now();
  result.gave_up = reading.gave_up();
  result.interrupted = interrupted;

  if (options.shard.empty()) {
    OutputFolder::Contents contents{{}, options.languages, {}};
    for (const PageRecord& page : result.pages) contents.stems.push_back(page.stem);
    contents.facts = facts_for(folder, contents.stems, options.facts, transcription);
    folder.save_contents(contents);
    if (!result.interrupted && options.phases != Phases::read) {
      FolioPhase together(result.pages, transcription, options, contents.facts, products, interrupted);
      together.run(result);
    }
  }
  journal.end_run(result.interrupted ? "interrupted" : result.gave_up ? "gave up" : "finished");
  return result;
}

/// In worker processes: each page's text, and what is made of it.
static void write_reconciled_pages(PageProducts& products, const DigitizeOptions& options, Progress& progress,
                                   const std::atomic<bool>& interrupted, BatchResult& result) {
  const std::vector<ReconciledPage>& pages = result.folio.pages;
  const auto stem = [&](size_t idx) { return pages[idx].text.origin.stem; };
  const auto total = static_cast<int>(pages.size());
  std::map<size_t, PageRecord> done;
  std::map<size_t, Error> failures;
  run_numbered_tasks(options, interrupted, pages.size(),
                     {.done =
                          [&](size_t idx, const nlohmann::json& answer) {
                            const PageRecord& page = done[idx] = page_record_from(answer.at("page"));
                            progress.page_done(page, total);
                            products.kept().take_notes(page.stem, page.corrections);
                          },
                      .failed =
                          [&](size_t idx, Error error) {
                            error.at_file(stem(idx)).at_stage("reconcile");
                            progress.page_failed(error, total);
                            failures.emplace(idx, error);
                          }},
                     [&](size_t idx, MemoryAsker& memory) -> nlohmann::json {
                       products.folder().store(stem(idx)).save_reconciled(pages[idx]);
                       products.write_anew(pages[idx], false, memory.before_decoding());
                       PageRecord page = record_of_page(pages[idx].text);
                       page.corrections = products.kept().notes(page.stem);
                       return {{"page", json_of(page)}};
                     });
  result.interrupted = interrupted;
  for (const auto& [idx, page] : done) result.pages.push_back(page);
  for (const auto& [idx, error] : failures) result.failures.push_back(error);
}

BatchResult reconcile_folder(const DigitizeOptions& options, const Transcription& transcription,
                             Progress& progress, const std::atomic<bool>& interrupted) {
  const OutputFolder folder(options.output);
  const RunLock lock(folder.path(), interrupted);
  BatchResult result;
  result.interrupted = interrupted;
  if (result.interrupted) return result;
  OutputFolder::Contents contents = folder.load_contents();
  contents.facts = combined(combined(std::move(contents.facts), options.facts), facts_of(transcription));
  folder.save_contents(contents);
  folder.remove_outcome();
  ExportOptions with_facts = options.exports;
  with_facts.call_number = contents.facts.call_number;
  PageProducts products(folder, with_facts, contents.facts);
  std::vector<PageText> pages;
  std::vector<std::string> stems;
  for (const std::string& stem : contents.stems) {
    try {
      pages.push_back(folder.store(stem).load_recognized_text());
      stems.push_back(stem);
    } catch (Error& error) {
      result.failures.push_back(error.at_file(stem).at_stage("reconcile"));
      progress.page_failed(error, static_cast<int>(contents.stems.size()));
    }
  }
  reconcile_pages(std::move(pages), transcription, options.reconcile, folder, result);
  write_reconciled_pages(products, options, progress, interrupted, result);
  if (result.interrupted || (result.pages.empty() && !result.failures.empty())) return result;
  result.folio.parallel = parallel_text_of(result.folio, &transcription, options.translation);
  write_reconciled_folio(products, transcription, with_facts, result);
  write_parallel_text(folder.path(), result.folio.parallel);
  write_folio_lists(products, stems, contents.facts, with_facts);
  result.corrections = products.kept().finish();
  return result;
}

}  // namespace folio
