#include "batch/digitize.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <new>
#include <thread>

#include "batch/folio_adaptation.h"
#include "batch/folio_record.h"
#include "batch/folio_texts.h"
#include "batch/folio_volume.h"
#include "batch/ledger_files.h"
#include "batch/memory_budget.h"
#include "batch/output_folder.h"
#include "batch/page_queue.h"
#include "batch/stored_pixels.h"
#include "core/files.h"
#include "core/logging.h"
#include "core/memory.h"
#include "core/regular_file.h"
#include "export/layers_png.h"
#include "export/review_list.h"
#include "foreign/debug_image_folder.h"
#include "reconcile/reconcile.h"

namespace folio {
namespace {

// Bytes a pixel that a page takes at its height: color twice, labels twice, masks, and what stages use in
// passing.
constexpr std::uint64_t kBytesPerPixel = 40;
constexpr std::uint64_t kBytesPerWorker = 250ULL << 20;  // a recognizer's models, the net of ink layers

/// Products made of the text alone.
void write_text_products(const KeptCorrections& kept, const std::vector<std::unique_ptr<Exporter>>& exporters,
                         const ReconciledPage& page) {
  for (const auto& exporter : exporters) {
    if (!exporter->needs_masks() && !exporter->has_picture()) kept.write(*exporter, {.page = page});
  }
}

/// What has a picture, while the pixels are at hand: later only its text changes.
void draw_products(const KeptCorrections& kept, const std::vector<std::unique_ptr<Exporter>>& exporters,
                   const ReconciledPage& page, const FolioFacts& facts, const ScannedPage& scan,
                   const LayerMasks* masks) {
  for (const auto& exporter : exporters) {
    if (exporter->has_picture())
      kept.write(*exporter, {.page = page,
                             .scan = &scan,
                             .masks_on_scan = masks,
                             .call_number = call_number_of_page(page.text, facts)});
  }
}

/// All but the picture of the layers, with the text of now and what people corrected in it. `is_drawn`: this
/// run has drawn the page's pixels already.
void write_products_anew(KeptCorrections& kept, const OutputFolder& folder,
                         const std::vector<std::unique_ptr<Exporter>>& exporters,
                         const ReconciledPage& as_read, const FolioFacts& facts, bool is_drawn) {
  const ReconciledPage page = kept.with_corrections(as_read);
  const std::string& stem = page.text.origin.stem;
  write_text_products(kept, exporters, page);
  const bool draws = std::ranges::any_of(exporters, [](const auto& e) { return e->has_picture(); });
  if (draws && !is_drawn) {
    const StoredPixels pixels(folder.store(stem));
    draw_products(kept, exporters, page, facts, pixels.scan(), pixels.masks());
  }
  for (const auto& exporter : exporters) {
    if (!exporter->has_picture() || !is_drawn) continue;
    const std::string earlier = read_regular_file(folder.product(stem, exporter->extension()));
    kept.write(*exporter,
               {.page = page, .call_number = call_number_of_page(page.text, facts), .earlier = &earlier});
  }
}

/// What concerns all pages, with what people have corrected: what to look at, the leaves, TEI and PDF of them
/// all.
void write_lists(const OutputFolder& folder, KeptCorrections& kept, std::vector<PageText>& pages,
                 const FolioFacts& facts, const ExportOptions& exports) {
  for (PageText& page : pages) page = kept.with_corrections({std::move(page), {}}).text;
  write_file(folder.path() / "review.tsv", review_tsv(pages));
  const FolioRecord record = record_of(pages, facts);
  write_file(folder.path() / "folio.tsv", folio_tsv(record));
  write_folio_tei(folder.path(), pages, record.call_number ? to_string(*record.call_number) : "",
                  exports.tei);
  if (exports.pdf_volume) write_folio_volume(folder, pages, facts, exports.pdf_options.attach);
}

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

Error as_error(const std::exception& exception) {
  if (const auto* error = dynamic_cast<const Error*>(&exception)) return *error;
  if (dynamic_cast<const std::bad_alloc*>(&exception) != nullptr) {
    return {ErrorCode::input, "does not fit into memory",
            "run with fewer --jobs, or scan at a lower resolution"};
  }
  return {ErrorCode::input, std::string("cannot be processed: ") + exception.what(),
          "this is a fault of folio: please report it with the page"};
}

class Digitizer {
 public:
  Digitizer(std::vector<Input> inputs, bool has_transcription, const DigitizeOptions& options,
            Progress& progress, const std::atomic<bool>& interrupted)
      : queue_(std::move(inputs)),
        has_transcription_(has_transcription),
        options_(options),
        progress_(progress),
        interrupted_(interrupted),
        folder_(options.output),
        kept_(folder_),
        exporters_(make_exporters(options.exports)),
        budget_(options.memory),
        adaptation_(options.adaptation) {}

