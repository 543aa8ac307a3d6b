#pragma once

#include <string>
#include <vector>

#include "export/folio/token_places.h"
#include "page/page_text.h"
#include "transcription/transcription.h"

namespace folio {

/// What a leaf has besides its text, in Russian, a sentence each: numbers of the leaf and of the page,
/// resolutions and remarks with their place on the leaf, signatures, stamps, insertions without a place.
/// Numbers come first, then the lines in reading order, then regions without text. Empty when there is
/// nothing.
std::vector<std::string> leaf_notes(const PageText& page, int page_idx, const TokenPlaces& places,
                                    const Transcription& transcription);

}  // namespace folio
