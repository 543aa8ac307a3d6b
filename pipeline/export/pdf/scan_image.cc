#include "export/pdf/scan_image.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>
#include <utility>

#include "core/files.h"
#include "export/pdf/jpeg_facts.h"
#include "foreign/g4_encoder.h"
#include "foreign/jpeg_encoder.h"
#include "foreign/png_encoder.h"
#include "foreign/tiff_g4.h"

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

}  // namespace

PdfImage scan_image(const ScannedPage& scan, bool lossless, int quality) {
  PdfImage image;
  image.width = scan.pixels.cols;
  image.height = scan.pixels.rows;
  image.channels = scan.pixels.channels();
  if (scan.bilevel && image.channels == 1) {
    image.packing = PdfImage::Packing::g4;
    // The strip of the scan's own file, when that still holds this page.
    if (std::optional<TiffG4> strip = tiff_g4(scan.origin.file, scan.origin.page_idx, scan.pixels)) {
      image.bytes = std::move(strip->bytes);
      image.black_is_one = strip->black_is_one;
    } else {
      image.bytes = encode_g4(scan.pixels);
    }
  } else if (std::optional<std::string> bytes = original_jpeg(scan)) {
    image.bytes = std::move(*bytes);
  } else if (lossless) {
    image.packing = PdfImage::Packing::flate;
    image.bytes = encode_png_rows(scan.pixels);
  } else {
    image.bytes = encode_jpeg(scan.pixels, std::clamp(quality, 1, 100));
  }
  return image;
}

}  // namespace folio
