#include "deskew/frame_finder.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace folio {
namespace {

constexpr int kCoarseSide = 800;
constexpr double kDarkShare = 0.4;    // share of dark pixels that makes a row a border's
constexpr double kLineReach = 0.045;  // of the side: how far from the edge a dark line may stand (1 cm on A4)
constexpr double kBandReach = 0.30;   // of the side: how wide a dark band may be

/// Rows to cut at the start of `dark_shares` (one entry a row, [0, 1]).
int cut_of(const std::vector<double>& dark_shares) {
  const auto size = static_cast<double>(dark_shares.size());
  int cut = 0;
  for (int i = 0; i < static_cast<int>(size * kBandReach) && dark_shares[i] >= kDarkShare; ++i) cut = i + 1;
  for (int i = 0; i < static_cast<int>(size * kLineReach); ++i) {
    if (dark_shares[i] >= kDarkShare) cut = std::max(cut, i + 1);
  }
  return cut;
}

}  // namespace

Box find_frame(const cv::Mat& gray) {
  const double scale = std::min(1.0, double(kCoarseSide) / std::max(gray.cols, gray.rows));
  cv::Mat coarse;
  cv::resize(gray, coarse, {std::max(1, cvRound(gray.cols * scale)), std::max(1, cvRound(gray.rows * scale))},
             0, 0, cv::INTER_AREA);
  // Dark against the paper, which is the brighter half of the page.
  std::vector<uchar> values(coarse.begin<uchar>(), coarse.end<uchar>());
  const auto upper = values.begin() + static_cast<long>(values.size() * 3 / 4);
  std::nth_element(values.begin(), upper, values.end());
  const cv::Mat dark = coarse < 0.45 * *upper;

  cv::Mat by_row, by_column;
  cv::reduce(dark, by_row, 1, cv::REDUCE_AVG, CV_64F);
  cv::reduce(dark, by_column, 0, cv::REDUCE_AVG, CV_64F);
  std::vector<double> rows(by_row.begin<double>(), by_row.end<double>());
  std::vector<double> columns(by_column.begin<double>(), by_column.end<double>());
  for (double& v : rows) v /= 255;
  for (double& v : columns) v /= 255;
  const auto reversed = [](std::vector<double> v) {
    std::ranges::reverse(v);
    return v;
  };
  const auto full = [&](int cut) { return cut == 0 ? 0 : static_cast<int>((cut + 1) / scale); };
  const Box frame{full(cut_of(columns)), full(cut_of(rows)), gray.cols - full(cut_of(reversed(columns))),
                  gray.rows - full(cut_of(reversed(rows)))};
  const bool plausible = frame.width() > gray.cols / 3 && frame.height() > gray.rows / 3;
  return plausible ? frame : Box{0, 0, gray.cols, gray.rows};
}

}  // namespace folio
