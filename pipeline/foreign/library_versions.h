#pragma once

#include <string>
#include <vector>

namespace folio {

/// A library that folio works with, and its version as it is loaded now.
struct LibraryVersion {
  std::string name;
  std::string version;
};

/// Those that tell their versions, in the order in which a page meets them.
std::vector<LibraryVersion> library_versions();

}  // namespace folio