  void run(const RecognizerFactory& make_recognizer) {
    const int jobs = std::max(1, options_.jobs);
    // All recognizers first: what is missing is said before any page is touched.
    std::vector<std::unique_ptr<LineRecognizer>> recognizers;
    recognizers.reserve(static_cast<size_t>(jobs));
    for (int i = 0; i < jobs; ++i) recognizers.push_back(make_recognizer());
    std::vector<std::thread> threads;
    for (int i = 1; i < jobs; ++i) threads.emplace_back([this, &recognizers, i] { work(*recognizers[i]); });
    work(*recognizers[0]);
    for (std::thread& thread : threads) thread.join();
  }

  /// Once all pages are read: doubtful words again, and the products of the pages that changed.
  void read_again() {
    if (!adaptation_.finish()) return;
    for (auto& [order, text] : done_) {
      if (interrupted_) return;
      if (adaptation_.read_again(order, text) == 0) continue;
      folder_.store(text.origin.stem).save_recognized(text);
      if (has_transcription_) continue;
      write_products_anew(kept_, folder_, exporters_, {text, {}}, options_.facts, true);
    }
  }

  const OutputFolder& folder() const { return folder_; }
  KeptCorrections& kept() { return kept_; }
  const std::vector<std::unique_ptr<Exporter>>& exporters() const { return exporters_; }

  std::vector<PageText> take_pages() {
    std::vector<PageText> pages;
    for (auto& [order, page] : done_) pages.push_back(std::move(page));
    return pages;
  }
  std::vector<Error> take_failures() {
    std::vector<Error> failures;
    for (auto& [order, error] : failed_) failures.push_back(std::move(error));
    return failures;
  }

 private:
  void work(LineRecognizer& recognizer) {
    while (true) {
      if (interrupted_) queue_.stop();
      std::optional<PageTask> task = queue_.next();
      if (!task) return;
      if (task->problem) {
        fail(task->order, *task->problem);
        continue;
      }
      try {
        RecognizedPage page = digitize_page(*task, recognizer);
        const std::scoped_lock lock(mutex_);
        progress_.page_done(page.text, queue_.known_total());
        done_.emplace(task->order, std::move(page.text));
        adaptation_.add(task->order, std::move(page.traces));
      } catch (const std::exception& exception) {
        Error error = as_error(exception);
        error.at_file(task->source->file().string());
        if (task->source->page_count() > 1) error.at_page(task->page_idx + 1);
        fail(task->order, error);
      }
    }
  }

  void fail(int order, const Error& error) {
    const std::scoped_lock lock(mutex_);
    progress_.page_failed(error, queue_.known_total());
    failed_.emplace(order, error);
    adaptation_.add(order, {});
  }

  RecognizedPage digitize_page(const PageTask& task, LineRecognizer& recognizer) {
    auto scan = std::make_shared<const ScannedPage>(task.source->read(task.page_idx));
    const MemoryBudget::Share share(budget_, kBytesPerWorker + kBytesPerPixel * scan->pixels.total());
    std::unique_ptr<DebugImages> debug = std::make_unique<DebugImages>();
    if (options_.debug_images)
      debug = std::make_unique<DebugImageFolder>(folder_.debug_folder(scan->origin.stem));
    return_free_memory();
    RecognizedPage page = read_page(scan, recognizer, options_.pipeline, *debug);

    folder_.store(scan->origin.stem).save_scanned(*scan);
    folder_.store(scan->origin.stem).save_recognized(page.text);
    ReconciledPage products{page.text, {}};
    const LayerMasks masks = masks_on_scan(std::move(page.layered), *scan);
    folder_.store(scan->origin.stem).save_scan_masks(masks);
    for (const auto& exporter : exporters_) {
      if (exporter->needs_masks()) kept_.write(*exporter, {.page = products, .masks_on_scan = &masks});
    }
    if (!has_transcription_) {
      products = kept_.with_corrections(std::move(products));
      write_text_products(kept_, exporters_, products);
    }
    draw_products(kept_, exporters_, products, options_.facts, *scan, &masks);
    return page;
  }

