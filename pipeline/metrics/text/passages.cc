#include "metrics/text/passages.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <queue>
#include <unordered_map>
#include <utility>

#include "metrics/text/banded_alignment.h"
#include "metrics/text/passage_extension.h"

namespace folio {
namespace {

// Fitted to typed and printed Russian with up to 15 % of its characters wrong.
constexpr size_t kMostOccurrences = 24;                       // of a run in the hypothesis
constexpr size_t kShort = 12;                                 // symbols of a short stretch
constexpr double kMostUnlike = 0.8, kMostUnlikeShort = 0.67;  // edits for each symbol of the longer stretch
constexpr size_t kMostComparisons = 200000;                   // of stretches without a run in common

/// Numbers from zero for few symbols, so that a short alignment does not need a place for each of the text.
class SmallNumbers {
 public:
  uint32_t operator()(uint32_t symbol) {
    const auto number = static_cast<uint32_t>(std::ranges::find(symbols_, symbol) - symbols_.begin());
    if (number == symbols_.size()) symbols_.push_back(symbol);
    return number;
  }
  size_t size() const { return symbols_.size(); }

 private:
  std::vector<uint32_t> symbols_;
};

struct Candidate {
  size_t truth_run, hypothesis_run;  ///< where the run of k symbols is
  Passage passage;
  int score = 0;

  bool operator<(const Candidate& other) const {  // the queue's top is the greatest
    if (score != other.score) return score < other.score;
    if (truth_run != other.truth_run) return truth_run > other.truth_run;
    return hypothesis_run > other.hypothesis_run;
  }
};

class Matcher {
 public:
  Matcher(const NumberedLines& truth, const NumberedLines& hypothesis, uint32_t blank)
      : truth_(truth), hypothesis_(hypothesis), blank_(blank) {}

  std::vector<Passage> find() {
    // A run must be long enough to be rare: each symbol more makes one of the same text some six times rarer.
    const double length = static_cast<double>(std::max(truth_.size(), hypothesis_.size()));
    const auto longest =
        static_cast<size_t>(std::clamp(std::log(std::max(length, 1.0)) / std::log(6.0) + 2, 6.0, 16.0));
    for (size_t k = longest; k >= 5; --k) take_best(k, static_cast<int>(k) + 1);
    match_neighbors(true);
    take_best(4, 4);
    take_best(3, 3);
    match_neighbors(false);
    match_rest();
    std::ranges::sort(passages_, {}, &Passage::truth_begin);
    return std::move(passages_);
  }

 private:
  void take(const Passage& passage) {
    truth_.take(passage.truth_begin, passage.truth_end);
    hypothesis_.take(passage.hypothesis_begin, passage.hypothesis_end);
    passages_.push_back(passage);
  }

  static std::optional<uint64_t> hash_of_run(const PassageSide& side, size_t place, size_t k) {
    if (place + k > side.size() || !side.same_line(place, place + k - 1)) return std::nullopt;
    uint64_t hash = 1469598103934665603U;
    for (size_t n = 0; n < k; ++n) {
      if (!side.is_free(place + n)) return std::nullopt;
      hash = (hash ^ side.at(place + n)) * 1099511628211U;
    }
    return hash;
  }

  Candidate extended(size_t t, size_t h, size_t k) const {
    const Reach right = extend_passage(truth_, hypothesis_, t + k, h + k, true);
    const Reach left = extend_passage(truth_, hypothesis_, t, h, false);
    return {t,
            h,
            {t - left.truth, t + k + right.truth, h - left.hypothesis, h + k + right.hypothesis},
            left.score + static_cast<int>(k) + right.score};
  }

