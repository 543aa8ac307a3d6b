#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "transcription/call_number.h"
#include "transcription/transcription.h"

namespace folio {

/// What is known of a folio besides its pages.
struct FolioFacts {
  std::string call_number;  ///< as parse_call_number reads it; empty = not known
  std::string source;       ///< where that comes from, in words: "option", "transcription"
  std::vector<std::vector<LeafName>> number_lines;  ///< the transcription's lines of leaf numbers
};

/// What a transcription tells: its lines of leaf numbers, and the call number in the citation at the head of
/// its file (the first 4,000 bytes), where the file can still be read.
FolioFacts facts_of(const Transcription& transcription);

/// Facts that a later command was told, over those of an earlier one: what it does not know stays.
FolioFacts combined(FolioFacts earlier, const FolioFacts& later);

/// The call number that a file's name or its folders' names hold, the nearest one first; forms such as
/// "GARF_f5446_op98s_d718_l012ob" are spaced out first. `leaves` are those of the file's own name only.
std::optional<CallNumber> call_number_of_path(const std::filesystem::path& file);

}  // namespace folio
