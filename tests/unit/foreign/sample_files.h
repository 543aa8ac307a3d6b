#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <opencv2/core.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace folio::test {

/// A folder of its own that vanishes with its content.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  std::filesystem::path operator/(std::string_view name) const { return path_ / name; }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

void put_bytes(const std::filesystem::path& file, std::string_view bytes);
std::string get_bytes(const std::filesystem::path& file);

/// One page of a TIFF, sample by sample. Numbers are those of the TIFF standard's tags.
struct TiffPage {
  int width = 24, height = 16, bits = 8, samples = 1;
  int photometric = 1;  ///< 0 white is zero, 1 black is zero, 2 RGB, 3 palette, 5 CMYK, 6 YCbCr, 8 Lab
  int compression = 1;
  int planar = 1;  ///< 2 = planes
  int tile = 0;    ///< side of the tiles, a multiple of 16; 0 = strips
  int rows_per_strip = 4;
  int orientation = 1;
  int sample_format = 1;
  int extra = -1;  ///< kind of the last sample: 0 unknown, 1 premultiplied alpha, 2 straight; -1 = a color
  int subfile = 0;
  float x_resolution = 0, y_resolution = 0;  ///< 0 = no tag
  int unit = 2;
  std::vector<cv::Vec3w> palette;  ///< RGB, 16 bits
  std::function<unsigned(int x, int y, int s)> value = [](int x, int y, int s) {
    return static_cast<unsigned>(x * 7 + y * 3 + s * 11);
  };  ///< cut to `bits`
};

/// `mode` as libtiff has it: "w", "w8" BigTIFF, "wb" big end first.
void write_tiff(const std::filesystem::path& file, const std::vector<TiffPage>& pages,
                const char* mode = "w");

/// A PNG of `color_type` 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGB and alpha; samples as in TiffPage.
struct PngPage {
  int width = 19, height = 9, bits = 8, color_type = 0;
  bool interlaced = false;
  unsigned pixels_per_meter = 0;
  std::vector<std::array<uint8_t, 3>> palette;  ///< RGB
  std::vector<uint8_t> palette_alpha;
  std::function<unsigned(int x, int y, int s)> value = [](int x, int y, int s) {
    return static_cast<unsigned>(x * 7 + y * 3 + s * 11);
  };
};
std::string png_bytes(const PngPage& page);

/// A JPEG of components as they are: 1 grey, 3 RGB, 4 CMYK (stored inverted, with Adobe's marker, where
/// `adobe`).
struct JpegPage {
  int width = 40, height = 48, components = 3;
  bool progressive = false, adobe = true;
  int density_unit = 1, x_density = 300, y_density = 300;
  std::function<unsigned(int x, int y, int s)> value = [](int x, int y, int s) {
    return static_cast<unsigned>(2 * x + y + 30 * s);
  };
};
std::string jpeg_bytes(const JpegPage& page);

/// The JPEG with an EXIF segment put in behind its first marker.
std::string with_exif(const std::string& jpeg, int orientation, int per_inch = 0);

/// A JPEG 2000 file, lossless. `color_space` as OpenJPEG numbers it: 1 sRGB, 2 grey, 3 YCC, 0 none.
struct Jp2Page {
  int width = 40, height = 32, components = 3, bits = 8, color_space = 1;
  bool bare = false;    ///< the code stream alone
  int subsampling = 1;  ///< of the second and third component
  std::function<unsigned(int x, int y, int s)> value = [](int x, int y, int s) {
    return static_cast<unsigned>(3 * x + y + 20 * s);
  };
};
std::string jp2_bytes(const Jp2Page& page);

/// The JP2 with a box that declares capture at `per_inch`.
std::string with_capture_resolution(const std::string& jp2, double x_per_inch, double y_per_inch);

}  // namespace folio::test
