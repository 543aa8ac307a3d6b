#include "foreign/tiff_g4.h"

#include <tiffio.h>

#include <cassert>
#include <fstream>
#include <vector>

#include "foreign/tiff_open.h"

namespace folio {
namespace {

constexpr long kMostBytes = 1L << 30;

bool looks_like_tiff(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  char signature[2] = {};
  if (!in.read(signature, 2)) return false;
  return (signature[0] == 'I' && signature[1] == 'I') || (signature[0] == 'M' && signature[1] == 'M');
}

template <typename Value>
Value tag(TIFF* tiff, uint32_t name) {
  Value value{};
  TIFFGetFieldDefaulted(tiff, name, &value);
  return value;
}

/// Makes the page's directory the current one.
bool go_to(TIFF* tiff, int page_idx) {
  constexpr uint32_t kCopy = FILETYPE_REDUCEDIMAGE | FILETYPE_MASK;
  for (int page = -1;;) {
    if ((tag<uint32_t>(tiff, TIFFTAG_SUBFILETYPE) & kCopy) == 0) ++page;
    if (page == page_idx) return true;
    if (TIFFLastDirectory(tiff) != 0 || TIFFReadDirectory(tiff) != 1) return false;
  }
}

bool is_one_upright_strip(TIFF* tiff, const cv::Size& size) {
  const auto photometric = tag<uint16_t>(tiff, TIFFTAG_PHOTOMETRIC);
  constexpr uint32_t kUncompressedParts = GROUP4OPT_UNCOMPRESSED;
  return tag<uint16_t>(tiff, TIFFTAG_COMPRESSION) == COMPRESSION_CCITTFAX4 &&
         tag<uint16_t>(tiff, TIFFTAG_ORIENTATION) == ORIENTATION_TOPLEFT &&
         tag<uint16_t>(tiff, TIFFTAG_SAMPLESPERPIXEL) == 1 &&
         (photometric == PHOTOMETRIC_MINISWHITE || photometric == PHOTOMETRIC_MINISBLACK) &&
         (tag<uint32_t>(tiff, TIFFTAG_GROUP4OPTIONS) & kUncompressedParts) == 0 && TIFFIsTiled(tiff) == 0 &&
         TIFFNumberOfStrips(tiff) == 1 &&
         tag<uint32_t>(tiff, TIFFTAG_IMAGEWIDTH) == static_cast<uint32_t>(size.width) &&
         tag<uint32_t>(tiff, TIFFTAG_IMAGELENGTH) == static_cast<uint32_t>(size.height);
}

/// That the strip decodes to `pixels`; `white_bit`: the value of a white pixel.
bool decodes_to(TIFF* tiff, const cv::Mat& pixels, int white_bit) {
  const auto row_bytes = static_cast<size_t>(TIFFScanlineSize(tiff));
  std::vector<unsigned char> rows(row_bytes * static_cast<size_t>(pixels.rows));
  if (TIFFReadEncodedStrip(tiff, 0, rows.data(), static_cast<tmsize_t>(rows.size())) !=
      static_cast<tmsize_t>(rows.size()))
    return false;
  for (int y = 0; y < pixels.rows; ++y) {
    const unsigned char* row = rows.data() + row_bytes * static_cast<size_t>(y);
    const uchar* expected = pixels.ptr(y);
    for (int x = 0; x < pixels.cols; ++x) {
      const int bit = row[x >> 3] >> (7 - (x & 7)) & 1;
      if ((bit == white_bit) != (expected[x] != 0)) return false;
    }
  }
  return true;
}

}  // namespace

std::optional<TiffG4> tiff_g4(const std::filesystem::path& file, int page_idx, const cv::Mat& pixels) {
  assert(pixels.type() == CV_8UC1);
  if (!looks_like_tiff(file)) return std::nullopt;
  const OpenTiff open = open_tiff(file, kMostBytes);
  TIFF* tiff = open.tiff.get();
  if (tiff == nullptr || !go_to(tiff, page_idx) || !is_one_upright_strip(tiff, pixels.size()))
    return std::nullopt;
  TiffG4 out;
  out.black_is_one = tag<uint16_t>(tiff, TIFFTAG_PHOTOMETRIC) == PHOTOMETRIC_MINISBLACK;
  open.messages->clear();
  if (!decodes_to(tiff, pixels, out.black_is_one ? 1 : 0) || open.messages->fax_damage > 0)
    return std::nullopt;
  const uint64_t size = TIFFRawStripSize64(tiff, 0);
  if (size == 0 || size > static_cast<uint64_t>(kMostBytes)) return std::nullopt;
  out.bytes.resize(size);
  if (TIFFReadRawStrip(tiff, 0, out.bytes.data(), static_cast<tmsize_t>(size)) != static_cast<tmsize_t>(size))
    return std::nullopt;
  if (tag<uint16_t>(tiff, TIFFTAG_FILLORDER) == FILLORDER_LSB2MSB)
    TIFFReverseBits(reinterpret_cast<uint8_t*>(out.bytes.data()), static_cast<tmsize_t>(size));
  return out;
}

}  // namespace folio
