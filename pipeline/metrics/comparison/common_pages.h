#pragma once

#include <string>
#include <vector>

#include "metrics/comparison/comparison.h"
#include "metrics/comparison/page_matching.h"

namespace folio {

/// The pages on which systems can be compared, and what was left out.
struct CommonPages {
  std::vector<PageMaterial> truths;
  std::vector<SystemPages> systems;  ///< with a page for each truth, in their order
  std::vector<std::string> notes;    ///< in words, for people: what was left out, what was matched by content
};

/// Puts each system's pages to the truths, and keeps those that all systems have. A system of a single page
/// goes with a single truth whatever their names; the text of a folio (is_of_folio) goes with all pages of a
/// system one after the other. Else pages are matched as `how`
/// says. May leave no page at all.
CommonPages common_pages(std::vector<PageMaterial> truths, std::vector<SystemPages> systems, MatchBy how);

}  // namespace folio
