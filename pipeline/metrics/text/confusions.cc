#include "metrics/text/confusions.h"

#include <algorithm>
#include <span>

namespace folio {
namespace {

constexpr size_t kLongestRun = 3;  // characters of a side that are taken as one confusion

}  // namespace

void Confusions::add(const std::vector<Edit>& edits, const std::vector<std::string>& truth,
                     const std::vector<std::string>& hypothesis) {
  for (size_t begin = 0; begin < edits.size();) {
    if (edits[begin].kind == EditKind::match) {
      ++begin;
      continue;
    }
    size_t end = begin, meant = 0, read = 0;
    for (; end < edits.size() && edits[end].kind != EditKind::match; ++end) {
      meant += edits[end].kind != EditKind::insertion ? 1 : 0;
      read += edits[end].kind != EditKind::deletion ? 1 : 0;
    }
    const Edit& first = edits[begin];
    if (meant == read) {
      for (size_t k = 0; k < meant; ++k)
        ++counts_[{truth[first.truth + k], hypothesis[first.hypothesis + k]}];
    } else if (meant > 0 && read > 0 && std::max(meant, read) <= kLongestRun) {
      std::pair<std::string, std::string> run;
      for (size_t k = 0; k < meant; ++k) run.first += truth[first.truth + k];
      for (size_t k = 0; k < read; ++k) run.second += hypothesis[first.hypothesis + k];
      ++counts_[run];
    } else {
      for (const Edit& edit : std::span(edits).subspan(begin, end - begin))
        ++counts_[{edit.kind == EditKind::insertion ? "" : truth[edit.truth],
                   edit.kind == EditKind::deletion ? "" : hypothesis[edit.hypothesis]}];
    }
    begin = end;
  }
}

Confusions& Confusions::operator+=(const Confusions& other) {
  for (const auto& [pair, count] : other.counts_) counts_[pair] += count;
  return *this;
}

std::vector<Confusion> Confusions::most_frequent(size_t limit) const {
  std::vector<Confusion> out;
  for (const auto& [pair, count] : counts_) out.push_back({pair.first, pair.second, count});
  std::ranges::stable_sort(out, std::ranges::greater{}, &Confusion::count);
  if (out.size() > limit) out.resize(limit);
  return out;
}

}  // namespace folio
