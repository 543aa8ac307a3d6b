#include "store/json_geometry.h"

#include <algorithm>

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

Json json_of(const PageMap& map) {
  if (map.is_plane()) return json_of(map.plane());
  const ShiftField& shifts = map.shifts();
  Json along = Json::array(), down = Json::array();
  for (const cv::Point2d& offset : shifts.offsets) along.push_back(offset.x), down.push_back(offset.y);
  return {{"plane", json_of(map.plane())}, {"size", {shifts.size.width, shifts.size.height}},
          {"columns", shifts.columns},     {"rows", shifts.rows},
          {"dx", std::move(along)},        {"dy", std::move(down)}};
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

PageMap page_map_from(const Json& json) {
  if (json.is_array()) return transform_from(json);
  constexpr int kMostNodes = 1000;  // each way
  ShiftField shifts;
  shifts.size = {json.at("size").at(0).get<double>(), json.at("size").at(1).get<double>()};
  shifts.columns = std::clamp(json.at("columns").get<int>(), 2, kMostNodes);
  shifts.rows = std::clamp(json.at("rows").get<int>(), 2, kMostNodes);
  const size_t nodes = static_cast<size_t>(shifts.columns) * static_cast<size_t>(shifts.rows);
  for (size_t i = 0; i < nodes; ++i)
    shifts.offsets.emplace_back(json.at("dx").at(i).get<double>(), json.at("dy").at(i).get<double>());
  return {transform_from(json.at("plane")), std::move(shifts)};
}

}  // namespace folio
