#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "foreign/freetype_face.h"

namespace folio {

/// The faces that leaves are drawn with, by the names that descriptions use for them.
class Faces {
 public:
  /// Throws Error{missing_dependency} when a file is missing or is no font.
  void add(const std::string& name, const std::vector<std::filesystem::path>& files);
  /// Throws Error{arguments} when no face has the name.
  const FreetypeFace& at(const std::string& name) const;

 private:
  std::map<std::string, FreetypeFace> faces_;
};

}  // namespace folio
