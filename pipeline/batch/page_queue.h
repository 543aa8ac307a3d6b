#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "ingest/inputs.h"
#include "ingest/page_source.h"

namespace folio {

/// A page to be read, or the input that gives none.
struct PageTask {
  int order = 0;  ///< place among all pages of the batch
  std::shared_ptr<const PageSource> source;
  int page_idx = 0;
  std::optional<Error> problem;  ///< then there is no source
};

/// The pages of all inputs, in order, handed out one at a time to any number of threads. A file is opened
/// when its first page is asked for.
class PageQueue {
 public:
  explicit PageQueue(std::vector<Input> inputs) : inputs_(std::move(inputs)) {}

  /// The next page; nothing when all were handed out or stop() was called.
  std::optional<PageTask> next();
  void stop();
  /// Pages known so far: those of the files opened, and one for each that is not yet.
  int known_total() const;

 private:
  mutable std::mutex mutex_;
  std::vector<Input> inputs_;
  size_t input_idx_ = 0;
  std::shared_ptr<const PageSource> source_;
  int page_idx_ = 0;
  int handed_out_ = 0;
  bool stopped_ = false;
};

}  // namespace folio
