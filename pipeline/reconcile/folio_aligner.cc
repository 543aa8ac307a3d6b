#include "reconcile/folio_aligner.h"

#include <algorithm>
#include <iterator>

#include "reconcile/block_finder.h"

namespace folio {
namespace {

// How far a block goes on beyond its last anchor: words that both have in this density.
constexpr int kMaxSkipped = 6;  // words of either without a partner, between two links

class FolioAligner {
 public:
  FolioAligner(std::span<const AlignedWord> truth, std::span<const AlignedWord> page)
      : truth_(truth), page_(page), blocks_(find_blocks(truth, page)) {}

  std::vector<std::vector<WordLink>> run() {
    if (blocks_.size() < 2) return {align_words(truth_, page_)};
    find_truth_limits();
    std::vector<std::vector<WordLink>> out;
    for (const AlignedBlock& block : blocks_)
      out.push_back(align_part(block.truth_begin, block.truth_end, block.page_begin, block.page_end));
    for (size_t k = 0; k <= blocks_.size(); ++k) align_between(k, out);
    return out;
  }

 private:
  static size_t index(int k) { return static_cast<size_t>(k); }

  std::vector<WordLink> align_part(int truth_begin, int truth_end, int page_begin, int page_end) const {
    std::vector<WordLink> links =
        align_words(truth_.subspan(index(truth_begin), index(truth_end - truth_begin)),
                    page_.subspan(index(page_begin), index(page_end - page_begin)));
    for (WordLink& link : links) {
      link.truth_begin += truth_begin;
      link.truth_end += truth_begin;
      link.page_begin += page_begin;
      link.page_end += page_begin;
    }
    return links;
  }

  /// How far each block may grow in the transcription: to its neighbors there.
  void find_truth_limits() {
    std::vector<size_t> order(blocks_.size());
    for (size_t k = 0; k < order.size(); ++k) order[k] = k;
    std::ranges::sort(order, {}, [&](size_t k) { return blocks_[k].truth_begin; });
    least_.assign(blocks_.size(), 0);
    most_.assign(blocks_.size(), static_cast<int>(truth_.size()));
    for (size_t k = 1; k < order.size(); ++k) {
      least_[order[k]] = blocks_[order[k - 1]].truth_end;
      most_[order[k - 1]] = blocks_[order[k]].truth_begin;
    }
  }

  /// Aligns what lies on the pages between blocks k - 1 and k. Each of them grows as far as links are dense.
  void align_between(size_t k, std::vector<std::vector<WordLink>>& out) {
    const int page_begin = k == 0 ? 0 : blocks_[k - 1].page_end;
    const int page_end = k == blocks_.size() ? static_cast<int>(page_.size()) : blocks_[k].page_begin;
    if (page_begin >= page_end) return;
    // Both sequences run at about the same pace.
    const int reach = (page_end - page_begin) * 3 / 2 + 30;
    int after_begin = 0, after_end = 0, before_begin = 0, before_end = 0;
    if (k > 0) {
      after_begin = blocks_[k - 1].truth_end;
      after_end = std::min(most_[k - 1], after_begin + reach);
    }
    if (k < blocks_.size()) {
      before_end = blocks_[k].truth_begin;
      before_begin = std::max(least_[k], before_end - reach);
    }
    std::vector<AlignedWord> both(truth_.begin() + after_begin, truth_.begin() + after_end);
    both.insert(both.end(), truth_.begin() + before_begin, truth_.begin() + before_end);
    const int seam = after_end - after_begin;
    std::vector<WordLink> after, before;
    for (WordLink link : align_words(both, page_.subspan(index(page_begin), index(page_end - page_begin)))) {
      link.page_begin += page_begin;
      link.page_end += page_begin;
      if (link.truth_end <= seam) {
        link.truth_begin += after_begin;
        link.truth_end += after_begin;
        after.push_back(link);
      } else if (link.truth_begin >= seam) {
        link.truth_begin += before_begin - seam;
        link.truth_end += before_begin - seam;
        before.push_back(link);
      }
    }
    if (k > 0) grow_forward(k - 1, after, out[k - 1]);
    if (k < blocks_.size()) grow_backward(k, before, out[k]);
  }

  void grow_forward(size_t k, const std::vector<WordLink>& links, std::vector<WordLink>& run) {
    AlignedBlock& block = blocks_[k];
    for (const WordLink& link : links) {
      if (link.truth_begin - block.truth_end > kMaxSkipped || link.page_begin - block.page_end > kMaxSkipped)
        break;
      run.push_back(link);
      block.truth_end = link.truth_end;
      block.page_end = link.page_end;
    }
    if (const auto next = next_in_truth(block.truth_begin); next < blocks_.size())
      least_[next] = std::max(least_[next], block.truth_end);
  }

  void grow_backward(size_t k, const std::vector<WordLink>& links, std::vector<WordLink>& run) {
    AlignedBlock& block = blocks_[k];
    std::vector<WordLink> grown;
    for (auto link = links.rbegin(); link != links.rend(); ++link) {
      if (block.truth_begin - link->truth_end > kMaxSkipped ||
          block.page_begin - link->page_end > kMaxSkipped)
        break;
      if (link->page_begin < (k > 0 ? blocks_[k - 1].page_end : 0)) break;
      grown.push_back(*link);
      block.truth_begin = link->truth_begin;
      block.page_begin = link->page_begin;
    }
    run.insert(run.begin(), grown.rbegin(), grown.rend());
    for (size_t other = 0; other < blocks_.size(); ++other)
      if (blocks_[other].truth_end <= block.truth_begin)
        most_[other] = std::min(most_[other], block.truth_begin);
  }

  size_t next_in_truth(int truth_begin) const {
    size_t best = blocks_.size();
    for (size_t k = 0; k < blocks_.size(); ++k) {
      if (blocks_[k].truth_begin <= truth_begin) continue;
      if (best == blocks_.size() || blocks_[k].truth_begin < blocks_[best].truth_begin) best = k;
    }
    return best;
  }

  std::span<const AlignedWord> truth_, page_;
  std::vector<AlignedBlock> blocks_;  ///< in the order of the pages
  std::vector<int> least_, most_;     ///< by block: where it may begin and end in the transcription
};

}  // namespace

std::vector<std::vector<WordLink>> align_folio(std::span<const AlignedWord> truth,
                                               std::span<const AlignedWord> page) {
  return FolioAligner(truth, page).run();
}

}  // namespace folio
