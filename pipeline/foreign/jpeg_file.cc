#include "foreign/jpeg_file.h"

// libjpeg's header needs FILE and size_t from here.
#include <cstddef>
#include <cstdio>
// Then itself.
#include <jerror.h>
#include <jpeglib.h>
#include <spdlog/fmt/fmt.h>

#include <array>
#include <csetjmp>
#include <cstring>
#include <string>
#include <vector>

#include "core/error.h"
#include "core/logging.h"
#include "foreign/exif.h"
#include "foreign/handles.h"

namespace folio {
namespace {

constexpr std::uint64_t kLibraryBytes = 1 << 20;  // libjpeg itself, and the markers
constexpr int kMaxMarkers = 8;                    // that are kept to look for EXIF, 64 KB each
constexpr int kMaxScans = 500;  // of a progressive file; usual are about 10, hostile files have thousands

/// A libjpeg decoder that turns libjpeg's calls for exit into Errors and watches for missing rows. The
/// constructor calls nothing that may fail, so that the destructor runs after every failure.
class JpegDecoder {
 public:
  explicit JpegDecoder(std::FILE* file) {
    info_.err = jpeg_std_error(&errors_);
    errors_.error_exit = on_error;
    errors_.emit_message = on_message;
    errors_.output_message = [](j_common_ptr) {};
    info_.client_data = this;
    jpeg_create_decompress(&info_);
    jpeg_stdio_src(&info_, file);
  }
  ~JpegDecoder() { jpeg_destroy_decompress(&info_); }
  JpegDecoder(const JpegDecoder&) = delete;
  JpegDecoder& operator=(const JpegDecoder&) = delete;

  /// Runs calls of libjpeg; `calls` may hold nothing that needs a destructor. Throws what libjpeg complains
  /// of.
  template <typename Calls>
  void run(const Calls& calls) {
    if (!guarded(calls)) {
      throw Error(ErrorCode::input, "damaged JPEG (" + message_ + ")",
                  "the file is damaged; copy or scan it again");
    }
    if (rows_missing_) {
      throw Error(ErrorCode::input,
                  fmt::format("rows are missing: the picture breaks off at about row {} of {}", broken_row_,
                              info_.image_height),
                  "the file was cut short; copy or scan it again");
    }
  }

  jpeg_decompress_struct& info() { return info_; }

  void watch_scans() {
    progress_.progress_monitor = on_progress;
    info_.progress = &progress_;
  }

 private:
  template <typename Calls>
  bool guarded(const Calls& calls) {
    if (setjmp(jump_) != 0) return false;
    calls();
    return true;
  }

  static JpegDecoder& self(j_common_ptr info) { return *static_cast<JpegDecoder*>(info->client_data); }

  static void on_error(j_common_ptr info) {
    std::array<char, JMSG_LENGTH_MAX> text{};
    info->err->format_message(info, text.data());
    self(info).message_ = text.data();
    std::longjmp(self(info).jump_, 1);
  }

  static void on_message(j_common_ptr info, int level) {
    if (level >= 0) {  // traces
      self(info).note_marker(info->err->msg_code, info->err->msg_parm.i[0]);
      return;
    }
    ++info->err->num_warnings;
    std::array<char, JMSG_LENGTH_MAX> text{};
    info->err->format_message(info, text.data());
    if (info->err->num_warnings == 1) log().warn("libjpeg: {}", text.data());
    self(info).note_missing_rows(info->err->msg_code);
  }

  /// EXIF stands in one of the first markers; the library would keep any number of them in memory.
  void note_marker(int code, int marker) {
    if (code == JTRC_MISC_MARKER && marker == JPEG_APP0 + 1 && ++kept_markers_ == kMaxMarkers)
      jpeg_save_markers(&info_, JPEG_APP0 + 1, 0);
  }

  /// The end of the data before the end of the picture. Without restart intervals no row after it is whole.
  /// In the last row of blocks it is only the end marker that is missing, or a few blocks.
  void note_missing_rows(int code) {
    const bool end = code == JWRN_JPEG_EOF || (code == JWRN_HIT_MARKER && info_.restart_interval == 0);
    if (!end || rows_missing_ || info_.total_iMCU_rows == 0) return;
    if (info_.input_iMCU_row + 1 >= info_.total_iMCU_rows) return;
    rows_missing_ = true;
    broken_row_ = info_.input_iMCU_row * info_.image_height / info_.total_iMCU_rows;
  }

  static void on_progress(j_common_ptr info) {
    if (info->is_decompressor == 0) return;
    if (reinterpret_cast<j_decompress_ptr>(info)->input_scan_number > kMaxScans) {
      self(info).message_ = "too many scans";
      std::longjmp(self(info).jump_, 1);
    }
  }

