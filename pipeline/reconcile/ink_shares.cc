#include "reconcile/ink_shares.h"

#include <cassert>
#include <numeric>

#include "core/text.h"

namespace folio {

double hand_letters(std::string_view text) {
  constexpr std::u32string_view kWide = U"жмшщюыфЖМШЩЮЫФmwMW";
  double width = 0;
  for (const char32_t c : to_code_points(text))
    width += is_punctuation(c) ? 0.4 : kWide.find(c) != std::u32string_view::npos ? 1.5 : 1;
  return width;
}

std::vector<size_t> cut_for_lines(const std::vector<double>& word_widths,
                                  const std::vector<double>& line_widths) {
  assert(!line_widths.empty());
  constexpr double kInfinite = 1e18;
  const size_t lines = line_widths.size(), words = word_widths.size();
  std::vector<double> sums(words + 1, 0);
  std::partial_sum(word_widths.begin(), word_widths.end(), sums.begin() + 1);
  const double all_words = sums[words],
               all_lines = std::accumulate(line_widths.begin(), line_widths.end(), 0.0);
  std::vector<std::vector<double>> cost(lines + 1, std::vector<double>(words + 1, kInfinite));
  std::vector<std::vector<size_t>> from(lines + 1, std::vector<size_t>(words + 1, 0));
  cost[0][0] = 0;
  for (size_t l = 0; l < lines; ++l) {
    for (size_t begin = 0; begin <= words; ++begin) {
      if (cost[l][begin] >= kInfinite) continue;
      for (size_t end = begin; end <= words; ++end) {
        const double off = (sums[end] - sums[begin]) / all_words - line_widths[l] / all_lines;
        const double value = cost[l][begin] + off * off;
        if (value >= cost[l + 1][end]) continue;
        cost[l + 1][end] = value;
        from[l + 1][end] = begin;
      }
    }
  }
  std::vector<size_t> out(lines);
  size_t end = words;
  for (size_t l = lines; l > 0; --l) {
    out[l - 1] = end;
    end = from[l][end];
  }
  return out;
}

}  // namespace folio
