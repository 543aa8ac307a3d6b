#include "metrics/text/alignment.h"

#include <algorithm>
#include <span>
#include <string_view>
#include <unordered_map>

#include "metrics/text/banded_alignment.h"

namespace folio {
namespace {

/// Equal symbols get equal numbers, from zero in the order in which they are met.
class Numbering {
 public:
  std::vector<uint32_t> operator()(std::span<const std::string> symbols) {
    std::vector<uint32_t> out;
    out.reserve(symbols.size());
    for (const std::string& symbol : symbols)
      out.push_back(numbers_.try_emplace(symbol, static_cast<uint32_t>(numbers_.size())).first->second);
    return out;
  }
  size_t size() const { return numbers_.size(); }

 private:
  std::unordered_map<std::string_view, uint32_t> numbers_;
};

}  // namespace

std::vector<Edit> align(const std::vector<std::string>& truth, const std::vector<std::string>& hypothesis) {
  // What both begin and end with is matched as it stands.
  const size_t shorter = std::min(truth.size(), hypothesis.size());
  size_t head = 0, tail = 0;
  while (head < shorter && truth[head] == hypothesis[head]) ++head;
  while (tail < shorter - head && truth[truth.size() - 1 - tail] == hypothesis[hypothesis.size() - 1 - tail])
    ++tail;

  Numbering number;
  const auto middle = [&](const std::vector<std::string>& side) {
    return number(std::span(side).subspan(head, side.size() - head - tail));
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
