// Writes the seeds of the TIFF and image fuzzers: make_image_seeds CORPUS_FOLDER. The corpus in the
// repository also holds what fuzzing has found; this program only adds its own files.
#include <cstdio>
#include <filesystem>
#include <string>

#include "unit/foreign/sample_files.h"

namespace {

namespace fs = std::filesystem;
using namespace folio::test;

void make_tiffs(const fs::path& folder) {
  const auto write = [&](const std::string& name, const std::vector<TiffPage>& pages,
                         const char* mode = "w") { write_tiff(folder / (name + ".tif"), pages, mode); };
  TiffPage gray;
  write("gray", {gray});
  write("bigtiff", {gray}, "w8");
  write("big-end", {gray, gray}, "wb");
  TiffPage bits = gray;
  bits.bits = 1;
  bits.photometric = 0;
  for (const int compression : {1, 2, 3, 4}) {
    bits.compression = compression;
    write("bits-" + std::to_string(compression), {bits});
  }
  bits.tile = 16;
  write("bits-tiled", {bits, gray});
  TiffPage color = gray;
  color.samples = 3;
  color.photometric = 2;
  color.x_resolution = color.y_resolution = 300;
  write("color", {color});
  color.planar = 2;
  color.bits = 16;
  color.orientation = 6;
  write("planes", {color});
  color.tile = 16;
  color.compression = 5;
  write("tiled-planes", {color});
  TiffPage jpeg = gray;
  jpeg.samples = 3;
  jpeg.width = jpeg.height = 16;
  jpeg.photometric = 6;
  jpeg.compression = 7;
  jpeg.rows_per_strip = 16;
  write("jpeg", {jpeg});
  jpeg.compression = 1;
  write("ycc", {jpeg});
  TiffPage lab = jpeg;
  lab.photometric = 8;
  write("lab", {lab});
  TiffPage cmyk = gray;
  cmyk.samples = 4;
  cmyk.photometric = 5;
  cmyk.compression = 8;
  write("cmyk", {cmyk});
  TiffPage alpha = gray;
  alpha.samples = 2;
  alpha.extra = 2;
  alpha.bits = 12;
  write("alpha", {alpha});
  TiffPage palette = gray;
  palette.bits = 4;
  palette.photometric = 3;
  palette.palette.assign(16, cv::Vec3w(1000, 2000, 3000));
  TiffPage thumbnail = gray;
  thumbnail.subfile = 1;
  write("palette", {palette, thumbnail});
}

void make_images(const fs::path& folder) {
  PngPage png;
  put_bytes(folder / "gray.png", png_bytes(png));
  put_bytes(folder / "cut.png", png_bytes(png).substr(0, 40));
  png.color_type = 6;
  png.bits = 16;
  png.interlaced = true;
  png.pixels_per_meter = 11811;
  put_bytes(folder / "alpha.png", png_bytes(png));
  png.color_type = 3;
  png.bits = 1;
  png.palette = {{{255, 255, 255}}, {{0, 0, 0}}};
  png.palette_alpha = {255, 100};
  put_bytes(folder / "palette.png", png_bytes(png));
  JpegPage jpeg;
  jpeg.width = jpeg.height = 17;
  put_bytes(folder / "color.jpg", with_exif(jpeg_bytes(jpeg), 6, 300));
  put_bytes(folder / "cut.jpg", jpeg_bytes(jpeg).substr(0, 180));
  jpeg.progressive = true;
  jpeg.components = 1;
  put_bytes(folder / "gray.jpg", jpeg_bytes(jpeg));
  jpeg.components = 4;
  put_bytes(folder / "cmyk.jpg", jpeg_bytes(jpeg));
  Jp2Page jp2;
  jp2.width = jp2.height = 16;
  put_bytes(folder / "color.jp2", with_capture_resolution(jp2_bytes(jp2), 300, 300));
  jp2.color_space = 3;
  jp2.subsampling = 2;
  put_bytes(folder / "ycc.jp2", jp2_bytes(jp2));
  jp2 = {.width = 16, .height = 16, .components = 1, .bits = 12, .color_space = 0, .bare = true};
  put_bytes(folder / "gray.j2k", jp2_bytes(jp2));
  put_bytes(folder / "text", "Дорогие товарищи");
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: make_image_seeds CORPUS_FOLDER\n");
    return 1;
  }
  const fs::path folder = argv[1];
  fs::create_directories(folder / "tiff");
  fs::create_directories(folder / "image");
  make_tiffs(folder / "tiff");
  make_images(folder / "image");
  return 0;
}
