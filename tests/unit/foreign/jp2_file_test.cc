#include "foreign/jp2_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/error.h"
#include "unit/foreign/sample_files.h"

namespace folio {
namespace {

using test::Jp2Page;
using test::TemporaryFolder;

DecodedImage decode(const std::string& bytes) {
  const TemporaryFolder folder;
  test::put_bytes(folder / "a.jp2", bytes);
  return read_jp2(folder / "a.jp2");
}

TEST(Jp2FileTest, ColorComesBack) {
  for (const bool bare : {false, true}) {
    Jp2Page page;
    page.bare = bare;
    if (bare) page.color_space = 0;
    const DecodedImage image = decode(test::jp2_bytes(page));
    ASSERT_EQ(image.pixels.type(), CV_8UC3);
    ASSERT_EQ(image.pixels.size(), cv::Size(40, 32));
    EXPECT_EQ(image.pixels.at<cv::Vec3b>(7, 30), cv::Vec3b(137, 117, 97));
    EXPECT_EQ(image.x_per_inch, 0);
  }
}

TEST(Jp2FileTest, GrayOfAnyDepth) {
  for (const int bits : {4, 8, 12, 16}) {
    Jp2Page page;
    page.components = 1;
    page.color_space = 2;
    page.bits = bits;
    const unsigned top = (1U << bits) - 1;
    page.value = [top](int x, int, int) { return x < 20 ? top : top / 5; };
    const DecodedImage image = decode(test::jp2_bytes(page));
    ASSERT_EQ(image.pixels.type(), CV_8UC1);
    EXPECT_EQ(image.pixels.at<uint8_t>(3, 3), 255) << bits;
    EXPECT_NEAR(image.pixels.at<uint8_t>(3, 30), 51, 1) << bits;
  }
}

TEST(Jp2FileTest, SubsampledYccBecomesColor) {
  Jp2Page page;
  page.color_space = 3;
  page.subsampling = 2;
  page.value = [](int x, int, int s) { return s == 0 ? 76U : s == 1 ? 85U : x < 20 ? 255U : 128U; };
  const DecodedImage image = decode(test::jp2_bytes(page));
  const cv::Vec3b red = image.pixels.at<cv::Vec3b>(9, 9);
  EXPECT_NEAR(red[0], 0, 2);
  EXPECT_NEAR(red[1], 0, 2);
  EXPECT_NEAR(red[2], 254, 2);
  EXPECT_NEAR(image.pixels.at<cv::Vec3b>(9, 30)[2], 76, 2);
}

TEST(Jp2FileTest, ResolutionOfCapture) {
  const std::string bytes = test::with_capture_resolution(test::jp2_bytes({}), 300, 200);
  const DecodedImage image = decode(bytes);
  EXPECT_NEAR(image.x_per_inch, 300, 0.02);
  EXPECT_NEAR(image.y_per_inch, 200, 0.02);
}

TEST(Jp2FileTest, DamageIsAnErrorAndSilent) {
  Jp2Page page;
  page.width = page.height = 200;
  page.value = [](int x, int y, int s) {
    return static_cast<unsigned>(x * x * 37 + y * y * 91 + s * 50) % 256;
  };
  const std::string whole = test::jp2_bytes(page);
  for (const size_t size : {whole.size() / 2, size_t{100}, size_t{20}}) {
    testing::internal::CaptureStderr();
    testing::internal::CaptureStdout();
    EXPECT_THROW(decode(whole.substr(0, size)), Error) << size;
    EXPECT_EQ(testing::internal::GetCapturedStdout(), "");
    EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
  }
}

TEST(Jp2FileTest, TooLargeIsAnError) {
  const TemporaryFolder folder;
  test::put_bytes(folder / "a.jp2", test::jp2_bytes({}));
  EXPECT_THROW(read_jp2(folder / "a.jp2", {.max_pixels = 1000, .max_side = 1000}), Error);
}

/// The code stream with other bytes `from` a marker on (its two bytes among those counted).
std::string patched(std::string bytes, std::string_view marker, size_t from, std::string_view with) {
  bytes.replace(bytes.find(marker) + from, with.size(), with);
  return bytes;
}

std::string problem_of(const std::string& bytes) {
  try {
    decode(bytes);
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::input);
    return error.what();
  }
  return {};
}

TEST(Jp2FileTest, AbsurdTablesAreRefusedBeforeTheDecoderMakesThem) {
  using namespace std::string_view_literals;
  Jp2Page page;
  page.bare = true;
  const std::string good = test::jp2_bytes(page);
  constexpr std::string_view kSiz = "\xFF\x51", kCod = "\xFF\x52";
  constexpr std::string_view kSides = "\0\0\x20\0\0\0\x20\0"sv;                         // 8192 x 8192
  const std::string large = patched(patched(good, kSiz, 6, kSides), kSiz, 22, kSides);  // of one tile
  EXPECT_THAT(problem_of(patched(large, kCod, 10, "\0\0"sv)), testing::HasSubstr("so many parts"));
  EXPECT_THAT(problem_of(patched(large, kSiz, 22, "\0\0\0\x08\0\0\0\x08"sv)), testing::HasSubstr("tiles"));
  EXPECT_THAT(problem_of(patched(good, kSiz, 38, "\x40\0"sv)), testing::HasSubstr("16384 components"));
  EXPECT_THAT(problem_of(patched(good, kSiz, 6, "\x7F\xFF\xFF\xFF\x7F\xFF\xFF\xFF"sv)),
              testing::HasSubstr("too large"));
}

}  // namespace
}  // namespace folio
