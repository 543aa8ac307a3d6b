#include "batch/adapt.h"

#include <cassert>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>

#include "batch/output_folder.h"
#include "batch/page_products.h"
#include "batch/page_workers.h"
#include "batch/run_lock.h"
#include "core/files.h"
#include "export/pairs/training_lines.h"
#include "ingest/ingest.h"
#include "reconcile/reconcile.h"
#include "store/stored_traces.h"

namespace folio {
namespace {

constexpr const char* kReading = "adapt";  // folder within that of a page

/// What a page gives to learn from.
struct ReadPage {
  PageText text;
  std::vector<WordTrace> traces;
};

/// Where a worker leaves it for this process.
PageStore reading_of(const PageStore& page) { return PageStore(page.folder() / kReading); }

void remove_reading(const PageStore& page) {
  std::error_code ignored;
  std::filesystem::remove_all(page.folder() / kReading, ignored);
}

void leave_reading(const PageStore& page, const RecognizedPage& read) {
  remove_reading(page);  // whatever lies there, a link too
  const PageStore reading = reading_of(page);
  reading.save_recognized(read.text);
  save_traces(reading.folder(), read.traces);
}

ReadPage take_reading(const PageStore& page) {
  const PageStore reading = reading_of(page);
  return {reading.load_recognized_text(), load_traces(reading.folder()).value_or(std::vector<WordTrace>{})};
}

/// Takes away what workers left, in the end.
class ReadingsRemover {
 public:
  ReadingsRemover(const OutputFolder& folder, const std::vector<std::string>& stems)
      : folder_(folder), stems_(stems) {}
  ~ReadingsRemover() {
    for (const std::string& stem : stems_) {
      try {
        remove_reading(folder_.store(stem));
      } catch (const Error&) {  // a page's folder that leads out of the output folder: nothing was left there
      }
    }
  }
  ReadingsRemover(const ReadingsRemover&) = delete;
  ReadingsRemover& operator=(const ReadingsRemover&) = delete;

 private:
  const OutputFolder& folder_;
  const std::vector<std::string>& stems_;
};

}  // namespace

AdaptResult adapt(const DigitizeOptions& options, const Transcription& transcription,
                  const RecognizerFactory& make_recognizer, const std::filesystem::path& file,
                  Progress& progress, const std::atomic<bool>& interrupted) {
  assert(options.adaptation != nullptr);
  const OutputFolder folder(options.output);
  const RunLock lock(folder.path(), interrupted);
  const auto recognizer = make_recognizer();
  AdaptResult result;
  result.interrupted = interrupted;
  if (result.interrupted) return result;
  const OutputFolder::Contents contents = folder.load_contents();
  const ReadingsRemover remover(folder, contents.stems);
  const auto total = static_cast<int>(contents.stems.size());
  std::map<size_t, ReadPage> pages;
  std::map<size_t, Error> failures;
  run_numbered_tasks(
      options, interrupted, contents.stems.size(),
      {.done =
           [&](size_t idx, const nlohmann::json&) {
             const ReadPage& page = pages[idx] = take_reading(folder.store(contents.stems[idx]));
             progress.page_done(record_of_page(page.text), total);
           },
       .failed =
           [&](size_t idx, Error error) {
             if (error.code() == ErrorCode::missing_dependency) throw error;
             error.at_file(contents.stems[idx]);
             progress.page_failed(error, total);
             failures.emplace(idx, error);
           }},
      [&](size_t idx, MemoryAsker& memory) -> nlohmann::json {
        const PageStore store = folder.store(contents.stems[idx]);
        const StoredScan stored = store.load_scanned();
        auto scan = std::make_shared<ScannedPage>(reread(stored.origin, memory.before_decoding()));
        scan->resolution = stored.resolution;
        leave_reading(store, read_page(scan, *recognizer, options.pipeline, no_debug_images()));
        return {{"done", contents.stems[idx]}};
      });
  for (const auto& [idx, error] : failures) result.failures.push_back(error);
  result.interrupted = interrupted;
  if (result.interrupted) return result;
  if (pages.empty() && !result.failures.empty()) throw result.failures.front();
  std::vector<PageText> texts;
  std::vector<std::vector<WordTrace>> traces;
  for (auto& [idx, page] : pages) {
    texts.push_back(std::move(page.text));
    traces.push_back(std::move(page.traces));
  }
  const ReconciledFolio reconciled = reconcile(std::move(texts), transcription, {});
  for (size_t i = 0; i < traces.size(); ++i)
    options.adaptation->learn_truth(sure_words_of(reconciled.pages[i].text, {}), traces[i]);
  result.pages = traces.size();
  if (!options.adaptation->can_teach()) {
    throw Error(ErrorCode::input, "too little of the transcription was found on the pages to learn from",
                "check that it is theirs; a page of text or more is needed");
  }
  write_file(file, options.adaptation->save());
  return result;
}

}  // namespace folio
