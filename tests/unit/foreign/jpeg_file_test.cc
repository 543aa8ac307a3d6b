#include "foreign/jpeg_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/error.h"
#include "unit/foreign/sample_files.h"

namespace folio {
namespace {

using test::JpegPage;
using test::TemporaryFolder;
using testing::HasSubstr;

DecodedImage decode(const std::string& bytes) {
  const TemporaryFolder folder;
  test::put_bytes(folder / "a.jpg", bytes);
  return read_jpeg(folder / "a.jpg");
}

std::string problem_of(const std::string& bytes) {
  testing::internal::CaptureStderr();
  std::string problem;
  try {
    decode(bytes);
    ADD_FAILURE() << "reads without complaint";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::input);
    EXPECT_FALSE(error.advice().empty());
    problem = error.what();
  }
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
  return problem;
}

void expect_colors(const DecodedImage& image, const JpegPage& page) {
  ASSERT_EQ(image.pixels.type(), CV_8UC3);
  ASSERT_EQ(image.pixels.size(), cv::Size(page.width, page.height));
  for (const cv::Point at : {cv::Point(3, 4), cv::Point(33, 40)}) {
    for (int s = 0; s < 3; ++s) {
      EXPECT_NEAR(image.pixels.at<cv::Vec3b>(at)[2 - s], static_cast<int>(page.value(at.x, at.y, s)), 6);
    }
  }
}

TEST(JpegFileTest, ColorGrayAndProgressive) {
  JpegPage page;
  expect_colors(decode(test::jpeg_bytes(page)), page);
  page.progressive = true;
  expect_colors(decode(test::jpeg_bytes(page)), page);
  page.components = 1;
  const DecodedImage gray = decode(test::jpeg_bytes(page));
  ASSERT_EQ(gray.pixels.type(), CV_8UC1);
  EXPECT_NEAR(gray.pixels.at<uint8_t>(20, 10), 40, 4);
  EXPECT_FALSE(gray.bilevel);
}

TEST(JpegFileTest, CmykStraightAndInverted) {
  JpegPage page;
  page.components = 4;
  page.value = [](int, int, int s) -> unsigned {
    return s == 0 ? 255 : s == 3 ? 51 : 0;
  };  // cyan, some black
  for (const bool adobe : {true, false}) {
    page.adobe = adobe;
    const cv::Vec3b color = decode(test::jpeg_bytes(page)).pixels.at<cv::Vec3b>(20, 20);
    EXPECT_NEAR(color[0], 204, 5) << adobe;
    EXPECT_NEAR(color[1], 204, 5) << adobe;
    EXPECT_NEAR(color[2], 0, 5) << adobe;
  }
}

TEST(JpegFileTest, DensityByItsUnit) {
  JpegPage page;
  EXPECT_EQ(decode(test::jpeg_bytes(page)).x_per_inch, 300);
  page.density_unit = 2;
  page.y_density = 150;
  EXPECT_NEAR(decode(test::jpeg_bytes(page)).y_per_inch, 381, 1e-9);
  page.density_unit = 0;
  EXPECT_EQ(decode(test::jpeg_bytes(page)).x_per_inch, 0);
  EXPECT_EQ(decode(test::with_exif(test::jpeg_bytes(page), 1, 240)).x_per_inch, 240);
  page.density_unit = 1;
  EXPECT_EQ(decode(test::with_exif(test::jpeg_bytes(page), 1, 240)).x_per_inch, 300);
  page.x_density = page.y_density = 72;  // a default; EXIF knows better
  EXPECT_EQ(decode(test::with_exif(test::jpeg_bytes(page), 1, 240)).x_per_inch, 240);
}

TEST(JpegFileTest, ExifOrientationTurns) {
  JpegPage page;
  page.components = 1;
  page.value = [](int x, int y, int) -> unsigned { return x < 20 && y < 24 ? 0 : 255; };  // top left is black
  const std::string jpeg = test::jpeg_bytes(page);
  // Where the black corner goes for each orientation: {right, bottom}.
  const bool expected[8][2] = {{false, false}, {true, false}, {true, true}, {false, true},
                               {false, false}, {true, false}, {true, true}, {false, true}};
  for (int orientation = 1; orientation <= 8; ++orientation) {
    const cv::Mat pixels = decode(test::with_exif(jpeg, orientation)).pixels;
    EXPECT_EQ(pixels.size(), orientation < 5 ? cv::Size(40, 48) : cv::Size(48, 40));
    const bool* corner = expected[orientation - 1];
    const int x = corner[0] ? pixels.cols - 8 : 8, y = corner[1] ? pixels.rows - 8 : 8;
    EXPECT_LT(pixels.at<uint8_t>(y, x), 40) << orientation;
    EXPECT_GT(pixels.at<uint8_t>(pixels.rows - 1 - y, pixels.cols - 1 - x), 200) << orientation;
  }
}

TEST(JpegFileTest, MissingRowsAreAnError) {
  JpegPage page;
  page.height = 200;
  page.value = [](int x, int y, int s) { return static_cast<unsigned>(x * 37 + y * 91 + s * 50) % 256; };
  const std::string whole = test::jpeg_bytes(page);
  EXPECT_THAT(problem_of(whole.substr(0, whole.size() / 2)), HasSubstr("rows are missing"));
  // Cut, and the end marker put back.
  EXPECT_THAT(problem_of(whole.substr(0, whole.size() / 2) + "\xFF\xD9"), HasSubstr("rows are missing"));
  page.progressive = true;
  const std::string progressive = test::jpeg_bytes(page);
  EXPECT_THAT(problem_of(progressive.substr(0, progressive.size() / 2)), HasSubstr("rows are missing"));
  EXPECT_THAT(problem_of(whole.substr(0, 100)), HasSubstr("JPEG"));
}

TEST(JpegFileTest, MissingEndMarkerIsForgiven) {
  const JpegPage page;
  const std::string whole = test::jpeg_bytes(page);
  expect_colors(decode(whole.substr(0, whole.size() - 2)), page);
}

TEST(JpegFileTest, AbsurdSizeIsAnError) {
  std::string bytes = test::jpeg_bytes({});
  const size_t frame = bytes.find("\xFF\xC0");
  bytes[frame + 5] = bytes[frame + 7] = '\xFF';  // more than 65280 pixels a side
  EXPECT_THAT(problem_of(bytes), HasSubstr("too large"));
}

}  // namespace
}  // namespace folio
