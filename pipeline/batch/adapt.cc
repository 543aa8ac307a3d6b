#include "batch/adapt.h"

#include <cassert>
#include <utility>

#include "batch/output_folder.h"
#include "batch/page_products.h"
#include "core/files.h"
#include "export/pairs/training_lines.h"
#include "ingest/ingest.h"
#include "reconcile/reconcile.h"

namespace folio {

AdaptResult adapt(const DigitizeOptions& options, const Transcription& transcription,
                  const RecognizerFactory& make_recognizer, const std::filesystem::path& file,
                  Progress& progress, const std::atomic<bool>& interrupted) {
  assert(options.adaptation != nullptr);
  const OutputFolder folder(options.output);
  const OutputFolder::Contents contents = folder.load_contents();
  const auto recognizer = make_recognizer();
  AdaptResult result;
  std::vector<PageText> texts;
  std::vector<std::vector<WordTrace>> traces;
  for (const std::string& stem : contents.stems) {
    result.interrupted = interrupted;
    if (result.interrupted) return result;
    try {
      const StoredScan stored = folder.store(stem).load_scanned();
      auto scan = std::make_shared<ScannedPage>(reread(stored.origin));
      scan->resolution = stored.resolution;
      RecognizedPage page = read_page(scan, *recognizer, options.pipeline, no_debug_images());
      progress.page_done(record_of_page(page.text), static_cast<int>(contents.stems.size()));
      texts.push_back(std::move(page.text));
      traces.push_back(std::move(page.traces));
    } catch (Error& error) {
      if (error.code() == ErrorCode::missing_dependency) throw;
      error.at_file(stem);
      progress.page_failed(error, static_cast<int>(contents.stems.size()));
      result.failures.push_back(error);
    }
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