  /// A round: all candidates with a run of k symbols, the best first.
  void take_best(size_t k, int least_score) {
    std::vector<std::pair<uint64_t, size_t>> runs;
    for (size_t h = 0; h < hypothesis_.size(); ++h)
      if (const auto hash = hash_of_run(hypothesis_, h, k)) runs.emplace_back(*hash, h);
    std::ranges::sort(runs);

    std::priority_queue<Candidate> queue;
    std::unordered_map<ptrdiff_t, size_t> last_run;  // by diagonal, the place after the last run's begin
    for (size_t t = 0; t < truth_.size(); ++t) {
      const auto hash = hash_of_run(truth_, t, k);
      if (!hash) continue;
      const auto first = std::ranges::lower_bound(runs, std::pair(*hash, size_t{0}));
      size_t count = 0;
      for (auto run = first; run != runs.end() && run->first == *hash && count <= kMostOccurrences; ++run)
        ++count;
      if (count > kMostOccurrences) continue;
      for (auto run = first; run != first + static_cast<ptrdiff_t>(count); ++run) {
        const ptrdiff_t diagonal = static_cast<ptrdiff_t>(run->second) - static_cast<ptrdiff_t>(t);
        const bool goes_on = std::exchange(last_run[diagonal], t + 1) == t && t > 0;
        if (goes_on) continue;  // the run one symbol on
        const Candidate candidate = extended(t, run->second, k);
        if (candidate.score >= least_score) queue.push(candidate);
      }
    }
    while (!queue.empty()) {
      Candidate best = queue.top();
      queue.pop();
      const Passage& p = best.passage;
      if (truth_.is_free(p.truth_begin, p.truth_end) &&
          hypothesis_.is_free(p.hypothesis_begin, p.hypothesis_end)) {
        take(p);
      } else if (truth_.is_free(best.truth_run, best.truth_run + k) &&
                 hypothesis_.is_free(best.hypothesis_run, best.hypothesis_run + k)) {
        best = extended(best.truth_run, best.hypothesis_run, k);
        if (best.score >= least_score) queue.push(best);
      }
    }
  }

  /// Stretches that stand at the same side of a passage in both texts: what was misread between two runs.
  void match_neighbors(bool only_alike_in_length) {
    const size_t count = passages_.size();
    for (size_t n = 0; n < count; ++n) {
      for (const bool after : {false, true}) {
        const Passage p = passages_[n];
        const auto [t, t_end] = after ? truth_.gap_after(p.truth_end) : truth_.gap_before(p.truth_begin);
        const auto [h, h_end] =
            after ? hypothesis_.gap_after(p.hypothesis_end) : hypothesis_.gap_before(p.hypothesis_begin);
        const auto [shorter, longer] = std::minmax({t_end - t, h_end - h});
        if (shorter == 0 || (only_alike_in_length && longer > 2 * shorter + 2)) continue;
        take({t, t_end, h, h_end});
      }
    }
  }

  /// Edits between two stretches for each symbol of the longer one.
  double unlikeness(std::pair<size_t, size_t> t, std::pair<size_t, size_t> h) const {
    SmallNumbers number;
    std::vector<uint32_t> meant, read;
    for (size_t k = t.first; k < t.second; ++k) meant.push_back(number(truth_.at(k)));
    for (size_t k = h.first; k < h.second; ++k) read.push_back(number(hypothesis_.at(k)));
    const std::vector<Edit> edits = banded_alignment(meant, read, number.size());
    const auto wrong = std::ranges::count_if(edits, [](const Edit& e) { return e.kind != EditKind::match; });
    return static_cast<double>(wrong) / static_cast<double>(std::max(meant.size(), read.size()));
  }

  /// Stretches too short or too damaged to have a run of three in common: each is put to the most alike one
  /// of those that stand near by in the order of what is left.
  void match_rest() {
    const std::vector<std::pair<size_t, size_t>> left = truth_.gaps(blank_), right = hypothesis_.gaps(blank_);
    if (left.empty() || right.empty()) return;
    const size_t near = std::clamp<size_t>(kMostComparisons / left.size(), 8, 200);
    for (size_t n = 0; n < left.size(); ++n) {
      const size_t length = left[n].second - left[n].first;
      const size_t center = n * right.size() / left.size();
      const size_t first = center > near / 2 ? center - near / 2 : 0;
      std::optional<std::pair<double, size_t>> best;
      for (size_t m = first; m < std::min(first + near, right.size()); ++m) {
        const size_t other = right[m].second - right[m].first;
        if (!hypothesis_.is_free(right[m].first, right[m].second)) continue;
        if (std::max(length, other) > 2 * std::min(length, other)) continue;
        const double share = unlikeness(left[n], right[m]);
        const double most = std::max(length, other) > kShort ? kMostUnlike : kMostUnlikeShort;
        if (share <= most && (!best || share < best->first)) best = {share, m};
      }
      if (best) take({left[n].first, left[n].second, right[best->second].first, right[best->second].second});
    }
  }

  PassageSide truth_, hypothesis_;
  uint32_t blank_;
  std::vector<Passage> passages_;
};

}  // namespace

std::vector<Passage> find_passages(const NumberedLines& truth, const NumberedLines& hypothesis,
                                   uint32_t blank) {
  return Matcher(truth, hypothesis, blank).find();
}

}  // namespace folio
