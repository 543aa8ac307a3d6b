#include "foreign/tiff_pixels.h"

#include <spdlog/fmt/fmt.h>
#include <tiffio.h>

#include <algorithm>
#include <array>
#include <vector>

#include "core/error.h"
#include "core/logging.h"

namespace folio {
namespace {

Error unreadable_rows(int row, const OpenTiff& open) {
  const std::string& why = open.messages->first_error;
  return {ErrorCode::input,
          fmt::format("rows from {} on cannot be read{}", row + 1, why.empty() ? "" : " (" + why + ")"),
          "the file is damaged or cut short; copy or scan it again"};
}

size_t packed_bytes(const TiffLayout& layout, int width) {
  return (static_cast<size_t>(width) * layout.samples_together() * layout.format.bits + 7) / 8;
}

/// Takes the decoded rows of an image, in any order, and keeps them as pixels.
class PixelSink {
 public:
  PixelSink(const TiffLayout& layout, cv::Mat& pixels)
      : layout_(layout), expander_(layout.format), pixels_(pixels) {
    pixels_.create(layout.height, layout.width, CV_8UC(expander_.channels()));
    if (layout.planes) {
      samples_.resize(static_cast<size_t>(layout.width) * layout.height * layout.format.samples);
    }
  }

  /// `width` pixels (of one plane, where there are planes) that begin at column `x` of row `y`.
  void put(const uint8_t* row, int x, int y, int width, int plane) {
    if (layout_.planes) {
      expander_.unpack_plane(row, width, samples_at(x, y) + plane,
                             static_cast<size_t>(layout_.format.samples));
    } else {
      expander_.expand(row, width, pixels_.ptr(y) + static_cast<size_t>(x) * expander_.channels());
    }
  }

  void finish() {
    if (!layout_.planes) return;
    for (int y = 0; y < layout_.height; ++y) {
      expander_.combine(samples_at(0, y), layout_.width, pixels_.ptr(y));
    }
  }

  bool bilevel() const { return expander_.bilevel(); }

 private:
  uint8_t* samples_at(int x, int y) {
    return samples_.data() + (static_cast<size_t>(y) * layout_.width + x) * layout_.format.samples;
  }

  const TiffLayout& layout_;
  SampleExpander expander_;
  cv::Mat& pixels_;
  std::vector<uint8_t> samples_;  // 8 bits each, interleaved; only for planes
};

/// Watches the CCITT decoders, which report damage but hand out rows all the same.
class FaxWatch {
 public:
  explicit FaxWatch(const OpenTiff& open) : messages_(*open.messages) {}

  /// True when row `y`, just decoded, was damaged.
  bool damaged(int y) {
    if (messages_.fax_damage == seen_) return false;
    seen_ = messages_.fax_damage;
    if (first_row_ < 0) first_row_ = y;
    ++rows_;
    return true;
  }
  int first_row() const { return first_row_; }
  int rows() const { return rows_; }

