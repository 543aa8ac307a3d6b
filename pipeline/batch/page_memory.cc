#include "batch/page_memory.h"

#include <algorithm>

namespace folio {
namespace {

// Bytes a pixel at the height of stage separate, and of drawing a PDF.
constexpr std::uint64_t kColor = 19, kGray = 16, kPdf = 4;
constexpr std::uint64_t kFixed = 80ULL << 20;  // the nets' pictures of a piece of the page, texts

}  // namespace

std::uint64_t memory_need(const ImageHeader& header, bool with_pdf) {
  const auto pixels = static_cast<std::uint64_t>(header.width) * static_cast<std::uint64_t>(header.height);
  const std::uint64_t result = pixels * static_cast<std::uint64_t>(header.channels);
  const std::uint64_t working = pixels * ((header.channels == 3 ? kColor : kGray) + (with_pdf ? kPdf : 0));
  return kFixed + std::max(working, result + header.decode_bytes);
}

}  // namespace folio
