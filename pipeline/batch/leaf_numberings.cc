#include "batch/leaf_numberings.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "core/text.h"

namespace folio {
namespace {

constexpr size_t kMostNumberings = 8;
constexpr size_t kReachPages = 8, kReachSeen = 32;  ///< how far back a number may follow another one
constexpr double kBreak = 1.05;                     ///< of a gap: more than one number is worth
constexpr double kDouble = 0.5;  ///< of a number that comes twice: less than the one that would be left out
constexpr double kPerDoubling = 0.05;  ///< of a gap's size
constexpr double kSkippedPage = 0.02;
constexpr double kUneven = 0.05;     ///< for a step that is neither a leaf nor a leaf a page
constexpr double kLeastOrder = 0.5;  ///< share of numbered pages in the best chain, below which order is lost
constexpr double kLeastDensity = 0.6;  ///< share of a range's numbers that are there
constexpr double kWiderRange = 1.25;

/// Length of the longest run of values that do not fall, pages in their order.
size_t longest_growing(const std::vector<long>& values, long sign) {
  std::vector<long> tails;
  for (const long value : values) {
    const auto at = std::ranges::upper_bound(tails, sign * value);
    if (at == tails.end())
      tails.push_back(sign * value);
    else
      *at = sign * value;
  }
  return tails.size();
}

class Finder {
 public:
  Finder(const std::vector<SeenLeaf>& seen, size_t page_count) : seen_(seen), page_count_(page_count) {
    for (size_t i = 0; i < seen.size(); ++i)
      if (seen[i].name) free_.push_back(i);
  }

  std::vector<Numbering> run() {
    std::vector<std::vector<size_t>> chains;
    while (chains.size() < kMostNumberings) {
      std::vector<size_t> chain = std::max(best_chain(1), best_chain(-1),
                                           [&](const auto& a, const auto& b) { return worth(a) < worth(b); });
      if (chain.size() < kLeastOrder * static_cast<double>(numbered_pages()))
        if (const std::vector<size_t> dense = densest_range(); !dense.empty()) chain = dense;
      if (chain.size() < 2) break;
      take(chain);
      chains.push_back(std::move(chain));
    }
    std::ranges::stable_sort(chains, std::ranges::greater(), [](const auto& chain) { return chain.size(); });
    for (const std::vector<size_t>& chain : chains)
      if (!join_other(chain)) add(chain);
    place_the_rest();
    for (Numbering& numbering : numberings_) finish(numbering);
    std::ranges::stable_sort(numberings_, [](const Numbering& a, const Numbering& b) {
      return a.count != b.count ? a.count > b.count : a.step > b.step;
    });
    return std::move(numberings_);
  }

 private:
  long value(size_t i) const { return place_of(*seen_[i].name); }
  size_t page(size_t i) const { return seen_[i].page_idx; }
  double reward(size_t i) const { return 0.5 + 0.5 * std::clamp(seen_[i].confidence, 0.0, 1.0); }

  double worth(const std::vector<size_t>& chain) const {
    double sum = 0;
    for (const size_t i : chain) sum += reward(i);
    return sum;
  }

  /// Price of `j` after `i`; nothing where it cannot follow.
  std::optional<double> price(size_t i, size_t j, int sign) const {
    const auto pages = static_cast<long>(page(j) - page(i));
    const long ahead = sign * (value(j) - value(i));
    if (pages <= 0 || ahead < 0) return std::nullopt;
    if (ahead == 0) return kDouble;
    const double skipped = kSkippedPage * static_cast<double>(pages - 1);
    if (ahead > pages * kOneLeaf) {
      const double missing = static_cast<double>(ahead) / kOneLeaf - static_cast<double>(pages);
      return kBreak + kPerDoubling * std::log2(1 + missing) + skipped;
    }
    return skipped + (ahead == pages * kOneLeaf || ahead <= kOneLeaf ? 0 : kUneven);
  }

  /// The chain of free numbers that is worth most.
  std::vector<size_t> best_chain(int sign) const {
    std::vector<double> best(free_.size());
    std::vector<int> before(free_.size(), -1);
    int last = -1;
    for (size_t k = 0; k < free_.size(); ++k) {
      best[k] = reward(free_[k]);
      double most = 0;
      for (size_t m = k; m > 0 && k - m < kReachSeen; --m) {
        if (page(free_[k]) - page(free_[m - 1]) > kReachPages) break;
        const std::optional<double> cost = price(free_[m - 1], free_[k], sign);
        if (!cost || best[m - 1] - *cost <= most) continue;
        most = best[m - 1] - *cost;
        before[k] = static_cast<int>(m - 1);
      }
      best[k] += most;
      if (last < 0 || best[k] > best[static_cast<size_t>(last)]) last = static_cast<int>(k);
    }
    std::vector<size_t> chain;
    for (int k = last; k >= 0; k = before[static_cast<size_t>(k)])
      chain.push_back(free_[static_cast<size_t>(k)]);
    std::ranges::reverse(chain);
    return chain;
  }

  size_t numbered_pages() const {
    size_t count = 0;
    for (size_t k = 0; k < free_.size(); ++k) count += k == 0 || page(free_[k]) != page(free_[k - 1]) ? 1 : 0;
    return count;
  }

