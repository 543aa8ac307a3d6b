#include "line_order.h"

#include <algorithm>

#include "core/text.h"
#include "metrics/edit_distance.h"
#include "metrics/normalization.h"

namespace folio {
namespace {

constexpr double kLeastLikeness = 0.6;  // lines that share a few words stay below, badly read ones above
constexpr size_t kFewestLetters = 4;
constexpr size_t kSameEdits = 2;  // a list's a) and b), and one misread letter

using Letters = std::vector<std::string>;

Letters letters_of(const std::string& line) {
  return grapheme_clusters(normalized(line, typescript_normalizations()));
}

/// Lines of the truth that a found line may be, in their order; empty = none.
std::vector<size_t> counterparts(const Letters& found, const std::vector<Letters>& truth) {
  std::vector<size_t> edits(truth.size());
  size_t least = found.size() + kSameEdits;
  const auto alike = [&](size_t k) {
    const auto longer = static_cast<double>(std::max(found.size(), truth[k].size()));
    return static_cast<double>(edits[k]) <= (1 - kLeastLikeness) * longer;
  };
  for (size_t k = 0; k < truth.size(); ++k) {
    edits[k] = edit_counts(truth[k], found).distance();
    if (alike(k)) least = std::min(least, edits[k]);
  }
  std::vector<size_t> out;
  for (size_t k = 0; k < truth.size(); ++k) {
    if (truth[k].size() >= kFewestLetters && alike(k) && edits[k] <= least + kSameEdits) out.push_back(k);
  }
  return out;
}

}  // namespace

LineOrder compare_line_order(const std::vector<std::string>& found, const std::vector<std::string>& truth) {
  std::vector<Letters> truth_letters;
  truth_letters.reserve(truth.size());
  for (const std::string& line : truth) truth_letters.push_back(letters_of(line));
  LineOrder order;
  size_t last = 0;  // line of the truth that was reached
  const std::string* before = nullptr;
  for (const std::string& line : found) {
    const Letters letters = letters_of(line);
    if (letters.size() < kFewestLetters) continue;
    const std::vector<size_t> candidates = counterparts(letters, truth_letters);
    if (candidates.empty()) continue;
    ++order.compared;
    // The earliest that does not go back leaves most room to those that follow.
    const auto next = std::ranges::lower_bound(candidates, last);
    if (next == candidates.end()) {
      if (!order.fault && before != nullptr) order.fault = {*before, line};
      continue;
    }
    last = *next;
    before = &line;
  }
  return order;
}

}  // namespace folio
