#include "separate/stroke_tracer.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "core/median.h"

namespace folio {
namespace {

constexpr float kStep = 0.3F;       // what a pixel up or down costs, in likelihoods
constexpr float kOnPaper = -0.5F;   // likelihood of a stroke where there is no ink
constexpr double kThickest = 0.42;  // letter heights
constexpr double kThin = 0.3;  // share of the columns in which a stroke is taken to be alone, to begin with
constexpr double kLeastAlone = 0.06;  // share of the columns in which it must be
constexpr double kLeastInked = 0.8;   // share of the columns that must hold it
constexpr double kLeastDarker = 20;   // of 255, than the stroke alone
constexpr int kNear = 2;              // pixels above and below the stroke in which a letter goes on

struct Run {
  int top = 0, foot = 0;  // foot: the first row below
  int height() const { return foot - top; }
};

/// Row of the most likely way in each column.
std::vector<int> best_way(const cv::Mat& ink, const cv::Mat& hint) {
  const int rows = ink.rows, columns = ink.cols;
  cv::Mat from(rows, columns, CV_8SC1);
  std::vector<float> sums(static_cast<size_t>(rows)), next(static_cast<size_t>(rows));
  for (int x = 0; x < columns; ++x) {
    for (int y = 0; y < rows; ++y) {
      float best = sums[static_cast<size_t>(y)];
      signed char way = 0;
      for (const int step : {-1, 1}) {
        if (y + step < 0 || y + step >= rows || sums[static_cast<size_t>(y + step)] - kStep <= best) continue;
        best = sums[static_cast<size_t>(y + step)] - kStep;
        way = static_cast<signed char>(step);
      }
      from.at<signed char>(y, x) = way;
      const float here = ink.at<uchar>(y, x) != 0 ? static_cast<float>(hint.at<uchar>(y, x)) / 255 : kOnPaper;
      next[static_cast<size_t>(y)] = best + here;
    }
    std::swap(sums, next);
  }
  std::vector<int> way(static_cast<size_t>(columns));
  int y = static_cast<int>(std::ranges::max_element(sums) - sums.begin());
  for (int x = columns - 1; x >= 0; --x) {
    way[static_cast<size_t>(x)] = y;
    y += from.at<signed char>(y, x);
  }
  return way;
}

/// The column's run of ink at row `y`, or nearest to it within two pixels; empty without any.
Run run_at(const cv::Mat& ink, int x, int y) {
  for (const int shift : {0, -1, 1, -2, 2}) {
    const int at = y + shift;
    if (at < 0 || at >= ink.rows || ink.at<uchar>(at, x) == 0) continue;
    Run run{at, at + 1};
    while (run.top > 0 && ink.at<uchar>(run.top - 1, x) != 0) --run.top;
    while (run.foot < ink.rows && ink.at<uchar>(run.foot, x) != 0) ++run.foot;
    return run;
  }
  return {};
}

/// A value for each column: the median of the known ones around it, straight in between.
std::vector<double> filled(const std::vector<std::pair<int, double>>& known, int columns) {
  constexpr size_t kAround = 3;
  std::vector<double> smooth;
  for (size_t i = 0; i < known.size(); ++i) {
    std::vector<double> near;
    for (size_t k = i > kAround ? i - kAround : 0; k < std::min(known.size(), i + kAround + 1); ++k) {
      if (std::abs(known[k].first - known[i].first) <= 6) near.push_back(known[k].second);
    }
    smooth.push_back(median_of(std::move(near), known[i].second));
  }
  std::vector<double> values(static_cast<size_t>(columns));
  size_t after = 0;
  for (int x = 0; x < columns; ++x) {
    while (after < known.size() && known[after].first < x) ++after;
    if (after == 0) {
      values[static_cast<size_t>(x)] = smooth.front();
    } else if (after == known.size()) {
      values[static_cast<size_t>(x)] = smooth.back();
    } else {
      const double t = double(x - known[after - 1].first) / (known[after].first - known[after - 1].first);
      values[static_cast<size_t>(x)] = (1 - t) * smooth[after - 1] + t * smooth[after];
    }
  }
  return values;
}

/// Grey below which two inks lie over each other: well below what the stroke has where it is alone.
int double_ink_below(const cv::Mat& gray, const std::vector<std::pair<int, double>>& middles) {
  std::vector<double> alone, off;
  for (const auto& [x, middle] : middles)
    alone.push_back(gray.at<uchar>(std::clamp(static_cast<int>(middle), 0, gray.rows - 1), x));
  const double usual = median_of(alone, 0);
  off.reserve(alone.size());
  for (const double value : alone) off.push_back(std::abs(value - usual));
  return cvRound(usual - std::max(kLeastDarker, 3 * 1.48 * median_of(std::move(off), 0)));
}

bool any_ink(const cv::Mat& ink, int x, int from, int to) {
  for (int y = std::max(0, from); y < std::min(ink.rows, to); ++y) {
    for (int at = std::max(0, x - 1); at <= std::min(ink.cols - 1, x + 1); ++at) {
      if (ink.at<uchar>(y, at) != 0) return true;
    }
  }
  return false;
}

}  // namespace

std::optional<TracedStroke> trace_stroke(const cv::Mat& ink, const cv::Mat& gray, const cv::Mat& hint,
                                         double unit) {
  if (ink.empty() || ink.cols < 2) return std::nullopt;
  const std::vector<int> way = best_way(ink, hint);
  std::vector<Run> runs;
  std::vector<int> heights;
  for (int x = 0; x < ink.cols; ++x) {
    runs.push_back(run_at(ink, x, way[static_cast<size_t>(x)]));
    if (runs.back().height() > 0) heights.push_back(runs.back().height());
  }
  if (static_cast<double>(heights.size()) < kLeastInked * ink.cols) return std::nullopt;
  const auto thin = heights.begin() + static_cast<long>(kThin * static_cast<double>(heights.size()));
  std::ranges::nth_element(heights, thin);
  // Letters only make it thicker; a quarter and a pixel is what pressure and rounding do.
  const double most = std::min(1.25 * *thin + 1, kThickest * unit);
  std::vector<std::pair<int, double>> middles, thicknesses;
  for (int x = 0; x < ink.cols; ++x) {
    const Run& run = runs[static_cast<size_t>(x)];
    if (run.height() == 0 || run.height() > most) continue;
    middles.emplace_back(x, 0.5 * (run.top + run.foot));
    thicknesses.emplace_back(x, run.height());
  }
  if (static_cast<double>(middles.size()) < std::max(3.0, kLeastAlone * ink.cols)) return std::nullopt;
  const std::vector<double> middle = filled(middles, ink.cols), thickness = filled(thicknesses, ink.cols);

  const int double_ink = double_ink_below(gray, middles);
  TracedStroke traced{cv::Mat::zeros(ink.size(), CV_8UC1), cv::Mat::zeros(ink.size(), CV_8UC1), 0};
  int inked = 0;
  for (int x = 0; x < ink.cols; ++x) {
    const double half = 0.5 * thickness[static_cast<size_t>(x)];
    const int top = cvRound(middle[static_cast<size_t>(x)] - half - 0.3);
    const int foot = cvRound(middle[static_cast<size_t>(x)] + half + 0.3);
    const bool letter = any_ink(ink, x, top - kNear, top) && any_ink(ink, x, foot, foot + kNear);
    bool any = false;
    for (int y = std::max(0, top); y < std::min(ink.rows, foot); ++y) {
      if (ink.at<uchar>(y, x) == 0) continue;
      traced.stroke.at<uchar>(y, x) = 255;
      if (letter || gray.at<uchar>(y, x) < double_ink) traced.crossed.at<uchar>(y, x) = 255;
      any = true;
    }
    inked += any ? 1 : 0;
    traced.thickness += thickness[static_cast<size_t>(x)] / ink.cols;
  }
  if (inked < kLeastInked * ink.cols) return std::nullopt;
  return traced;
}

}  // namespace folio
