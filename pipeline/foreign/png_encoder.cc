#include "foreign/png_encoder.h"

#include <png.h>
#include <zlib.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <vector>

#include "core/error.h"

namespace folio {
namespace {

// libpng reports failure by calling back, and the callback must not return: an exception through its C frames
// is no better than longjmp, so the encoder jumps, and holds nothing between the jump and its target that has
// a destructor.
struct Sink {
  std::string bytes;
};

void append(png_structp png, png_bytep data, size_t size) {
  static_cast<Sink*>(png_get_io_ptr(png))->bytes.append(reinterpret_cast<const char*>(data), size);
}

/// Returns false when libpng failed.
bool encode(png_structp png, png_infop info, const cv::Mat& pixels, const std::vector<png_color>& palette,
            const cv::Size& per_meter) {
  if (setjmp(png_jmpbuf(png)) != 0) return false;
  const bool color = pixels.channels() == 3;
  const int type = color             ? PNG_COLOR_TYPE_RGB
                   : palette.empty() ? PNG_COLOR_TYPE_GRAY
                                     : PNG_COLOR_TYPE_PALETTE;
  png_set_IHDR(png, info, static_cast<png_uint_32>(pixels.cols), static_cast<png_uint_32>(pixels.rows), 8,
               type, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  if (!palette.empty()) png_set_PLTE(png, info, palette.data(), static_cast<int>(palette.size()));
  if (per_meter.width > 0 && per_meter.height > 0) {
    png_set_pHYs(png, info, static_cast<png_uint_32>(per_meter.width),
                 static_cast<png_uint_32>(per_meter.height), PNG_RESOLUTION_METER);
  }
  // Flat pictures: runs are all there is to find. Colors seldom repeat, but neighbors are alike.
  png_set_filter(png, PNG_FILTER_TYPE_BASE, color ? PNG_FILTER_SUB : PNG_FILTER_NONE);
  png_set_compression_level(png, 1);
  png_set_compression_strategy(png, Z_RLE);
  png_write_info(png, info);
  if (color) png_set_bgr(png);
  for (int y = 0; y < pixels.rows; ++y) png_write_row(png, pixels.ptr(y));
  png_write_end(png, info);
  return true;
}

std::string encode(const cv::Mat& pixels, const std::vector<png_color>& palette, const cv::Size& per_meter) {
  assert(!pixels.empty() && (pixels.type() == CV_8UC1 || (pixels.type() == CV_8UC3 && palette.empty())));
  Sink sink;
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
  png_infop info = png != nullptr ? png_create_info_struct(png) : nullptr;
  bool done = false;
  if (info != nullptr) {
    png_set_write_fn(png, &sink, append, nullptr);
    done = encode(png, info, pixels, palette, per_meter);
  }
  png_destroy_write_struct(&png, &info);
  if (!done) throw Error(ErrorCode::file_access, "a PNG could not be made");
  return std::move(sink.bytes);
}

}  // namespace

std::string encode_palette_png(const cv::Mat& indexes, std::span<const Rgb> palette,
                               double pixels_per_meter_x, double pixels_per_meter_y) {
  assert(!palette.empty() && palette.size() <= 256);
  std::vector<png_color> colors;
  for (const Rgb& color : palette) colors.push_back({color[0], color[1], color[2]});
  return encode(
      indexes, colors,
      {static_cast<int>(std::lround(pixels_per_meter_x)), static_cast<int>(std::lround(pixels_per_meter_y))});
}

std::string encode_png(const cv::Mat& picture) { return encode(picture, {}, {}); }

std::string encode_png_rows(const cv::Mat& picture) {
  const std::string png = encode_png(picture);
  const auto byte = [&](size_t i) { return static_cast<size_t>(static_cast<unsigned char>(png[i])); };
  std::string rows;
  constexpr size_t kSignature = 8, kHead = 8, kChecksum = 4;  // bytes
  for (size_t at = kSignature; at + kHead <= png.size();) {
    const size_t length = byte(at) << 24 | byte(at + 1) << 16 | byte(at + 2) << 8 | byte(at + 3);
    if (png.compare(at + 4, 4, "IDAT") == 0) rows.append(png, at + kHead, length);
    at += kHead + length + kChecksum;
  }
  return rows;
}

}  // namespace folio
