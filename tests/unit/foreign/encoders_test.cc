#include <gtest/gtest.h>
#include <tiffio.h>

#include <filesystem>
#include <opencv2/imgcodecs.hpp>
#include <random>

#include "foreign/g4_encoder.h"
#include "foreign/handles.h"
#include "foreign/jpeg_encoder.h"
#include "foreign/png_encoder.h"

namespace folio {
namespace {

cv::Mat speckled(const cv::Size& size, unsigned seed) {
  std::mt19937 random(seed);
  cv::Mat out(size, CV_8UC1, cv::Scalar(255));
  for (int y = 0; y < size.height; ++y) {
    for (int x = 0; x < size.width; ++x) {
      if (random() % 7 == 0 || (x / 5 + y / 9) % 4 == 0) out.at<uchar>(y, x) = 0;
    }
  }
  return out;
}

/// Unpacks Group 4 data with libtiff, wrapped in a file of its own.
cv::Mat decode_g4(const std::string& data, const cv::Size& size) {
  const std::filesystem::path file = std::filesystem::path(testing::TempDir()) / "folio_g4_test.tif";
  {
    const TiffPtr tiff(TIFFOpen(file.c_str(), "w"));
    TIFFSetField(tiff.get(), TIFFTAG_IMAGEWIDTH, size.width);
    TIFFSetField(tiff.get(), TIFFTAG_IMAGELENGTH, size.height);
    TIFFSetField(tiff.get(), TIFFTAG_ROWSPERSTRIP, size.height);
    TIFFSetField(tiff.get(), TIFFTAG_BITSPERSAMPLE, 1);
    TIFFSetField(tiff.get(), TIFFTAG_COMPRESSION, COMPRESSION_CCITTFAX4);
    TIFFSetField(tiff.get(), TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISWHITE);
    std::string copy = data;
    EXPECT_GT(TIFFWriteRawStrip(tiff.get(), 0, copy.data(), static_cast<tmsize_t>(copy.size())), 0);
  }
  cv::Mat out(size, CV_8UC1);
  {
    const TiffPtr tiff(TIFFOpen(file.c_str(), "r"));
    std::vector<unsigned char> row(static_cast<size_t>(TIFFScanlineSize(tiff.get())));
    for (int y = 0; y < size.height; ++y) {
      EXPECT_EQ(TIFFReadScanline(tiff.get(), row.data(), static_cast<uint32_t>(y)), 1);
      for (int x = 0; x < size.width; ++x) {
        out.at<uchar>(y, x) = (row[static_cast<size_t>(x / 8)] >> (7 - x % 8) & 1) != 0 ? 0 : 255;
      }
    }
  }
  std::filesystem::remove(file);
  return out;
}

TEST(G4Encoder, IsLossless) {
  for (const cv::Size size : {cv::Size(1, 1), cv::Size(8, 3), cv::Size(61, 40), cv::Size(1200, 700)}) {
    const cv::Mat pixels = speckled(size, 5);
    EXPECT_EQ(cv::norm(decode_g4(encode_g4(pixels), size), pixels, cv::NORM_INF), 0) << size;
  }
}

TEST(G4Encoder, AWhitePageIsShort) {
  EXPECT_LT(encode_g4(cv::Mat(3508, 2480, CV_8UC1, cv::Scalar(255))).size(), 500u);
}

cv::Mat decode(const std::string& file, int how = cv::IMREAD_UNCHANGED) {
  return cv::imdecode(cv::Mat(1, static_cast<int>(file.size()), CV_8UC1, const_cast<char*>(file.data())),
                      how);
}

/// Each side a ramp of its own, so that exchanged channels or rows show.
cv::Mat ramps(const cv::Size& size) {
  cv::Mat out(size, CV_8UC3);
  for (int y = 0; y < size.height; ++y) {
    for (int x = 0; x < size.width; ++x)
      out.at<cv::Vec3b>(y, x) = {static_cast<uchar>(2 * x), static_cast<uchar>(3 * y), 200};
  }
  return out;
}

TEST(PngEncoder, GrayIsLossless) {
  const cv::Mat pixels = speckled({61, 40}, 6) / 3;
  const cv::Mat decoded = decode(encode_png(pixels));
  ASSERT_EQ(decoded.type(), CV_8UC1);
  EXPECT_EQ(cv::norm(decoded, pixels, cv::NORM_INF), 0);
}

TEST(PngEncoder, ColorIsLossless) {
  const cv::Mat pixels = ramps({61, 40}), decoded = decode(encode_png(pixels));
  ASSERT_EQ(decoded.type(), CV_8UC3);
  EXPECT_EQ(cv::norm(decoded, pixels, cv::NORM_INF), 0);
}

TEST(PngEncoder, PaletteGivesTheColors) {
  const cv::Mat indexes = (cv::Mat_<uchar>(1, 3) << 0, 1, 2);
  const std::array<Rgb, 3> palette{Rgb{1, 2, 3}, Rgb{40, 50, 60}, Rgb{255, 0, 128}};
  const cv::Mat colors = decode(encode_palette_png(indexes, palette, 11811, 11811), cv::IMREAD_COLOR);
  EXPECT_EQ(colors.at<cv::Vec3b>(0, 0), cv::Vec3b(3, 2, 1));
  EXPECT_EQ(colors.at<cv::Vec3b>(0, 1), cv::Vec3b(60, 50, 40));
  EXPECT_EQ(colors.at<cv::Vec3b>(0, 2), cv::Vec3b(128, 0, 255));
}

TEST(JpegEncoder, ColorAndGrayComeBackNearlyTheSame) {
  const cv::Mat color = ramps({61, 40}), decoded = decode(encode_jpeg(color, 95));
  ASSERT_EQ(decoded.type(), CV_8UC3);
  EXPECT_LT(cv::norm(decoded, color, cv::NORM_L1) / static_cast<double>(3 * color.total()), 3);
  cv::Mat gray;
  cv::extractChannel(color, gray, 0);
  const cv::Mat decoded_gray = decode(encode_jpeg(gray, 95));
  ASSERT_EQ(decoded_gray.type(), CV_8UC1);
  EXPECT_LE(cv::norm(decoded_gray, gray, cv::NORM_INF), 6);
}

TEST(JpegEncoder, LessQualityIsShorter) {
  const cv::Mat pixels = speckled({300, 200}, 7);
  EXPECT_LT(encode_jpeg(pixels, 20).size(), encode_jpeg(pixels, 90).size());
}

}  // namespace
}  // namespace folio
