#include "transcription/record_writer.h"

#include <algorithm>
#include <string_view>

#include "transcription/notation_writer.h"

namespace folio {
namespace {

std::string_view heading_of(Furniture kind) {
  switch (kind) {
    case Furniture::title:
      return "Title";
    case Furniture::date:
      return "Date";
    case Furniture::citation:
      return "Citation";
    case Furniture::link:
      return "URL";
    case Furniture::summary:
      return "Summary";
    case Furniture::language:
      return "Original Language";
    case Furniture::contents:
      return "Contents";
    case Furniture::other:
      return "Record note";
  }
  return "Record note";
}

/// As read_record_heading() and split_record() have it: two kinds, one of which no document has.
bool reads_back(const std::vector<FurnitureSection>& furniture) {
  const bool belongs = std::ranges::any_of(furniture, [](const FurnitureSection& s) {
    return s.kind == Furniture::citation || s.kind == Furniture::link || s.kind == Furniture::language;
  });
  return belongs && std::ranges::any_of(furniture, [&](const FurnitureSection& s) {
           return s.kind != furniture.front().kind;
         });
}

}  // namespace

std::string to_record(const Transcription& transcription, Notation notation) {
  const auto write = [&](const Transcription& part) {
    return notation == Notation::archive ? to_archive_notation(part) : to_our_notation(part);
  };
  std::string out;
  if (reads_back(transcription.furniture)) {
    for (const FurnitureSection& section : transcription.furniture) {
      out += heading_of(section.kind);
      out += ": " + section.text + "\n\n";
    }
  }
  out += write(transcription);
  for (const Transcription& translation : transcription.translations)
    out += "\nTranslation\n\n" + write(translation);
  return out;
}

}  // namespace folio
