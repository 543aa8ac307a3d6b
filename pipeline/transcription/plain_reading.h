#pragma once

#include <string>

#include "transcription/transcription.h"

namespace folio {

/// The typed text before any pen touched it, with the transcription's line breaks; see reading_of().
std::string typed_reading(const Transcription& transcription);

/// The text as its author left it, with the transcription's line breaks; see reading_of().
std::string amended_reading(const Transcription& transcription);

}  // namespace folio
