#include "export/pdf/searchable_pdf.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <cassert>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <utility>

#include "core/files.h"
#include "core/version.h"
#include "export/clean_text.h"
#include "export/pdf/glyphless_font.h"
#include "export/pdf/jpeg_facts.h"
#include "export/pdf/srgb_profile.h"
#include "foreign/g4_encoder.h"
#include "foreign/jpeg_encoder.h"
#include "foreign/pdf_writer.h"

namespace folio {
namespace {

/// The bytes of the scan's own file when it is a JPEG that shows exactly this page; nothing otherwise.
std::optional<std::string> original_jpeg(const ScannedPage& scan) {
  const PageOrigin& origin = scan.origin;
  if (origin.page_count != 1 || origin.sha256.empty()) return std::nullopt;
  std::ifstream file(origin.file, std::ios::binary);
  char signature[2] = {};
  if (!file.read(signature, 2) || signature[0] != '\xFF' || signature[1] != '\xD8') return std::nullopt;
  file.seekg(0);
  std::string bytes(std::istreambuf_iterator<char>(file), {});
  const std::optional<JpegFacts> facts = jpeg_facts(bytes);
  const bool fits = facts && facts->bits == 8 && facts->orientation == 1 &&
                    facts->channels == scan.pixels.channels() && facts->width == scan.pixels.cols &&
                    facts->height == scan.pixels.rows;
  if (!fits || sha256_hex(bytes) != origin.sha256) return std::nullopt;
  return bytes;
}

PdfImage image_of(const ScannedPage& scan, int jpeg_quality) {
  PdfImage image;
  image.width = scan.pixels.cols;
  image.height = scan.pixels.rows;
  image.channels = scan.pixels.channels();
  if (scan.bilevel && image.channels == 1) {
    image.packing = PdfImage::Packing::g4;
    image.bytes = encode_g4(scan.pixels);
    return image;
  }
  image.packing = PdfImage::Packing::jpeg;
  if (std::optional<std::string> bytes = original_jpeg(scan)) {
    image.bytes = std::move(*bytes);
    return image;
  }
  image.bytes = encode_jpeg(scan.pixels, std::clamp(jpeg_quality, 1, 100));
  return image;
}

}  // namespace

std::string searchable_pdf(const PageText& text, const ScannedPage& scan, const PdfOptions& options) {
  assert(!scan.pixels.empty() && scan.pixels.size() == text.size);
  const PdfText words(text, options.reading);
  PdfDocument document;
  document.title = clean_text(text.origin.stem);
  document.language = text.languages.empty() ? "" : text.languages.front();
  document.producer = fmt::format("folio {}", version());
  document.icc_profile = srgb_profile();
  document.icc_name = "sRGB";
  document.layers = {{"Scan"}, {"Typed text"}, {"Struck text"}, {"Handwriting"}, {"Stamps and print"}};
  document.font.text_of = words.text_of_codes();
  document.font.truetype = glyphless_font(static_cast<int>(document.font.text_of.size()));
  document.font.advance = GlyphlessMetrics::kAdvance;
  document.font.ascent = GlyphlessMetrics::kAscent;
  document.font.descent = GlyphlessMetrics::kDescent;
  PdfPage page;
  page.width_points = scan.pixels.cols * 72.0 / text.resolution.x;
  page.height_points = scan.pixels.rows * 72.0 / text.resolution.y;
  page.image = image_of(scan, options.jpeg_quality);
  page.content = fmt::format("/OC /Layer0 BDC\nq {:.3f} 0 0 {:.3f} 0 0 cm /Scan Do Q\nEMC\n{}",
                             page.width_points, page.height_points, words.operators());
  document.pages.push_back(std::move(page));
  return encode_pdf(document);
}

}  // namespace folio
