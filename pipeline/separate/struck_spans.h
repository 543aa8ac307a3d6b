#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "page/layered_page.h"
#include "separate/ink_net.h"
#include "separate/strike_finder.h"

namespace folio {

/// Ink that the net takes for a strike's, the pen's or typed over.
struct StrikeInk {
  cv::Mat any;  ///< CV_8UC1, size of the page
  cv::Mat pen;  ///< of that, what is no letter's as well: it can be taken off
};

/// `ink`, `gray`: CV_8UC1, gray 0 = dark. Strokes much shorter than a letter are left out; `unit`: height of
/// small letters, pixels.
StrikeInk find_strike_ink(const cv::Mat& ink, const cv::Mat& gray, const LayerOdds& odds, double unit);

/// Parts of a typed line that are struck: columns with strike ink between the feet and the heads of its
/// letters, gaps up to 1.6 letter heights closed (slanted strokes stand apart), at least most of a cell wide.
/// A strike is typed over where next to none of its ink is the pen's alone. What is more likely none has a
/// confidence below 0.5.
std::vector<Strike> find_struck_spans(const StrikeInk& strikes, const LayerOdds& odds,
                                      const StrikeSearch& line);

/// Words of a typed line that the pen's ink runs through: in most of their columns, between feet and heads,
/// and not as a stamp's. Handwriting above or beside a word dips into it in few. `typed`: CV_8UC1, the line's
/// letters without the pen's ink; `pen`: CV_8UC1, ink known to be the pen's.
std::vector<Strike> find_words_run_through(const cv::Mat& typed, const cv::Mat& pen, const LayerOdds& odds,
                                           const StrikeSearch& line);

/// What way the pen struck, by the directions that its strokes go on in. `pen`: CV_8UC1, the stroke's pixels;
/// `unit`: height of small letters.
StrikeKind kind_of_stroke(const cv::Mat& pen, double unit);

}  // namespace folio
