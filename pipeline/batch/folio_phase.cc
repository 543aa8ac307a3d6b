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
#include "batch/page_memory.h"
#include "batch/page_workers.h"
#include "core/files.h"
#include "recognize/self_adaptation.h"
#include "store/stored_traces.h"
#include "translation/align_translation.h"

namespace folio {
namespace fs = std::filesystem;

using Json = nlohmann::json;

namespace {

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

namespace {

/// Null where there is none.
const Transcription* translation_of(const GivenTranslation& given, const Transcription* transcription) {
  if (given.text != nullptr) return &translation_in(*given.text);
  if (transcription == nullptr || transcription->translations.empty()) return nullptr;
  return &transcription->translations.front();
}

}  // namespace

ParallelText parallel_text_of(const ReconciledFolio& folio, const Transcription* transcription,
                              const GivenTranslation& translation) {
  const Transcription* text = translation_of(translation, transcription);
  if (text == nullptr) return {};
  const Transcription none;
  const bool is_of_folio = transcription != nullptr && folio.has_transcription;
  return align_translation(folio, is_of_folio ? *transcription : none, *text, translation.language);
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
  if (options.translation.text != nullptr) treatment += key_of(*options.translation.text) + "\n";
  treatment += options.translation.language + "\n";
  folio_key_ = key_of_folio(pages_, treatment);
}

bool FolioPhase::is_up_to_date() const {
  const OutputFolder& folder = products_.folder();
  const auto outcome = folder.load_outcome();
  if (!outcome || outcome->folio_key != folio_key_) return false;
  if (!lists_are_there(folder.path(), options_.exports, transcription_ && !outcome->mismatch,
                       translation() != nullptr))
    return false;
  return std::ranges::all_of(pages_, [&](const PageRecord& page) {
    return page.folio_key == folio_key_ && products_are_there(page, folder.path()) &&
           !products_.is_edited(page);
  });
}

const Transcription* FolioPhase::translation() const {
  return translation_of(options_.translation, transcription_ ? &*transcription_ : nullptr);
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
    if (translation() != nullptr) {
      std::vector<PageText> texts;
      for (const PageRecord& page : pages_) texts.push_back(products_.current_text(page.stem));
      result.folio = without_transcription(std::move(texts));
      result.folio.parallel = parallel_text_of(result.folio, nullptr, options_.translation);
    }
  }
  write_parallel_text(folder.path(), result.folio.parallel);
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
  result.folio.parallel = parallel_text_of(result.folio, &*transcription_, options_.translation);
  write_pages(&result.folio, result);
  if (!result.interrupted) write_reconciled_folio(products_, *transcription_, options_.exports, result);
}

/// In worker processes: each page's text as it is now, where it is not what its products have.
void FolioPhase::write_pages(const ReconciledFolio* folio, BatchResult& result) {
  std::map<size_t, Error> failures;  // in the pages' order
  run_numbered_tasks(
      options_, interrupted_, pages_.size(),
      {.done =
           [&](size_t idx, const Json&) {
             if (auto record = load_page_record(products_.folder().store(pages_[idx].stem).folder()))
               pages_[idx] = *std::move(record);
           },
       .failed = [&](size_t idx, Error error) { failures.emplace(idx, error.at_file(pages_[idx].stem)); }},
      [&](size_t idx, MemoryAsker& memory) {
        return write_page(idx, folio == nullptr ? nullptr : &folio->pages[idx], memory.before_decoding());
      });
  result.interrupted = result.interrupted || interrupted_;
  for (auto& [idx, error] : failures) result.failures.push_back(std::move(error));
  for (const PageRecord& page : pages_) products_.kept().take_notes(page.stem, page.corrections);
}

Json FolioPhase::write_page(size_t idx, const ReconciledPage* reconciled,
                            const BeforeDecoding& before_decoding) {
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
    products_.write_anew(revision.page, pictures_stand, before_decoding);
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