  jpeg_decompress_struct info_{};
  jpeg_error_mgr errors_{};
  jpeg_progress_mgr progress_{};
  std::jmp_buf jump_{};
  std::string message_;
  int kept_markers_ = 0;
  bool rows_missing_ = false;
  unsigned broken_row_ = 0;
};

Exif exif_of(const jpeg_decompress_struct& info) {
  for (const jpeg_marker_struct* marker = info.marker_list; marker != nullptr; marker = marker->next) {
    if (marker->marker == JPEG_APP0 + 1 && marker->data_length > 6 &&
        std::memcmp(marker->data, "Exif\0", 6) == 0) {
      return read_exif({marker->data, marker->data_length});
    }
  }
  return {};
}

void set_resolution(const jpeg_decompress_struct& info, const Exif& exif, StoredImage& image) {
  image.x_per_inch = exif.x_per_inch;
  image.y_per_inch = exif.y_per_inch;
  if (info.saw_JFIF_marker == 0 || info.density_unit < 1 || info.density_unit > 2) return;
  const bool is_default =
      info.density_unit == 1 && (info.X_density == 1 || info.X_density == 72 || info.X_density == 96);
  if (is_default && exif.x_per_inch > 0 && exif.y_per_inch > 0) return;
  const double scale = info.density_unit == 2 ? 2.54 : 1;
  image.x_per_inch = scale * info.X_density;
  image.y_per_inch = scale * info.Y_density;
}

/// Adobe's programs store CMYK inverted, 255 = no ink, and say so by their marker; others rarely write CMYK.
void row_from_cmyk(const uint8_t* from, int width, bool inverted, uint8_t* to) {
  const unsigned flip = inverted ? 0 : 255;
  for (int x = 0; x < width; ++x, from += 4, to += 3) {
    const unsigned light = from[3] ^ flip;
    for (int c = 0; c < 3; ++c) to[2 - c] = static_cast<uint8_t>(((from[c] ^ flip) * light + 127) / 255);
  }
}

bool is_cmyk(const jpeg_decompress_struct& info) {
  return info.jpeg_color_space == JCS_CMYK || info.jpeg_color_space == JCS_YCCK;
}

/// What the decoder holds beside the pixels: of a file of several scans, all coefficients; else some rows.
std::uint64_t buffer_bytes(const jpeg_decompress_struct& info) {
  constexpr std::uint64_t kRows = 64;
  std::uint64_t bytes = kLibraryBytes + kRows * 4 * info.image_width;
  if (jpeg_has_multiple_scans(const_cast<jpeg_decompress_struct*>(&info)) == FALSE) return bytes;
  for (int c = 0; c < info.num_components; ++c) {
    const jpeg_component_info& component = info.comp_info[c];
    // Arrays of whole MCUs, so up to four blocks more each way.
    const std::uint64_t blocks =
        (std::uint64_t{component.width_in_blocks} + 4) * (std::uint64_t{component.height_in_blocks} + 4);
    bytes += blocks * sizeof(JBLOCK);
  }
  return bytes;
}

StoredImage read_header(JpegDecoder& decoder, const ImageLimits& limits) {
  jpeg_decompress_struct& info = decoder.info();
  decoder.run([&] {
    jpeg_save_markers(&info, JPEG_APP0 + 1, 0xFFFF);
    jpeg_read_header(&info, TRUE);
  });
  check_image_size(info.image_width, info.image_height, limits);
  const Exif exif = exif_of(info);
  StoredImage stored;
  stored.width = static_cast<int>(info.image_width);
  stored.height = static_cast<int>(info.image_height);
  stored.channels = info.jpeg_color_space == JCS_GRAYSCALE ? 1 : 3;
  stored.orientation = exif.orientation;
  set_resolution(info, exif, stored);
  stored.buffer_bytes = buffer_bytes(info);
  return stored;
}

}  // namespace

StoredImage read_jpeg_header(const std::filesystem::path& path, const ImageLimits& limits) {
  const FilePtr file = open_file(path);
  JpegDecoder decoder(file.get());
  return read_header(decoder, limits);
}

DecodedImage read_jpeg(const std::filesystem::path& path, const ImageLimits& limits) {
  const FilePtr file = open_file(path);
  JpegDecoder decoder(file.get());
  const StoredImage stored = read_header(decoder, limits);
  jpeg_decompress_struct& info = decoder.info();
  DecodedImage image;
  image.x_per_inch = stored.x_per_inch;
  image.y_per_inch = stored.y_per_inch;

  const bool gray = stored.channels == 1;
  const bool cmyk = is_cmyk(info);
  info.out_color_space = gray ? JCS_GRAYSCALE : cmyk ? JCS_CMYK : JCS_EXT_BGR;
  decoder.watch_scans();
  decoder.run([&] { jpeg_start_decompress(&info); });
  const auto width = static_cast<int>(info.output_width);
  image.pixels.create(static_cast<int>(info.output_height), width, gray ? CV_8UC1 : CV_8UC3);
  std::vector<uint8_t> inks(cmyk ? size_t{4} * static_cast<size_t>(width) : 0);
  decoder.run([&] {
    while (info.output_scanline < info.output_height) {
      uint8_t* pixels = image.pixels.ptr(static_cast<int>(info.output_scanline));
      uint8_t* row = cmyk ? inks.data() : pixels;
      jpeg_read_scanlines(&info, &row, 1);
      if (cmyk) row_from_cmyk(row, width, info.saw_Adobe_marker != 0, pixels);
    }
    jpeg_finish_decompress(&info);
  });
  turn_upright(image, stored.orientation);
  return image;
}

}  // namespace folio
