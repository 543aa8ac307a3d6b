#include "metrics/report/confusions.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "core/text.h"

namespace folio {
namespace {

constexpr size_t kMostCharacters = 3;
constexpr size_t kMostRows = 200;

using Counts = std::map<std::pair<std::string, std::string>, size_t>;

void count(std::pair<std::string, std::string>& stretch, Counts& counts) {
  const bool is_any = !stretch.first.empty() || !stretch.second.empty();
  if (is_any && grapheme_clusters(stretch.first).size() <= kMostCharacters &&
      grapheme_clusters(stretch.second).size() <= kMostCharacters)
    ++counts[stretch];
  stretch = {};
}

void count_line(const AlignedLine& line, Counts& counts) {
  std::pair<std::string, std::string> stretch;
  for (const TextPiece& piece : line) {
    if (piece.kind == TextPiece::Kind::same) {
      count(stretch, counts);
    } else {
      stretch.first += piece.truth;
      stretch.second += piece.read;
    }
  }
  count(stretch, counts);
}

}  // namespace

void add_confusions(ReportContents& contents) {
  for (size_t s = 0; s < contents.systems.size(); ++s) {
    Counts counts;
    for (const ReportPage& page : contents.pages) {
      for (const AlignedLine& line : page.readings[s].lines) count_line(line, counts);
    }
    std::vector<ConfusionRow>& rows = contents.systems[s].confusions;
    rows.clear();
    for (const auto& [texts, times] : counts) rows.push_back({texts.first, texts.second, times});
    std::ranges::stable_sort(rows, std::ranges::greater(), &ConfusionRow::count);
    if (rows.size() > kMostRows) rows.resize(kMostRows);
  }
}

}  // namespace folio
