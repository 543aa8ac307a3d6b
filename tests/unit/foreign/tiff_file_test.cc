#include "foreign/tiff_file.h"

#include <gtest/gtest.h>

#include <cmath>

#include "unit/foreign/sample_files.h"

namespace folio {
namespace {

using test::TemporaryFolder;
using test::TiffPage;

constexpr int kNone = 1, kRle = 2, kG3 = 3, kG4 = 4, kLzw = 5, kJpeg = 7, kDeflate = 8, kPackBits = 32773;

unsigned cut(unsigned value, int bits) { return value & ((1U << bits) - 1); }

int level(unsigned value, int bits) {
  return static_cast<int>(std::lround(cut(value, bits) * 255.0 / ((1U << bits) - 1)));
}

DecodedImage read_back(const TiffPage& page, const char* mode = "w") {
  const TemporaryFolder folder;
  test::write_tiff(folder / "page.tif", {page}, mode);
  return TiffFile(folder / "page.tif").read(0);
}

void expect_gray(const DecodedImage& image, const TiffPage& page, bool inverted) {
  ASSERT_EQ(image.pixels.type(), CV_8UC1);
  ASSERT_EQ(image.pixels.size(), cv::Size(page.width, page.height));
  for (int y = 0; y < page.height; ++y) {
    for (int x = 0; x < page.width; ++x) {
      const int expected = level(page.value(x, y, 0), page.bits);
      ASSERT_EQ(image.pixels.at<uint8_t>(y, x), inverted ? 255 - expected : expected) << x << ", " << y;
    }
  }
}

struct GrayCase {
  int bits, compression;
  bool white_is_zero;
  int tile;
};

class TiffGray : public testing::TestWithParam<GrayCase> {};

TEST_P(TiffGray, ComesBackSampleBySample) {
  const GrayCase& c = GetParam();
  TiffPage page;
  page.width = 37;  // no whole number of bytes in any depth
  page.height = 21;
  page.bits = c.bits;
  page.compression = c.compression;
  page.photometric = c.white_is_zero ? 0 : 1;
  page.tile = c.tile;
  page.value = [](int x, int y, int) { return static_cast<unsigned>(x * 1811 + y * 977); };
  const DecodedImage image = read_back(page);
  expect_gray(image, page, c.white_is_zero);
  EXPECT_EQ(image.bilevel, c.bits == 1);
}

INSTANTIATE_TEST_SUITE_P(Forms, TiffGray,
                         testing::Values(GrayCase{1, kNone, false, 0}, GrayCase{1, kNone, true, 0},
                                         GrayCase{1, kG4, true, 0}, GrayCase{1, kG4, false, 0},
                                         GrayCase{1, kG3, true, 0}, GrayCase{1, kRle, true, 0},
                                         GrayCase{1, kG4, true, 16}, GrayCase{1, kLzw, false, 32},
                                         GrayCase{2, kNone, false, 0}, GrayCase{2, kDeflate, true, 0},
                                         GrayCase{4, kLzw, false, 0}, GrayCase{4, kNone, true, 16},
                                         GrayCase{8, kNone, false, 0}, GrayCase{8, kPackBits, true, 0},
                                         GrayCase{8, kDeflate, false, 16}, GrayCase{12, kNone, false, 0},
                                         GrayCase{16, kNone, false, 0}, GrayCase{16, kLzw, true, 0},
                                         GrayCase{16, kNone, false, 16}));

struct ColorCase {
  int bits, planar, tile, compression;
};

class TiffRgb : public testing::TestWithParam<ColorCase> {};

TEST_P(TiffRgb, ComesBackAsBgr) {
  const ColorCase& c = GetParam();
  TiffPage page;
  page.width = 21;
  page.samples = 3;
  page.photometric = 2;
  page.bits = c.bits;
  page.planar = c.planar;
  page.tile = c.tile;
  page.compression = c.compression;
  page.value = [](int x, int y, int s) { return static_cast<unsigned>(x * 811 + y * 377 + s * 7001); };
  const DecodedImage image = read_back(page);
  ASSERT_EQ(image.pixels.type(), CV_8UC3);
  EXPECT_FALSE(image.bilevel);
  for (int y = 0; y < page.height; ++y) {
    for (int x = 0; x < page.width; ++x) {
      for (int s = 0; s < 3; ++s) {
        ASSERT_EQ(image.pixels.at<cv::Vec3b>(y, x)[2 - s], level(page.value(x, y, s), c.bits));
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Forms, TiffRgb,
                         testing::Values(ColorCase{8, 1, 0, kNone}, ColorCase{8, 1, 16, kLzw},
                                         ColorCase{8, 2, 0, kDeflate}, ColorCase{8, 2, 16, kNone},
                                         ColorCase{16, 1, 0, kLzw}, ColorCase{16, 2, 0, kNone},
                                         ColorCase{4, 1, 0, kNone}, ColorCase{4, 2, 16, kNone}));

TEST(TiffFileTest, BigEndAndBigTiffReadTheSame) {
  TiffPage page;
  page.bits = 16;
  page.value = [](int x, int y, int) { return static_cast<unsigned>(x * 1811 + y * 977); };
  expect_gray(read_back(page, "wb"), page, false);
  expect_gray(read_back(page, "w8"), page, false);
}

TEST(TiffFileTest, PaletteGivesItsColors) {
  TiffPage page;
  page.bits = 4;
  page.photometric = 3;
  for (unsigned i = 0; i < 16; ++i) {
    page.palette.emplace_back(static_cast<uint16_t>(257 * i), static_cast<uint16_t>(257 * 2 * i),
                              static_cast<uint16_t>(65535));
  }
  const DecodedImage image = read_back(page);
  ASSERT_EQ(image.pixels.type(), CV_8UC3);
  const unsigned index = cut(page.value(5, 3, 0), 4);
  EXPECT_EQ(image.pixels.at<cv::Vec3b>(3, 5), cv::Vec3b(255, uint8_t(2 * index), uint8_t(index)));
}

TEST(TiffFileTest, GrayPaletteGivesGray) {
  TiffPage page;
  page.bits = 2;
  page.photometric = 3;
  for (const unsigned gray : {65535U, 257U * 90, 257U * 10, 0U}) {
    page.palette.emplace_back(cv::Vec3w::all(static_cast<uint16_t>(gray)));
  }
  page.value = [](int x, int, int) { return static_cast<unsigned>(x); };
  const DecodedImage image = read_back(page);
  ASSERT_EQ(image.pixels.type(), CV_8UC1);
  EXPECT_EQ(image.pixels.at<uint8_t>(0, 0), 255);
  EXPECT_EQ(image.pixels.at<uint8_t>(0, 1), 90);
  EXPECT_EQ(image.pixels.at<uint8_t>(0, 2), 10);
  EXPECT_EQ(image.pixels.at<uint8_t>(0, 3), 0);
}

TEST(TiffFileTest, PaletteOfEightBitValuesIsUnderstood) {
  TiffPage page;
  page.bits = 1;
  page.photometric = 3;
  page.palette = {{255, 0, 0}, {255, 255, 255}};
  page.value = [](int x, int, int) { return static_cast<unsigned>(x); };
  const DecodedImage image = read_back(page);
  EXPECT_FALSE(image.bilevel);  // red and white
  EXPECT_EQ(image.pixels.at<cv::Vec3b>(0, 0), cv::Vec3b(0, 0, 255));
  EXPECT_EQ(image.pixels.at<cv::Vec3b>(0, 1), cv::Vec3b(255, 255, 255));
}

TEST(TiffFileTest, CmykBecomesColor) {
  TiffPage page;
  page.samples = 4;
  page.photometric = 5;
  page.value = [](int x, int, int s) -> unsigned {
    const unsigned inks[4][4] = {{0, 0, 0, 0}, {0, 0, 0, 255}, {255, 0, 0, 0}, {0, 51, 255, 51}};
    return inks[x % 4][s];
  };
  const DecodedImage image = read_back(page);
  EXPECT_EQ(image.pixels.at<cv::Vec3b>(0, 0), cv::Vec3b(255, 255, 255));
  EXPECT_EQ(image.pixels.at<cv::Vec3b>(0, 1), cv::Vec3b(0, 0, 0));
  EXPECT_EQ(image.pixels.at<cv::Vec3b>(0, 2), cv::Vec3b(255, 255, 0));
  EXPECT_EQ(image.pixels.at<cv::Vec3b>(0, 3), cv::Vec3b(0, 163, 204));
}

TEST(TiffFileTest, JpegInTiffGivesItsColorsNearly) {
  TiffPage page;
  page.width = page.height = 32;
  page.samples = 3;
  page.photometric = 6;
  page.compression = kJpeg;
  page.rows_per_strip = 16;
  page.value = [](int, int, int s) { return s == 0 ? 200U : s == 1 ? 120U : 40U; };
  const cv::Vec3b color = read_back(page).pixels.at<cv::Vec3b>(9, 9);
  EXPECT_NEAR(color[2], 200, 4);
  EXPECT_NEAR(color[1], 120, 4);
  EXPECT_NEAR(color[0], 40, 4);
}

TEST(TiffFileTest, ColorSpacesOfLibtiffAreConverted) {
  TiffPage ycc;
  ycc.samples = 3;
  ycc.photometric = 6;
  ycc.height = 10;  // three bands, the last one short
  ycc.value = [](int, int y, int s) { return s == 0 ? static_cast<unsigned>(20 * y) : 128U; };
  const DecodedImage image = read_back(ycc);
  for (int y = 0; y < ycc.height; ++y) {
    for (int c = 0; c < 3; ++c) ASSERT_NEAR(image.pixels.at<cv::Vec3b>(y, 23)[c], 20 * y, 2) << y;
  }
  TiffPage lab;
  lab.samples = 3;
  lab.photometric = 8;
  lab.width = 40;
  lab.tile = 32;
  lab.value = [](int x, int, int s) { return s == 0 && x < 12 ? 255U : 0U; };
  const DecodedImage white_and_black = read_back(lab);
  EXPECT_GT(white_and_black.pixels.at<cv::Vec3b>(3, 3)[1], 245);
  EXPECT_LT(white_and_black.pixels.at<cv::Vec3b>(3, 35)[1], 10);
}

TEST(TiffFileTest, AlphaIsLaidOnWhite) {
  TiffPage page;
  page.samples = 4;
  page.photometric = 2;
  page.extra = 2;
  page.value = [](int x, int, int s) { return s < 3 ? 100U : static_cast<unsigned>(x % 2 == 0 ? 0 : 51); };
  DecodedImage image = read_back(page);
  EXPECT_EQ(image.pixels.at<cv::Vec3b>(0, 0), cv::Vec3b::all(255));
  EXPECT_EQ(image.pixels.at<cv::Vec3b>(0, 1), cv::Vec3b::all(20 + 204));
  page.extra = 1;  // premultiplied
  page.value = [](int, int, int s) { return s < 3 ? 20U : 51U; };
  EXPECT_EQ(read_back(page).pixels.at<cv::Vec3b>(0, 1), cv::Vec3b::all(20 + 204));
  page.extra = 0;  // no alpha, whatever it is
  EXPECT_EQ(read_back(page).pixels.at<cv::Vec3b>(0, 1), cv::Vec3b::all(20));
  page.samples = 2;
  page.photometric = 1;
  page.extra = 2;
  page.value = [](int, int, int s) { return s == 0 ? 100U : 0U; };
  image = read_back(page);
  EXPECT_EQ(image.pixels.type(), CV_8UC1);
  EXPECT_EQ(image.pixels.at<uint8_t>(0, 0), 255);
}

class TiffOrientation : public testing::TestWithParam<int> {};

TEST_P(TiffOrientation, IsTurnedUpright) {
  // Stored rows 1 2 3 / 4 5 6; what a viewer shows for each orientation.
  const std::vector<std::vector<std::vector<int>>> shown{
      {{1, 2, 3}, {4, 5, 6}},   {{3, 2, 1}, {6, 5, 4}},   {{6, 5, 4}, {3, 2, 1}},   {{4, 5, 6}, {1, 2, 3}},
      {{1, 4}, {2, 5}, {3, 6}}, {{4, 1}, {5, 2}, {6, 3}}, {{6, 3}, {5, 2}, {4, 1}}, {{3, 6}, {2, 5}, {1, 4}}};
  TiffPage page;
  page.width = 3;
  page.height = 2;
  page.orientation = GetParam();
  page.x_resolution = 200;
  page.y_resolution = 100;
  page.value = [](int x, int y, int) { return static_cast<unsigned>(1 + x + 3 * y); };
  const DecodedImage image = read_back(page);
  const auto& expected = shown[static_cast<size_t>(GetParam() - 1)];
  ASSERT_EQ(image.pixels.rows, static_cast<int>(expected.size()));
  for (int y = 0; y < image.pixels.rows; ++y) {
    for (int x = 0; x < image.pixels.cols; ++x) {
      EXPECT_EQ(image.pixels.at<uint8_t>(y, x), expected[static_cast<size_t>(y)][static_cast<size_t>(x)]);
    }
  }
  EXPECT_EQ(image.x_per_inch, GetParam() >= 5 ? 100 : 200);
}

INSTANTIATE_TEST_SUITE_P(All, TiffOrientation, testing::Range(1, 9));

TEST(TiffFileTest, ResolutionByItsUnit) {
  TiffPage page;
  EXPECT_EQ(read_back(page).x_per_inch, 0);
  page.x_resolution = page.y_resolution = 118;
  page.unit = 3;
  EXPECT_NEAR(read_back(page).y_per_inch, 299.72, 1e-3);
  page.unit = 2;
  EXPECT_EQ(read_back(page).y_per_inch, 118);
  page.unit = 1;  // an aspect ratio only
  EXPECT_EQ(read_back(page).y_per_inch, 0);
}

TEST(TiffFileTest, ThumbnailsAreNoPages) {
  const TemporaryFolder folder;
  TiffPage page, thumbnail;
  thumbnail.subfile = 1;
  thumbnail.width = 8;
  TiffPage second = page;
  second.width = 30;
  test::write_tiff(folder / "a.tif", {page, thumbnail, second, thumbnail});
  const TiffFile file(folder / "a.tif");
  ASSERT_EQ(file.page_count(), 2);
  EXPECT_EQ(file.read(1).pixels.cols, 30);
  EXPECT_EQ(file.read(0).pixels.cols, 24);
  test::write_tiff(folder / "b.tif", {thumbnail});
  EXPECT_EQ(TiffFile(folder / "b.tif").page_count(), 1);
}

}  // namespace
}  // namespace folio
