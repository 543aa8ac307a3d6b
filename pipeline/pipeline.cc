#include "pipeline.h"

#include <spdlog/fmt/fmt.h>

#include <concepts>

#include "core/error.h"
#include "core/files.h"
#include "core/version.h"

namespace folio {
namespace {

/// A stage: a function of the page before it and of its own options that gives the next page. Two stages in
/// the wrong order do not compile.
template <class Function, class Input, class Options, class Output>
concept Stage = requires(Function stage, std::shared_ptr<const Input> page, const Options& options,
                         DebugImages& debug) {
  { stage(page, options, debug) } -> std::same_as<Output>;
};

template <class Output, class Input, class Options, class Function>
requires Stage<Function, Input, Options, Output> Output run(const char* name, Function stage,
                                                            std::shared_ptr<const Input> page,
                                                            const Options& options, DebugImages& debug) {
  try {
    return stage(std::move(page), options, debug);
  } catch (Error& error) {
    error.at_stage(name);
    throw;
  }
}

}  // namespace

UprightPage run_deskew(std::shared_ptr<const ScannedPage> page, const PipelineOptions& options,
                       DebugImages& debug) {
  return run<UprightPage>("deskew", deskew, std::move(page), options.deskew, debug);
}

SegmentedPage run_segment(std::shared_ptr<const UprightPage> page, const PipelineOptions& options,
                          DebugImages& debug) {
  return run<SegmentedPage>("segment", segment, std::move(page), options.segment, debug);
}

LayeredPage run_separate(std::shared_ptr<const SegmentedPage> page, const PipelineOptions& options,
                         DebugImages& debug) {
  return run<LayeredPage>("separate", separate, std::move(page), options.separate, debug);
}

RecognizedPage run_recognize(std::shared_ptr<const LayeredPage> page, LineRecognizer& recognizer,
                             const PipelineOptions& options, DebugImages& debug) {
  const auto stage = [&](std::shared_ptr<const LayeredPage> layered, const RecognizeOptions& own,
                         DebugImages& images) {
    return recognize(std::move(layered), recognizer, own, images);
  };
  RecognizedPage recognized =
      run<RecognizedPage>("recognize", stage, std::move(page), options.recognize, debug);
  recognized.text.languages = options.languages;
  recognized.text.made_with = {fmt::format("folio {}", version()),
                               sha256_hex(options.models + recognizer.models()), sha256_hex(options.choices)};
  return recognized;
}

std::shared_ptr<const SegmentedPage> StageKeeper::segmented(
    const std::shared_ptr<const ScannedPage>& /*scan*/) {
  return nullptr;
}
std::shared_ptr<const LayeredPage> StageKeeper::layered(
    const std::shared_ptr<const SegmentedPage>& /*page*/) {
  return nullptr;
}
void StageKeeper::made(const SegmentedPage& /*page*/) {}
void StageKeeper::made(const LayeredPage& /*page*/) {}

RecognizedPage read_page(const std::shared_ptr<const ScannedPage>& scan, LineRecognizer& recognizer,
                         const PipelineOptions& options, DebugImages& debug, StageKeeper& keeper) {
  std::shared_ptr<const SegmentedPage> segmented = keeper.segmented(scan);
  if (segmented == nullptr) {
    auto upright = std::make_shared<const UprightPage>(run_deskew(scan, options, debug));
    segmented = std::make_shared<const SegmentedPage>(run_segment(std::move(upright), options, debug));
    keeper.made(*segmented);
  }
  std::shared_ptr<const LayeredPage> layered = keeper.layered(segmented);
  if (layered == nullptr) {
    layered = std::make_shared<const LayeredPage>(run_separate(std::move(segmented), options, debug));
    keeper.made(*layered);
  }
  segmented.reset();
  return run_recognize(std::move(layered), recognizer, options, debug);
}

RecognizedPage read_page(const std::shared_ptr<const ScannedPage>& scan, LineRecognizer& recognizer,
                         const PipelineOptions& options, DebugImages& debug) {
  StageKeeper none;
  return read_page(scan, recognizer, options, debug, none);
}

}  // namespace folio
