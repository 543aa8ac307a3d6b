#include "batch/stage_commands.h"

#include <algorithm>

#include "batch/folio_lists.h"
#include "batch/folio_phase.h"
#include "batch/folio_volume.h"
#include "batch/output_folder.h"
#include "batch/page_products.h"
#include "batch/page_queue.h"
#include "batch/stored_pixels.h"
#include "core/files.h"
#include "foreign/debug_image_folder.h"
#include "ingest/ingest.h"
#include "reconcile/reconcile.h"
#include "store/stored_traces.h"

namespace folio {
namespace {

/// A stored page, taken up as far as it is asked for.
class StoredPage {
 public:
  StoredPage(const OutputFolder& folder, const std::string& stem) : store_(folder.store(stem)) {}

  const PageStore& store() const { return store_; }

  std::shared_ptr<const ScannedPage> scan() const {
    const StoredScan stored = store_.load_scanned();
    auto page = std::make_shared<ScannedPage>(reread(stored.origin));
    page->resolution = stored.resolution;
    return page;
  }
  std::shared_ptr<const UprightPage> upright() const {
    return std::make_shared<const UprightPage>(store_.load_upright(scan()));
  }
  std::shared_ptr<const SegmentedPage> segmented() const {
    return std::make_shared<const SegmentedPage>(store_.load_segmented(upright()));
  }
  std::shared_ptr<const LayeredPage> layered() const {
    return std::make_shared<const LayeredPage>(store_.load_layered(segmented()));
  }

 private:
  PageStore store_;
};

class StageRunner {
 public:
  StageRunner(const DigitizeOptions& options, const RecognizerFactory& make_recognizer)
      : options_(options),
        folder_(options.output),
        facts_(folder_.load_contents().facts),
        make_recognizer_(make_recognizer),
        exports_(with_call_number(options.exports, facts_)),
        products_(folder_, exports_, facts_) {}

  const OutputFolder& folder() const { return folder_; }
  PageProducts& products() { return products_; }
  const ExportOptions& exports() const { return exports_; }

  /// Once all pages are recognized: doubtful words again.
  void read_again(const std::vector<std::string>& stems) {
    if (!options_.adaptation || !learn_types(*options_.adaptation, folder_, stems)) return;
    for (const std::string& stem : stems) {
      const PageStore store = folder_.store(stem);
      PageText text = store.load_first_reading();
      const auto traces = load_traces(store.folder());
      if (traces && options_.adaptation->read_again(text, *traces) > 0) store.save_revised(text);
    }
  }

  /// Runs the stage on one page and gives what is known of it.
  PageRecord run(const std::string& stage, const std::string& stem) {
    const StoredPage page(folder_, stem);
    DebugImageFolder pictures(folder_.debug_folder(stem));
    DebugImages& debug = options_.debug_images ? pictures : no_debug_images();
    if (stage == "deskew") {
      const UprightPage upright = run_deskew(page.scan(), options_.pipeline, debug);
      page.store().save_upright(upright);
      return record_of_page(upright.scan->origin);
    }
    if (stage == "segment") {
      const SegmentedPage segmented = run_segment(page.upright(), options_.pipeline, debug);
      page.store().save_segmented(segmented);
      return record_of_page(segmented.upright->scan->origin);
    }
    if (stage == "separate") {
      const LayeredPage layered = run_separate(page.segmented(), options_.pipeline, debug);
      page.store().save_layered(layered);
      return record_of_page(layered.segmented->upright->scan->origin);
    }
    if (stage == "recognize") {
      if (recognizer_ == nullptr) recognizer_ = make_recognizer_();
      const RecognizedPage recognized = run_recognize(page.layered(), *recognizer_, options_.pipeline, debug);
      page.store().save_recognized(recognized.text);
      if (options_.adaptation) save_traces(page.store().folder(), recognized.traces);
      return record_of_page(recognized.text);
    }
    return export_page(page);
  }

