#include <tiffio.h>

#include <algorithm>
#include <cstring>
#include <stdexcept>

#include "unit/foreign/sample_files.h"

namespace folio::test {
namespace {

/// Packs samples from the high bit on; 16 and 32 bits in the machine's order.
class Packer {
 public:
  explicit Packer(int bits) : bits_(bits) {}
  void add(unsigned value) {
    if (bits_ == 16 || bits_ == 32) {
      uint8_t bytes[4];
      const auto half = static_cast<uint16_t>(value);
      std::memcpy(bytes, bits_ == 16 ? static_cast<const void*>(&half) : &value, sizeof(value) * bits_ / 32);
      out.insert(out.end(), bytes, bytes + bits_ / 8);
      return;
    }
    for (int bit = bits_ - 1; bit >= 0; --bit) {
      if (filled_ == 0) out.push_back(0);
      if ((value >> bit) & 1) out.back() = static_cast<uint8_t>(out.back() | (0x80 >> filled_));
      filled_ = (filled_ + 1) % 8;
    }
  }
  void end_row() { filled_ = 0; }
  std::vector<uint8_t> out;

 private:
  int bits_, filled_ = 0;
};

std::vector<uint8_t> pack(const TiffPage& page, int x0, int y0, int width, int height, int plane) {
  Packer packer(page.bits);
  for (int y = y0; y < y0 + height; ++y) {
    for (int x = x0; x < x0 + width; ++x) {
      for (int s = 0; s < page.samples; ++s) {
        if (page.planar == 2 && s != plane) continue;
        packer.add(x < page.width && y < page.height ? page.value(x, y, s) : 0);
      }
    }
    packer.end_row();
  }
  return packer.out;
}

void set_tags(TIFF* tiff, const TiffPage& page) {
  TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, page.width);
  TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, page.height);
  TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, page.bits);
  TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, page.samples);
  TIFFSetField(tiff, TIFFTAG_SAMPLEFORMAT, page.sample_format);
  TIFFSetField(tiff, TIFFTAG_PLANARCONFIG, page.planar);
  TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, page.photometric);
  TIFFSetField(tiff, TIFFTAG_COMPRESSION, page.compression);
  TIFFSetField(tiff, TIFFTAG_ORIENTATION, page.orientation);
  if (page.subfile != 0) TIFFSetField(tiff, TIFFTAG_SUBFILETYPE, page.subfile);
  if (page.x_resolution > 0) {
    TIFFSetField(tiff, TIFFTAG_XRESOLUTION, page.x_resolution);
    TIFFSetField(tiff, TIFFTAG_YRESOLUTION, page.y_resolution);
    TIFFSetField(tiff, TIFFTAG_RESOLUTIONUNIT, page.unit);
  }
  if (page.extra >= 0) {
    const auto kind = static_cast<uint16_t>(page.extra);
    TIFFSetField(tiff, TIFFTAG_EXTRASAMPLES, 1, &kind);
  }
  if (!page.palette.empty()) {
    std::vector<uint16_t> channels[3];
    for (int c = 0; c < 3; ++c) {
      for (const auto& color : page.palette) channels[c].push_back(color[c]);
      channels[c].resize(size_t{1} << page.bits);
    }
    TIFFSetField(tiff, TIFFTAG_COLORMAP, channels[0].data(), channels[1].data(), channels[2].data());
  }
  if (page.photometric == PHOTOMETRIC_YCBCR) {
    TIFFSetField(tiff, TIFFTAG_YCBCRSUBSAMPLING, 1, 1);
    if (page.compression == COMPRESSION_JPEG) TIFFSetField(tiff, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
  }
  if (page.tile > 0) {
    TIFFSetField(tiff, TIFFTAG_TILEWIDTH, page.tile);
    TIFFSetField(tiff, TIFFTAG_TILELENGTH, page.tile);
  } else {
    TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, page.rows_per_strip);
  }
}

void write_page(TIFF* tiff, const TiffPage& page) {
  set_tags(tiff, page);
  uint32_t idx = 0;
  const int step_y = page.tile > 0 ? page.tile : page.rows_per_strip;
  const int step_x = page.tile > 0 ? page.tile : page.width;
  for (int plane = 0; plane < (page.planar == 2 ? page.samples : 1); ++plane) {
    for (int y = 0; y < page.height; y += step_y) {
      for (int x = 0; x < page.width; x += step_x) {
        const int rows = page.tile > 0 ? page.tile : std::min(step_y, page.height - y);
        std::vector<uint8_t> bytes = pack(page, x, y, step_x, rows, plane);
        const auto size = static_cast<tmsize_t>(bytes.size());
        const tmsize_t done = page.tile > 0 ? TIFFWriteEncodedTile(tiff, idx, bytes.data(), size)
                                            : TIFFWriteEncodedStrip(tiff, idx, bytes.data(), size);
        if (done < 0) throw std::runtime_error("sample TIFF cannot be written");
        ++idx;
      }
    }
  }
  if (TIFFWriteDirectory(tiff) != 1) throw std::runtime_error("sample TIFF cannot be written");
}

}  // namespace

void write_tiff(const std::filesystem::path& file, const std::vector<TiffPage>& pages, const char* mode) {
  TIFF* tiff = TIFFOpen(file.c_str(), mode);
  if (tiff == nullptr) throw std::runtime_error("sample TIFF cannot be opened");
  for (const TiffPage& page : pages) write_page(tiff, page);
  TIFFClose(tiff);
}

}  // namespace folio::test
