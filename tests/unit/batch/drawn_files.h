#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "unit/foreign/sample_files.h"

namespace folio::testing {

/// Writes small drawn leaves (150 dpi, three lines each, every one different) as the pages of one TIFF. Pages
/// are numbered from `first`: the same number gives the same leaf.
void write_drawn_tiff(const std::filesystem::path& file, int pages, int first = 0);

/// Bytes of every file under `folder`, by their path within it. Paths within the files are replaced by
/// "FOLDER", so that two runs into different folders can be compared.
std::vector<std::pair<std::string, std::string>> contents_of(const std::filesystem::path& folder);

}  // namespace folio::testing
