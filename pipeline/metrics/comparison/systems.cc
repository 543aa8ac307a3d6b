#include "metrics/comparison/systems.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
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
  std::map<std::string, int> wanted;
  std::set<std::string> taken;
  const auto folder_name = [](const SystemFiles& system) {
    return folder_of(system.paths.front()).filename().string();
  };
  for (const SystemFiles& system : systems) {
    if (!system.name.empty()) taken.insert(system.name);
    ++wanted[system.name.empty() ? folder_name(system) : system.name];
  }
  for (SystemFiles& system : systems) {
    if (!system.name.empty()) continue;
    const std::string folder = folder_name(system);
    const std::string name = wanted[folder] == 1 ? folder : system.paths.front().string();
    system.name = name;
    for (int number = 2; !taken.insert(system.name).second; ++number)
      system.name = name + " (" + std::to_string(number) + ")";
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
