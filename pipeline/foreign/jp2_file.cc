#include "foreign/jp2_file.h"

#include <openjpeg.h>
#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <array>
#include <string>
#include <tuple>
#include <vector>

#include "core/error.h"
#include "core/logging.h"
#include "core/text.h"
#include "foreign/handles.h"
#include "foreign/image_format.h"
#include "foreign/jp2_resolution.h"

namespace folio {
namespace {

constexpr size_t kHeadBytes = size_t{1} << 20;  // holds the header box, color profile included
/// The decoder needs four bytes a sample, so its pages may be this many times smaller than others.
constexpr long kSampleCost = 3;

Error damaged(const std::string& why) {
  return {ErrorCode::input, "damaged JPEG 2000 image" + (why.empty() ? "" : " (" + why + ")"),
          "the file is damaged or cut short; copy or scan it again"};
}

Error unknown_form(const std::string& what) {
  return {ErrorCode::input, what + " is not supported", "convert the file to a grey or RGB image"};
}

void on_error(const char* message, void* first_error) {
  auto& text = *static_cast<std::string*>(first_error);
  if (text.empty()) text = trim(message);
  log().debug("openjpeg: {}", trim(message));
}

void on_warning(const char* message, void* /*user*/) { log().debug("openjpeg: {}", trim(message)); }

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

}  // namespace

DecodedImage read_jp2(const std::filesystem::path& path, const ImageLimits& limits) {
  const std::string head = first_bytes_of(path, kHeadBytes);
  const bool bare = head.starts_with("\xFF\x4F");
  std::string why;
  const OpjCodecPtr codec(opj_create_decompress(bare ? OPJ_CODEC_J2K : OPJ_CODEC_JP2));
  const OpjStreamPtr stream(opj_stream_create_default_file_stream(path.c_str(), OPJ_TRUE));
  if (!codec || !stream) throw damaged("cannot be opened");
  opj_set_error_handler(codec.get(), on_error, &why);
  opj_set_warning_handler(codec.get(), on_warning, nullptr);
  opj_dparameters_t parameters{};
  opj_set_default_decoder_parameters(&parameters);
  opj_image_t* header = nullptr;
  const bool read = opj_setup_decoder(codec.get(), &parameters) != OPJ_FALSE &&
                    opj_read_header(stream.get(), codec.get(), &header) != OPJ_FALSE;
  const OpjImagePtr image(header);
  if (!read || !image) throw damaged(why);
  ImageLimits jp2_limits = limits;
  jp2_limits.max_pixels /= kSampleCost;
  check_image_size(static_cast<double>(image->x1) - image->x0, static_cast<double>(image->y1) - image->y0,
                   jp2_limits);
  if (image->numcomps > 8)
    throw unknown_form(fmt::format("a JPEG 2000 image of {} components", image->numcomps));
  // In the decoder's strict mode, which it starts in, a cut-off code stream is an error.
  if (opj_decode(codec.get(), stream.get(), image.get()) == OPJ_FALSE) throw damaged(why);
  DecodedImage decoded;
  decoded.pixels = to_pixels(*image);
  std::tie(decoded.x_per_inch, decoded.y_per_inch) = jp2_resolution(head);
  return decoded;
}

}  // namespace folio
