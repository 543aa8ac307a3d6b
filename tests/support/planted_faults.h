#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "page/reconciled_page.h"

namespace folio {

/// A fault that was put into a transcription.
struct PlantedFault {
  enum class Kind : unsigned char { word, name, negation, number };
  Kind kind = Kind::word;
  std::string original, planted;  ///< `planted` is empty for a negation that was taken away
  /// Of the planted word, or of the word before the place of the negation: its place in the text with the
  /// faults.
  int line = 0, column = 0;
};

std::string_view name_of(PlantedFault::Kind kind);

struct FaultyTranscription {
  std::string text;
  std::vector<PlantedFault> faults;  ///< in the order of the text
};

/// Puts up to `count` faults into a transcription, a quarter of each kind as far as there are places, else
/// wrong words: a word for another of the text, a word with a capital likewise, "не" taken away, a digit
/// changed. No two are nearer than three words. The same for the same seed.
FaultyTranscription plant_faults(const std::string& transcription, int count, std::uint64_t seed);

/// How many of the faults are among the first `rows` disagreements, the likeliest fault of the transcription
/// first.
int faults_found(const FaultyTranscription& faulty, const ReconciledFolio& folio, size_t rows);

}  // namespace folio
