#include "reconcile/block_finder.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <unordered_map>

#include "core/text.h"

namespace folio {
namespace {

constexpr int kRare = 2;            // an anchor's occurrences in either sequence, at most
constexpr size_t kWordLetters = 4;  // letters of an anchor of one word, at least,
constexpr size_t kPairLetters = 6;  // and of two
constexpr int kReach = 3;           // words to either side among which alike ones are looked for
constexpr int kLeastAlike = 2;      // of them alike
constexpr int kReachBack = 12;      // anchors before this one that may come before it in its chain
constexpr int kFarthest = 80;       // words between two anchors of one chain
constexpr int kLeastAnchors = 4;    // of a chain that stands for itself

struct Anchor {
  int truth = 0, page = 0;
};

/// Shapes of a word's letters without punctuation, hashed (FNV-1a); 0 = none.
struct Key {
  uint64_t hash = 0;
  size_t letters = 0;
};

Key key_of(const AlignedWord& word) {
  Key key{14695981039346656037ULL, 0};
  for (const Letter& letter : word.letters) {
    if (is_punctuation(letter.shape)) continue;
    key.hash = (key.hash ^ letter.shape) * 1099511628211ULL;
    ++key.letters;
  }
  return key;
}

/// Where a key occurs: the first few places, and how often.
struct Places {
  int truth_count = 0, page_count = 0;
  int truth[kRare] = {}, page[kRare] = {};
};

class BlockFinder {
 public:
  BlockFinder(std::span<const AlignedWord> truth, std::span<const AlignedWord> page)
      : truth_(truth), page_(page) {}

  std::vector<AlignedBlock> run() {
    find_anchors();
    std::vector<Chain> chains = find_chains();
    std::ranges::stable_sort(chains, std::ranges::greater{}, [](const Chain& c) { return c.anchors.size(); });
    for (const Chain& chain : chains) accept(chain);
    return joined();
  }

 private:
  struct Chain {
    std::vector<Anchor> anchors;
  };
  static size_t index(int k) { return static_cast<size_t>(k); }

  void find_anchors() {
    std::unordered_map<uint64_t, Places> places;
    each_key(truth_, [&](uint64_t hash, int k) {
      Places& place = places[hash];
      if (place.truth_count < kRare) place.truth[place.truth_count] = k;
      ++place.truth_count;
    });
    each_key(page_, [&](uint64_t hash, int k) {
      const auto found = places.find(hash);
      if (found == places.end()) return;
      Places& place = found->second;
      if (place.page_count < kRare) place.page[place.page_count] = k;
      ++place.page_count;
    });
    for (const auto& [hash, place] : places) {
      if (place.truth_count > kRare || place.page_count > kRare) continue;
      for (int i = 0; i < place.truth_count; ++i)
        for (int j = 0; j < place.page_count; ++j)
          if (alike_around(place.truth[i], place.page[j]))
            anchors_.push_back({place.truth[i], place.page[j]});
    }
    const auto order = [](const Anchor& a) { return std::pair(a.page, a.truth); };
    std::ranges::sort(anchors_, {}, order);
    const auto same = [&](const Anchor& a, const Anchor& b) { return order(a) == order(b); };
    anchors_.erase(std::unique(anchors_.begin(), anchors_.end(), same), anchors_.end());
  }

  template <typename Each>
  static void each_key(std::span<const AlignedWord> words, const Each& each) {
    Key last;
    for (int k = 0; k < static_cast<int>(words.size()); ++k) {
      const Key key = key_of(words[index(k)]);
      if (key.letters >= kWordLetters) each(key.hash, k);
      if (k > 0 && last.letters > 0 && key.letters > 0 && last.letters + key.letters >= kPairLetters)
        each(last.hash * 31 + key.hash, k - 1);
      last = key;
    }
  }

  /// A word that a misreading made rare has other neighbors than its double.
  bool alike_around(int t, int p) const {
    int alike = 0;
    for (int k = 1; k <= kReach; ++k) {
      for (const int side : {-1, 1}) {
        const int tk = t + side * k;
        if (tk < 0 || tk >= static_cast<int>(truth_.size()) || truth_[index(tk)].letters.size() < 2) continue;
        for (const int shift : {0, -1, 1}) {
          const int pk = p + side * (k + shift);
          if (k + shift < 1 || pk < 0 || pk >= static_cast<int>(page_.size())) continue;
          if (similarity(truth_[index(tk)].letters, page_[index(pk)].letters) < 0.6) continue;
          if (++alike == kLeastAlike) return true;
          break;
        }
      }
    }
    return false;
  }

