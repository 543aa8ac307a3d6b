#include "batch/stage_commands.h"

#include <algorithm>

#include "batch/folio_adaptation.h"
#include "batch/folio_record.h"
#include "batch/folio_texts.h"
#include "batch/folio_volume.h"
#include "batch/output_folder.h"
#include "batch/page_queue.h"
#include "batch/stored_pixels.h"
#include "core/files.h"
#include "export/review_list.h"
#include "foreign/debug_image_folder.h"
#include "ingest/ingest.h"
#include "reconcile/reconcile.h"

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

PageText text_of(const ScannedPage& scan) {
  PageText text;
  text.origin = scan.origin;
  text.size = scan.pixels.size();
  text.resolution = scan.resolution;
  return text;
}

class StageRunner {
 public:
  StageRunner(const DigitizeOptions& options, const RecognizerFactory& make_recognizer)
      : options_(options),
        folder_(options.output),
        kept_(folder_),
        facts_(folder_.load_contents().facts),
        make_recognizer_(make_recognizer),
        adaptation_(options.adaptation),
        exports_(options.exports) {}

  const OutputFolder& folder() const { return folder_; }
  KeptCorrections& kept() { return kept_; }

  /// What TEI says of the folio.
  void take_facts(const FolioFacts& facts) { exports_.call_number = facts.call_number; }

  /// Once all `pages` are recognized: doubtful words again.
  void read_again(std::vector<PageText>& pages) {
    if (!adaptation_.finish()) return;
    for (size_t i = 0; i < pages.size(); ++i) {
      if (adaptation_.read_again(static_cast<int>(i), pages[i]) > 0)
        folder_.store(pages[i].origin.stem).save_recognized(pages[i]);
    }
  }

  /// Runs the stage on one page and gives what is known of its text.
  PageText run(const std::string& stage, const std::string& stem) {
    const StoredPage page(folder_, stem);
    DebugImageFolder pictures(folder_.debug_folder(stem));
    DebugImages& debug = options_.debug_images ? pictures : no_debug_images();
    if (stage == "deskew") {
      const UprightPage upright = run_deskew(page.scan(), options_.pipeline, debug);
      page.store().save_upright(upright);
      return text_of(*upright.scan);
    }
    if (stage == "segment") {
      const SegmentedPage segmented = run_segment(page.upright(), options_.pipeline, debug);
      page.store().save_segmented(segmented);
      return text_of(*segmented.upright->scan);
    }
    if (stage == "separate") {
      const LayeredPage layered = run_separate(page.segmented(), options_.pipeline, debug);
      page.store().save_layered(layered);
      return text_of(*layered.segmented->upright->scan);
    }
    if (stage == "recognize") {
      if (recognizer_ == nullptr) recognizer_ = make_recognizer_();
      const RecognizedPage recognized = run_recognize(page.layered(), *recognizer_, options_.pipeline, debug);
      page.store().save_recognized(recognized.text);
      adaptation_.add(page_count_++, recognized.traces);
      return recognized.text;
    }
    return export_page(page);
  }

 private:
  PageText export_page(const StoredPage& page) {
    const ReconciledPage text = kept_.with_corrections(
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
      kept_.write(*exporter, {.page = text,
                              .scan = pixels ? &pixels->scan() : nullptr,
                              .masks_on_scan = pixels ? pixels->masks() : nullptr,
                              .call_number = call_number_of_page(text.text, facts_)});
    }
    return text.text;
  }

  const DigitizeOptions& options_;
  OutputFolder folder_;
  KeptCorrections kept_;
  FolioFacts facts_;
  const RecognizerFactory& make_recognizer_;
  FolioAdaptation adaptation_;
  ExportOptions exports_;
  int page_count_ = 0;  ///< recognized
  std::unique_ptr<LineRecognizer> recognizer_;
};

}  // namespace

BatchResult run_stage(const std::string& stage, const DigitizeOptions& options,
                      const RecognizerFactory& make_recognizer, Progress& progress,
                      const std::atomic<bool>& interrupted) {
  StageRunner runner(options, make_recognizer);
  const OutputFolder::Contents contents = runner.folder().load_contents();
  const auto total = static_cast<int>(contents.stems.size());
  runner.take_facts(contents.facts);
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
  if (!interrupted) runner.read_again(result.pages);
  if (stage == "export" && !interrupted) result.corrections = runner.kept().finish();
  if (stage == "export" && !interrupted) {
    write_file(options.output / "review.tsv", review_tsv(result.pages));
    const FolioRecord record = record_of(result.pages, contents.facts);
    write_file(options.output / "folio.tsv", folio_tsv(record));
    write_folio_tei(options.output, PageSequence(result.pages),
                    record.call_number ? to_string(*record.call_number) : "", options.exports.tei);
    if (options.exports.pdf_volume)
      write_folio_volume(runner.folder(), PageSequence(result.pages), contents.facts,
                         options.exports.pdf_options.attach);
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
      result.pages.push_back(text_of(scan));
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
