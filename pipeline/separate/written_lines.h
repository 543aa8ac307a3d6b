#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "page/segmented_page.h"

namespace folio {

/// Pieces of ink that make one line of handwriting.
struct WrittenLine {
  std::vector<Component> pieces;
  Box box;
  double area = 0;   ///< pixels of ink
  double slope = 0;  ///< dy/dx along the writing; 0 where it is turned by a quarter, or no slope stands out
  bool is_turned = false;  ///< runs upwards or downwards

  void add(const Component& piece);
  /// Across the writing, its slope taken out; pixels.
  double height() const;
  /// Along the writing, pixels.
  double length() const;
};

/// That a line is large enough to be writing: a dot or a speck is not. `unit`: letter height, pixels.
bool is_writing(const WrittenLine& line, double unit);

/// Puts handwriting (CV_8UC1, 255 = ink) together into lines, in no order. Strokes of a word, and words of a
/// line, lie closer along the line than across it. Words much higher than wide, whose strokes lie across, are
/// turned by a quarter and are put together upwards. Lines that hang together by their loops are parted at
/// the emptiest row between them, along their common slope. Pieces that are too small to be writing are lines
/// of their own or in none's company: see is_writing(). `unit`: letter height, pixels. `whole_rows`: what
/// goes on in a row after a wider gap is one line too, as on a page with nothing but writing.
std::vector<WrittenLine> group_written_lines(const cv::Mat& ink, double unit, bool whole_rows = false);

}  // namespace folio
