#include "batch/review_volume.h"

#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "batch/kept_corrections.h"
#include "batch/output_folder.h"
#include "batch/page_errors.h"
#include "batch/page_products.h"
#include "batch/page_workers.h"
#include "batch/stored_pixels.h"
#include "core/files.h"
#include "export/corrections/correction_placer.h"
#include "review/review_data.h"
#include "review/review_page.h"
#include "store/stored_corrections.h"
#include "store/stored_parallel.h"

namespace folio {
namespace fs = std::filesystem;
using Json = nlohmann::json;

namespace {

class VolumeWriter {
 public:
  explicit VolumeWriter(const ReviewVolumeOptions& options)
      : options_(options),
        folder_(options.output, OutputFolder::Use::to_look),
        kept_(folder_, KeptCorrections::Use::to_look),
        stems_(folder_.load_contents().stems),
        parallel_(load_parallel_text(options.output)) {
    if (stems_.size() > options.most_leaves_in_page) {
      result_.leaves_folder = options.to;
      result_.leaves_folder.replace_extension(".leaves");
    }
  }

  const std::vector<std::string>& stems() const { return stems_; }
  ReviewVolumeResult& result() { return result_; }

  /// In a worker: a leaf's part of the page, {"summary", "data", "record"}, and why it has no picture.
  Json leaf(size_t idx, const BeforeDecoding& before_decoding) {
    ReviewLeaf leaf = load(stems_[idx]);
    Json out;
    try {
      const PageStore store = folder_.store(stems_[idx]);
      const StoredPixels pixels(store, before_decoding);
      leaf.picture = leaf_picture(pixels.scan().pixels, pixels.masks());
    } catch (Error& error) {
      error.at_file(stems_[idx]);
      out["without_picture"] = json_of(error);
    }
    out["summary"] = review_summary(leaf);
    out["summary"]["number"] = idx;
    const Json data = review_leaf_data(leaf);
    out["data"] =
        result_.leaves_folder.empty() ? review_leaf_element(idx, data) : review_leaf_script(idx, data);
    out["record"] = json_of(record_of_page(leaf.page.text));
    return out;
  }

  /// In this process: takes a leaf in, in any order.
  PageRecord take(size_t idx, const Json& leaf) {
    if (leaf.contains("without_picture"))
      result_.without_picture.push_back(error_from(leaf.at("without_picture")));
    auto data = leaf.at("data").get<std::string>();
    if (result_.leaves_folder.empty())
      elements_.emplace(idx, std::move(data));
    else
      write_file(result_.leaves_folder / review_leaf_file(idx), data);
    summaries_.emplace(idx, leaf.at("summary"));
    return page_record_from(leaf.at("record"));
  }

  void write_page() {
    std::vector<Json> summaries;
    std::string elements;
    for (auto& [idx, summary] : summaries_) summaries.push_back(std::move(summary));
    for (const auto& [idx, element] : elements_) elements += element;
    result_.leaves = summaries.size();
    const fs::path folder = fs::absolute(options_.output / "").lexically_normal().parent_path();
    const ReviewPageOptions page{folder.filename().string(), options_.language,
                                 result_.leaves_folder.filename().string()};
    write_file(options_.to, review_page(page, summaries, elements));
  }

 private:
  /// All but its picture.
  ReviewLeaf load(const std::string& stem) {
    const PageStore store = folder_.store(stem);
    ReviewLeaf leaf;
    leaf.as_read = store.load_recognized_text();
    leaf.page = kept_.with_corrections(store.has("reconcile") ? store.load_reconciled()
                                                              : ReconciledPage{leaf.as_read, {}});
    PageCorrections corrections = load_corrections(store.folder());
    scale_corrections(corrections, leaf.page.text.size);
    leaf.notes = std::move(corrections.notes);
    if (parallel_) leaf.parallel = &*parallel_;
    const fs::path hocr = folder_.product(stem, ".hocr");
    std::error_code ignored;
    if (fs::is_regular_file(hocr, ignored)) leaf.text_sha256 = sha256_of_file(hocr);
    return leaf;
  }

  const ReviewVolumeOptions& options_;
  OutputFolder folder_;
  KeptCorrections kept_;
  std::vector<std::string> stems_;
  std::optional<ParallelText> parallel_;
  std::map<size_t, Json> summaries_;        // by number of the leaf
  std::map<size_t, std::string> elements_;  // where they are in the page
  ReviewVolumeResult result_;
};

}  // namespace

ReviewVolumeResult write_review_volume(const ReviewVolumeOptions& options, Progress& progress,
                                       const std::atomic<bool>& interrupted) {
  VolumeWriter writer(options);
  const auto total = static_cast<int>(writer.stems().size());
  DigitizeOptions work;
  static_cast<WorkerLimits&>(work) = options.limits;
  work.output = options.output;
  std::map<size_t, Error> failures;
  run_numbered_tasks(
      work, interrupted, writer.stems().size(),
      {.done = [&](size_t idx, const Json& leaf) { progress.page_done(writer.take(idx, leaf), total); },
       .failed =
           [&](size_t idx, Error error) {
             error.at_file(writer.stems()[idx]);
             progress.page_failed(error, total);
             failures.emplace(idx, error);
           }},
      [&](size_t idx, MemoryAsker& memory) { return writer.leaf(idx, memory.before_decoding()); });
  for (const auto& [idx, error] : failures) writer.result().failures.push_back(error);
  writer.result().interrupted = interrupted;
  if (!interrupted) writer.write_page();
  return std::move(writer.result());
}

}  // namespace folio
