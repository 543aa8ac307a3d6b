#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "page/page_text.h"

namespace folio {

/// The texts of a folio's pages, in order, of which one at a time need be in memory: each is loaded when it
/// is asked for, any number of times, and is the same each time. `load` may throw Error.
class PageSequence {
 public:
  using Load = std::function<PageText(size_t page_idx)>;
  PageSequence(size_t size, Load load) : size_(size), load_(std::move(load)) {}
  /// Pages that are in memory; they must outlive the sequence.
  explicit PageSequence(const std::vector<PageText>& pages) : size_(pages.size()), pages_(&pages) {}

  size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  std::shared_ptr<const PageText> load(size_t page_idx) const {
    if (pages_ == nullptr) return std::make_shared<const PageText>(load_(page_idx));
    return {std::shared_ptr<void>(), &(*pages_)[page_idx]};  // owns nothing
  }

 private:
  size_t size_;
  Load load_;
  const std::vector<PageText>* pages_ = nullptr;
};

}  // namespace folio
