#include "batch/folio_adaptation.h"

#include <utility>

namespace folio {
namespace {

std::uint64_t bytes_of(const std::vector<WordTrace>& traces) {
  std::uint64_t bytes = 0;
  for (const WordTrace& word : traces) {
    for (const GlyphTrace& glyph : word.glyphs) bytes += glyph.features.total() * glyph.features.elemSize();
  }
  return bytes;
}

}  // namespace

void FolioAdaptation::add(int order, std::vector<WordTrace> traces) {
  if (!adaptation_) return;
  early_.emplace(order, std::move(traces));
  for (auto page = early_.find(next_); page != early_.end(); page = early_.find(++next_)) {
    take(page->first, std::move(page->second));
    early_.erase(page);
  }
}

void FolioAdaptation::take(int order, std::vector<WordTrace> traces) {
  adaptation_->learn(traces);
  traces = SelfAdaptation::open_words(std::move(traces));
  kept_ += bytes_of(traces);
  if (kept_ <= kMostKept) doubtful_.emplace(order, std::move(traces));
}

bool FolioAdaptation::finish() {
  if (!adaptation_) return false;
  // A run that was broken off leaves gaps.
  for (auto& [order, traces] : std::exchange(early_, {})) take(order, std::move(traces));
  return adaptation_->finish();
}

size_t FolioAdaptation::read_again(int order, PageText& page) const {
  const auto traces = doubtful_.find(order);
  return traces == doubtful_.end() ? 0 : adaptation_->read_again(page, traces->second);
}

}  // namespace folio
