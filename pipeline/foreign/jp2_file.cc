#include "foreign/jp2_file.h"

#include <openjpeg.h>
#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "core/error.h"
#include "core/logging.h"
#include "core/text.h"
#include "foreign/handles.h"
#include "foreign/image_format.h"
#include "foreign/jp2_boxes.h"
#include "foreign/jp2_head.h"
#include "foreign/jp2_resolution.h"

namespace folio {
namespace {

/// The decoder needs four bytes a sample, so its pages may be this many times smaller than others.
constexpr long kSampleCost = 3;
constexpr int kMaxComponents = 8;
constexpr int kMaxTiles = 65535;              // the standard's own limit
constexpr double kMaxTableShare = 20;         // bytes a pixel; the smallest blocks of use (16 x 16) take 4
constexpr double kMaxSmallTables = 64 << 20;  // bytes; below it any share will do
constexpr std::uint64_t kLibraryBytes = 8 << 20;  // also of images a block high, whose blocks are mostly void

Error damaged(const std::string& why) {
  return {ErrorCode::input, "damaged JPEG 2000 image" + (why.empty() ? "" : " (" + why + ")"),
          "the file is damaged or cut short; copy or scan it again"};
}

Error unknown_form(const std::string& what) {
  return {ErrorCode::input, what + " is not supported", "convert the file to a grey or RGB image"};
}

Error unknown_components(unsigned count) {
  return unknown_form(fmt::format("a JPEG 2000 image of {} components", count));
}

/// A damaged image of few bytes can warn a hundred thousand times.
void log_message(const char* message) {
  if (log().should_log(spdlog::level::debug)) log().debug("openjpeg: {}", trim(message));
}

void on_error(const char* message, void* first_error) {
  auto& text = *static_cast<std::string*>(first_error);
  if (text.empty()) text = trim(message);
  log_message(message);
}

void on_warning(const char* message, void* /*user*/) { log_message(message); }

/// One component as 8-bit samples of the whole image's size; subsampled ones are repeated.
class Plane {
 public:
  Plane(const opj_image_comp_t& component, int width, int height)
      : component_(component), width_(width), height_(height), row_(static_cast<size_t>(width)) {}

  static bool usable(const opj_image_comp_t& component) {
    return component.data != nullptr && component.w > 0 && component.h > 0 && component.prec >= 1 &&
           component.prec <= 16;
  }

  const uint8_t* row(int y) {
    const auto component_y = static_cast<size_t>(y) * component_.h / static_cast<size_t>(height_);
    const OPJ_INT32* from = component_.data + component_y * component_.w;
    const OPJ_INT32 top = (1 << component_.prec) - 1;
    const OPJ_INT32 lift = component_.sgnd != 0 ? 1 << (component_.prec - 1) : 0;
    for (int x = 0; x < width_; ++x) {
      const size_t at = component_.w == static_cast<OPJ_UINT32>(width_)
                            ? static_cast<size_t>(x)
                            : static_cast<size_t>(x) * component_.w / static_cast<size_t>(width_);
      const OPJ_INT32 value = std::clamp(from[at] + lift, 0, top);
      row_[static_cast<size_t>(x)] = static_cast<uint8_t>(top == 255 ? value : (value * 255 + top / 2) / top);
    }
    return row_.data();
  }

