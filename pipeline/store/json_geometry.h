#pragma once

#include <nlohmann/json.hpp>

#include "core/geometry.h"
#include "core/page_map.h"

namespace folio {

/// Geometry as JSON: a box is [x0, y0, x1, y1], a point [x, y], a size [width, height], a baseline its two
/// ends, a transform its nine figures row by row, a page map a transform or, where points are shifted, an
/// object with the transform as `plane` and the field of shifts, all with the digits that give the same
/// figure back. The
/// *_from functions throw nlohmann::json::exception on what is none.
nlohmann::json json_of(const Box& box);
nlohmann::json json_of(const cv::Size& size);
nlohmann::json json_of(const Baseline& baseline);
nlohmann::json json_of(const Transform& transform);
nlohmann::json json_of(const PageMap& map);
Box box_from(const nlohmann::json& json);
cv::Size size_from(const nlohmann::json& json);
Baseline baseline_from(const nlohmann::json& json);
Transform transform_from(const nlohmann::json& json);
PageMap page_map_from(const nlohmann::json& json);

}  // namespace folio
