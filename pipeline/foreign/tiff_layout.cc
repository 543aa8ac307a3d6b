#include "foreign/tiff_layout.h"

#include <spdlog/fmt/fmt.h>
#include <tiffio.h>

#include <algorithm>
#include <string>

#include "core/error.h"

namespace folio {
namespace {

using Color = SampleFormat::Color;
using Alpha = SampleFormat::Alpha;

constexpr uint64_t kMaxTileBytes = uint64_t{1} << 28;  // far above any tile of use; keeps hostile files small
constexpr std::uint64_t kMaxWindow = std::uint64_t{128} << 20;  // of the codings that look far back

Error unknown_form(const std::string& what) {
  return {ErrorCode::input, what + " is not supported", "convert the file to a plain grey or RGB TIFF"};
}

uint16_t tag16(TIFF* tiff, uint32_t tag) {
  uint16_t value = 0;
  TIFFGetFieldDefaulted(tiff, tag, &value);
  return value;
}

/// What the values mean. A missing tag is guessed as other readers do.
uint16_t photometric_of(TIFF* tiff, int samples, uint16_t compression) {
  uint16_t photometric = 0;
  if (TIFFGetField(tiff, TIFFTAG_PHOTOMETRIC, &photometric) == 1) return photometric;
  if (samples >= 3) return PHOTOMETRIC_RGB;
  const bool fax = compression == COMPRESSION_CCITTRLE || compression == COMPRESSION_CCITTRLEW ||
                   compression == COMPRESSION_CCITTFAX3 || compression == COMPRESSION_CCITTFAX4;
  return fax ? PHOTOMETRIC_MINISWHITE : PHOTOMETRIC_MINISBLACK;
}

std::vector<cv::Vec3b> palette_of(TIFF* tiff, int bits) {
  uint16_t *red = nullptr, *green = nullptr, *blue = nullptr;
  if (bits > 8 || TIFFGetField(tiff, TIFFTAG_COLORMAP, &red, &green, &blue) != 1) return {};
  const int count = 1 << bits;
  // Some writers fill in 8-bit values where the standard asks for 16.
  bool small = true;
  for (int i = 0; i < count; ++i) small = small && red[i] < 256 && green[i] < 256 && blue[i] < 256;
  const auto byte = [small](uint16_t value) {
    return static_cast<uint8_t>(small ? value : (value + 128U) / 257U);
  };
  std::vector<cv::Vec3b> palette;
  palette.reserve(static_cast<size_t>(count));
  for (int i = 0; i < count; ++i) palette.emplace_back(byte(blue[i]), byte(green[i]), byte(red[i]));
  return palette;
}

Alpha alpha_of(TIFF* tiff) {
  uint16_t count = 0;
  uint16_t* kinds = nullptr;
  if (TIFFGetField(tiff, TIFFTAG_EXTRASAMPLES, &count, &kinds) != 1 || count == 0) return Alpha::none;
  if (kinds[0] == EXTRASAMPLE_ASSOCALPHA) return Alpha::premultiplied;
  return kinds[0] == EXTRASAMPLE_UNASSALPHA ? Alpha::straight : Alpha::none;
}

void check_strips_present(TIFF* tiff, const TiffLayout& layout) {
  const auto size = static_cast<uint64_t>(TIFFGetSizeProc(tiff)(TIFFClientdata(tiff)));
  const uint32_t count = layout.tiled() ? TIFFNumberOfTiles(tiff) : TIFFNumberOfStrips(tiff);
  uint32_t missing = 0;
  for (uint32_t i = 0; i < count; ++i) {
    int failure = 0;
    const uint64_t offset = TIFFGetStrileOffsetWithErr(tiff, i, &failure);
    const uint64_t bytes = failure != 0 ? 0 : TIFFGetStrileByteCountWithErr(tiff, i, &failure);
    if (failure != 0 || offset == 0 || bytes == 0 || offset > size || bytes > size - offset) ++missing;
  }
  if (missing > 0) {
    throw Error(ErrorCode::input,
                fmt::format("rows are missing: {} of {} {} lie beyond the end of the file", missing, count,
                            layout.tiled() ? "tiles" : "strips"),
                "the file was cut short; copy or scan it again");
  }
}

}  // namespace

TiffLayout read_tiff_layout(tiff* file, const ImageLimits& limits) {
  uint32_t width = 0, height = 0;
  TIFFGetField(file, TIFFTAG_IMAGEWIDTH, &width);
  TIFFGetField(file, TIFFTAG_IMAGELENGTH, &height);
  check_image_size(width, height, limits);

  TiffLayout layout;
  layout.width = static_cast<int>(width);
  layout.height = static_cast<int>(height);
  SampleFormat& format = layout.format;
  format.bits = tag16(file, TIFFTAG_BITSPERSAMPLE);
  format.samples = tag16(file, TIFFTAG_SAMPLESPERPIXEL);
  layout.planes = tag16(file, TIFFTAG_PLANARCONFIG) == PLANARCONFIG_SEPARATE && format.samples > 1;
  if (TIFFIsTiled(file) != 0) {
    uint32_t tile_width = 0, tile_height = 0;
    TIFFGetField(file, TIFFTAG_TILEWIDTH, &tile_width);
    TIFFGetField(file, TIFFTAG_TILELENGTH, &tile_height);
    const uint64_t bytes = TIFFTileSize64(file);
    if (tile_width == 0 || tile_height == 0 || bytes == 0 || bytes > kMaxTileBytes) {
      throw unknown_form(fmt::format("a tile of {} x {} pixels", tile_width, tile_height));
    }
    layout.tile_width = static_cast<int>(tile_width);
    layout.tile_height = static_cast<int>(tile_height);
  }

  const uint16_t compression = tag16(file, TIFFTAG_COMPRESSION);
  if (TIFFIsCODECConfigured(compression) == 0) throw unknown_form(fmt::format("compression {}", compression));
  layout.fax_two_dimensional = compression == COMPRESSION_CCITTFAX4;
  layout.fax = layout.fax_two_dimensional || compression == COMPRESSION_CCITTFAX3 ||
               compression == COMPRESSION_CCITTRLE || compression == COMPRESSION_CCITTRLEW;

  const uint16_t photometric = photometric_of(file, format.samples, compression);
  switch (photometric) {
    case PHOTOMETRIC_MINISBLACK:
      format.color = Color::gray;
      break;
    case PHOTOMETRIC_MINISWHITE:
      format.color = Color::gray_inverted;
      break;
    case PHOTOMETRIC_RGB:
      format.color = Color::rgb;
      break;
    case PHOTOMETRIC_PALETTE:
      format.color = Color::palette;
      format.palette = palette_of(file, format.bits);
      break;
    case PHOTOMETRIC_SEPARATED:
      if (tag16(file, TIFFTAG_INKSET) != INKSET_CMYK) throw unknown_form("a set of inks other than CMYK");
      format.color = Color::cmyk;
      break;
    case PHOTOMETRIC_YCBCR:
      // The JPEG decoder within libtiff gives RGB when asked to; other codings are converted by libtiff.
      if (compression == COMPRESSION_JPEG && !layout.planes) {
        TIFFSetField(file, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
        format.color = Color::rgb;
      } else {
        layout.by_libtiff = true;
      }
      break;
    default:
      layout.by_libtiff = true;
  }
  if (!layout.by_libtiff) {
    const uint16_t sample_format = tag16(file, TIFFTAG_SAMPLEFORMAT);
    if (sample_format != SAMPLEFORMAT_UINT && sample_format != SAMPLEFORMAT_VOID) {
      throw unknown_form("a TIFF of signed or floating-point samples");
    }
    format.alpha = alpha_of(file);
    if (format.alpha != Alpha::none && format.samples <= format.color_samples()) format.alpha = Alpha::none;
    if (!SampleExpander::supports(format)) {
      throw unknown_form(fmt::format("a TIFF of photometric kind {} with {} samples of {} bits", photometric,
                                     format.samples, format.bits));
    }
  }
  check_strips_present(file, layout);
  return layout;
}

std::uint64_t tiff_buffer_bytes(tiff* file, const TiffLayout& layout) {
  // libtiff itself, and tables of the codes; it reads a tag of any length by the megabyte before it learns
  // that the file is shorter.
  constexpr std::uint64_t kLibraryBytes = 1280 << 10;
  const std::uint64_t width = static_cast<std::uint64_t>(layout.width);
  const std::uint64_t height = static_cast<std::uint64_t>(layout.height);
  const auto samples = static_cast<std::uint64_t>(tag16(file, TIFFTAG_SAMPLESPERPIXEL));
  const auto bits = static_cast<std::uint64_t>(tag16(file, TIFFTAG_BITSPERSAMPLE));
  std::uint64_t part_width = width, part_height = height;
  if (layout.tiled()) {
    part_width = static_cast<std::uint64_t>(layout.tile_width);
    part_height = static_cast<std::uint64_t>(layout.tile_height);
  } else {
    uint32_t rows = 0;
    TIFFGetFieldDefaulted(file, TIFFTAG_ROWSPERSTRIP, &rows);
    part_height = std::clamp<std::uint64_t>(rows, 1, height);
  }
  const std::uint64_t part_samples = part_width * part_height * samples;
  const std::uint64_t part_bytes = part_samples * ((bits + 7) / 8);

  const uint32_t count = layout.tiled() ? TIFFNumberOfTiles(file) : TIFFNumberOfStrips(file);
  std::uint64_t compressed = 0;
  for (uint32_t i = 0; i < count; ++i)
    compressed = std::max<std::uint64_t>(compressed, TIFFGetStrileByteCount(file, i));
  // Offsets and lengths of the parts; a compressed part, read into memory rounded up; rows of samples.
  std::uint64_t bytes = kLibraryBytes + 16 * std::uint64_t{count} + compressed + 64 * width;
  bytes += 2 * static_cast<std::uint64_t>(TIFFScanlineSize64(file));
  if (layout.tiled()) bytes += part_bytes;
  if (layout.planes) bytes += width * height * samples;
  if (layout.by_libtiff) bytes += part_bytes * (layout.planes ? samples : 1) + 4 * width * part_height;
  switch (tag16(file, TIFFTAG_COMPRESSION)) {
    case COMPRESSION_NONE:
    case COMPRESSION_PACKBITS:
    case COMPRESSION_CCITTRLE:
    case COMPRESSION_CCITTRLEW:
    case COMPRESSION_CCITTFAX3:
    case COMPRESSION_CCITTFAX4:
    case COMPRESSION_LZW:
    case COMPRESSION_ADOBE_DEFLATE:
    case COMPRESSION_DEFLATE:
      break;
    case COMPRESSION_LZMA:
    case COMPRESSION_ZSTD:
      bytes += kMaxWindow;
      break;
    default:
      // Whole parts: JPEG's coefficients, two bytes each, of as many samples as pixels; others less.
      bytes += part_bytes + 4 * part_samples;
  }
  return bytes;
}

}  // namespace folio
