#pragma once

#include <opencv2/core.hpp>

namespace folio {

// The usual binarizers, to compare ours with. Each takes the scan's own grey (CV_8UC1, 0 = ink) and gives a
// mask of its size, 255 = ink. Local means and deviations are box filters over running sums, so that time
// does not grow with the window.

/// One threshold a page, that with the most variance between its two classes (Otsu 1979).
cv::Mat otsu(const cv::Mat& gray);

/// Windows of the local rules: side in pixels and weight of the deviation.
struct WindowRule {
  int side = 0;
  double weight = 0;
};

/// m (1 + k (s / 128 - 1)), m and s the window's mean and standard deviation (Sauvola and Pietikäinen 2000).
/// Loses pale ink: where s is small, the threshold falls far below the paper.
cv::Mat sauvola(const cv::Mat& gray, const WindowRule& rule = {.side = 31, .weight = 0.34});

/// m - k (1 - s / R) (m - M), R the largest deviation of the page and M its darkest grey (Wolf and Jolion
/// 2004). One black spot on a page moves both.
cv::Mat wolf(const cv::Mat& gray, const WindowRule& rule = {.side = 31, .weight = 0.5});

}  // namespace folio
