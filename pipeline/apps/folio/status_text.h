#pragma once

#include <string>

#include "batch/folder_status.h"

namespace folio {

/// What there is to tell of an output folder, for people: lines end in \n, control characters are escaped.
std::string status_text(const FolderStatus& status, const std::string& output);

/// The same as one JSON object, for programs: docs/formats.md. Ends in \n.
std::string status_json(const FolderStatus& status);

}  // namespace folio
