#include "share.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <random>

namespace folio {

Share share_of(const std::vector<PartOfPage>& pages) {
  Share share;
  long parts = 0;
  for (const PartOfPage& page : pages) parts += page.part, share.of += page.whole;
  if (share.of == 0) return share;
  share.value = static_cast<double>(parts) / static_cast<double>(share.of);
  std::mt19937 random(1);
  std::vector<double> samples;
  for (int i = 0; i < 1000; ++i) {
    long some = 0, all = 0;
    for (size_t k = 0; k < pages.size(); ++k) {
      const PartOfPage& page = pages[random() % pages.size()];
      some += page.part, all += page.whole;
    }
    if (all > 0) samples.push_back(static_cast<double>(some) / static_cast<double>(all));
  }
  std::ranges::sort(samples);
  share.low = samples[samples.size() / 20];
  share.high = samples[samples.size() * 19 / 20];
  return share;
}

void print_share(const std::string& name, const Share& share) {
  fmt::print("  {:<28} {:.3f} [{:.3f} {:.3f}] of {}\n", name, share.value, share.low, share.high, share.of);
}

}  // namespace folio
