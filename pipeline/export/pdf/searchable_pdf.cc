#include "export/pdf/searchable_pdf.h"

#include <algorithm>
#include <cassert>
#include <iterator>
#include <utility>

#include "export/clean_text.h"
#include "export/pdf/glyphless_font.h"
#include "export/pdf/pdf_facts.h"
#include "export/pdf/srgb_profile.h"

namespace folio {
namespace {

std::string document_of(const PageText& text, const std::string& call_number, PdfPicture picture,
                        const PdfOptions& options) {
  const PdfText words(text, options.reading, options.insertions);
  PdfDocument document;
  document.facts = pdf_facts(text);
  document.facts.identifier = clean_text(call_number);
  if (options.attach) document.facts.attachments.push_back(attached_hocr(text));
  const auto has_color = [](const PdfImage& image) { return !image.stencil && image.channels == 3; };
  if (std::ranges::none_of(picture.images, has_color)) {
    document.facts.icc_profile = gray_profile();
    document.facts.icc_name = "sGray";
    document.facts.icc_components = 1;
  }
  for (std::string& name : picture.layers) document.layers.push_back({std::move(name)});
  document.font.text_of = words.text_of_codes();
  document.font.truetype = glyphless_font(static_cast<int>(document.font.text_of.size()));
  document.font.advance = GlyphlessMetrics::kAdvance;
  document.font.ascent = PdfText::kAscent;
  document.font.descents = {std::begin(PdfText::kDescents), std::end(PdfText::kDescents)};
  PdfPage& page = document.page;
  page.width_points = text.size.width * 72.0 / text.resolution.x;
  page.height_points = text.size.height * 72.0 / text.resolution.y;
  page.label = leaf_label(text);
  page.images = std::move(picture.images);
  page.picture = std::move(picture.operators);
  page.text = words.operators();
  return encode_pdf(document);
}

}  // namespace

std::string searchable_pdf(const PageText& text, const std::string& call_number, const ScannedPage& scan,
                           const LayerMasks* masks, const PdfOptions& options) {
  assert(!scan.pixels.empty() && scan.pixels.size() == text.size);
  return document_of(text, call_number, page_picture(scan, masks, text, options.picture), options);
}

std::string searchable_pdf(const PageText& text, const std::string& call_number, const std::string& earlier,
                           const PdfOptions& options) {
  return document_of(text, call_number, picture_of_pdf(earlier), options);
}

}  // namespace folio
