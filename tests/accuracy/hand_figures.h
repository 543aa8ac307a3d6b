#pragma once

#include <functional>
#include <map>
#include <vector>

#include "page/page_text.h"
#include "share.h"

namespace folio {

/// Counts of the handwriting of one drawn page, or of several.
struct HandCounts {
  struct Line {
    int drawn = 0;
    int found = 0;                  ///< lines that a hand line or region covers by half
    int right = 0;                  ///< … that has the drawn role
    std::map<Role, int> taken_for;  ///< roles of the found ones
  };
  std::map<Role, Line> lines;  ///< by the drawn role
  int placed_drawn = 0;        ///< insertions, fill-ins and corrections drawn …
  int placed_found = 0;        ///< … found, whatever their role …
  int placed_right = 0;        ///< … and tied to the word that they follow
  int placed_false = 0;        ///< lines found with such a role where no handwriting was drawn

  HandCounts& operator+=(const HandCounts& other);
};

/// Compares what was found on a page with the truth. Boxes are those of the scan. A drawn line is found by
/// the line or region of the hand layer that shares most of its box, when that is half of it or more. It is
/// tied right when a word of the found line names a word that shares half of the box of the true word before
/// it, and where there is none, none.
HandCounts count_hand(const PageText& truth, const PageText& found);

/// Part over whole, summed over the pages.
Share share_over_pages(const std::vector<HandCounts>& pages,
                       const std::function<int(const HandCounts&)>& part,
                       const std::function<int(const HandCounts&)>& whole);

}  // namespace folio
