#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "separate/written_lines.h"

namespace folio {

/// Pixels of a line's pieces, each `every`-th. `piece_labels`: the pieces' labels, by LabelRow.
std::vector<cv::Point> points_of(const WrittenLine& line, const cv::Mat& piece_labels, size_t every = 1);

/// A block of `fewest` rows of writing or more that hang together, row by row, along the block's slope; else
/// the block itself. A tail that reaches into the next row stays with its letter, and letters that touch
/// those of the next row are cut from them. `unit`: letter height, pixels.
std::vector<WrittenLine> rows_of(WrittenLine block, const cv::Mat& piece_labels, double unit, size_t fewest);

/// Joins lines that go on in the same row after a gap of a few letters, the nearest first, and takes in the
/// signs and letters' marks that stand in it. For pages where rows run from margin to margin.
void join_rows(std::vector<WrittenLine>& lines, const cv::Mat& piece_labels, double unit);

}  // namespace folio
