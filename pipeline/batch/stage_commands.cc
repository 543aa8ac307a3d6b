#include "batch/stage_commands.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>

#include "batch/folio_lists.h"
#include "batch/folio_phase.h"
#include "batch/folio_volume.h"
#include "batch/output_folder.h"
#include "batch/page_errors.h"
#include "batch/page_products.h"
#include "batch/page_workers.h"
#include "batch/run_lock.h"
#include "batch/stored_pixels.h"
#include "core/files.h"
#include "foreign/debug_image_folder.h"
#include "ingest/ingest.h"
#include "reconcile/reconcile.h"
#include "store/stored_traces.h"

namespace folio {

using Json = nlohmann::json;

namespace {

/// A stored page, taken up as far as it is asked for.
class StoredPage {
 public:
  StoredPage(const OutputFolder& folder, const std::string& stem, BeforeDecoding before_decoding)
      : store_(folder.store(stem)), before_decoding_(std::move(before_decoding)) {}

  const PageStore& store() const { return store_; }
  const BeforeDecoding& before_decoding() const { return before_decoding_; }

  std::shared_ptr<const ScannedPage> scan() const {
    const StoredScan stored = store_.load_scanned();
    auto page = std::make_shared<ScannedPage>(reread(stored.origin, before_decoding_));
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
  BeforeDecoding before_decoding_;
};

class StageRunner {
 public:
  /// `recognizer`: for stage recognize alone.
  StageRunner(const DigitizeOptions& options, std::unique_ptr<LineRecognizer> recognizer)
      : options_(options),
        folder_(options.output),
        facts_(folder_.load_contents().facts),
        recognizer_(std::move(recognizer)),
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
  PageRecord run(const std::string& stage, const std::string& stem, BeforeDecoding before_decoding) {
    const StoredPage page(folder_, stem, std::move(before_decoding));
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
    if (has_stages || draws) pixels.emplace(page.store(), page.before_decoding());
    if (has_stages && pixels->masks() != nullptr) page.store().save_scan_masks(*pixels->masks());
    for (const auto& exporter : exporters) {
      if (exporter->needs_masks() && (!pixels || pixels->masks() == nullptr)) continue;
      kept.write(*exporter, {.page = text,
                             .scan = pixels ? &pixels->scan() : nullptr,
                             .masks_on_scan = pixels ? pixels->masks() : nullptr,
                             .call_number = call_number_of_page(text.text, facts_)});
    }
    PageRecord record = record_of_page(text.text);
    record.corrections = kept.notes(record.stem);
    return record;
  }

  const DigitizeOptions& options_;
  OutputFolder folder_;
  FolioFacts facts_;
  std::unique_ptr<LineRecognizer> recognizer_;
  ExportOptions exports_;
  PageProducts products_;
};

/// Reads all pages of an input and leaves them in the folder: {"pages": [record], "failures": [error]}.
Json ingest_input(const Input& input, const OutputFolder& folder, MemoryAsker& memory) {
  Json pages = Json::array(), failures = Json::array();
  const auto fail = [&](const std::exception& exception) {
    Error error = memory.error_of(exception);
    error.at_file(input.file.string()).at_stage("ingest");
    failures.push_back(json_of(error));
  };
  try {
    const PageSource source(input.file, input.stem);
    for (int page = 0; page < source.page_count(); ++page) {
      try {
        memory.before_decoding()(source.header(page));
        const ScannedPage scan = source.read(page);
        folder.store(scan.origin.stem).save_scanned(scan);
        pages.push_back(json_of(record_of_page(scan.origin)));
      } catch (const std::exception& exception) {
        fail(exception);
      }
    }
  } catch (const std::exception& exception) {
    fail(exception);
  }
  return {{"pages", std::move(pages)}, {"failures", std::move(failures)}};
}

}  // namespace

BatchResult run_stage(const std::string& stage, const DigitizeOptions& options,
                      const RecognizerFactory& make_recognizer, Progress& progress,
                      const std::atomic<bool>& interrupted) {
  const OutputFolder folder(options.output);
  const RunLock lock(folder.path(), interrupted);
  BatchResult result;
  result.interrupted = interrupted;
  if (result.interrupted) return result;
  const OutputFolder::Contents contents = folder.load_contents();
  StageRunner runner(options, stage == "recognize" ? make_recognizer() : nullptr);
  const auto total = static_cast<int>(contents.stems.size());
  std::map<size_t, PageRecord> done;
  std::map<size_t, Error> failed;
  run_numbered_tasks(
      options, interrupted, contents.stems.size(),
      {.done =
           [&](size_t idx, const Json& answer) {
             const auto page = done.emplace(idx, page_record_from(answer.at("page")));
             progress.page_done(page.first->second, total);
           },
       .failed =
           [&](size_t idx, Error error) {
             if (error.code() == ErrorCode::missing_dependency) throw error;
             error.at_file(contents.stems[idx]).at_stage(stage);
             progress.page_failed(error, total);
             failed.emplace(idx, error);
           }},
      [&](size_t idx, MemoryAsker& memory) -> Json {
        return {{"page", json_of(runner.run(stage, contents.stems[idx], memory.before_decoding()))}};
      });
  result.interrupted = interrupted;
  std::vector<std::string> stems;
  for (const auto& [idx, page] : done) {
    stems.push_back(page.stem);
    runner.products().kept().take_notes(page.stem, page.corrections);
    result.pages.push_back(page);
  }
  for (const auto& [idx, error] : failed) result.failures.push_back(error);
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
  const RunLock lock(folder.path(), interrupted);
  BatchResult result;
  result.interrupted = interrupted;
  if (result.interrupted) return result;
  std::map<size_t, std::vector<PageRecord>> pages;  // by input
  size_t unopened = inputs.size();
  int known = 0;
  const auto fail = [&](const Error& error) {
    progress.page_failed(error, known + static_cast<int>(unopened));
    result.failures.push_back(error);
  };
  const auto take = [&](size_t idx, const Json& answer) {
    --unopened;
    known += static_cast<int>(answer.at("pages").size() + answer.at("failures").size());
    for (const Json& page : answer.at("pages")) {
      pages[idx].push_back(page_record_from(page));
      progress.page_done(pages[idx].back(), known + static_cast<int>(unopened));
    }
    for (const Json& error : answer.at("failures")) fail(error_from(error));
  };
  run_numbered_tasks(
      options, interrupted, inputs.size(),
      {.done = take,
       .failed =
           [&](size_t idx, Error error) {
             --unopened;
             ++known;
             fail(error.at_file(inputs[idx].file.string()).at_stage("ingest"));
           }},
      [&](size_t idx, MemoryAsker& memory) -> Json {
        const Input& input = inputs[idx];
        if (input.problem)
          return {{"pages", Json::array()}, {"failures", Json::array({json_of(*input.problem)})}};
        return ingest_input(input, folder, memory);
      });
  OutputFolder::Contents contents{{}, options.languages, options.facts};
  for (auto& [idx, records] : pages) {
    for (PageRecord& page : records) {
      contents.stems.push_back(page.stem);
      result.pages.push_back(std::move(page));
    }
  }
  result.interrupted = interrupted;
  if (!result.interrupted) folder.save_contents(contents);
  return result;
}

}  // namespace folio
