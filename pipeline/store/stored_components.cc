#include "store/stored_components.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "page/label_row.h"

namespace folio {
namespace {

/// The leftmost pixel of a component in its top row.
cv::Point first_pixel(const Component& component, const cv::Mat& labels) {
  const int y = component.box.y0;
  const LabelRow row(labels, y);
  int x = component.box.x0;
  while (x < component.box.x1 && row[x] != component.label) ++x;
  return {x, y};
}

}  // namespace

nlohmann::json json_of_components(const SegmentedPage& page) {
  nlohmann::json out = nlohmann::json::array();
  for (const Component& component : page.components) {
    const cv::Point pixel = first_pixel(component, page.labels);
    out.push_back({pixel.x, pixel.y, component.label});
  }
  return out;
}

bool restore_components(const nlohmann::json& json, SegmentedPage& page) {
  cv::Mat found, stats, centroids;
  const int count = cv::connectedComponentsWithStats(page.ink, found, stats, centroids, 8, CV_32S);
  std::vector<int> label_of(static_cast<size_t>(count), 0);
  int most = 0;
  for (const auto& entry : json) {
    const int x = entry.at(0).get<int>(), y = entry.at(1).get<int>(), label = entry.at(2).get<int>();
    if (x < 0 || y < 0 || x >= found.cols || y >= found.rows || label <= 0) return false;
    const int piece = found.at<int>(y, x);
    if (piece == 0 || label_of[static_cast<size_t>(piece)] != 0) return false;
    label_of[static_cast<size_t>(piece)] = label;
    most = std::max(most, label);
    const int* s = stats.ptr<int>(piece);
    const cv::Rect box(s[cv::CC_STAT_LEFT], s[cv::CC_STAT_TOP], s[cv::CC_STAT_WIDTH], s[cv::CC_STAT_HEIGHT]);
    page.components.push_back({to_box(box), s[cv::CC_STAT_AREA], label});
  }
  clear_labels(page.labels, found.size(), static_cast<size_t>(most));
  for (int y = 0; y < found.rows; ++y) {
    const int* in = found.ptr<int>(y);
    LabelRow out(page.labels, y);
    for (int x = 0; x < found.cols; ++x) out.set(x, label_of[static_cast<size_t>(in[x])]);
  }
  return true;
}

}  // namespace folio
