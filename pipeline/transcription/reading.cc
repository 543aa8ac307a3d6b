#include "transcription/reading.h"

namespace folio {

std::string_view name_of(Reading reading) {
  switch (reading) {
    case Reading::typed:
      return "typed";
    case Reading::amended:
      return "amended";
    case Reading::diplomatic:
      return "diplomatic";
  }
  return "typed";
}

std::optional<Reading> reading_from_name(std::string_view name) {
  for (Reading reading : kReadings)
    if (name_of(reading) == name) return reading;
  return std::nullopt;
}

}  // namespace folio
