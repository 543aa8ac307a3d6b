#include "metrics/edit_distance.h"

#include <edlib.h>

#include <limits>
#include <memory>
#include <new>
#include <unordered_map>
#include <unordered_set>

namespace folio {
namespace {

constexpr size_t kMostCommonSymbols = 254;  // of 256 bytes, two stand for what only one text has
constexpr char kOnlyTruth = 0, kOnlyHypothesis = 1;

/// Both texts as bytes; empty when they have too many symbols in common.
struct Bytes {
  std::string truth, hypothesis;
  bool fits = true;
};

Bytes to_bytes(const std::vector<std::string>& truth, const std::vector<std::string>& hypothesis) {
  const std::unordered_set<std::string> in_truth(truth.begin(), truth.end());
  std::unordered_map<std::string, char> codes;
  Bytes bytes;
  for (const std::string& symbol : hypothesis) {
    if (!in_truth.contains(symbol)) {
      bytes.hypothesis += kOnlyHypothesis;
      continue;
    }
    const auto [place, is_new] = codes.try_emplace(symbol, static_cast<char>(codes.size() + 2));
    if (is_new && codes.size() > kMostCommonSymbols) return {{}, {}, false};
    bytes.hypothesis += place->second;
  }
  for (const std::string& symbol : truth) {
    const auto place = codes.find(symbol);
    bytes.truth += place == codes.end() ? kOnlyTruth : place->second;
  }
  return bytes;
}

struct AlignResultCloser {
  void operator()(EdlibAlignResult* result) const { edlibFreeAlignResult(*result); }
};

EditCounts align_with_edlib(const Bytes& bytes) {
  const EdlibAlignConfig config = edlibNewAlignConfig(-1, EDLIB_MODE_NW, EDLIB_TASK_PATH, nullptr, 0);
  EdlibAlignResult result = edlibAlign(bytes.hypothesis.data(), static_cast<int>(bytes.hypothesis.size()),
                                       bytes.truth.data(), static_cast<int>(bytes.truth.size()), config);
  const std::unique_ptr<EdlibAlignResult, AlignResultCloser> owner(&result);
  if (result.status != EDLIB_STATUS_OK) throw std::bad_alloc();
  EditCounts counts;
  for (int k = 0; k < result.alignmentLength; ++k) {
    switch (result.alignment[k]) {
      case EDLIB_EDOP_INSERT:  // a symbol of the query, which is our hypothesis
        ++counts.insertions;
        break;
      case EDLIB_EDOP_DELETE:
        ++counts.deletions;
        break;
      case EDLIB_EDOP_MISMATCH:
        ++counts.substitutions;
        break;
      default:
        break;
    }
  }
  return counts;
}

}  // namespace

EditCounts& EditCounts::operator+=(const EditCounts& other) {
  substitutions += other.substitutions;
  insertions += other.insertions;
  deletions += other.deletions;
  return *this;
}

EditCounts edit_counts(const std::vector<std::string>& truth, const std::vector<std::string>& hypothesis) {
  if (truth.empty() || hypothesis.empty()) return {0, hypothesis.size(), truth.size()};
  constexpr size_t kLongest = std::numeric_limits<int>::max();
  if (truth.size() > kLongest || hypothesis.size() > kLongest) return plain_edit_counts(truth, hypothesis);
  const Bytes bytes = to_bytes(truth, hypothesis);
  return bytes.fits ? align_with_edlib(bytes) : plain_edit_counts(truth, hypothesis);
}

EditCounts plain_edit_counts(const std::vector<std::string>& truth,
                             const std::vector<std::string>& hypothesis) {
  // row[j]: edits from the first i symbols of the truth to the first j of the hypothesis.
  std::vector<EditCounts> row(hypothesis.size() + 1);
  for (size_t j = 0; j < row.size(); ++j) row[j].insertions = j;
  for (size_t i = 1; i <= truth.size(); ++i) {
    EditCounts diagonal = row[0];
    ++row[0].deletions;
    for (size_t j = 1; j < row.size(); ++j) {
      EditCounts best = diagonal;
      if (truth[i - 1] != hypothesis[j - 1]) ++best.substitutions;
      EditCounts deleted = row[j];
      ++deleted.deletions;
      EditCounts inserted = row[j - 1];
      ++inserted.insertions;
      if (deleted.distance() < best.distance()) best = deleted;
      if (inserted.distance() < best.distance()) best = inserted;
      diagonal = row[j];
      row[j] = best;
    }
  }
  return row.back();
}

}  // namespace folio
