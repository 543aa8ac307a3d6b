#include "unit/foreign/sample_files.h"

// libjpeg's header needs FILE and size_t from here.
#include <cstddef>
#include <cstdio>
// Then itself.
#include <jpeglib.h>
#include <openjpeg.h>
#include <png.h>
#include <stdlib.h>  // NOLINT(modernize-deprecated-headers): mkdtemp

#include <cmath>
#include <cstring>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace folio::test {
namespace fs = std::filesystem;

TemporaryFolder::TemporaryFolder() {
  std::string name = (fs::temp_directory_path() / "folio-test-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

void put_bytes(const fs::path& file, std::string_view bytes) {
  std::ofstream(file, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

std::string get_bytes(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

namespace {

int png_samples(int color_type) {
  return color_type == 2 ? 3 : color_type == 4 ? 2 : color_type == 6 ? 4 : 1;
}

std::string png_row(const PngPage& page, int y) {
  std::string row;
  int filled = 0;
  for (int x = 0; x < page.width; ++x) {
    for (int s = 0; s < png_samples(page.color_type); ++s) {
      const unsigned value = page.value(x, y, s);
      for (int bit = page.bits - 1; bit >= 0; --bit) {
        if (filled == 0) row.push_back('\0');
        if ((value >> bit) & 1) row.back() = static_cast<char>(row.back() | (0x80 >> filled));
        filled = (filled + 1) % 8;
      }
    }
  }
  return row;
}

}  // namespace

std::string png_bytes(const PngPage& page) {
  std::string out;
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
  png_infop info = png_create_info_struct(png);
  png_set_write_fn(
      png, &out,
      [](png_structp writer, png_bytep bytes, size_t size) {
        static_cast<std::string*>(png_get_io_ptr(writer))->append(reinterpret_cast<char*>(bytes), size);
      },
      [](png_structp) {});
  png_set_IHDR(png, info, static_cast<unsigned>(page.width), static_cast<unsigned>(page.height), page.bits,
               page.color_type, page.interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE,
               PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  if (page.pixels_per_meter > 0) {
    png_set_pHYs(png, info, page.pixels_per_meter, page.pixels_per_meter, PNG_RESOLUTION_METER);
  }
  std::vector<png_color> colors;
  colors.reserve(page.palette.size());
  for (const auto& color : page.palette) colors.push_back({color[0], color[1], color[2]});
  if (!colors.empty()) png_set_PLTE(png, info, colors.data(), static_cast<int>(colors.size()));
  if (!page.palette_alpha.empty()) {
    png_set_tRNS(png, info, page.palette_alpha.data(), static_cast<int>(page.palette_alpha.size()), nullptr);
  }
  std::vector<std::string> rows;
  std::vector<png_bytep> pointers;
  rows.reserve(static_cast<size_t>(page.height));
  pointers.reserve(static_cast<size_t>(page.height));
  for (int y = 0; y < page.height; ++y) rows.push_back(png_row(page, y));
  for (std::string& row : rows) pointers.push_back(reinterpret_cast<png_bytep>(row.data()));
  png_set_rows(png, info, pointers.data());
  png_write_png(png, info, PNG_TRANSFORM_IDENTITY, nullptr);
  png_destroy_write_struct(&png, &info);
  return out;
}

std::string jpeg_bytes(const JpegPage& page) {
  jpeg_compress_struct info{};
  jpeg_error_mgr errors{};
  info.err = jpeg_std_error(&errors);
  jpeg_create_compress(&info);
  unsigned char* bytes = nullptr;
  unsigned long size = 0;
  jpeg_mem_dest(&info, &bytes, &size);
  info.image_width = static_cast<unsigned>(page.width);
  info.image_height = static_cast<unsigned>(page.height);
  info.input_components = page.components;
  info.in_color_space = page.components == 1 ? JCS_GRAYSCALE : page.components == 3 ? JCS_RGB : JCS_CMYK;
  jpeg_set_defaults(&info);
  jpeg_set_quality(&info, 95, TRUE);
  if (page.components == 4 && page.adobe) jpeg_set_colorspace(&info, JCS_YCCK);
  info.density_unit = static_cast<UINT8>(page.density_unit);
  info.X_density = static_cast<UINT16>(page.x_density);
  info.Y_density = static_cast<UINT16>(page.y_density);
  if (page.components == 4 && !page.adobe) info.write_Adobe_marker = FALSE;
  if (page.progressive) jpeg_simple_progression(&info);
  jpeg_start_compress(&info, TRUE);
  std::vector<uint8_t> row(static_cast<size_t>(page.width) * static_cast<size_t>(page.components));
  for (int y = 0; y < page.height; ++y) {
    for (int x = 0; x < page.width; ++x) {
      for (int s = 0; s < page.components; ++s) {
        const auto value = static_cast<uint8_t>(page.value(x, y, s));
        const bool invert = page.components == 4 && page.adobe;
        row[static_cast<size_t>(x) * static_cast<size_t>(page.components) + static_cast<size_t>(s)] =
            invert ? static_cast<uint8_t>(255 - value) : value;
      }
    }
    uint8_t* pointer = row.data();
    jpeg_write_scanlines(&info, &pointer, 1);
  }
  jpeg_finish_compress(&info);
  std::string out(reinterpret_cast<char*>(bytes), size);
  jpeg_destroy_compress(&info);
  free(bytes);
  return out;
}

namespace {

std::string big_endian(uint64_t value, int count) {
  std::string out;
  for (int shift = 8 * (count - 1); shift >= 0; shift -= 8) out += static_cast<char>((value >> shift) & 0xFF);
  return out;
}

}  // namespace

std::string with_exif(const std::string& jpeg, int orientation, int per_inch) {
  const auto entry = [](int tag, int type, unsigned count, const std::string& value) {
    return big_endian(static_cast<uint64_t>(tag), 2) + big_endian(static_cast<uint64_t>(type), 2) +
           big_endian(count, 4) + value;
  };
  const auto small = [](int value) {
    return big_endian(static_cast<uint64_t>(value), 2) + std::string(2, '\0');
  };
  const int entries = per_inch > 0 ? 4 : 1;
  const uint64_t behind = 8 + 2 + 12 * static_cast<uint64_t>(entries) + 4;
  std::string exif =
      std::string("MM\0*", 4) + big_endian(8, 4) + big_endian(static_cast<uint64_t>(entries), 2);
  exif += entry(0x0112, 3, 1, small(orientation));
  if (per_inch > 0) {
    exif += entry(0x011A, 5, 1, big_endian(behind, 4)) + entry(0x011B, 5, 1, big_endian(behind, 4)) +
            entry(0x0128, 3, 1, small(2));
  }
  exif += big_endian(0, 4);
  if (per_inch > 0) exif += big_endian(static_cast<uint64_t>(per_inch), 4) + big_endian(1, 4);
  const std::string content = std::string("Exif\0\0", 6) + exif;
  return jpeg.substr(0, 2) + "\xFF\xE1" + big_endian(content.size() + 2, 2) + content + jpeg.substr(2);
}

namespace {

struct MemoryStream {
  std::string bytes;
  size_t at = 0;
};

OPJ_SIZE_T write_memory(void* buffer, OPJ_SIZE_T size, void* user) {
  auto& stream = *static_cast<MemoryStream*>(user);
  stream.bytes.resize(std::max(stream.bytes.size(), stream.at + size));
  std::memcpy(stream.bytes.data() + stream.at, buffer, size);
  stream.at += size;
  return size;
}

}  // namespace

std::string jp2_bytes(const Jp2Page& page) {
  opj_cparameters_t parameters;
  opj_set_default_encoder_parameters(&parameters);
  parameters.numresolution = 3;
  parameters.tcp_numlayers = 1;
  parameters.cp_disto_alloc = 1;
  std::vector<opj_image_cmptparm_t> components;
  for (int c = 0; c < page.components; ++c) {
    opj_image_cmptparm_t component{};
    const int step = c == 1 || c == 2 ? page.subsampling : 1;
    component.dx = component.dy = static_cast<OPJ_UINT32>(step);
    component.w = static_cast<OPJ_UINT32>((page.width + step - 1) / step);
    component.h = static_cast<OPJ_UINT32>((page.height + step - 1) / step);
    component.prec = static_cast<OPJ_UINT32>(page.bits);
    components.push_back(component);
  }
  opj_image_t* image = opj_image_create(static_cast<OPJ_UINT32>(page.components), components.data(),
                                        static_cast<OPJ_COLOR_SPACE>(page.color_space));
  image->x1 = static_cast<OPJ_UINT32>(page.width);
  image->y1 = static_cast<OPJ_UINT32>(page.height);
  for (int c = 0; c < page.components; ++c) {
    const opj_image_comp_t& component = image->comps[c];
    for (OPJ_UINT32 y = 0; y < component.h; ++y) {
      for (OPJ_UINT32 x = 0; x < component.w; ++x) {
        component.data[y * component.w + x] = static_cast<OPJ_INT32>(
            page.value(static_cast<int>(x * component.dx), static_cast<int>(y * component.dy), c));
      }
    }
  }
  MemoryStream memory;
  opj_codec_t* codec = opj_create_compress(page.bare ? OPJ_CODEC_J2K : OPJ_CODEC_JP2);
  opj_stream_t* stream = opj_stream_default_create(OPJ_FALSE);
  opj_stream_set_user_data(stream, &memory, nullptr);
  opj_stream_set_write_function(stream, write_memory);
  opj_stream_set_skip_function(stream, [](OPJ_OFF_T count, void* user) {
    auto& target = *static_cast<MemoryStream*>(user);
    target.at += static_cast<size_t>(count);
    target.bytes.resize(std::max(target.bytes.size(), target.at));
    return count;
  });
  opj_stream_set_seek_function(stream, [](OPJ_OFF_T at, void* user) -> OPJ_BOOL {
    static_cast<MemoryStream*>(user)->at = static_cast<size_t>(at);
    return OPJ_TRUE;
  });
  const bool done = opj_setup_encoder(codec, &parameters, image) == OPJ_TRUE &&
                    opj_start_compress(codec, image, stream) == OPJ_TRUE &&
                    opj_encode(codec, stream) == OPJ_TRUE && opj_end_compress(codec, stream) == OPJ_TRUE;
  opj_stream_destroy(stream);
  opj_destroy_codec(codec);
  opj_image_destroy(image);
  if (!done) throw std::runtime_error("sample JPEG 2000 cannot be written");
  return memory.bytes;
}

std::string with_capture_resolution(const std::string& jp2, double x_per_inch, double y_per_inch) {
  // Pixels per meter as a ratio to one.
  const auto ratio = [](double per_inch) {
    return big_endian(static_cast<uint64_t>(std::lround(per_inch / 0.0254)), 2) + big_endian(1, 2);
  };
  const std::string resc =
      big_endian(18, 4) + "resc" + ratio(y_per_inch) + ratio(x_per_inch) + std::string(2, '\0');
  const std::string res = big_endian(26, 4) + "res " + resc;
  const size_t header = jp2.find("jp2h") - 4;
  uint64_t length = 0;
  for (size_t i = 0; i < 4; ++i) length = length << 8 | static_cast<unsigned char>(jp2[header + i]);
  return jp2.substr(0, header) + big_endian(length + res.size(), 4) + jp2.substr(header + 4, length - 4) +
         res + jp2.substr(header + length);
}

}  // namespace folio::test
