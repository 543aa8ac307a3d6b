#include "batch/folio_texts.h"

#include <string>
#include <system_error>

#include "core/files.h"
#include "export/folio_readings.h"
#include "export/folio_text.h"

namespace folio {
namespace {

namespace fs = std::filesystem;

fs::path file_of(const fs::path& output, Reading reading) {
  return output / ("folio." + std::string(name_of(reading)) + ".txt");
}

}  // namespace

void write_folio_texts(const fs::path& output, const ReconciledFolio& folio,
                       const Transcription& transcription) {
  const FolioText text = amended_text(folio, transcription);
  for (const Reading reading : kReadings)
    write_file(file_of(output, reading), folio_reading_of(folio, text, reading));
}

void remove_folio_texts(const fs::path& output) {
  for (const Reading reading : kReadings) {
    std::error_code ignored;
    fs::remove(file_of(output, reading), ignored);
  }
}

}  // namespace folio