 private:
  const opj_image_comp_t& component_;
  int width_, height_;
  std::vector<uint8_t> row_;
};

cv::Vec3b bgr_from_ycc(int y, int cb, int cr) {
  const double blue = y + 1.772 * (cb - 128);
  const double green = y - 0.344136 * (cb - 128) - 0.714136 * (cr - 128);
  const double red = y + 1.402 * (cr - 128);
  return {cv::saturate_cast<uint8_t>(blue), cv::saturate_cast<uint8_t>(green),
          cv::saturate_cast<uint8_t>(red)};
}

uint8_t mix(unsigned a, unsigned b) { return static_cast<uint8_t>((a * b + 127) / 255); }

uint8_t on_white(uint8_t color, uint8_t opaque) {
  return static_cast<uint8_t>(mix(color, opaque) + (255 - opaque));
}

cv::Mat to_pixels(const opj_image_t& image) {
  const auto width = static_cast<int>(image.x1 - image.x0), height = static_cast<int>(image.y1 - image.y0);
  std::vector<Plane> colors;
  std::vector<Plane> alpha;
  for (OPJ_UINT32 i = 0; i < image.numcomps; ++i) {
    const opj_image_comp_t& component = image.comps[i];
    if (!Plane::usable(component)) throw unknown_form("a component of this kind in a JPEG 2000 image");
    (component.alpha != 0 ? alpha : colors).emplace_back(component, width, height);
  }
  const bool cmyk = image.color_space == OPJ_CLRSPC_CMYK;
  if (image.color_space == OPJ_CLRSPC_EYCC || colors.empty() || (cmyk && colors.size() < 4)) {
    throw unknown_form("the color space of this JPEG 2000 image");
  }
  // A bare code stream names no color space; a subsampled one can only be YCC.
  const bool gray = image.color_space == OPJ_CLRSPC_GRAY || colors.size() < 3;
  const bool ycc = !gray && (image.color_space == OPJ_CLRSPC_SYCC ||
                             (image.color_space != OPJ_CLRSPC_SRGB && !cmyk && image.comps[1].dx > 1));
  const size_t used = gray ? 1 : cmyk ? 4 : 3;
  cv::Mat pixels(height, width, gray ? CV_8UC1 : CV_8UC3);
  std::array<const uint8_t*, 4> rows{};
  for (int y = 0; y < height; ++y) {
    for (size_t c = 0; c < used; ++c) rows[c] = colors[c].row(y);
    const uint8_t* opaque = alpha.empty() ? nullptr : alpha[0].row(y);
    uint8_t* to = pixels.ptr(y);
    for (int x = 0; x < width; ++x) {
      cv::Vec3b color;
      if (gray) {
        color[0] = rows[0][x];
      } else if (ycc) {
        color = bgr_from_ycc(rows[0][x], rows[1][x], rows[2][x]);
      } else {
        for (int c = 0; c < 3; ++c) color[2 - c] = rows[static_cast<size_t>(c)][x];
        if (cmyk) {
          for (int c = 0; c < 3; ++c) color[c] = mix(255U - color[c], 255U - rows[3][x]);
        }
      }
      for (int c = 0; c < (gray ? 1 : 3); ++c)
        *to++ = opaque != nullptr ? on_white(color[c], opaque[x]) : color[c];
    }
  }
  return pixels;
}

ImageLimits jp2_limits(ImageLimits limits) {
  limits.max_pixels /= kSampleCost;
  return limits;
}

/// A decoder that has read the file's header.
class OpenJp2 {
 public:
  /// `bare`: a code stream alone, no JP2 file.
  OpenJp2(const std::filesystem::path& path, bool bare, const ImageLimits& limits)
      : codec_(opj_create_decompress(bare ? OPJ_CODEC_J2K : OPJ_CODEC_JP2)),
        stream_(opj_stream_create_default_file_stream(path.c_str(), OPJ_TRUE)) {
    if (!codec_ || !stream_) throw damaged("cannot be opened");
    opj_set_error_handler(codec_.get(), on_error, &why_);
    opj_set_warning_handler(codec_.get(), on_warning, nullptr);
    opj_dparameters_t parameters{};
    opj_set_default_decoder_parameters(&parameters);
    opj_image_t* header = nullptr;
    const bool read = opj_setup_decoder(codec_.get(), &parameters) != OPJ_FALSE &&
                      opj_read_header(stream_.get(), codec_.get(), &header) != OPJ_FALSE;
    image_.reset(header);
    if (!read || !image_) throw damaged(why_);
    check_image_size(static_cast<double>(image_->x1) - image_->x0,
                     static_cast<double>(image_->y1) - image_->y0, jp2_limits(limits));
    if (image_->numcomps > kMaxComponents) throw unknown_components(image_->numcomps);
  }
  OpenJp2(const OpenJp2&) = delete;
  OpenJp2& operator=(const OpenJp2&) = delete;

  const opj_image_t& image() const { return *image_; }

