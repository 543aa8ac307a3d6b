#pragma once

#include <opencv2/core.hpp>
#include <vector>

namespace folio {

/// Ink in one row of pixels, half-open.
struct LevelRun {
  int y = 0, x0 = 0, x1 = 0;
};

/// A stroke that is about level: its upper and lower edge in each column from x0 on, half-open. A column with
/// foot 0 is not of it.
struct LevelStroke {
  int x0 = 0;
  std::vector<int> top, foot;

  int x1() const { return x0 + static_cast<int>(top.size()); }
  double middle_at(int column) const { return 0.5 * (top[column] + foot[column]); }
};

/// Runs of ink (CV_8UC1, 255 = ink) of `least` pixels or more, row by row from left to right; gaps of up to
/// `gap` pixels do not end one.
std::vector<LevelRun> find_level_runs(const cv::Mat& ink, int least, int gap);

/// Links runs, ordered as find_level_runs() gives them, where they overlap in neighboring rows.
std::vector<LevelStroke> link_runs(const std::vector<LevelRun>& runs);

}  // namespace folio
