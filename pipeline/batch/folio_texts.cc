#include "batch/folio_texts.h"

#include <string>
#include <system_error>

#include "core/file_pieces.h"
#include "core/files.h"
#include "export/folio/apparatus.h"
#include "export/folio/folio_readings.h"
#include "export/folio/folio_text.h"
#include "export/xml/tei_page.h"
#include "store/stored_parallel.h"
#include "translation/parallel_tsv.h"

namespace folio {
namespace {

namespace fs = std::filesystem;

constexpr const char* kApparatus = "folio/apparatus.txt";
constexpr const char* kTei = "folio/folio.tei.xml";
constexpr const char* kParallelTsv = "folio/parallel.tsv";
constexpr const char* kTranslationMarks = "translation.tsv";

fs::path file_of(const fs::path& output, Reading reading) {
  return output / "folio" / (std::string(name_of(reading)) + ".txt");
}

}  // namespace

void write_folio_texts(const fs::path& output, const ReconciledFolio& folio,
                       const Transcription& transcription, bool apparatus) {
  const FolioText text = amended_text(folio, transcription);
  for (const Reading reading : kReadings)
    write_file(file_of(output, reading), folio_reading_of(folio, text, reading));
  if (apparatus) write_file(output / kApparatus, apparatus_of(folio, transcription, text));
}

void write_folio_tei(const fs::path& output, const PageSequence& pages, const std::string& call_number,
                     bool wanted) {
  std::error_code ignored;
  if (!wanted || pages.empty()) {
    fs::remove(output / kTei, ignored);
    return;
  }
  const std::optional<ParallelText> parallel = load_parallel_text(output);
  write_file_pieces(output / kTei, [&](const PieceSink& sink) {
    write_tei(pages, {call_number, call_number, parallel ? &*parallel : nullptr}, sink);
  });
}

void write_parallel_text(const fs::path& output, const ParallelText& text) {
  if (text.empty()) {
    std::error_code ignored;
    for (const char* name : {kParallelTextFile, kParallelTsv, kTranslationMarks})
      fs::remove(output / name, ignored);
    return;
  }
  write_file(output / kTranslationMarks, translation_marks_tsv(text));
  write_file(output / kParallelTsv, parallel_tsv(text));
  write_file(output / kParallelTextFile, json_text_of(text));
}

void remove_folio_texts(const fs::path& output) {
  std::error_code ignored;
  for (const Reading reading : kReadings) fs::remove(file_of(output, reading), ignored);
  fs::remove(output / kApparatus, ignored);
}

}  // namespace folio