 private:
  static ExportOptions with_call_number(ExportOptions exports, const FolioFacts& facts) {
    exports.call_number = facts.call_number;
    return exports;
  }

  PageRecord export_page(const StoredPage& page) {
    KeptCorrections& kept = products_.kept();
    const ReconciledPage text = kept.with_corrections(
        page.store().has("reconcile") ? page.store().load_reconciled()
                                      : ReconciledPage{page.store().load_recognized_text(), {}});
    const auto exporters = make_exporters(exports_);
    // After digitize the picture of the layers is there already.
    const bool has_stages = page.store().has("separate");
    const bool draws = std::ranges::any_of(exporters, [](const auto& e) { return e->has_picture(); });
    std::optional<StoredPixels> pixels;
    if (has_stages || draws) pixels.emplace(page.store());
    if (has_stages && pixels->masks() != nullptr) page.store().save_scan_masks(*pixels->masks());
    for (const auto& exporter : exporters) {
      if (exporter->needs_masks() && (!pixels || pixels->masks() == nullptr)) continue;
      kept.write(*exporter, {.page = text,
                             .scan = pixels ? &pixels->scan() : nullptr,
                             .masks_on_scan = pixels ? pixels->masks() : nullptr,
                             .call_number = call_number_of_page(text.text, facts_)});
    }
    return record_of_page(text.text);
  }

  const DigitizeOptions& options_;
  OutputFolder folder_;
  FolioFacts facts_;
  const RecognizerFactory& make_recognizer_;
  ExportOptions exports_;
  PageProducts products_;
  std::unique_ptr<LineRecognizer> recognizer_;
};

}  // namespace

BatchResult run_stage(const std::string& stage, const DigitizeOptions& options,
                      const RecognizerFactory& make_recognizer, Progress& progress,
                      const std::atomic<bool>& interrupted) {
  StageRunner runner(options, make_recognizer);
  const OutputFolder::Contents contents = runner.folder().load_contents();
  const auto total = static_cast<int>(contents.stems.size());
  BatchResult result;
  for (const std::string& stem : contents.stems) {
    if (interrupted) break;
    try {
      result.pages.push_back(runner.run(stage, stem));
      progress.page_done(result.pages.back(), total);
    } catch (Error& error) {
      if (error.code() == ErrorCode::missing_dependency) throw;
      error.at_file(stem).at_stage(stage);
      progress.page_failed(error, total);
      result.failures.push_back(error);
    }
  }
  result.interrupted = interrupted;
  std::vector<std::string> stems;
  for (const PageRecord& page : result.pages) stems.push_back(page.stem);
  if (stage == "recognize" && !interrupted) runner.read_again(stems);
  if (stage == "export" && !interrupted) {
    write_folio_lists(runner.products(), stems, contents.facts, runner.exports());
    result.corrections = runner.products().kept().finish();
  }
  return result;
}

BatchResult run_ingest(std::vector<Input> inputs, const DigitizeOptions& options, Progress& progress,
                       const std::atomic<bool>& interrupted) {
  const OutputFolder folder(options.output);
  OutputFolder::Contents contents{{}, options.languages, options.facts};
  PageQueue queue(std::move(inputs));
  BatchResult result;
  while (std::optional<PageTask> task = queue.next()) {
    if (interrupted) break;
    try {
      if (task->problem) throw *task->problem;
      const ScannedPage scan = task->source->read(task->page_idx);
      folder.store(scan.origin.stem).save_scanned(scan);
      contents.stems.push_back(scan.origin.stem);
      result.pages.push_back(record_of_page(scan.origin));
      progress.page_done(result.pages.back(), queue.known_total());
    } catch (const Error& error) {
      progress.page_failed(error, queue.known_total());
      result.failures.push_back(error);
    }
  }
  folder.save_contents(contents);
  result.interrupted = interrupted;
  return result;
}

}  // namespace folio
