#include "store/json_path.h"

#include <string>

#include "core/text.h"

namespace folio {

using Json = nlohmann::json;

Json json_of_path(const std::filesystem::path& path) {
  const std::string name = path.string();
  if (is_utf8(name)) return name;
  Json bytes = Json::array();
  for (const char c : name) bytes.push_back(static_cast<unsigned char>(c));
  return bytes;
}

std::filesystem::path path_from(const Json& json) {
  if (json.is_string()) return json.get<std::string>();
  std::string name;
  for (const auto& byte : json) name += static_cast<char>(byte.get<unsigned char>());
  return name;
}

}  // namespace folio
