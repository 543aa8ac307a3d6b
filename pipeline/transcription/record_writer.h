#pragma once

#include <string>

#include "transcription/transcription.h"

namespace folio {

enum class Notation : unsigned char {
  ours,     ///< ⟦…⟧
  archive,  ///< ~~…~~, ^{…}, *…*, [[…]], and ours for what these cannot say
};

/// The whole transcription as a text file: its furniture under headings when there is enough of it to be told
/// from text (see split_record), the text, and its translations under a heading each.
std::string to_record(const Transcription& transcription, Notation notation);

}  // namespace folio
