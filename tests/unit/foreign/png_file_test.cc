#include "foreign/png_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "core/error.h"
#include "unit/foreign/sample_files.h"

namespace folio {
namespace {

using test::PngPage;
using test::TemporaryFolder;
using testing::HasSubstr;

DecodedImage decode(const std::string& bytes) {
  const TemporaryFolder folder;
  test::put_bytes(folder / "a.png", bytes);
  return read_png(folder / "a.png");
}

int level(const PngPage& page, int x, int y, int s) {
  const unsigned top = (1U << page.bits) - 1;
  return static_cast<int>(std::lround((page.value(x, y, s) & top) * 255.0 / top));
}

struct PngCase {
  int bits, color_type;
  bool interlaced;
};

class PngForms : public testing::TestWithParam<PngCase> {};

TEST_P(PngForms, ComesBackOnWhite) {
  const PngCase& c = GetParam();
  PngPage page;
  page.bits = c.bits;
  page.color_type = c.color_type;
  page.interlaced = c.interlaced;
  page.value = [](int x, int y, int s) { return static_cast<unsigned>(x * 1811 + y * 977 + s * 3001); };
  const DecodedImage image = decode(test::png_bytes(page));
  const bool color = (c.color_type & 2) != 0, alpha = (c.color_type & 4) != 0;
  const int colors = color ? 3 : 1;
  ASSERT_EQ(image.pixels.type(), color ? CV_8UC3 : CV_8UC1);
  EXPECT_EQ(image.bilevel, c.bits == 1);
  for (int y = 0; y < page.height; ++y) {
    for (int x = 0; x < page.width; ++x) {
      for (int s = 0; s < colors; ++s) {
        const int opaque = alpha ? level(page, x, y, colors) : 255;
        const double expected = level(page, x, y, s) * opaque / 255.0 + 255 - opaque;
        const int got = image.pixels.ptr(y)[x * colors + (color ? 2 - s : 0)];
        ASSERT_NEAR(got, expected, 1) << x << ", " << y << ", " << s;
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(All, PngForms,
                         testing::Values(PngCase{1, 0, false}, PngCase{1, 0, true}, PngCase{2, 0, false},
                                         PngCase{4, 0, false}, PngCase{8, 0, false}, PngCase{16, 0, false},
                                         PngCase{8, 2, false}, PngCase{8, 2, true}, PngCase{16, 2, false},
                                         PngCase{8, 4, false}, PngCase{8, 4, true}, PngCase{16, 4, false},
                                         PngCase{8, 6, false}, PngCase{8, 6, true}, PngCase{16, 6, true}));

TEST(PngFileTest, Palettes) {
  PngPage page;
  page.color_type = 3;
  page.bits = 2;
  page.palette = {{{0, 0, 0}}, {{255, 0, 0}}, {{255, 255, 255}}, {{9, 9, 9}}};
  page.value = [](int x, int, int) { return static_cast<unsigned>(x % 4); };
  DecodedImage image = decode(test::png_bytes(page));
  EXPECT_EQ(image.pixels.at<cv::Vec3b>(0, 1), cv::Vec3b(0, 0, 255));
  page.palette_alpha = {255, 0};
  image = decode(test::png_bytes(page));
  EXPECT_EQ(image.pixels.at<cv::Vec3b>(0, 1), cv::Vec3b(255, 255, 255));
  EXPECT_EQ(image.pixels.at<cv::Vec3b>(0, 3), cv::Vec3b(9, 9, 9));
  page.palette_alpha.clear();
  page.palette[1] = {70, 70, 70};
  image = decode(test::png_bytes(page));
  ASSERT_EQ(image.pixels.type(), CV_8UC1);
  EXPECT_EQ(image.pixels.at<uint8_t>(0, 1), 70);
  page.bits = 1;
  page.palette = {{{255, 255, 255}}, {{0, 0, 0}}};
  page.value = [](int x, int, int) { return static_cast<unsigned>(x % 2); };
  image = decode(test::png_bytes(page));
  EXPECT_TRUE(image.bilevel);
  EXPECT_EQ(image.pixels.at<uint8_t>(0, 0), 255);
}

TEST(PngFileTest, Resolution) {
  PngPage page;
  EXPECT_EQ(decode(test::png_bytes(page)).x_per_inch, 0);
  page.pixels_per_meter = 11811;
  EXPECT_NEAR(decode(test::png_bytes(page)).x_per_inch, 300, 0.01);
}

TEST(PngFileTest, DamageIsAnErrorAndSilent) {
  PngPage page;
  page.height = 200;
  page.value = [](int x, int y, int) { return static_cast<unsigned>(x * x * 37 + y * y * 91); };
  const std::string whole = test::png_bytes(page);
  std::string flipped = whole;
  flipped[whole.size() / 2] = static_cast<char>(flipped[whole.size() / 2] ^ 0x55);
  std::string huge = whole;
  huge[16] = '\x70';  // the width; its checksum is wrong too
  for (const std::string& bytes : {whole.substr(0, whole.size() / 2), whole.substr(0, 20), flipped, huge}) {
    testing::internal::CaptureStderr();
    try {
      decode(bytes);
      ADD_FAILURE() << "reads without complaint";
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::input);
      EXPECT_THAT(error.what(), HasSubstr("damaged PNG ("));
    }
    EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
  }
}

TEST(PngFileTest, TooLargeIsAnError) {
  const TemporaryFolder folder;
  test::put_bytes(folder / "a.png", test::png_bytes({}));
  EXPECT_THROW(read_png(folder / "a.png", {.max_pixels = 100, .max_side = 100}), Error);
}

}  // namespace
}  // namespace folio