  /// The range of numbers, a little wider than there are numbered pages, that most of these have a number in:
  /// one of each. Empty where it has gaps too many.
  std::vector<size_t> densest_range() const {
    std::vector<size_t> by_value = free_;
    std::ranges::stable_sort(by_value, {}, [&](size_t i) { return value(i); });
    const size_t pages = numbered_pages();
    const double width = kWiderRange * static_cast<double>(pages) * kOneLeaf;
    std::vector<int> on_page(page_count_, 0);
    size_t distinct = 0, best = 0, best_begin = 0, best_end = 0;
    for (size_t begin = 0, end = 0; begin < by_value.size(); ++begin) {
      while (end < by_value.size() &&
             static_cast<double>(value(by_value[end]) - value(by_value[begin])) < width)
        distinct += on_page[page(by_value[end++])]++ == 0 ? 1 : 0;
      if (distinct > best) best = distinct, best_begin = begin, best_end = end;
      distinct -= --on_page[page(by_value[begin])] == 0 ? 1 : 0;
    }
    std::vector<size_t> chosen(by_value.begin() + static_cast<std::ptrdiff_t>(best_begin),
                               by_value.begin() + static_cast<std::ptrdiff_t>(best_end));
    std::ranges::sort(chosen, [&](size_t a, size_t b) {
      return page(a) != page(b) ? page(a) < page(b) : reward(a) > reward(b);
    });
    chosen.erase(
        std::unique(chosen.begin(), chosen.end(), [&](size_t a, size_t b) { return page(a) == page(b); }),
        chosen.end());
    if (chosen.size() < 3 || chosen.size() < kLeastOrder * static_cast<double>(pages)) return {};
    std::set<long> leaves;
    for (const size_t i : chosen) leaves.insert(value(i) / kOneLeaf);
    const auto range = static_cast<double>(*leaves.rbegin() - *leaves.begin() + 1);
    return static_cast<double>(leaves.size()) < kLeastDensity * range ? std::vector<size_t>{} : chosen;
  }

  void take(const std::vector<size_t>& chain) {
    const std::set<size_t> taken(chain.begin(), chain.end());
    std::erase_if(free_, [&](size_t i) { return taken.contains(i); });
  }

  struct Range {
    long least = 0, most = 0;
  };
  Range range_of(const Numbering& numbering) const {
    Range range;
    bool first = true;
    for (const int i : numbering.seen_of_page) {
      if (i < 0) continue;
      const long v = value(static_cast<size_t>(i));
      range = first ? Range{v, v} : Range{std::min(range.least, v), std::max(range.most, v)};
      first = false;
    }
    return range;
  }

  /// A chain on other pages than a larger one, with numbers that lie within its range or beside it: the same
  /// numbering, with pages that lie elsewhere.
  bool join_other(const std::vector<size_t>& chain) {
    for (Numbering& numbering : numberings_) {
      const Range range = range_of(numbering);
      const long beside = static_cast<long>(chain.size()) * kOneLeaf;
      const bool fits = std::ranges::all_of(chain, [&](size_t i) {
        return numbering.seen_of_page[page(i)] < 0 && value(i) >= range.least - beside &&
               value(i) <= range.most + beside;
      });
      if (!fits) continue;
      for (const size_t i : chain) numbering.seen_of_page[page(i)] = static_cast<int>(i);
      return true;
    }
    return false;
  }

  void add(const std::vector<size_t>& chain) {
    Numbering& numbering = numberings_.emplace_back();
    numbering.seen_of_page.assign(page_count_, -1);
    for (const size_t i : chain) numbering.seen_of_page[page(i)] = static_cast<int>(i);
  }

  /// Numbers in no chain that are missing from a numbering, on pages that have none of it.
  void place_the_rest() {
    for (Numbering& numbering : numberings_) {
      std::set<long> there;
      for (const int i : numbering.seen_of_page)
        if (i >= 0) there.insert(value(static_cast<size_t>(i)));
      const Range range = range_of(numbering);
      std::erase_if(free_, [&](size_t i) {
        if (numbering.seen_of_page[page(i)] >= 0 || value(i) < range.least - kOneLeaf ||
            value(i) > range.most + kOneLeaf || !there.insert(value(i)).second)
          return false;
        numbering.seen_of_page[page(i)] = static_cast<int>(i);
        return true;
      });
    }
  }

  void finish(Numbering& numbering) const {
    std::vector<long> values;
    for (const int i : numbering.seen_of_page)
      if (i >= 0) values.push_back(value(static_cast<size_t>(i)));
    numbering.count = values.size();
    const size_t up = longest_growing(values, 1), down = longest_growing(values, -1);
    const double enough = kLeastOrder * static_cast<double>(values.size());
    numbering.step = static_cast<double>(std::max(up, down)) <= enough ? 0 : up >= down ? 1 : -1;
  }

  const std::vector<SeenLeaf>& seen_;
  size_t page_count_;
  std::vector<size_t> free_;  ///< numbers in no numbering yet, by page
  std::vector<Numbering> numberings_;
};

}  // namespace

long place_of(const LeafName& name) {
  constexpr long kMostLetters = 31;
  long letter = 0;
  if (!name.letter.empty()) {
    const char32_t c = to_code_points(name.letter).front();
    letter = std::clamp<long>(static_cast<long>(c) - static_cast<long>(U'а') + 1, 1, kMostLetters);
  }
  return kOneLeaf * name.number + 2 * letter + (name.verso ? 1 : 0);
}

std::vector<Numbering> find_numberings(const std::vector<SeenLeaf>& seen, size_t page_count) {
  return Finder(seen, page_count).run();
}

}  // namespace folio
