#include "translation/paragraph_aligner.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <unordered_map>

namespace folio {
namespace {

constexpr double kNever = -std::numeric_limits<double>::infinity();

/// How many paragraphs of each side go together, and how often. Gale and Church counted 0.89, 0.0099 (both
/// ways together), 0.089 and 0.011; three with one is rarer still.
struct Bead {
  size_t original, translation;
  double probability;
};
constexpr std::array<Bead, 8> kBeads{{{1, 1, 0.885},
                                      {1, 0, 0.005},
                                      {0, 1, 0.005},
                                      {2, 1, 0.044},
                                      {1, 2, 0.044},
                                      {2, 2, 0.011},
                                      {3, 1, 0.003},
                                      {1, 3, 0.003}}};
constexpr double kVariance = 6.8;   // of the translation's letters a letter of the original, as they found it
constexpr double kOutliers = 0.01;  // pairs whose lengths say nothing
constexpr double kKept = 0.5;       // how likely a translation has an anchor of its original
constexpr double kMostForOne = 4;   // log odds that one anchor may give
constexpr double kMostForBead = 10;  // and all of a bead
constexpr size_t kMostSharing = 64;  // paragraphs; an anchor in more of them tells nothing
constexpr size_t kMostCells = 2'000'000;

double log_sum(double a, double b) {
  if (a < b) std::swap(a, b);
  return b == kNever ? a : a + std::log1p(std::exp(b - a));
}

class Aligner {
 public:
  Aligner(const std::vector<AlignmentUnit>& original, const std::vector<AlignmentUnit>& translation)
      : n_(original.size()), m_(translation.size()) {
    original_letters_ = sums_of(original);
    translation_letters_ = sums_of(translation);
    const size_t whole = 2 * m_ + 1;
    band_ = std::max<size_t>(16, std::min(whole, kMostCells / (2 * (n_ + 1))));
    share_anchors(original, translation);
  }

  std::vector<ParallelPair> run() {
    // As long as the other, or longer by as much as the whole is: the whole may lack paragraphs.
    const double whole = original_letters_.back() > 0
                             ? std::clamp(translation_letters_.back() / original_letters_.back(), 0.25, 4.0)
                             : 1;
    ratio_ = 1;
    go(forward_, log_sum);
    const double likely = at(forward_, n_, m_);
    ratio_ = whole;
    go(forward_, log_sum);
    if (likely > at(forward_, n_, m_)) {
      ratio_ = 1;
      go(forward_, log_sum);
    }
    go(best_, [](double a, double b) { return std::max(a, b); });
    go_back();
    return trace();
  }

 private:
  static std::vector<double> sums_of(const std::vector<AlignmentUnit>& units) {
    std::vector<double> sums{0};
    for (const AlignmentUnit& unit : units) sums.push_back(sums.back() + unit.letters);
    return sums;
  }

  /// What each two paragraphs' shared anchors are worth.
  void share_anchors(const std::vector<AlignmentUnit>& original,
                     const std::vector<AlignmentUnit>& translation) {
    std::map<std::string_view, std::vector<size_t>> having;
    for (size_t j = 0; j < m_; ++j)
      for (const std::string& anchor : translation[j].anchors) having[anchor].push_back(j);
    for (size_t i = 0; i < n_; ++i) {
      for (const std::string& anchor : original[i].anchors) {
        const auto found = having.find(anchor);
        if (found == having.end() || found->second.size() > kMostSharing) continue;
        const double by_chance = static_cast<double>(found->second.size()) / static_cast<double>(m_);
        const double worth = std::clamp(std::log(kKept / by_chance), 0.0, kMostForOne);
        for (const size_t j : found->second) worth_[i * m_ + j] += worth;
      }
    }
  }

  double worth_of(size_t i, size_t j, const Bead& bead) const {
    if (worth_.empty()) return 0;
    double sum = 0;
    for (size_t a = i; a < i + bead.original; ++a) {
      for (size_t b = j; b < j + bead.translation; ++b) {
        const auto found = worth_.find(a * m_ + b);
        if (found != worth_.end()) sum += found->second;
      }
    }
    return std::min(sum, kMostForBead);
  }

