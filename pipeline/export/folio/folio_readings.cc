#include "export/folio/folio_readings.h"

#include "core/text.h"
#include "export/readings.h"
#include "transcription/marks.h"

namespace folio {
namespace {

std::string running_text(const FolioText& text) {
  std::string out;
  bool paragraph = false;  // one has begun since the last word that was put in
  for (const FolioWord& word : text.words) {
    paragraph = paragraph || word.opens_paragraph;
    if (word.part != FolioWord::Part::text || word.text.empty()) continue;
    if (!out.empty()) out += paragraph ? "\n\n" : word.joined ? "" : " ";
    out += word.text;
    paragraph = false;
  }
  return out.empty() ? out : out + '\n';
}

}  // namespace

std::string page_break_mark(const std::string& stem) {
  std::u32string name = to_code_points(stem);
  for (char32_t& c : name)
    if (is_mark_character(c) || c == U'\n' || c == U'\r') c = U'_';
  return "⟦pb:" + from_code_points(name) + "⟧";
}

std::string folio_reading_of(const ReconciledFolio& folio, const FolioText& text, Reading reading) {
  if (reading == Reading::amended) return running_text(text);
  std::string out;
  for (const ReconciledPage& page : folio.pages) {
    std::string lines = reading_of(page.text, reading);
    if (reading == Reading::diplomatic) lines.insert(0, page_break_mark(page.text.origin.stem) + '\n');
    if (lines.empty()) continue;
    if (!out.empty()) out += '\n';
    out += lines;
  }
  return out;
}

}  // namespace folio
