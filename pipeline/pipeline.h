#pragma once

#include <functional>
#include <memory>
#include <string_view>

#include "core/debug_images.h"
#include "deskew/deskew.h"
#include "page/recognized_page.h"
#include "recognize/line_recognizer.h"
#include "recognize/recognize.h"
#include "segment/segment.h"
#include "separate/separate.h"

namespace folio {

struct PipelineOptions {
  std::vector<std::string> languages;  ///< BCP 47 tags of the text, the main one first; empty = not known
  std::string models;   ///< what identifies the models that folio brings along; empty = none are used
  std::string choices;  ///< all that the user chose and that shapes what is found and read, as "name=value;"
  DeskewOptions deskew;
  SegmentOptions segment;
  SeparateOptions separate;
  RecognizeOptions recognize;
};

/// A page as earlier stages left it, for read_page: this one knows of none, and keeps none.
class StageKeeper {
 public:
  virtual ~StageKeeper() = default;
  /// Null where it is to be made.
  virtual std::shared_ptr<const SegmentedPage> segmented(const std::shared_ptr<const ScannedPage>& scan);
  virtual std::shared_ptr<const LayeredPage> layered(const std::shared_ptr<const SegmentedPage>& page);
  /// It was made, and may be kept.
  virtual void made(const SegmentedPage& page);
  virtual void made(const LayeredPage& page);
};

/// Takes a page through the stages that need its pixels: deskew, segment, separate, recognize, in this order,
/// which is stated here alone. (Reconciling needs all pages of a folio, exporting the reconciled text: see
/// batch/.) An Error that a stage throws names the stage.
RecognizedPage read_page(const std::shared_ptr<const ScannedPage>& scan, LineRecognizer& recognizer,
                         const PipelineOptions& options, DebugImages& debug, StageKeeper& keeper);
RecognizedPage read_page(const std::shared_ptr<const ScannedPage>& scan, LineRecognizer& recognizer,
                         const PipelineOptions& options, DebugImages& debug = no_debug_images());

/// One stage alone, its Errors named.
UprightPage run_deskew(std::shared_ptr<const ScannedPage> page, const PipelineOptions& options,
                       DebugImages& debug);
SegmentedPage run_segment(std::shared_ptr<const UprightPage> page, const PipelineOptions& options,
                          DebugImages& debug);
LayeredPage run_separate(std::shared_ptr<const SegmentedPage> page, const PipelineOptions& options,
                         DebugImages& debug);
RecognizedPage run_recognize(std::shared_ptr<const LayeredPage> page, LineRecognizer& recognizer,
                             const PipelineOptions& options, DebugImages& debug);

}  // namespace folio
