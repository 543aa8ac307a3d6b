#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "metrics/report/report_contents.h"

namespace folio {

/// Gives the pages their pictures from a folder of scans, reduced (page_jpeg.h). Returns, in words, which
/// pages have none and why: no scan of this name, one that cannot be read, one of another shape than the
/// page's. Throws Error{input} when there is no such folder.
std::vector<std::string> add_pictures(ReportContents& contents, const std::filesystem::path& scans);

}  // namespace folio
