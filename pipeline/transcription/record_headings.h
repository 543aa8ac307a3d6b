#pragma once

#include <optional>
#include <string_view>

#include "transcription/transcription.h"

namespace folio {

/// A heading of a web record: "Citation:", "Summary: a meeting …".
struct RecordHeading {
  Furniture kind = Furniture::other;
  std::string_view label;  ///< as the table has it; the same for the same heading
  bool belongs_to_record =
      false;                   ///< no typewritten document has it: citation, original language, call number
  bool closes_record = false;  ///< stands below the text: rights, subjects, related documents
  std::string_view rest;       ///< of the line, after the colon, trimmed
};

/// Reads a line that begins with a heading and a colon. Any case; English, Russian or French.
std::optional<RecordHeading> read_record_heading(std::string_view line);

/// "Original Scan", "Translation - English", "Download PDF": an entry of a record's list of contents.
bool is_contents_entry(std::string_view line);

/// "September 21, 1956", "21 сентября 1956 года", "21.09.1956", "1956": a line that is a date and no more.
bool is_date(std::string_view line);

/// "<https://…>" or "https://…"; the address without its brackets, or nothing.
std::optional<std::string_view> read_link(std::string_view line);

/// White space of ASCII taken off at both ends; cheaper than trim() and without a copy.
std::string_view trim_ascii(std::string_view text);

}  // namespace folio