 private:
  const TiffMessages& messages_;
  int seen_ = 0, first_row_ = -1, rows_ = 0;
};

/// Damaged rows that a page may have; see the header.
int tolerated_rows(const TiffLayout& layout) { return std::max(1, layout.height / 50); }

void judge_fax(const OpenTiff& open, const TiffLayout& layout, const FaxWatch& watch, cv::Mat& pixels) {
  if (watch.first_row() < 0) return;
  const int damaged = layout.fax_two_dimensional ? layout.height - watch.first_row() : watch.rows();
  if (damaged > tolerated_rows(layout)) throw unreadable_rows(watch.first_row(), open);
  log().warn("{}: {} rows of fax code are damaged, from row {} on", TIFFFileName(open.tiff.get()), damaged,
             watch.first_row() + 1);
  if (layout.fax_two_dimensional) pixels.rowRange(watch.first_row(), layout.height).setTo(255);
}

void read_strips(const OpenTiff& open, const TiffLayout& layout, DecodedImage& image) {
  TIFF* tiff = open.tiff.get();
  PixelSink sink(layout, image.pixels);
  std::vector<uint8_t> row(
      std::max(static_cast<size_t>(TIFFScanlineSize64(tiff)), packed_bytes(layout, layout.width)));
  FaxWatch watch(open);
  const int planes = layout.planes ? layout.format.samples : 1;
  for (int plane = 0; plane < planes; ++plane) {
    for (int y = 0; y < layout.height; ++y) {
      if (TIFFReadScanline(tiff, row.data(), static_cast<uint32_t>(y), static_cast<uint16_t>(plane)) != 1) {
        throw unreadable_rows(y, open);
      }
      if (layout.fax && watch.damaged(y) && layout.fax_two_dimensional) break;
      sink.put(row.data(), 0, y, layout.width, plane);
    }
  }
  sink.finish();
  image.bilevel = sink.bilevel();
  judge_fax(open, layout, watch, image.pixels);
}

void read_tiles(const OpenTiff& open, const TiffLayout& layout, DecodedImage& image) {
  TIFF* tiff = open.tiff.get();
  PixelSink sink(layout, image.pixels);
  const auto tile_bytes = static_cast<size_t>(TIFFTileSize64(tiff));
  const auto row_bytes = static_cast<size_t>(TIFFTileRowSize64(tiff));
  std::vector<uint8_t> tile(tile_bytes);
  if (row_bytes < packed_bytes(layout, layout.tile_width) ||
      tile_bytes / row_bytes < size_t(layout.tile_height)) {
    throw Error(ErrorCode::input, "its tiles do not fit its pixels", "convert the file to a plain TIFF");
  }
  const int planes = layout.planes ? layout.format.samples : 1;
  for (int plane = 0; plane < planes; ++plane) {
    for (int y0 = 0; y0 < layout.height; y0 += layout.tile_height) {
      for (int x0 = 0; x0 < layout.width; x0 += layout.tile_width) {
        if (TIFFReadTile(tiff, tile.data(), static_cast<uint32_t>(x0), static_cast<uint32_t>(y0), 0,
                         static_cast<uint16_t>(plane)) < 0 ||
            (layout.fax && open.messages->fax_damage > 0)) {
          throw unreadable_rows(y0, open);
        }
        const int rows = std::min(layout.tile_height, layout.height - y0);
        const int columns = std::min(layout.tile_width, layout.width - x0);
        for (int y = 0; y < rows; ++y) {
          sink.put(tile.data() + row_bytes * static_cast<size_t>(y), x0, y0 + y, columns, plane);
        }
      }
    }
  }
  sink.finish();
  image.bilevel = sink.bilevel();
}

/// Color spaces that libtiff knows to turn into RGB. Band by band, so that only a band is held twice.
void read_by_libtiff(const OpenTiff& open, const TiffLayout& layout, DecodedImage& image) {
  TIFF* tiff = open.tiff.get();
  std::array<char, 1024> why{};
  TIFFRGBAImage reader{};
  if (TIFFRGBAImageOK(tiff, why.data()) == 0 || TIFFRGBAImageBegin(&reader, tiff, 1, why.data()) == 0) {
    throw Error(ErrorCode::input, fmt::format("this form of TIFF is not supported ({})", why.data()),
                "convert the file to a plain grey or RGB TIFF");
  }
  const std::unique_ptr<TIFFRGBAImage, void (*)(TIFFRGBAImage*)> end(&reader, TIFFRGBAImageEnd);
  reader.orientation = reader.req_orientation = ORIENTATION_TOPLEFT;  // rows as stored

  uint32_t band = static_cast<uint32_t>(layout.tile_height);
  if (!layout.tiled()) TIFFGetFieldDefaulted(tiff, TIFFTAG_ROWSPERSTRIP, &band);
  const int band_rows = static_cast<int>(std::clamp<uint32_t>(band, 1, static_cast<uint32_t>(layout.height)));
  std::vector<uint32_t> raster(static_cast<size_t>(layout.width) * band_rows);
  image.pixels.create(layout.height, layout.width, CV_8UC3);
  for (int y0 = 0; y0 < layout.height; y0 += band_rows) {
    const int rows = std::min(band_rows, layout.height - y0);
    reader.row_offset = y0;
    if (TIFFRGBAImageGet(&reader, raster.data(), static_cast<uint32_t>(layout.width),
                         static_cast<uint32_t>(rows)) == 0) {
      throw unreadable_rows(y0, open);
    }
    for (int y = 0; y < rows; ++y) {
      const uint32_t* from = raster.data() + static_cast<size_t>(y) * layout.width;
      auto* to = image.pixels.ptr<cv::Vec3b>(y0 + y);
      for (int x = 0; x < layout.width; ++x) {
        const uint32_t paper = 255 - TIFFGetA(from[x]);  // the colors are premultiplied
        to[x] = cv::Vec3b(cv::saturate_cast<uint8_t>(TIFFGetB(from[x]) + paper),
                          cv::saturate_cast<uint8_t>(TIFFGetG(from[x]) + paper),
                          cv::saturate_cast<uint8_t>(TIFFGetR(from[x]) + paper));
      }
    }
  }
}

}  // namespace

void read_tiff_pixels(const OpenTiff& open, const TiffLayout& layout, DecodedImage& image) {
  if (layout.by_libtiff) {
    read_by_libtiff(open, layout, image);
  } else if (layout.tiled()) {
    read_tiles(open, layout, image);
  } else {
    read_strips(open, layout, image);
  }
}

}  // namespace folio
