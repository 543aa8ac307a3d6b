#include "metrics/text/passage_extension.h"

#include <array>

namespace folio {
namespace {

// Fitted to typed and printed Russian with up to 15 % of its characters wrong.
constexpr ptrdiff_t kDrift = 8;        // symbols that a match may lose or gain from its first run on
constexpr int kDrop = 10;              // a match that has lost so much from its best is over
constexpr int kWholeLine = 4;          // what reaching the end of a line is worth
constexpr size_t kLongestReach = 400;  // symbols from the run, to either side

/// Goes on from a place on each side (of the run's lines) symbol by symbol, forwards (step 1) or backwards.
class Extension {
 public:
  Extension(const PassageSide& truth, const PassageSide& hypothesis, size_t truth_place,
            size_t hypothesis_place, bool forwards)
      : truth_(truth), hypothesis_(hypothesis), t_(truth_place), h_(hypothesis_place), forwards_(forwards) {}

  Reach reach() {
    constexpr int kNever = -1000000;
    std::array<int, 2 * kDrift + 1> row{}, next{};
    row.fill(kNever);
    bool truth_ends = !open(truth_, t_, 0);
    for (ptrdiff_t j = 0; j <= kDrift && open_columns(j); ++j) {
      row[static_cast<size_t>(j + kDrift)] = static_cast<int>(-j);
      note({0, static_cast<size_t>(j), static_cast<int>(-j)}, truth_ends || !open_columns(j + 1));
    }
    for (ptrdiff_t i = 1; i <= static_cast<ptrdiff_t>(kLongestReach) && !truth_ends; ++i) {
      next.fill(kNever);
      truth_ends = !open(truth_, t_, i);
      const auto symbol = truth_.at(place(t_, i - 1));
      int best_of_row = kNever;
      for (ptrdiff_t j = std::max<ptrdiff_t>(0, i - kDrift); j <= i + kDrift && open_columns(j); ++j) {
        const auto d = static_cast<size_t>(j - i + kDrift);
        int score = kNever;
        if (j > 0) {
          const bool equal = symbol == hypothesis_.at(place(h_, j - 1));
          score = row[d] + (equal ? 1 : -1);
          if (d > 0) score = std::max(score, next[d - 1] - 1);
        }
        if (d + 1 < row.size()) score = std::max(score, row[d + 1] - 1);
        next[d] = score;
        best_of_row = std::max(best_of_row, score);
        note({static_cast<size_t>(i), static_cast<size_t>(j), score}, truth_ends || !open_columns(j + 1));
      }
      if (best_of_row < best_.score - kDrop) break;
      row = next;
    }
    return at_end_ && at_end_->score >= best_.score - kWholeLine ? *at_end_ : best_;
  }

 private:
  size_t place(size_t origin, ptrdiff_t k) const {
    return forwards_ ? origin + static_cast<size_t>(k) : origin - 1 - static_cast<size_t>(k);
  }
  bool open(const PassageSide& side, size_t origin, ptrdiff_t k) const {
    return side.is_open(place(origin, k), forwards_ ? origin - 1 : origin);
  }
  /// Whether the hypothesis has `count` symbols to go on with.
  bool open_columns(ptrdiff_t count) {
    while (columns_ < count && open(hypothesis_, h_, columns_)) ++columns_;
    return columns_ >= count;
  }
  void note(const Reach& here, bool at_end) {
    if (here.score > best_.score) best_ = here;
    if (at_end && (!at_end_ || here.score > at_end_->score)) at_end_ = here;
  }

  const PassageSide& truth_;
  const PassageSide& hypothesis_;
  size_t t_, h_;
  bool forwards_;
  ptrdiff_t columns_ = 0;
  Reach best_;
  std::optional<Reach> at_end_;
};

}  // namespace

Reach extend_passage(const PassageSide& truth, const PassageSide& hypothesis, size_t truth_place,
                     size_t hypothesis_place, bool forwards) {
  return Extension(truth, hypothesis, truth_place, hypothesis_place, forwards).reach();
}

}  // namespace folio
