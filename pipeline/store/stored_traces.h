#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "page/word_trace.h"

namespace folio {

/// What reading a page left for reading it again once its folio is known (RecognizedPage::traces), kept in
/// the page's folder as traces.cbor (RFC 8949). Throws Error{file_access}.
void save_traces(const std::filesystem::path& page_folder, const std::vector<WordTrace>& traces);

/// Nothing where they are missing or damaged.
std::optional<std::vector<WordTrace>> load_traces(const std::filesystem::path& page_folder);

}  // namespace folio
