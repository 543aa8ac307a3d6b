#include "imaging/rim_contrast.h"

#include <algorithm>
#include <array>
#include <cassert>

#include "core/median.h"
#include "page/label_row.h"

namespace folio {
namespace {

/// Darkness of the paper, its grain included: the median where there is no ink.
double paper_darkness(const cv::Mat& gray, const cv::Mat& labels, const cv::Mat& ink) {
  constexpr int kStep = 8;
  std::vector<double> levels;
  for (int y = 0; y < gray.rows; y += kStep) {
    const LabelRow label(labels, y);
    for (int x = 0; x < gray.cols; x += kStep)
      if (label[x] == 0 && ink.at<uchar>(y, x) == 0) levels.push_back(255 - gray.at<uchar>(y, x));
  }
  return median_of(levels, 0);
}

int label_at(const cv::Mat& labels, const cv::Point& at) { return LabelRow(labels, at.y)[at.x]; }

struct Sums {
  double inside = 0, around = 0;
  int pixels = 0, samples = 0;
};

}  // namespace

std::vector<double> rim_contrasts(const cv::Mat& gray, const cv::Mat& labels, int count, const cv::Mat& ink,
                                  int distance) {
  assert(gray.size() == labels.size() && gray.size() == ink.size());
  const cv::Rect page({}, gray.size());
  const std::array<cv::Point, 8> ways{{{0, -1}, {1, -1}, {1, 0}, {1, 1}, {0, 1}, {-1, 1}, {-1, 0}, {-1, -1}}};
  std::vector<Sums> sums(static_cast<size_t>(count) + 1);
  for (int y = 0; y < gray.rows; ++y) {
    const LabelRow label(labels, y);
    const uchar* value = gray.ptr<uchar>(y);
    for (int x = 0; x < gray.cols; ++x) {
      if (label[x] == 0) continue;
      Sums& own = sums[static_cast<size_t>(label[x])];
      own.inside += 255 - value[x];
      ++own.pixels;
      for (const cv::Point& way : ways) {
        const cv::Point next = cv::Point(x, y) + way, out = cv::Point(x, y) + distance * way;
        if (!page.contains(out) || label_at(labels, next) != 0) continue;  // not at the rim
        if (label_at(labels, out) != 0 || ink.at<uchar>(out) != 0) continue;
        own.around += 255 - gray.at<uchar>(out);
        ++own.samples;
      }
    }
  }
  const double paper = paper_darkness(gray, labels, ink);
  std::vector<double> contrasts(sums.size(), 1);
  for (size_t i = 1; i < sums.size(); ++i) {
    const Sums& s = sums[i];
    if (s.samples == 0) continue;
    contrasts[i] = 1 - (s.around / s.samples - paper) / std::max(1.0, s.inside / s.pixels - paper);
  }
  return contrasts;
}

}  // namespace folio
