#pragma once

#include <cstddef>
#include <vector>

#include "page/page_text.h"

namespace folio {

/// A page's words by place, so that those at a box are found without looking at all of them.
class WordIndex {
 public:
  struct Entry {
    size_t line_idx = 0, word_idx = 0;
    Box box;
  };

  explicit WordIndex(const PageText& page);

  /// Words whose boxes meet `box`, in the page's order.
  std::vector<Entry> words_at(const Box& box) const;

 private:
  std::vector<Entry> by_top_;
  int tallest_ = 0;
};

/// Area that both have, over the area of the smaller one, [0, 1]; 0 where either is empty.
double share_of_smaller(const Box& a, const Box& b);
/// The same over the area of either.
double overlap_of(const Box& a, const Box& b);

}  // namespace folio
