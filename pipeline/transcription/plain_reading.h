#pragma once

#include <string>
#include <vector>

#include "transcription/transcription.h"

namespace folio {

/// The typed text before any pen touched it, with the transcription's line breaks; see reading_of().
std::string typed_reading(const Transcription& transcription);

/// The text as its author left it, with the transcription's line breaks; see reading_of().
std::string amended_reading(const Transcription& transcription);

/// Indices of the tokens that the amended reading has, in its order: slips in their places.
std::vector<int> amended_tokens(const Transcription& transcription);

}  // namespace folio
