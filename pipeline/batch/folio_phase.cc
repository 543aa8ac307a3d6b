#include "batch/folio_phase.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <map>
#include <utility>

#include "batch/batch_keys.h"
#include "batch/folio_lists.h"
#include "batch/folio_texts.h"
#include "batch/ledger_files.h"
#include "batch/page_errors.h"
#include "core/files.h"
#include "core/temporary_files.h"
#include "foreign/sandbox.h"
#include "recognize/self_adaptation.h"
#include "store/stored_traces.h"

namespace folio {
namespace fs = std::filesystem;

using Json = nlohmann::json;
using Seconds = WorkerPool::Seconds;

namespace {

constexpr Seconds kLook{0.25};  // between looks at whether the user wants to stop

/// What tells one transcription from another.
std::string key_of(const Transcription& transcription) {
  std::error_code ignored;
  if (!transcription.file.empty() && fs::is_regular_file(transcription.file, ignored))
    return sha256_of_file(transcription.file);
  std::string text;
  for (const Token& token : transcription.tokens) text += token.text + "\n";
  return sha256_hex(text);
}

/// The store keeps no characters of a reconciled page, so that its products have none either, whichever
/// command writes them.
void drop_characters(PageText& page) {
  for (TextLine& line : page.lines)
    for (Word& word : line.words) std::vector<Glyph>().swap(word.glyphs);
}

}  // namespace

bool learn_types(SelfAdaptation& adaptation, const OutputFolder& folder,
                 const std::vector<std::string>& stems) {
  for (const std::string& stem : stems) {
    if (const auto traces = load_traces(folder.store(stem).folder())) adaptation.learn(*traces);
  }
  return adaptation.finish();
}

void reconcile_pages(std::vector<PageText> pages, const Transcription& transcription,
                     const ReconcileOptions& options, const OutputFolder& folder, BatchResult& result) {
  result.folio = reconcile(std::move(pages), transcription, options);
  result.match = result.folio.match;
  result.mismatch = !matches(result.folio, options);
  if (result.mismatch) {
    std::vector<PageText> as_read;
    for (const ReconciledPage& page : result.folio.pages)
      as_read.push_back(folder.store(page.text.origin.stem).load_recognized_text());
    result.folio = without_transcription(std::move(as_read));
    result.folio.match = result.match;
  }
  for (ReconciledPage& page : result.folio.pages) drop_characters(page.text);
  result.ledger = counts_of(result.folio);
}

void write_reconciled_folio(PageProducts& products, const Transcription& transcription,
                            const ExportOptions& exports, BatchResult& result) {
  const std::filesystem::path& output = products.folder().path();
  remove_ledger_files(output);
  remove_folio_texts(output);
  if (result.mismatch) return;
  write_ledger_files(output, result.folio);
  // The texts with what people have corrected.
  for (ReconciledPage& page : result.folio.pages) page = products.kept().with_corrections(std::move(page));
  write_folio_texts(output, result.folio, transcription, exports.apparatus);
}

FolioPhase::FolioPhase(std::vector<PageRecord> pages, const std::optional<Transcription>& transcription,
                       const DigitizeOptions& options, const FolioFacts& facts, PageProducts& products,
                       const std::atomic<bool>& interrupted)
    : pages_(std::move(pages)),
      transcription_(transcription),
      options_(options),
      facts_(facts),
      products_(products),
      interrupted_(interrupted),
      exports_key_(key_of_exports(options.exports, options.facts)) {
  std::string treatment = exports_key_ + "\n" + key_of_exports({}, facts) + "\n";
  if (transcription_)
    treatment += fmt::format("{}\n{}\n{}\n{}\n", key_of(*transcription_), options.reconcile.least_match,
                             options.reconcile.infer_places, options.reconcile.max_hand_distance);
  folio_key_ = key_of_folio(pages_, treatment);
}

bool FolioPhase::is_up_to_date() const {
  const OutputFolder& folder = products_.folder();
  const auto outcome = folder.load_outcome();
  if (!outcome || outcome->folio_key != folio_key_) return false;
  if (!lists_are_there(folder.path(), options_.exports, transcription_ && !outcome->mismatch)) return false;
  return std::ranges::all_of(pages_, [&](const PageRecord& page) {
    return page.folio_key == folio_key_ && products_are_there(page, folder.path()) &&
           !products_.is_edited(page);
  });
}

void FolioPhase::run(BatchResult& result) {
  const OutputFolder& folder = products_.folder();
  if (is_up_to_date()) {
    const FolioOutcome outcome = *folder.load_outcome();
    result.mismatch = outcome.mismatch;
    result.match = outcome.match;
    result.ledger = outcome.ledger;
    result.was_finished = true;
    return;
  }
  const size_t failures_before = result.failures.size();
  folder.remove_outcome();
  learn();
  if (transcription_)
    reconcile_all(result);
  else
    write_pages(nullptr, result);
  if (result.interrupted) return;
  // Pages whose products could not be written are told of; the next run tries again.
  if (result.failures.size() > failures_before) return;
  FolioOutcome outcome{folio_key_, result.mismatch, result.match, result.ledger};
  if (!transcription_) {
    remove_ledger_files(folder.path());
    remove_folio_texts(folder.path());
  }
  write_folio_lists(products_, stems(), facts_, options_.exports);
  result.corrections = products_.kept().finish();
  folder.save_outcome(outcome);
}

void FolioPhase::learn() {
  if (!options_.adaptation) return;
  can_read_again_ = learn_types(*options_.adaptation, products_.folder(), stems());
  if (can_read_again_) types_key_ = sha256_hex(options_.adaptation->save());
}

std::vector<std::string> FolioPhase::stems() const {
  std::vector<std::string> out;
  for (const PageRecord& page : pages_) out.push_back(page.stem);
  return out;
}

/// The page's text in the light of the folio, saved where it is another than that of its first reading.
FolioPhase::Revision FolioPhase::revise(const PageRecord& record) const {
  const PageStore store = products_.folder().store(record.stem);
  Revision revision{{store.load_first_reading(), {}}, record.read_key};
  size_t changed = 0;
  if (can_read_again_) {
    if (const auto traces = load_traces(store.folder()))
      changed = options_.adaptation->read_again(revision.page.text, *traces);
  }
  if (changed > 0) {
    store.save_revised(revision.page.text);
    revision.text_key += types_key_;
  } else {
    store.remove_revised();
  }
  return revision;
}

void FolioPhase::reconcile_all(BatchResult& result) {
  std::vector<PageText> texts;
  for (const PageRecord& record : pages_) {
    if (interrupted_) {
      result.interrupted = true;
      return;
    }
    texts.push_back(revise(record).page.text);
  }
  reconcile_pages(std::move(texts), *transcription_, options_.reconcile, products_.folder(), result);
  write_pages(&result.folio, result);
  if (!result.interrupted) write_reconciled_folio(products_, *transcription_, options_.exports, result);
}

/// In worker processes: each page's text as it is now, where it is not what its products have.
void FolioPhase::write_pages(const ReconciledFolio* folio, BatchResult& result) {
  const auto handler = [&](const Json& task, WorkerLink&) -> Json {
    const auto idx = task.at("page").get<size_t>();
    try {
      return write_page(idx, folio == nullptr ? nullptr : &folio->pages[idx]);
    } catch (const std::exception& exception) {
      Error error = as_error(exception);
      error.at_file(pages_[idx].stem);
      return {{"failed", json_of(error)}};
    }
  };
  const auto confine = [&] {
    confine_writes(products_.folder().path());
    deny_network_and_programs();
  };
  WorkerPool pool({.workers = std::max(1, options_.jobs), .prepare = confine}, handler);
  std::map<int, size_t> at_work;
  std::map<size_t, Error> failures;
  size_t next = 0;
  while (true) {
    while (!interrupted_ && next < pages_.size() && pool.has_idle()) {
      const int worker = pool.give({{"page", next}});
      at_work[worker] = next++;
    }
    if (at_work.empty() || interrupted_) break;
    const WorkerEvent event = pool.wait(kLook);
    if (event.kind == WorkerEvent::Kind::nothing) continue;
    const size_t idx = at_work.at(event.worker);
    at_work.erase(event.worker);
    if (event.kind != WorkerEvent::Kind::answered) {
      remove_half_written(products_.folder().path(), 0);
      failures.emplace(idx, Error(ErrorCode::file_access, "the worker that wrote its products died",
                                  "run again; is there memory enough?")
                                .at_file(pages_[idx].stem));
    } else if (event.content.contains("failed")) {
      failures.emplace(idx, error_from(event.content.at("failed")));
    } else if (auto record = load_page_record(products_.folder().store(pages_[idx].stem).folder())) {
      pages_[idx] = *std::move(record);
    }
  }
  result.interrupted = result.interrupted || interrupted_;
  for (auto& [idx, error] : failures) result.failures.push_back(std::move(error));
  for (const PageRecord& page : pages_) products_.kept().take_notes(page.stem, page.corrections);
}

Json FolioPhase::write_page(size_t idx, const ReconciledPage* reconciled) {
  PageRecord record = pages_[idx];
  const PageStore store = products_.folder().store(record.stem);
  Revision revision;
  if (reconciled != nullptr) {
    store.save_reconciled(*reconciled);
    revision = {*reconciled, sha256_of_file(store.folder() / "reconciled.json")};
  } else {
    revision = revise(record);
  }
  const std::string products_key = key_of_products(revision.text_key, exports_key_);
  const bool stands = record.products_key == products_key && !products_.is_edited(record) &&
                      products_are_there(record, products_.folder().path());
  if (!stands) {
    const bool pictures_stand = record.exports_key == exports_key_;
    // Broken off in the middle, nobody takes the products for those of either key.
    record.products_key.clear();
    record.folio_key.clear();
    record.exports_key.clear();
    save_page_record(store.folder(), record);
    products_.write_anew(revision.page, pictures_stand);
    record.products = products_.stamps(record.stem);
    record.corrections = products_.kept().notes(record.stem);
    record.products_key = products_key;
    record.exports_key = exports_key_;
  }
  if (record.folio_key != folio_key_) {
    record.folio_key = folio_key_;
    fill_in_text(record, revision.page.text);
    save_page_record(store.folder(), record);
  }
  return {{"done", record.stem}};
}

}  // namespace folio