  /// Log probability of a bead that begins at these two paragraphs.
  double score(size_t i, size_t j, const Bead& bead) const {
    const double prior = std::log(bead.probability);
    // What one side lacks may be of any length.
    if (bead.original == 0 || bead.translation == 0) return prior;
    const double letters = original_letters_[i + bead.original] - original_letters_[i];
    const double there = translation_letters_[j + bead.translation] - translation_letters_[j];
    const double mean = std::max(1.0, (letters + there / ratio_) / 2);
    const double delta = (there - ratio_ * letters) / std::sqrt(mean * kVariance);
    const double fits = (1 - kOutliers) * std::erfc(std::abs(delta) / std::sqrt(2.0)) + kOutliers;
    return prior + std::log(fits) + worth_of(i, j, bead);
  }

  /// The first column of a row's cells that are looked at.
  size_t first_of(size_t i) const {
    const size_t center = n_ == 0 ? 0 : i * m_ / n_;
    return center > band_ / 2 ? center - band_ / 2 : 0;
  }
  bool holds(size_t i, size_t j) const {
    return i <= n_ && j <= m_ && j >= first_of(i) && j - first_of(i) < width();
  }
  size_t width() const { return band_ + 1; }
  size_t cell(size_t i, size_t j) const { return i * width() + (j - first_of(i)); }
  double at(const std::vector<double>& table, size_t i, size_t j) const {
    return holds(i, j) ? table[cell(i, j)] : kNever;
  }

  template <class Join>
  void go(std::vector<double>& table, const Join& join) {
    table.assign((n_ + 1) * width(), kNever);
    table[cell(0, 0)] = 0;
    for (size_t i = 0; i <= n_; ++i) {
      for (size_t j = first_of(i); holds(i, j); ++j) {
        const double here = table[cell(i, j)];
        if (here == kNever) continue;
        for (const Bead& bead : kBeads) {
          if (!holds(i + bead.original, j + bead.translation)) continue;
          double& there = table[cell(i + bead.original, j + bead.translation)];
          there = join(there, here + score(i, j, bead));
        }
      }
    }
  }

  void go_back() {
    backward_.assign((n_ + 1) * width(), kNever);
    if (holds(n_, m_)) backward_[cell(n_, m_)] = 0;
    for (size_t i = n_ + 1; i-- > 0;) {
      for (size_t j = std::min(m_, first_of(i) + band_) + 1; j-- > first_of(i);) {
        double& here = backward_[cell(i, j)];
        for (const Bead& bead : kBeads) {
          const double there = at(backward_, i + bead.original, j + bead.translation);
          if (there != kNever) here = log_sum(here, there + score(i, j, bead));
        }
      }
    }
  }

  std::vector<ParallelPair> trace() const {
    std::vector<ParallelPair> pairs;
    const double all = at(forward_, n_, m_);
    for (size_t i = n_, j = m_; i > 0 || j > 0;) {
      const Bead* chosen = nullptr;
      double most = kNever;
      for (const Bead& bead : kBeads) {
        if (bead.original > i || bead.translation > j) continue;
        const double before = at(best_, i - bead.original, j - bead.translation);
        if (before == kNever) continue;
        const double value = before + score(i - bead.original, j - bead.translation, bead);
        if (chosen == nullptr || value > most) {
          most = value;
          chosen = &bead;
        }
      }
      const size_t a = i - chosen->original, b = j - chosen->translation;
      const double sure = at(forward_, a, b) + score(a, b, *chosen) + at(backward_, i, j) - all;
      pairs.push_back({a, i, b, j, std::clamp(std::exp(sure), 0.0, 1.0)});
      i = a;
      j = b;
    }
    std::ranges::reverse(pairs);
    return pairs;
  }

  size_t n_, m_;
  double ratio_ = 1;  // letters of the translation a letter of the original
  size_t band_;
  std::vector<double> original_letters_, translation_letters_;  // of all paragraphs before
  std::unordered_map<size_t, double> worth_;
  std::vector<double> best_, forward_, backward_;
};

}  // namespace

std::vector<ParallelPair> align_paragraphs(const std::vector<AlignmentUnit>& original,
                                           const std::vector<AlignmentUnit>& translation) {
  if (original.empty() && translation.empty()) return {};
  if (original.empty()) return {{0, 0, 0, translation.size(), 0}};
  if (translation.empty()) return {{0, original.size(), 0, 0, 0}};
  return Aligner(original, translation).run();
}

}  // namespace folio
