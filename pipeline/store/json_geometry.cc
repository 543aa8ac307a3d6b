#include "store/json_geometry.h"

namespace folio {

using Json = nlohmann::json;

Json json_of(const Box& box) { return {box.x0, box.y0, box.x1, box.y1}; }

Json json_of(const cv::Size& size) { return {size.width, size.height}; }

Json json_of(const Baseline& baseline) {
  Json out = {{baseline.left.x, baseline.left.y}, {baseline.right.x, baseline.right.y}};
  if (baseline.bend != 0) out.push_back(baseline.bend);
  return out;
}

Json json_of(const Transform& transform) {
  Json out = Json::array();
  for (const double value : transform.matrix().val) out.push_back(value);
  return out;
}

Box box_from(const Json& json) {
  return {json.at(0).get<int>(), json.at(1).get<int>(), json.at(2).get<int>(), json.at(3).get<int>()};
}

cv::Size size_from(const Json& json) { return {json.at(0).get<int>(), json.at(1).get<int>()}; }

Baseline baseline_from(const Json& json) {
  const auto point = [](const Json& p) { return cv::Point2d(p.at(0).get<double>(), p.at(1).get<double>()); };
  return {point(json.at(0)), point(json.at(1)), json.size() > 2 ? json.at(2).get<double>() : 0.0};
}

Transform transform_from(const Json& json) {
  cv::Matx33d matrix;
  for (size_t i = 0; i < 9; ++i) matrix.val[i] = json.at(i).get<double>();
  return Transform(matrix);
}

}  // namespace folio
