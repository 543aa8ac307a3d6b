#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace folio {

/// Folder of the weights that folio brings along: models/ in the folder that the environment variable
/// FOLIO_DATA names, where it is set; else the nearest share/folio/models beside the program's folder or one
/// of those that hold it (/usr/bin/folio: /usr/share/folio/models; a program of the build: that of the build,
/// which is the source's models/); else that of the place where this build, or a Debian package, is
/// installed. Each has a manifest.tsv.
std::filesystem::path models_folder();

/// A line of manifest.tsv.
struct ListedModel {
  std::string name;    ///< of the file
  std::string sha256;  ///< of its content, hexadecimal
};

/// What the folder's manifest.tsv (name, size in bytes, SHA-256; tabs between) lists, in its order. Throws
/// Error{missing_dependency} where there is none.
std::vector<ListedModel> listed_models(const std::filesystem::path& folder = models_folder());

/// What identifies all models of the folder: the SHA-256 of its manifest.tsv, hexadecimal. Throws
/// Error{missing_dependency} where there is none.
std::string models_id(const std::filesystem::path& folder = models_folder());

/// Content of a file of the models' folder, which manifest.tsv must list. Throws Error{missing_dependency}
/// when it is missing, not listed, or not the listed content.
std::string load_model(std::string_view name, const std::filesystem::path& folder = models_folder());

/// The manifest of the models' folder lists the file.
bool has_model(std::string_view name, const std::filesystem::path& folder = models_folder());

}  // namespace folio
