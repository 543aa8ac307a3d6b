#include "export/corrections/word_index.h"

#include <algorithm>
#include <tuple>

namespace folio {

WordIndex::WordIndex(const PageText& page) {
  for (size_t l = 0; l < page.lines.size(); ++l)
    for (size_t w = 0; w < page.lines[l].words.size(); ++w) {
      const Box& box = page.lines[l].words[w].box;
      if (box.empty()) continue;
      by_top_.push_back({l, w, box});
      tallest_ = std::max(tallest_, box.height());
    }
  std::ranges::stable_sort(by_top_, {}, [](const Entry& entry) { return entry.box.y0; });
}

std::vector<WordIndex::Entry> WordIndex::words_at(const Box& box) const {
  std::vector<Entry> out;
  auto at = std::ranges::lower_bound(by_top_, box.y0 - tallest_, {},
                                     [](const Entry& entry) { return entry.box.y0; });
  for (; at != by_top_.end() && at->box.y0 < box.y1; ++at)
    if (!intersect(at->box, box).empty()) out.push_back(*at);
  std::ranges::sort(out, {}, [](const Entry& entry) { return std::tuple(entry.line_idx, entry.word_idx); });
  return out;
}

double share_of_smaller(const Box& a, const Box& b) {
  const long smaller = std::min(a.area(), b.area());
  return smaller == 0 ? 0 : static_cast<double>(intersect(a, b).area()) / static_cast<double>(smaller);
}

double overlap_of(const Box& a, const Box& b) {
  const long common = intersect(a, b).area(), either = a.area() + b.area() - common;
  return either == 0 ? 0 : static_cast<double>(common) / static_cast<double>(either);
}

}  // namespace folio
