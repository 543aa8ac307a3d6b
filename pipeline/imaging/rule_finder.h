#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "page/segmented_page.h"

namespace folio {

/// Rules of a page of ink: underlines, rows of typed `_`, lines to write on, lines of tables.
struct FoundRules {
  std::vector<Rule> rules;  ///< level ones from top to bottom, then upright ones
  cv::Mat mask;             ///< CV_8UC1, 255 = ink of a rule and of nothing else; empty where there is none
};

/// Finds straight strokes of even thickness with white along both sides, level or upright, by linking the
/// runs of ink along them (all lengths in letter heights):
/// - level: runs of 2.5 or more, and flat pieces that stand in a row as typed `_` do, end to end; 3.5 long in
///   all, or 2 where letters stand over them. Hyphens in a row stay apart, a lone dash is too short.
/// - upright: 8 long at least; a letter's stem has 2, and stems of two lines that meet 4.
/// Ink beside both sides makes a stroke a strike through letters, and much ink that touches one side makes it
/// feet of letters that hang together; so a rule that was typed through its letters is not found. Thickness
/// up to 0.35, slope up to 2.3 degrees. A stroke by hand counts where it is as straight as that. Where ink
/// goes on above and below a rule, what lies beneath it is a letter's and not in the mask. `ink`: CV_8UC1,
/// 255 = ink; `components`: its pieces. `letter_height`: pixels; nothing is found where it is 0.
FoundRules find_rules(const cv::Mat& ink, const std::vector<Component>& components, double letter_height);

}  // namespace folio
