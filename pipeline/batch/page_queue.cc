#include "batch/page_queue.h"

namespace folio {

std::optional<PageTask> PageQueue::next() {
  const std::scoped_lock lock(mutex_);
  if (stopped_) return std::nullopt;
  if (source_ != nullptr && page_idx_ == source_->page_count()) {
    source_.reset();
    ++input_idx_;
  }
  if (source_ == nullptr) {
    if (input_idx_ == inputs_.size()) return std::nullopt;
    const Input& input = inputs_[input_idx_];
    std::optional<Error> problem = input.problem;
    if (!problem) {
      try {
        source_ = std::make_shared<const PageSource>(input.file, input.stem);
        page_idx_ = 0;
      } catch (Error& error) {
        error.at_file(input.file.string()).at_stage("ingest");
        problem = error;
      }
    }
    if (problem) {
      ++input_idx_;
      return PageTask{handed_out_++, nullptr, 0, std::move(problem)};
    }
  }
  return PageTask{handed_out_++, source_, page_idx_++, std::nullopt};
}

void PageQueue::stop() {
  const std::scoped_lock lock(mutex_);
  stopped_ = true;
}

int PageQueue::known_total() const {
  const std::scoped_lock lock(mutex_);
  const auto unopened = static_cast<int>(inputs_.size() - input_idx_) - (source_ != nullptr ? 1 : 0);
  const int in_hand = source_ != nullptr ? source_->page_count() - page_idx_ : 0;
  return handed_out_ + in_hand + unopened;
}

}  // namespace folio
