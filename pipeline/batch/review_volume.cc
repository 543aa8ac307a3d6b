#include "batch/review_volume.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "batch/kept_corrections.h"
#include "batch/output_folder.h"
#include "batch/page_products.h"
#include "batch/stored_pixels.h"
#include "core/files.h"
#include "export/corrections/correction_placer.h"
#include "review/review_data.h"
#include "review/review_page.h"
#include "store/stored_corrections.h"

namespace folio {
namespace fs = std::filesystem;

namespace {

class VolumeWriter {
 public:
  explicit VolumeWriter(const ReviewVolumeOptions& options)
      : options_(options),
        folder_(options.output),
        kept_(folder_, KeptCorrections::Use::to_look),
        stems_(folder_.load_contents().stems) {
    if (stems_.size() > options.most_leaves_in_page) {
      result_.leaves_folder = options.to;
      result_.leaves_folder.replace_extension(".leaves");
    }
  }

  const std::vector<std::string>& stems() const { return stems_; }
  ReviewVolumeResult& result() { return result_; }

  PageRecord add(const std::string& stem) {
    const ReviewLeaf leaf = load(stem);
    const size_t idx = summaries_.size();
    const nlohmann::json data = review_leaf_data(leaf);
    if (result_.leaves_folder.empty())
      elements_ += review_leaf_element(idx, data);
    else
      write_file(result_.leaves_folder / review_leaf_file(idx), review_leaf_script(idx, data));
    summaries_.push_back(review_summary(leaf));
    return record_of_page(leaf.page.text);
  }

  void write_page() {
    result_.leaves = summaries_.size();
    const fs::path folder = fs::absolute(options_.output / "").lexically_normal().parent_path();
    const ReviewPageOptions page{folder.filename().string(), options_.language,
                                 result_.leaves_folder.filename().string()};
    write_file(options_.to, review_page(page, summaries_, elements_));
  }

 private:
  ReviewLeaf load(const std::string& stem) {
    const PageStore store = folder_.store(stem);
    ReviewLeaf leaf;
    leaf.as_read = store.load_recognized_text();
    leaf.page = kept_.with_corrections(store.has("reconcile") ? store.load_reconciled()
                                                              : ReconciledPage{leaf.as_read, {}});
    PageCorrections corrections = load_corrections(store.folder());
    scale_corrections(corrections, leaf.page.text.size);
    leaf.notes = std::move(corrections.notes);
    const fs::path hocr = folder_.product(stem, ".hocr");
    std::error_code ignored;
    if (fs::is_regular_file(hocr, ignored)) leaf.text_sha256 = sha256_of_file(hocr);
    try {
      const StoredPixels pixels(store);
      leaf.picture = leaf_picture(pixels.scan().pixels, pixels.masks());
    } catch (Error& error) {
      error.at_file(stem);
      result_.without_picture.push_back(error);
    }
    return leaf;
  }

  const ReviewVolumeOptions& options_;
  OutputFolder folder_;
  KeptCorrections kept_;
  std::vector<std::string> stems_;
  std::vector<nlohmann::json> summaries_;
  std::string elements_;
  ReviewVolumeResult result_;
};

}  // namespace

ReviewVolumeResult write_review_volume(const ReviewVolumeOptions& options, Progress& progress,
                                       const std::atomic<bool>& interrupted) {
  VolumeWriter writer(options);
  const auto total = static_cast<int>(writer.stems().size());
  for (const std::string& stem : writer.stems()) {
    if (interrupted) {
      writer.result().interrupted = true;
      return std::move(writer.result());
    }
    try {
      progress.page_done(writer.add(stem), total);
    } catch (Error& error) {
      if (error.code() == ErrorCode::file_access) throw;
      error.at_file(stem);
      progress.page_failed(error, total);
      writer.result().failures.push_back(error);
    }
  }
  writer.write_page();
  return std::move(writer.result());
}

}  // namespace folio
