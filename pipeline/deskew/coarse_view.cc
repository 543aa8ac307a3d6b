#include "deskew/coarse_view.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace folio {

CoarseView coarse_view(const cv::Mat& gray, double pixels_per_mm) {
  constexpr double kPixelsPerMm = 2.5;
  CoarseView view;
  view.full_size = gray.size();
  view.scale = std::min(1.0, kPixelsPerMm / pixels_per_mm);
  view.pixels_per_mm = pixels_per_mm * view.scale;
  const cv::Size size(std::max(1, cvRound(gray.cols * view.scale)),
                      std::max(1, cvRound(gray.rows * view.scale)));
  cv::resize(gray, view.gray, size, 0, 0, cv::INTER_AREA);
  std::vector<uchar> values(view.gray.begin<uchar>(), view.gray.end<uchar>());
  const auto upper = values.begin() + static_cast<long>(values.size() * 3 / 4);
  std::nth_element(values.begin(), upper, values.end());
  view.paper_brightness = *upper;
  return view;
}

}  // namespace folio
