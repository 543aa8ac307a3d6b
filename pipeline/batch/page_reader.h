#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "batch/digitize.h"
#include "batch/page_products.h"
#include "batch/worker_pool.h"
#include "ingest/page_source.h"

namespace folio {

/// Takes single pages through all stages, within a worker. A task names an input by its place and a page:
///   {"input": 3, "page": 0}         a page of a file whose pages are counted
///   {"input": 3}                    a file not opened before: its pages are counted, and it is asked which
///                                   to read: {"pages": 7, "sha256": …} → {"page": 2}, or {} for none
/// Before its pixels are decoded it asks for memory (ask_for_memory). Its answer: {"done": stem},
/// {"nothing": true} or {"failed": Error, "refused": true} where it was refused the memory, and
/// {"failed": Error, "for_memory": bool}.
class PageReader {
 public:
  /// All by reference, which must outlive it. `reader_key`: see key_of_reader().
  PageReader(const std::vector<Input>& inputs, const DigitizeOptions& options, PageProducts& products,
             LineRecognizer& recognizer, std::string reader_key, bool with_text);

  nlohmann::json run(const nlohmann::json& task, WorkerLink& link);

 private:
  void open(size_t input_idx);
  nlohmann::json read(int page_idx, std::uint64_t least_need, WorkerLink& link);
  void write(RecognizedPage page, const ScannedPage& scan);

  const std::vector<Input>& inputs_;
  const DigitizeOptions& options_;
  PageProducts& products_;
  LineRecognizer& recognizer_;
  std::string reader_key_;
  bool with_text_;
  std::optional<PageSource> source_;
  size_t source_idx_ = 0;   ///< of its input
  std::uint64_t need_ = 0;  ///< of the page at work
};

}  // namespace folio
