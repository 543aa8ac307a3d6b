#include "foreign/png_file.h"

#include <png.h>

#include <algorithm>
#include <array>
#include <csetjmp>
#include <string>
#include <vector>

#include "core/error.h"
#include "core/logging.h"
#include "foreign/handles.h"

namespace folio {
namespace {

constexpr std::uint64_t kLibraryBytes = std::uint64_t{256} << 10;  // libpng and zlib themselves

/// A libpng decoder that turns libpng's calls for exit into Errors. The constructor reads nothing, so that
/// the destructor runs after every failure.
class PngDecoder {
 public:
  PngDecoder(std::FILE* file, const ImageLimits& limits) {
    png_ = png_create_read_struct(PNG_LIBPNG_VER_STRING, this, on_error, on_warning);
    if (png_ == nullptr) throw std::bad_alloc();
    info_ = png_create_info_struct(png_);
    png_set_user_limits(png_, static_cast<png_uint_32>(limits.max_side),
                        static_cast<png_uint_32>(limits.max_side));
    // Chunks that nothing here reads. Compressed ones unpack to thousands of times their size.
    constexpr std::array<png_byte, 31> kIgnored{"iTXt\0zTXt\0tEXt\0iCCP\0sPLT\0eXIf"};
    png_set_keep_unknown_chunks(png_, PNG_HANDLE_CHUNK_NEVER, kIgnored.data(), 6);
    png_init_io(png_, file);
  }
  ~PngDecoder() { png_destroy_read_struct(&png_, &info_, nullptr); }
  PngDecoder(const PngDecoder&) = delete;
  PngDecoder& operator=(const PngDecoder&) = delete;

  /// Runs calls of libpng; `calls` may hold nothing that needs a destructor. Throws what libpng complains of.
  template <typename Calls>
  void run(const Calls& calls) {
    if (!guarded(calls)) {
      throw Error(ErrorCode::input, "damaged PNG (" + message_ + ")",
                  "the file is damaged or cut short; copy or scan it again");
    }
  }

  png_structp png() { return png_; }
  png_infop info() { return info_; }

 private:
  template <typename Calls>
  bool guarded(const Calls& calls) {
    if (setjmp(jump_) != 0) return false;
    calls();
    return true;
  }

  static void on_error(png_structp png, png_const_charp message) {
    auto& self = *static_cast<PngDecoder*>(png_get_error_ptr(png));
    self.message_ = message;
    std::longjmp(self.jump_, 1);
  }
  static void on_warning(png_structp /*png*/, png_const_charp message) { log().debug("libpng: {}", message); }

