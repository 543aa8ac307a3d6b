#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>

namespace folio {

/// A file's name as JSON, and back. File names are bytes, JSON is UTF-8: a name that is no UTF-8 is kept as
/// an array of bytes. path_from throws nlohmann::json::exception on what is neither.
nlohmann::json json_of_path(const std::filesystem::path& path);
std::filesystem::path path_from(const nlohmann::json& json);

}  // namespace folio
