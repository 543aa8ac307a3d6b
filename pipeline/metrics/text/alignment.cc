#include "metrics/text/alignment.h"

#include <algorithm>
#include <span>

#include "metrics/text/banded_alignment.h"
#include "metrics/text/symbol_numbers.h"

namespace folio {
std::vector<Edit> align(const std::vector<std::string>& truth, const std::vector<std::string>& hypothesis) {
  // What both begin and end with is matched as it stands.
  const size_t shorter = std::min(truth.size(), hypothesis.size());
  size_t head = 0, tail = 0;
  while (head < shorter && truth[head] == hypothesis[head]) ++head;
  while (tail < shorter - head && truth[truth.size() - 1 - tail] == hypothesis[hypothesis.size() - 1 - tail])
    ++tail;

  SymbolNumbers number;
  const auto middle = [&](const std::vector<std::string>& side) {
    return number(std::span<const std::string>(side).subspan(head, side.size() - head - tail));
  };
  const std::vector<uint32_t> truth_middle = middle(truth), hypothesis_middle = middle(hypothesis);

  std::vector<Edit> edits;
  for (size_t k = 0; k < head; ++k) edits.push_back({EditKind::match, k, k});
  for (const Edit& edit : banded_alignment(truth_middle, hypothesis_middle, number.size()))
    edits.push_back({edit.kind, edit.truth + head, edit.hypothesis + head});
  for (size_t k = tail; k > 0; --k)
    edits.push_back({EditKind::match, truth.size() - k, hypothesis.size() - k});
  return edits;
}

}  // namespace folio
