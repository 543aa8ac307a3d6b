#include "separate/ink_hue.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "imaging/background.h"

namespace folio {

HueMap::HueMap(const UprightPage& page) {
  if (page.color.empty()) return;
  cv::Mat half;
  cv::resize(page.color, half, {std::max(1, page.color.cols / 2), std::max(1, page.color.rows / 2)}, 0, 0,
             cv::INTER_AREA);
  std::array<cv::Mat, 3> channels;  // blue, green, red
  cv::split(half, channels.data());
  for (cv::Mat& channel : channels) channel = even_out_background(channel);
  std::array<float, 256> density_of{};
  for (size_t i = 0; i < 256; ++i) {
    density_of[i] = static_cast<float>(std::log(255.0 / std::max<double>(1.0, static_cast<double>(i))));
  }
  red_blue_.create(half.size());
  green_.create(half.size());
  density_.create(half.size());
  for (int y = 0; y < half.rows; ++y) {
    const uchar *b = channels[0].ptr<uchar>(y), *g = channels[1].ptr<uchar>(y),
                *r = channels[2].ptr<uchar>(y);
    for (int x = 0; x < half.cols; ++x) {
      const float blue = density_of[b[x]], green = density_of[g[x]], red = density_of[r[x]];
      red_blue_(y, x) = red - blue;
      green_(y, x) = green - 0.5F * (red + blue);
      density_(y, x) = red + green + blue;
    }
  }
  // Color noise is finer than strokes: sums over a small window, divided only then, weigh strong ink most.
  for (cv::Mat_<float>* map : {&red_blue_, &green_, &density_}) cv::blur(*map, *map, {3, 3});
}

InkHue HueMap::at(int x, int y) const {
  const int cx = cell_x(x), cy = cell_y(y);
  const double sum = std::max(0.05F, density_(cy, cx));
  return {red_blue_(cy, cx) / sum, green_(cy, cx) / sum};
}

}  // namespace folio
