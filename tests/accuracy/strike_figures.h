#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "metrics/edit_distance.h"
#include "page/page_text.h"

namespace folio {

/// Struck words of one way, counted.
struct StruckCounts {
  size_t words = 0;       ///< drawn
  size_t found = 0;       ///< of these, under words of the output that are struck
  size_t characters = 0;  ///< of the drawn words
  size_t errors = 0;      ///< edits from these to what was read
  StruckCounts& operator+=(const StruckCounts& other);
};

/// How strikes found on one drawn page compare with those drawn.
struct PageStrikes {
  std::map<std::string, StruckCounts>
      by_kind;                            ///< "line", "zigzag", "typed-over х"; "none" = words not struck
  size_t claimed = 0;                     ///< struck words of the output
  size_t right = 0;                       ///< of these, over a struck word
  std::vector<Box> missed, false_alarms;  ///< on the scan
  std::vector<std::string> claims;        ///< struck words of the output: "right|wrong kind confidence"
  std::vector<std::string> misread;       ///< struck words read with errors: "kind: drawn -> read"
};

/// Compares a page's words with the truth of the leaf that it was drawn from, both in coordinates of the
/// scan. Words are matched by their boxes: a drawn struck word is found when struck words of the output cover
/// half of its width at its height; a struck word of the output is right when drawn struck words, typed or by
/// hand, cover half of its width. The text at a drawn word's place is that of all words whose middle lies in
/// it. `over`: what the machine strikes out with on this leaf.
PageStrikes compare_strikes(const PageText& truth, const PageText& found, const std::string& over);

/// Figures over pages. 1, 0 errors where there is nothing to find.
struct StrikeFigures {
  double precision = 1, recall = 1, f1 = 1;
  StruckCounts all;                             ///< struck words
  std::map<std::string, StruckCounts> by_kind;  ///< "none" included
};
StrikeFigures figures_of(const std::vector<PageStrikes>& pages);

/// Errors per character; 0 without characters.
double error_rate(const StruckCounts& counts);
/// Share of the words found; 1 without words.
double recall(const StruckCounts& counts);

/// The middle 90 % of a figure over pages drawn anew, with replacement, from these (bootstrap; Efron 1979).
struct Interval {
  double low = 0, high = 0;
};
Interval interval_of(const std::vector<PageStrikes>& pages,
                     const std::function<double(const StrikeFigures&)>& figure, int rounds = 400);

}  // namespace folio
