#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/error.h"
#include "ingest/page_source.h"
#include "unit/foreign/sample_files.h"

namespace folio {
namespace {

using test::TemporaryFolder;
using test::TiffPage;
using testing::HasSubstr;

/// The header of the file's first page, which must tell what reading it gives.
ImageHeader header_of(const std::filesystem::path& file) {
  const PageSource source(file);
  const ImageHeader header = source.header(0);
  const ScannedPage page = source.read(0);
  EXPECT_EQ(header.width, page.pixels.cols);
  EXPECT_EQ(header.height, page.pixels.rows);
  EXPECT_EQ(header.channels, page.pixels.channels());
  EXPECT_EQ(header.bilevel, page.bilevel);
  return header;
}

ImageHeader header_of(const std::string& bytes) {
  const TemporaryFolder folder;
  test::put_bytes(folder / "a", bytes);
  return header_of(folder / "a");
}

ImageHeader header_of(const TiffPage& page) {
  const TemporaryFolder folder;
  test::write_tiff(folder / "a", {page});
  return header_of(folder / "a");
}

TiffPage large_tiff() {
  TiffPage page;
  page.width = 1200;
  page.height = 1600;
  return page;
}
constexpr std::uint64_t kLarge = 1200 * 1600;
constexpr std::uint64_t kLittle = kLarge / 4;

TEST(ImageHeaderTest, TiffByRows) {
  TiffPage page = large_tiff();
  EXPECT_LT(header_of(page).decode_bytes, kLarge);
  page.bits = 1;
  page.photometric = 0;
  page.compression = 4;
  const ImageHeader bits = header_of(page);
  EXPECT_TRUE(bits.bilevel);
  EXPECT_LT(bits.decode_bytes, kLarge);
  page = large_tiff();
  page.samples = 3;
  page.bits = 16;
  page.photometric = 2;
  EXPECT_EQ(header_of(page).channels, 3);
  EXPECT_LT(header_of(page).decode_bytes, kLarge);
}

TEST(ImageHeaderTest, OneCompressedStripIsHeldWhole) {
  TiffPage page = large_tiff();
  page.rows_per_strip = page.height;
  page.compression = 8;
  page.value = [](int x, int y, int) {
    const auto u = static_cast<unsigned>(x), v = static_cast<unsigned>(y);
    return (u * u * 7919 + v * v * 104729) >> 5;
  };
  const ImageHeader header = header_of(page);
  EXPECT_GE(header.decode_bytes, kLarge);
  EXPECT_LT(header.decode_bytes, 2 * kLarge);
}

TEST(ImageHeaderTest, PlanesAndTiles) {
  TiffPage page = large_tiff();
  page.samples = 3;
  page.photometric = 2;
  page.planar = 2;
  EXPECT_GE(header_of(page).decode_bytes, 3 * kLarge);
  page.planar = 1;
  page.tile = 1024;
  const std::uint64_t tiled = header_of(page).decode_bytes;
  EXPECT_GE(tiled, 3U << 20);  // one tile
  EXPECT_LT(tiled, 9U << 20);
}

TEST(ImageHeaderTest, LibtiffConvertsWholeBands) {
  TiffPage page = large_tiff();
  page.samples = 3;
  page.photometric = 8;
  page.compression = 8;
  page.rows_per_strip = page.height;
  const ImageHeader header = header_of(page);
  EXPECT_EQ(header.channels, 3);
  EXPECT_GE(header.decode_bytes, 4 * kLarge);
}

TEST(ImageHeaderTest, TurningNeedsACopy) {
  TiffPage page = large_tiff();
  page.orientation = 6;
  const ImageHeader header = header_of(page);
  EXPECT_EQ(header.width, 1600);
  EXPECT_EQ(header.height, 1200);
  EXPECT_GE(header.decode_bytes, kLarge);
}

TEST(ImageHeaderTest, FaxPixelsBecomeSquare) {
  TiffPage page;
  page.width = 1728;
  page.height = 1100;
  page.bits = 1;
  page.photometric = 0;
  page.compression = 3;
  page.x_resolution = 204;
  page.y_resolution = 98;
  page.value = [](int x, int y, int) { return static_cast<unsigned>(x < 800 && y < 500); };
  const ImageHeader header = header_of(page);
  EXPECT_EQ(header.height, 2290);
  EXPECT_GE(header.decode_bytes, 1728U * 1100U);
  page.orientation = 8;
  EXPECT_EQ(header_of(page).width, 2290);
}

TEST(ImageHeaderTest, Png) {
  test::PngPage page;
  page.width = 1200;
  page.height = 1600;
  EXPECT_LT(header_of(test::png_bytes(page)).decode_bytes, kLittle);
  page.bits = 1;
  EXPECT_TRUE(header_of(test::png_bytes(page)).bilevel);
  page.bits = 8;
  page.color_type = 6;
  EXPECT_LT(header_of(test::png_bytes(page)).decode_bytes, kLittle);
  page.interlaced = true;
  const ImageHeader alpha = header_of(test::png_bytes(page));
  EXPECT_EQ(alpha.channels, 3);
  EXPECT_GE(alpha.decode_bytes, 4 * kLarge);
}

TEST(ImageHeaderTest, Jpeg) {
  test::JpegPage page;
  page.width = 1200;
  page.height = 1600;
  EXPECT_LT(header_of(test::jpeg_bytes(page)).decode_bytes, 3 * kLittle);
  page.progressive = true;
  // Two bytes a coefficient; color components may be halved each way.
  EXPECT_GE(header_of(test::jpeg_bytes(page)).decode_bytes, 3 * kLarge);
  page.components = 1;
  page.progressive = false;
  const ImageHeader turned = header_of(test::with_exif(test::jpeg_bytes(page), 6, 300));
  EXPECT_EQ(turned.width, 1600);
  EXPECT_EQ(turned.channels, 1);
  EXPECT_GE(turned.decode_bytes, kLarge);
}

TEST(ImageHeaderTest, Jp2) {
  test::Jp2Page page;
  page.width = 300;
  page.height = 400;
  EXPECT_GE(header_of(test::jp2_bytes(page)).decode_bytes, 4U * 3 * 300 * 400);
  page.components = 1;
  page.color_space = 2;
  const ImageHeader gray = header_of(test::jp2_bytes(page));
  EXPECT_EQ(gray.channels, 1);
  EXPECT_GE(gray.decode_bytes, 4U * 300 * 400);
  page = {.components = 3, .color_space = 3, .subsampling = 2};
  EXPECT_EQ(header_of(test::jp2_bytes(page)).channels, 3);
  page = {.components = 1, .bits = 12, .color_space = 0, .bare = true};
  EXPECT_EQ(header_of(test::jp2_bytes(page)).channels, 1);
}

TEST(ImageHeaderTest, SaysWhatReadingWouldSay) {
  const TemporaryFolder folder;
  test::write_tiff(folder / "a.tif", {TiffPage{}, large_tiff()});
  test::PngPage png;
  png.width = 1200;
  png.height = 1600;
  test::put_bytes(folder / "a.png", test::png_bytes(png));
  test::put_bytes(folder / "a.jpg", test::jpeg_bytes({.width = 1200, .height = 1600}));
  test::put_bytes(folder / "a.jp2", test::jp2_bytes({.width = 1200, .height = 160}));
  const ImageLimits limits{.max_pixels = 100'000, .max_side = 5000};
  const auto messages = [&](const char* name, int page) {
    const PageSource source(folder / name, {}, limits);
    std::string header, read;
    try {
      source.header(page);
    } catch (const Error& error) {
      header = error.message();
    }
    try {
      source.read(page);
    } catch (const Error& error) {
      read = error.message();
    }
    EXPECT_EQ(header, read);
    return header;
  };
  EXPECT_EQ(messages("a.tif", 0), "");
  EXPECT_THAT(messages("a.tif", 1), HasSubstr("page 2: ingest: is too large"));
  EXPECT_THAT(messages("a.png", 0), HasSubstr("is too large"));
  EXPECT_THAT(messages("a.jpg", 0), HasSubstr("is too large"));
  EXPECT_THAT(messages("a.jp2", 0), HasSubstr("is too large"));
}

TEST(ImageHeaderTest, SquarePixelsKeepTheLimits) {
  const TemporaryFolder folder;
  TiffPage page = large_tiff();
  page.x_resolution = 300;
  page.y_resolution = 150;
  test::write_tiff(folder / "a.tif", {page});
  const PageSource source(folder / "a.tif", {}, {.max_pixels = 3'000'000, .max_side = 5000});
  EXPECT_THROW(source.header(0), Error);
  EXPECT_THROW(source.read(0), Error);
}

}  // namespace
}  // namespace folio
