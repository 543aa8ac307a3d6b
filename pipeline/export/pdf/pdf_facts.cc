#include "export/pdf/pdf_facts.h"

#include <spdlog/fmt/fmt.h>

#include "core/version.h"
#include "export/clean_text.h"
#include "export/hocr/hocr_writer.h"
#include "export/pdf/srgb_profile.h"
#include "transcription/call_number.h"

namespace folio {

PdfFacts pdf_facts(const PageText& text) {
  PdfFacts facts;
  facts.title = clean_text(text.origin.stem);
  facts.language = text.languages.empty() ? "" : text.languages.front();
  facts.producer =
      text.made_with.system.empty() ? fmt::format("folio {}", version()) : clean_text(text.made_with.system);
  if (!text.made_with.models.empty()) facts.made_with = "models " + clean_text(text.made_with.models);
  if (!text.made_with.options.empty()) {
    if (!facts.made_with.empty()) facts.made_with += "; ";
    facts.made_with += "options " + clean_text(text.made_with.options);
  }
  facts.icc_profile = srgb_profile();
  facts.icc_name = "sRGB";
  return facts;
}

std::string leaf_label(const PageText& text) {
  std::string label;
  double surest = 0;
  for (const TextLine& line : text.lines) {
    if (line.role != Role::leaf_number) continue;
    for (const Word& word : line.words) {
      const std::optional<LeafName> name = parse_leaf_name(word.text);
      if (!name || word.status == WordStatus::struck || word.confidence <= surest) continue;
      surest = word.confidence;
      label = to_string(*name);
    }
  }
  return label;
}

PdfAttachment attached_hocr(const PageText& text) {
  return attached_hocr(text.origin.stem, [page = std::make_shared<const PageText>(text)] { return page; });
}

PdfAttachment attached_hocr(const std::string& stem, std::function<std::shared_ptr<const PageText>()> load) {
  return {clean_text(stem) + ".hocr", "Every layer and reading of the page (hOCR)", "text/vnd.hocr+html",
          [load = std::move(load)] { return write_hocr(*load()); }};
}

}  // namespace folio