  PageQueue queue_;
  bool has_transcription_;
  const DigitizeOptions& options_;
  Progress& progress_;
  const std::atomic<bool>& interrupted_;
  OutputFolder folder_;
  KeptCorrections kept_;
  std::vector<std::unique_ptr<Exporter>> exporters_;
  MemoryBudget budget_;
  FolioAdaptation adaptation_;
  std::mutex mutex_;
  std::map<int, PageText> done_;  ///< by order
  std::map<int, Error> failed_;
};

/// The store keeps no characters of a reconciled page, so that its products have none either, whichever
/// command writes them.
void drop_characters(PageText& page) {
  for (TextLine& line : page.lines)
    for (Word& word : line.words) std::vector<Glyph>().swap(word.glyphs);
}

/// Reconciles and writes what follows from it: text products of each page, and the folio's ledger. With a
/// transcription of another text the pages are written as they were read, without a ledger.
void reconcile_and_write(const OutputFolder& folder, KeptCorrections& kept,
                         const std::vector<std::unique_ptr<Exporter>>& exporters, std::vector<PageText> pages,
                         const Transcription& transcription, const ExportOptions& exports,
                         const ReconcileOptions& options, const FolioFacts& facts, bool is_drawn,
                         BatchResult& result) {
  result.folio = reconcile(std::move(pages), transcription, options);
  result.mismatch = !matches(result.folio, options);
  if (result.mismatch) {
    const std::optional<double> match = result.folio.match;
    std::vector<PageText> as_read;
    for (const ReconciledPage& page : result.folio.pages)
      as_read.push_back(folder.store(page.text.origin.stem).load_recognized_text());
    result.folio = without_transcription(std::move(as_read));
    result.folio.match = match;
  }
  for (ReconciledPage& page : result.folio.pages) {
    drop_characters(page.text);
    folder.store(page.text.origin.stem).save_reconciled(page);
    write_products_anew(kept, folder, exporters, page, facts, is_drawn);
  }
  remove_ledger_files(folder.path());
  remove_folio_texts(folder.path());
  if (!result.mismatch) write_ledger_files(folder.path(), result.folio);
  std::vector<PageText> texts;
  for (ReconciledPage& page : result.folio.pages) texts.push_back(std::move(page.text));
  write_lists(folder, kept, texts, facts, exports);
  for (size_t k = 0; k < texts.size(); ++k) result.folio.pages[k].text = std::move(texts[k]);
  // With what people have corrected.
  if (!result.mismatch) write_folio_texts(folder.path(), result.folio, transcription, exports.apparatus);
}

}  // namespace

BatchResult digitize(std::vector<Input> inputs, const std::optional<Transcription>& transcription,
                     const DigitizeOptions& told, const RecognizerFactory& make_recognizer,
                     Progress& progress, const std::atomic<bool>& interrupted) {
  DigitizeOptions options = told;
  options.exports.call_number =
      (transcription ? combined(told.facts, facts_of(*transcription)) : told.facts).call_number;
  Digitizer digitizer(std::move(inputs), transcription.has_value(), options, progress, interrupted);
  digitizer.run(make_recognizer);
  digitizer.read_again();
  BatchResult result;
  result.pages = digitizer.take_pages();
  result.failures = digitizer.take_failures();
  result.interrupted = interrupted;
  OutputFolder::Contents contents{{}, options.languages, {}};
  for (const PageText& page : result.pages) contents.stems.push_back(page.origin.stem);
  contents.facts = facts_for(digitizer.folder(), contents.stems, options.facts, transcription);
  digitizer.folder().save_contents(contents);
  if (!result.interrupted && !transcription)
    write_lists(digitizer.folder(), digitizer.kept(), result.pages, contents.facts, options.exports);
  if (transcription && !result.interrupted) {
    reconcile_and_write(digitizer.folder(), digitizer.kept(), digitizer.exporters(), result.pages,
                        *transcription, options.exports, options.reconcile, contents.facts, true, result);
  }
  if (!result.interrupted) result.corrections = digitizer.kept().finish();
  return result;
}

BatchResult reconcile_folder(const std::filesystem::path& output, const Transcription& transcription,
                             const ExportOptions& exports, const ReconcileOptions& options,
                             const FolioFacts& told) {
  const OutputFolder folder(output);
  OutputFolder::Contents contents = folder.load_contents();
  contents.facts = combined(combined(std::move(contents.facts), told), facts_of(transcription));
  folder.save_contents(contents);
  BatchResult result;
  std::vector<PageText> pages;
  for (const std::string& stem : contents.stems) pages.push_back(folder.store(stem).load_recognized_text());
  KeptCorrections kept(folder);
  ExportOptions with_facts = exports;
  with_facts.call_number = contents.facts.call_number;
  reconcile_and_write(folder, kept, make_exporters(with_facts), std::move(pages), transcription, with_facts,
                      options, contents.facts, false, result);
  result.corrections = kept.finish();
  return result;
}

}  // namespace folio
