#pragma once

#include <opencv2/core.hpp>
#include <optional>

#include "export/pairs/training_lines.h"
#include "page/page_text.h"

namespace folio {

/// Share of a word's box that the ink of another layer may take before the word counts as covered. A stroke
/// through a word takes 0.1 or more; feet and loops that reach into the box from other lines take less.
inline constexpr double kMostCovered = 0.04;
/// Ink without a word, in average characters of the line. A comma is 0.2 to 0.4 of one.
inline constexpr double kMostLooseInk = 0.6;

/// The doubts of a line that its pixels show: ink of other layers over its words (a strike over a struck word
/// is none), and ink of its own layer within or beside it that lies in no word's box. `labels` has one number
/// of Layer a pixel, CV_8UC1, in the size of the page, as STEM.layers.png holds it. Looks at all lines of the
/// page: linear in their words.
std::optional<LineDoubt> ink_doubt_of(const PageText& page, size_t line_idx, const cv::Mat& labels,
                                      bool covered_too);

}  // namespace folio
