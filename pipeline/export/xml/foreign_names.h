#pragma once

#include <optional>
#include <string_view>

#include "page/layer.h"
#include "page/page_text.h"

namespace folio {

/// What the names of layers, regions and tags say, in our words and in those of other programs: PAGE's
/// productions and types of regions, the zones of SegmOnto (eScriptorium), Transkribus's structures. Case,
/// hyphens and spaces do not matter. Nothing for names that say nothing of the kind.
std::optional<Layer> layer_of_name(std::string_view name);
std::optional<Role> role_of_name(std::string_view name);

/// Our own names, as name_of() gives them.
std::optional<WordStatus> word_status_of_name(std::string_view name);
std::optional<TextSource> text_source_of_name(std::string_view name);

}  // namespace folio
