#include "metrics/comparison/systems.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "core/error.h"
#include "metrics/materials.h"

namespace folio {
namespace {

namespace fs = std::filesystem;

struct Argument {
  std::string name;  ///< empty = none was given
  fs::path path;
};

Argument argument_of(const std::string& text) {
  const size_t sign = text.find('=');
  std::error_code failure;
  if (sign == std::string::npos || fs::exists(text, failure)) return {{}, text};
  Argument out{text.substr(0, sign), text.substr(sign + 1)};
  // A path may hold the sign too: what stands before it names a folder then.
  if (out.name.find('/') != std::string::npos) return {{}, text};
  if (out.name.empty() || out.path.empty()) {
    throw Error(ErrorCode::arguments, "\"" + text + "\" is no NAME=PATH",
                "give a system as a path, or as its name, an equals sign and a path");
  }
  return out;
}

/// The folder that a file lies in, or the folder itself.
fs::path folder_of(const fs::path& path) {
  std::error_code failure;
  const fs::path whole = fs::absolute(path, failure).lexically_normal();
  if (!fs::is_directory(path, failure)) return whole.parent_path();
  return whole.filename().empty() ? whole.parent_path() : whole;
}

/// Files without a name, with what of which page they hold.
struct FileGroup {
  std::vector<fs::path> paths;
  std::map<std::string, std::pair<fs::path, std::vector<MaterialPart>>> pages;  ///< folder and parts, by stem

  /// False when it has the page from another folder, or this part of it.
  bool take(const fs::path& path) {
    if (const std::optional<MaterialName> name = hypothesis_name(path)) {
      auto& [folder, parts] = pages[name->stem];
      const bool is_new = parts.empty();
      if (!is_new && (folder != folder_of(path) || std::ranges::find(parts, name->part) != parts.end()))
        return false;
      folder = folder_of(path);
      parts.push_back(name->part);
    }
    paths.push_back(path);
    return true;
  }
};

void name_systems(std::vector<SystemFiles>& systems) {
  std::vector<std::string> short_names;
  short_names.reserve(systems.size());
  for (const SystemFiles& system : systems) {
    short_names.push_back(!system.name.empty() ? system.name
                                               : folder_of(system.paths.front()).filename().string());
  }
  for (size_t k = 0; k < systems.size(); ++k) {
    if (!systems[k].name.empty()) continue;
    systems[k].name = std::ranges::count(short_names, short_names[k]) == 1
                          ? short_names[k]
                          : systems[k].paths.front().string();
  }
}

}  // namespace

std::vector<SystemFiles> systems_of(const std::vector<std::string>& arguments) {
  std::vector<SystemFiles> systems;
  std::vector<FileGroup> groups;
  std::vector<size_t> system_of_group;
  for (const std::string& text : arguments) {
    const Argument argument = argument_of(text);
    std::error_code failure;
    if (!argument.name.empty()) {
      const auto known = std::ranges::find(systems, argument.name, &SystemFiles::name);
      if (known == systems.end())
        systems.push_back({argument.name, {argument.path}});
      else
        known->paths.push_back(argument.path);
    } else if (fs::is_directory(argument.path, failure)) {
      systems.push_back({{}, {argument.path}});
    } else {
      size_t g = 0;
      while (g < groups.size() && !groups[g].take(argument.path)) ++g;
      if (g == groups.size()) {
        groups.emplace_back().take(argument.path);
        system_of_group.push_back(systems.size());
        systems.emplace_back();
      }
      systems[system_of_group[g]].paths.push_back(argument.path);
    }
  }
  name_systems(systems);
  return systems;
}

}  // namespace folio
