#include "imaging/components.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>

namespace folio {
namespace {

constexpr double kAlike = 0.15;  // of a height: letters of one size, worn or heavy

}  // namespace

std::vector<Component> find_components(const cv::Mat& ink, cv::Mat& labels) {
  cv::Mat stats, centroids;
  const int count = cv::connectedComponentsWithStats(ink, labels, stats, centroids, 8, CV_32S);
  std::vector<Component> components;
  components.reserve(static_cast<size_t>(count));
  for (int i = 1; i < count; ++i) {
    const int* s = stats.ptr<int>(i);
    const int x = s[cv::CC_STAT_LEFT], y = s[cv::CC_STAT_TOP];
    components.push_back(
        {{x, y, x + s[cv::CC_STAT_WIDTH], y + s[cv::CC_STAT_HEIGHT]}, s[cv::CC_STAT_AREA], i});
  }
  return components;
}

double share_at_height(const std::vector<Component>& components, double height, const cv::Size& page) {
  double at_height = 0, all = 0;
  for (const Component& c : components) {
    const int h = c.box.height();
    if (h > page.height / 5 || std::max(c.box.width(), h) < 4) continue;
    all += c.area;
    if (std::abs(h - height) <= kAlike * height) at_height += c.area;
  }
  return all > 0 ? at_height / all : 0;
}

double usual_letter_height(const std::vector<Component>& components, const cv::Size& page) {
  // Letter-like: neither a speck nor a picture, not a rule, not a mere outline.
  std::vector<std::pair<int, double>> heights;
  double ink = 0;
  for (const Component& c : components) {
    const int w = c.box.width(), h = c.box.height();
    if (h < 6 || w < 4 || w > 3 * h || h > page.height / 5 || c.area < 0.12 * w * h) continue;
    heights.emplace_back(h, c.area);
    ink += c.area;
  }
  if (heights.size() < 5) return 0;
  std::ranges::sort(heights);
  double below = 0;
  for (const auto& [height, area] : heights) {
    below += area;
    if (below >= 0.45 * ink) return height;
  }
  return heights.back().first;
}

}  // namespace folio
