#include "imaging/background.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>

namespace folio {
namespace {

constexpr int kCoarseSide = 440;  // longer side of the coarse picture: an A4 page at about 38 dpi
constexpr int kWindow = 9;        // coarse pixels; 6 mm on A4: wider than a stroke, narrower than most stains
constexpr int kDarkestPaper = 40;  // darker than this is no paper, and dividing by it would only raise noise

}  // namespace

cv::Mat even_out_background(const cv::Mat& gray) {
  const double scale = std::min(1.0, double(kCoarseSide) / std::max(gray.cols, gray.rows));
  cv::Mat paper;
  cv::resize(gray, paper, {std::max(1, cvRound(gray.cols * scale)), std::max(1, cvRound(gray.rows * scale))},
             0, 0, cv::INTER_AREA);
  cv::dilate(paper, paper, cv::getStructuringElement(cv::MORPH_RECT, {kWindow, kWindow}));
  cv::medianBlur(paper, paper, kWindow);
  cv::GaussianBlur(paper, paper, {}, 3.0);
  cv::max(paper, kDarkestPaper, paper);
  cv::Mat full;
  cv::resize(paper, full, gray.size(), 0, 0, cv::INTER_LINEAR);
  cv::Mat even;
  cv::divide(gray, full, even, 255.0);
  return even;
}

}  // namespace folio
