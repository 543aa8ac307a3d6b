#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "page/parallel_text.h"

namespace folio {

/// A folio's text beside its translation as JSON, and back. parallel_text_from throws Error{input} on what is
/// none.
std::string json_text_of(const ParallelText& text);
ParallelText parallel_text_from(std::string_view json);

/// That of an output folder, folio/parallel.json in it; nothing where there is none. Throws Error{input}
/// where it is damaged.
std::optional<ParallelText> load_parallel_text(const std::filesystem::path& output);

/// Its file within an output folder.
inline constexpr const char* kParallelTextFile = "folio/parallel.json";

}  // namespace folio
