#include "metrics/comparison/common_pages.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <utility>

namespace folio {
namespace {

/// Index of the page for each truth, -1 = none; pages of a folio are joined where its truth is one text.
std::vector<int> pages_for(const std::vector<PageMaterial>& truths, SystemPages& system, MatchBy how,
                           const std::string& prefix, std::vector<std::string>& notes) {
  if (truths.size() == 1 && system.pages.size() == 1) return {0};
  if (is_of_folio(truths, system.pages)) {
    PageMaterial whole = joined(system.pages, truths.front().stem);
    system.pages.clear();
    system.pages.push_back(std::move(whole));
    return {0};
  }
  const auto note = [&](const std::string& stem, const std::string& what) {
    notes.push_back(fmt::format("{}{}: {}", prefix, stem, what));
  };
  const PageMatches matches = match_pages(truths, system.pages, how);
  for (const size_t t : matches.by_content) {
    const auto h = static_cast<size_t>(matches.of_truth[t]);
    note(system.pages[h].stem, fmt::format("taken for \"{}\" by its content", truths[t].stem));
  }
  const std::string key = how == MatchBy::content ? "content" : "name";
  for (size_t h = 0; h < system.pages.size(); ++h) {
    if (matches.of_hypothesis[h] < 0)
      note(system.pages[h].stem, fmt::format("no truth of this {}; left out", key));
  }
  for (size_t t = 0; t < truths.size(); ++t) {
    if (matches.of_truth[t] < 0) note(truths[t].stem, fmt::format("no hypothesis of this {}; left out", key));
  }
  return matches.of_truth;
}

}  // namespace

CommonPages common_pages(std::vector<PageMaterial> truths, std::vector<SystemPages> systems, MatchBy how) {
  CommonPages out;
  std::vector<std::vector<int>> pages;
  for (SystemPages& system : systems) {
    const std::string prefix = systems.size() > 1 ? system.name + ": " : std::string();
    pages.push_back(pages_for(truths, system, how, prefix, out.notes));
    out.systems.push_back({system.name, {}});
  }
  for (size_t t = 0; t < truths.size(); ++t) {
    if (std::ranges::any_of(pages, [&](const std::vector<int>& of_truth) { return of_truth[t] < 0; }))
      continue;
    for (size_t s = 0; s < systems.size(); ++s)
      out.systems[s].pages.push_back(std::move(systems[s].pages[static_cast<size_t>(pages[s][t])]));
    out.truths.push_back(std::move(truths[t]));
  }
  return out;
}

}  // namespace folio
