#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace folio {

/// One program's run: what is compared with the truth as a whole.
struct SystemFiles {
  std::string name;
  std::vector<std::filesystem::path> paths;  ///< files, or one folder
};

/// Sorts the HYPOTHESIS arguments of a command line into systems, in order of first appearance:
/// - NAME=PATH belongs to the system of that name, together with others of the name; a PATH that exists as it
///   is written is no such pair;
/// - a folder is a system;
/// - files are one system, but a file of which this has the page already (in another folder, or the same kind
///   of file) opens a further one.
/// Without a name of its own a system is named by its folder, or where that is that of another one too by its
/// first path; a name that is taken already gets a number: "one (2)". Throws Error{arguments} for "NAME=" and
/// "=PATH".
std::vector<SystemFiles> systems_of(const std::vector<std::string>& arguments);

}  // namespace folio
