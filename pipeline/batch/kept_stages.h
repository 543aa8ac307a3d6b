#pragma once

#include <memory>
#include <string>

#include "pipeline.h"
#include "store/page_store.h"

namespace folio {

/// A page between its stages, as an earlier run left it in the page's folder, so that a run with another
/// option of a later stage does not begin with the scan. What is there is taken up where it was made from the
/// same image, models, program and options of the stages before; what is damaged is made anew.
class KeptStages : public StageKeeper {
 public:
  /// `keep`: what is made anew is left there. Of the options all that the first three stages depend on.
  KeptStages(PageStore store, const std::string& image_sha256, int page_idx, const PipelineOptions& options,
             bool keep);

  std::shared_ptr<const SegmentedPage> segmented(const std::shared_ptr<const ScannedPage>& scan) override;
  std::shared_ptr<const LayeredPage> layered(const std::shared_ptr<const SegmentedPage>& page) override;
  void made(const SegmentedPage& page) override;
  void made(const LayeredPage& page) override;

 private:
  struct Keys {
    std::string segmented, layered;  ///< 64 hexadecimal digits; empty = not kept
    bool operator==(const Keys&) const = default;
  };
  Keys load() const;
  void save(const Keys& keys) const;

  PageStore store_;
  Keys keys_;
  bool keep_;
};

}  // namespace folio