  const opj_image_t& decode() {
    // In the decoder's strict mode, which it starts in, a cut-off code stream is an error.
    if (opj_decode(codec_.get(), stream_.get(), image_.get()) == OPJ_FALSE) throw damaged(why_);
    return *image_;
  }

 private:
  std::string why_;  // outlives the codec, which writes to it
  OpjCodecPtr codec_;
  OpjStreamPtr stream_;
  OpjImagePtr image_;
};

/// The decoder makes tables of tiles times components before anything else can be checked.
Jp2Head checked_head(const std::filesystem::path& path, const ImageLimits& limits) {
  if (first_bytes_of(path, 12).size() < 12) throw damaged("cut short");
  const std::optional<Jp2Head> head = read_jp2_head(path);
  if (!head) throw damaged("its header makes no sense");
  check_image_size(head->width, head->height, jp2_limits(limits));
  if (head->components > kMaxComponents) throw unknown_components(head->components);
  if (head->tiles > kMaxTiles) throw unknown_form(fmt::format("a JPEG 2000 image of {} tiles", head->tiles));
  const double tables = jp2_table_bytes(*head);
  if (tables > kMaxTableShare * head->width * head->height && tables > kMaxSmallTables)
    throw unknown_form("a JPEG 2000 image cut into so many parts");
  return *head;
}

/// Colors of the decoded image by the boxes that the decoder applies later: palette and channel definitions.
/// At least as many as it will have.
size_t colors_of(const opj_image_t& image, std::string_view boxes) {
  size_t channels = image.numcomps;
  const std::string_view palette = find_box(boxes, "pclr");
  if (palette.size() >= 3) channels = std::max(channels, size_t{big_endian(palette, 2, 1)});
  const std::string_view definitions = find_box(boxes, "cdef");
  std::set<std::uint32_t> alphas;
  for (size_t at = 2; at + 6 <= definitions.size(); at += 6) {
    const std::uint32_t channel = big_endian(definitions, at, 2);
    if (channel < channels && big_endian(definitions, at + 2, 2) != 0) alphas.insert(channel);
  }
  return channels - alphas.size();
}

StoredImage stored_image(const OpenJp2& open, const Jp2Head& head, const std::filesystem::path& path) {
  const opj_image_t& image = open.image();
  StoredImage stored;
  stored.width = static_cast<int>(image.x1 - image.x0);
  stored.height = static_cast<int>(image.y1 - image.y0);
  const bool gray = image.color_space == OPJ_CLRSPC_GRAY || colors_of(image, head.header_boxes) < 3;
  stored.channels = gray ? 1 : 3;
  std::tie(stored.x_per_inch, stored.y_per_inch) = jp2_resolution(head.header_boxes);

  const double pixels = static_cast<double>(stored.width) * stored.height;
  // Four bytes a sample for the tile and for the image, and for what a palette makes of it; the compressed
  // bytes of a tile, at most all of the file.
  const size_t samples =
      size_t{2} * image.numcomps + (find_box(head.header_boxes, "pclr").empty()
                                        ? 0
                                        : colors_of(image, head.header_boxes) + kMaxComponents);
  std::error_code ignored;
  const std::uintmax_t file_bytes = std::filesystem::file_size(path, ignored);
  stored.buffer_bytes =
      static_cast<std::uint64_t>(4 * pixels * static_cast<double>(samples) + jp2_table_bytes(head)) +
      (ignored ? 0 : file_bytes) + kLibraryBytes;
  return stored;
}

}  // namespace

StoredImage read_jp2_header(const std::filesystem::path& path, const ImageLimits& limits) {
  const Jp2Head head = checked_head(path, limits);
  return stored_image(OpenJp2(path, head.bare, limits), head, path);
}

DecodedImage read_jp2(const std::filesystem::path& path, const ImageLimits& limits) {
  const Jp2Head head = checked_head(path, limits);
  OpenJp2 open(path, head.bare, limits);
  const StoredImage stored = stored_image(open, head, path);
  DecodedImage decoded;
  decoded.pixels = to_pixels(open.decode());
  decoded.x_per_inch = stored.x_per_inch;
  decoded.y_per_inch = stored.y_per_inch;
  return decoded;
}

}  // namespace folio