  png_structp png_ = nullptr;
  png_infop info_ = nullptr;
  std::jmp_buf jump_{};
  std::string message_;
};

bool has_gray_palette(png_structp png, png_infop info) {
  png_colorp colors = nullptr;
  int count = 0;
  if (png_get_PLTE(png, info, &colors, &count) == 0) return false;
  return std::all_of(colors, colors + count,
                     [](const png_color& c) { return c.red == c.green && c.green == c.blue; });
}

/// True when the file holds one bit a pixel, black and white.
bool is_bilevel(png_structp png, png_infop info) {
  if (png_get_bit_depth(png, info) != 1 || png_get_valid(png, info, PNG_INFO_tRNS) != 0) return false;
  if (png_get_color_type(png, info) == PNG_COLOR_TYPE_GRAY) return true;
  png_colorp colors = nullptr;
  int count = 0;
  if (png_get_PLTE(png, info, &colors, &count) == 0 || count != 2 || !has_gray_palette(png, info))
    return false;
  return std::min(colors[0].red, colors[1].red) == 0 && std::max(colors[0].red, colors[1].red) == 255;
}

/// One row of `from` channels (grey or BGR, then alpha if the number is even) to `to` channels (1 or 3) on
/// white.
void flatten_row(const uint8_t* row, int width, int from, int to, uint8_t* pixels) {
  const bool alpha = from % 2 == 0;
  for (int x = 0; x < width; ++x, row += from, pixels += to) {
    for (int c = 0; c < to; ++c) {
      const unsigned opaque = alpha ? row[from - 1] : 255;
      pixels[c] = static_cast<uint8_t>((row[c] * opaque + 255 * (255 - opaque) + 127) / 255);
    }
  }
}

void read_header(PngDecoder& decoder, const ImageLimits& limits) {
  if (decoder.info() == nullptr) throw std::bad_alloc();
  decoder.run([&] { png_read_info(decoder.png(), decoder.info()); });
  check_image_size(png_get_image_width(decoder.png(), decoder.info()),
                   png_get_image_height(decoder.png(), decoder.info()), limits);
}

StoredImage stored_image(png_structp png, png_infop info) {
  StoredImage stored;
  stored.width = static_cast<int>(png_get_image_width(png, info));
  stored.height = static_cast<int>(png_get_image_height(png, info));
  const png_byte color_type = png_get_color_type(png, info);
  const bool gray = (color_type & PNG_COLOR_MASK_COLOR) == 0 ||
                    (color_type == PNG_COLOR_TYPE_PALETTE && has_gray_palette(png, info));
  stored.channels = gray ? 1 : 3;
  stored.bilevel = is_bilevel(png, info);
  png_uint_32 x_per_meter = 0, y_per_meter = 0;
  int unit = PNG_RESOLUTION_UNKNOWN;
  if (png_get_pHYs(png, info, &x_per_meter, &y_per_meter, &unit) != 0 && unit == PNG_RESOLUTION_METER) {
    stored.x_per_inch = x_per_meter * 0.0254;
    stored.y_per_inch = y_per_meter * 0.0254;
  }
  // libpng keeps four rows of up to eight bytes a pixel. An interlaced image whose samples are not those of
  // the result is held whole, alpha and palette made into colors (see read_png).
  const auto width = static_cast<std::uint64_t>(stored.width);
  const std::uint64_t rows =
      png_get_interlace_type(png, info) != PNG_INTERLACE_NONE ? static_cast<std::uint64_t>(stored.height) : 1;
  stored.buffer_bytes = kLibraryBytes + 32 * width + 4 * width * rows;
  return stored;
}

}  // namespace

StoredImage read_png_header(const std::filesystem::path& path, const ImageLimits& limits) {
  const FilePtr file = open_file(path);
  PngDecoder decoder(file.get(), limits);
  read_header(decoder, limits);
  return stored_image(decoder.png(), decoder.info());
}

DecodedImage read_png(const std::filesystem::path& path, const ImageLimits& limits) {
  const FilePtr file = open_file(path);
  PngDecoder decoder(file.get(), limits);
  read_header(decoder, limits);
  png_structp png = decoder.png();
  png_infop info = decoder.info();
  const StoredImage stored = stored_image(png, info);
  const int width = stored.width, height = stored.height;
  DecodedImage image;
  image.bilevel = stored.bilevel;
  image.x_per_inch = stored.x_per_inch;
  image.y_per_inch = stored.y_per_inch;

  int passes = 1;
  decoder.run([&] {
    png_set_expand(png);  // palette to RGB, fewer bits to 8, transparent colors to alpha
    png_set_scale_16(png);
    png_set_bgr(png);
    passes = png_set_interlace_handling(png);
    png_read_update_info(png, info);
  });
  const int from = png_get_channels(png, info);
  const int to = stored.channels;
  image.pixels.create(height, width, CV_8UC(to));
  if (from == to) {
    decoder.run([&] {
      for (int pass = 0; pass < passes; ++pass) {
        for (int y = 0; y < height; ++y) png_read_row(png, image.pixels.ptr(y), nullptr);
      }
      png_read_end(png, nullptr);
    });
    return image;
  }
  // An interlaced image comes together over several passes, so it needs all of its rows; others need one.
  cv::Mat rows(passes > 1 ? height : 1, width, CV_8UC(from));
  decoder.run([&] {
    for (int pass = 0; pass < passes; ++pass) {
      for (int y = 0; y < height; ++y) {
        uint8_t* row = rows.ptr(passes > 1 ? y : 0);
        png_read_row(png, row, nullptr);
        if (pass + 1 == passes) flatten_row(row, width, from, to, image.pixels.ptr(y));
      }
    }
    png_read_end(png, nullptr);
  });
  return image;
}

cv::Mat read_png_values(const std::filesystem::path& path, const ImageLimits& limits) {
  const FilePtr file = open_file(path);
  PngDecoder decoder(file.get(), limits);
  read_header(decoder, limits);
  png_structp png = decoder.png();
  png_infop info = decoder.info();
  const png_byte color_type = png_get_color_type(png, info);
  if ((color_type != PNG_COLOR_TYPE_PALETTE && color_type != PNG_COLOR_TYPE_GRAY) ||
      png_get_bit_depth(png, info) > 8) {
    throw Error(ErrorCode::input, "is no picture of labels",
                "one number a pixel is needed: a PNG of a palette or of grey, 8 bits deep");
  }
  int passes = 1;
  decoder.run([&] {
    png_set_packing(png);  // fewer bits to 8, without scaling
    passes = png_set_interlace_handling(png);
    png_read_update_info(png, info);
  });
  cv::Mat values(static_cast<int>(png_get_image_height(png, info)),
                 static_cast<int>(png_get_image_width(png, info)), CV_8UC1);
  decoder.run([&] {
    for (int pass = 0; pass < passes; ++pass) {
      for (int y = 0; y < values.rows; ++y) png_read_row(png, values.ptr(y), nullptr);
    }
    png_read_end(png, nullptr);
  });
  return values;
}

}  // namespace folio
