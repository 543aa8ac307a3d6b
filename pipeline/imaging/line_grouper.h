#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "imaging/reading_order.h"
#include "page/segmented_page.h"

namespace folio {

/// All lengths in letter heights (the page's usual height of small letters).
struct LineGrouping {
  double min_letter = 0.5, max_letter = 2.2;  ///< heights of pieces that may found a line
  double max_width = 40;                      ///< of such a piece: letters of worn type run together
  double max_gap = 6;                         ///< between neighbors of one chain
  double max_offset = 0.55;                   ///< between the middles of neighbors
  double max_baseline_offset = 0.4;           ///< between chains that become one line
};

/// Lines in reading order, and the white between the columns that they stand in.
struct GroupedLines {
  std::vector<InkLine> lines;
  std::vector<Gutter> gutters;
};

/// Groups pieces of ink into lines that read from left to right, on an upright page.
/// Letter-like pieces are chained to the nearest piece on their left at the same height; chains on one
/// baseline are joined unless a gutter between columns lies between them; each line gets a baseline
/// (fit_baseline); then the small
/// pieces (points, commas, accents) and those that touch nothing else are added to the line whose band they
/// lie in. Lines come out in reading order: column by column, top to bottom. Works on type of one size and on
/// handwriting that keeps its line; letters that touch across lines stay loose.
GroupedLines group_lines(const std::vector<Component>& components, double letter_height, const cv::Size& page,
                         const LineGrouping& grouping = {});

}  // namespace folio
