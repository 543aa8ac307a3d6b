#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace folio {

/// Folder of the weights that folio brings along: that of the environment variable FOLIO_DATA, where it is
/// set, in models/; else share/folio/models beside the program's folder; else models/ of the source tree that
/// the program was built from. Each has a manifest.tsv.
std::filesystem::path models_folder();

/// Content of a file of the models' folder, which manifest.tsv (name, size in bytes, SHA-256; tabs between)
/// must list. Throws Error{missing_dependency} when it is missing, not listed, or not the listed content.
std::string load_model(std::string_view name, const std::filesystem::path& folder = models_folder());

/// The manifest of the models' folder lists the file.
bool has_model(std::string_view name, const std::filesystem::path& folder = models_folder());

}  // namespace folio
