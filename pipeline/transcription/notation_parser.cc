#include "transcription/notation_parser.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <utility>

#include "core/text.h"
#include "transcription/marks.h"
#include "transcription/record_parts.h"
#include "transcription/structure.h"
#include "transcription/tokenizer.h"

namespace folio {
namespace {

/// Faults, which are in order, with their lines and columns.
void place_faults(std::u32string_view text, const MarkScan& scan, int first_line,
                  std::vector<Diagnostic>& out) {
  int line = first_line, column = 1, position = 0;
  for (const MarkFault& fault : scan.faults) {
    for (; position < fault.position && position < static_cast<int>(text.size()); ++position) {
      ++column;
      if (text[static_cast<size_t>(position)] != U'\n') continue;
      ++line;
      column = 1;
    }
    out.push_back({line, column, fault.message});
  }
  if (scan.more_faults > 0)
    out.push_back({line, column, fmt::format("and {} more faults after this", scan.more_faults)});
}

/// The first byte that is not UTF-8, and how many there are.
void report_malformed(std::string_view bytes, std::u32string_view text, int first_line,
                      std::vector<Diagnostic>& out) {
  if (is_utf8(bytes)) return;
  int line = first_line, column = 1;
  for (size_t k = 0; k < text.size() && text[k] != U'\uFFFD'; ++k) {
    ++column;
    if (text[k] != U'\n') continue;
    ++line;
    column = 1;
  }
  out.push_back({line, column,
                 fmt::format("the file is not UTF-8 here; such bytes are read as U+FFFD ({} in all)",
                             std::ranges::count(text, U'\uFFFD'))});
}

/// Without byte order marks ahead of the text: files that were joined have several.
std::string_view without_order_marks(std::string_view text) {
  constexpr std::string_view kMark = "\uFEFF";
  while (text.starts_with(kMark)) text.remove_prefix(kMark.size());
  return text;
}

Transcription parse_lines(std::string_view bytes, const LineRange& lines) {
  bytes = without_order_marks(bytes);
  Transcription out;
  out.first_line = lines.first;
  out.last_line = lines.last;
  std::u32string text = to_code_points(bytes);
  std::erase(text, U'\uFEFF');  // byte order marks of parts that were joined: no sign of any word
  TokenizedText read;
  {
    const MarkScan scan = scan_marks(text);
    read = tokenize(text, scan, lines.first);
    place_faults(text, scan, lines.first, out.diagnostics);
  }
  report_malformed(bytes, text, lines.first, out.diagnostics);
  find_roles(read.tokens, read.remark);
  rejoin_pieces(read);
  find_page_breaks(read.tokens, read.page_breaks);
  out.slips = find_slips(read.tokens, read.page_breaks);
  out.tokens = std::move(read.tokens);
  out.marks = std::move(read.marks);
  out.page_breaks = std::move(read.page_breaks);
  out.notes = std::move(read.notes);
  return out;
}

}  // namespace

Transcription parse_transcription(std::string_view text, std::string file, const ParseOptions& options) {
  text = without_order_marks(text);
  const RecordParts parts = options.all_text ? whole_text(text) : split_record(text);
  Transcription out =
      parse_lines(text.substr(parts.text.begin, parts.text.end - parts.text.begin), parts.text);
  out.furniture = parts.furniture;
  for (const LineRange& range : parts.translations) {
    Transcription translation = parse_lines(text.substr(range.begin, range.end - range.begin), range);
    translation.file = file;
    out.diagnostics.insert(out.diagnostics.end(), translation.diagnostics.begin(),
                           translation.diagnostics.end());
    out.translations.push_back(std::move(translation));
  }
  std::ranges::stable_sort(out.diagnostics, {},
                           [](const Diagnostic& d) { return std::pair(d.line, d.column); });
  out.file = std::move(file);
  return out;
}

}  // namespace folio
