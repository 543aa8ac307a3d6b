#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "core/error.h"
#include "transcription/call_number.h"
#include "transcription/notation_parser.h"
#include "transcription/notation_writer.h"
#include "transcription/read_transcription.h"
#include "transcription/record_writer.h"
#include "transcription/tei_header.h"
#include "transcription/tei_reader.h"
#include "transcription/tei_writer.h"

namespace {

using folio::Transcription;

/// What must survive being written and read again.
std::string facts(const Transcription& transcription) {
  std::string out;
  for (const folio::Token& token : transcription.tokens) {
    out += token.text;
    out += '|';
    out += name_of(token.layer);
    out += name_of(token.role);
    out += name_of(token.strike);
    for (const bool flag : {token.struck, token.inserted, token.uncertain, token.pencil, token.joined})
      out += flag ? '1' : '0';
    out += std::to_string(token.quarter_turns) + " " + std::to_string(token.paragraph_idx) + '\n';
  }
  for (const folio::PageBreak& page : transcription.page_breaks)
    out += "page " + std::to_string(page.token_idx) + page.name + '\n';
  for (const folio::EditorialNote& note : transcription.notes)
    out += "note " + std::to_string(note.token_idx) + note.text + '\n';
  return out;
}

void expect_same(const Transcription& first, const Transcription& second, const char* form) {
  const std::string a = facts(first), b = facts(second);
  if (a == b) return;
  std::fprintf(stderr, "not the same after %s:\n%s\n--- is now\n%s\n", form, a.c_str(), b.c_str());
  std::abort();
}

void check_round_trips(const Transcription& first) {
  for (const folio::Reading reading : folio::kReadings) folio::reading_of(first, reading);
  const folio::ParseOptions all_text{.all_text = true};
  const std::string ours = folio::to_our_notation(first);
  const Transcription second = folio::parse_transcription(ours, {}, all_text);
  expect_same(first, second, ours.c_str());
  if (const std::string again = folio::to_our_notation(second); again != ours) {
    std::fprintf(stderr, "written\n%s\n--- then\n%s\n", ours.c_str(), again.c_str());
    std::abort();
  }
  const std::string archive = folio::to_archive_notation(first);
  expect_same(first, folio::parse_transcription(archive, {}, all_text), archive.c_str());
  const std::string tei = folio::to_tei(first);
  if (folio::xml_text(ours) != ours) return;  // characters that XML does not have
  expect_same(first, folio::read_tei(tei, {}), tei.c_str());
}

}  // namespace

/// Reads any bytes as a transcription: nothing crashes, and what was read is written in each form and read
/// back the same.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  folio::parse_call_number(text);
  check_round_trips(folio::parse_transcription(text, "fuzz", {.all_text = true}));
  try {
    const Transcription record = folio::read_transcription_bytes(text, "fuzz");
    folio::to_record(record, folio::Notation::archive);
    check_round_trips(record);
    for (const Transcription& translation : record.translations) check_round_trips(translation);
  } catch (const folio::Error&) {  // bytes that are no transcription
  }
  return 0;
}