  /// Each anchor joins the nearest one before it that lies at about the same distance in both.
  std::vector<Chain> find_chains() const {
    std::vector<Chain> chains;
    std::vector<size_t> chain_of(anchors_.size());
    for (size_t k = 0; k < anchors_.size(); ++k) {
      const Anchor& here = anchors_[k];
      size_t best = anchors_.size();
      int least = kFarthest;
      for (size_t back = 1; back <= static_cast<size_t>(kReachBack) && back <= k; ++back) {
        const Anchor& before = anchors_[k - back];
        const int on_page = here.page - before.page, in_truth = here.truth - before.truth;
        if (on_page > kFarthest) break;
        if (on_page < 1 || in_truth < 1 || in_truth > kFarthest) continue;
        const int drift = std::abs(on_page - in_truth);
        if (drift > 4 + std::min(on_page, in_truth) / 5) continue;
        if (std::max(on_page, in_truth) + 4 * drift < least) {
          least = std::max(on_page, in_truth) + 4 * drift;
          best = k - back;
        }
      }
      if (best == anchors_.size() || chains[chain_of[best]].anchors.back().page >= here.page ||
          chains[chain_of[best]].anchors.back().truth >= here.truth) {
        chain_of[k] = chains.size();
        chains.push_back({{here}});
      } else {
        chain_of[k] = chain_of[best];
        chains[chain_of[k]].anchors.push_back(here);
      }
    }
    return chains;
  }

  /// The longest run of a chain's anchors that no block has yet becomes one.
  void accept(const Chain& chain) {
    size_t best_begin = 0, best_end = 0;
    for (size_t begin = 0; begin < chain.anchors.size();) {
      if (!is_free(chain.anchors[begin], chain.anchors[begin])) {
        ++begin;
        continue;
      }
      size_t end = begin + 1;
      while (end < chain.anchors.size() && is_free(chain.anchors[begin], chain.anchors[end])) ++end;
      if (end - begin > best_end - best_begin) best_begin = begin, best_end = end;
      begin = end;
    }
    if (best_end - best_begin < static_cast<size_t>(kLeastAnchors)) return;
    const Anchor &first = chain.anchors[best_begin], &last = chain.anchors[best_end - 1];
    const AlignedBlock block{first.truth, last.truth + 1, first.page, last.page + 1,
                             static_cast<int>(best_end - best_begin)};
    by_page_[block.page_begin] = block;
    by_truth_[block.truth_begin] = block.truth_end;
  }

  /// No block reaches into the stretch from one anchor to the other.
  bool is_free(const Anchor& first, const Anchor& last) const {
    const auto on_page = by_page_.upper_bound(last.page);
    if (on_page != by_page_.begin() && std::prev(on_page)->second.page_end > first.page) return false;
    const auto in_truth = by_truth_.upper_bound(last.truth);
    return in_truth == by_truth_.begin() || std::prev(in_truth)->second <= first.truth;
  }

  /// Blocks that follow each other in both sequences are one.
  std::vector<AlignedBlock> joined() const {
    std::vector<AlignedBlock> out;
    for (const auto& [begin, block] : by_page_) {
      if (!out.empty()) {
        AlignedBlock& last = out.back();
        const auto next = by_truth_.lower_bound(last.truth_end);
        if (next != by_truth_.end() && next->first == block.truth_begin) {
          last.truth_end = block.truth_end;
          last.page_end = block.page_end;
          last.anchors += block.anchors;
          continue;
        }
      }
      out.push_back(block);
    }
    return out;
  }

  std::span<const AlignedWord> truth_, page_;
  std::vector<Anchor> anchors_;
  std::map<int, AlignedBlock> by_page_;  ///< accepted blocks by their first page word
  std::map<int, int> by_truth_;          ///< their ends by their first truth word
};

}  // namespace

std::vector<AlignedBlock> find_blocks(std::span<const AlignedWord> truth, std::span<const AlignedWord> page) {
  return BlockFinder(truth, page).run();
}

}  // namespace folio
