#include <gtest/gtest.h>
#include <tiffio.h>

#include <algorithm>
#include <filesystem>
#include <opencv2/imgcodecs.hpp>
#include <optional>
#include <random>

#include "foreign/g4_encoder.h"
#include "foreign/handles.h"
#include "foreign/jpeg_encoder.h"
#include "foreign/png_encoder.h"
#include "foreign/tiff_g4.h"

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

/// A TIFF of one bilevel page in Group 4.
std::filesystem::path write_g4(const cv::Mat& pixels, uint16_t photometric, uint16_t fill_order,
                               int rows_per_strip) {
  const std::filesystem::path file = std::filesystem::path(testing::TempDir()) / "folio_g4_page.tif";
  const TiffPtr tiff(TIFFOpen(file.c_str(), "w"));
  TIFFSetField(tiff.get(), TIFFTAG_IMAGEWIDTH, pixels.cols);
  TIFFSetField(tiff.get(), TIFFTAG_IMAGELENGTH, pixels.rows);
  TIFFSetField(tiff.get(), TIFFTAG_ROWSPERSTRIP, rows_per_strip);
  TIFFSetField(tiff.get(), TIFFTAG_BITSPERSAMPLE, 1);
  TIFFSetField(tiff.get(), TIFFTAG_SAMPLESPERPIXEL, 1);
  TIFFSetField(tiff.get(), TIFFTAG_COMPRESSION, COMPRESSION_CCITTFAX4);
  TIFFSetField(tiff.get(), TIFFTAG_PHOTOMETRIC, photometric);
  TIFFSetField(tiff.get(), TIFFTAG_FILLORDER, fill_order);
  std::vector<unsigned char> row((static_cast<size_t>(pixels.cols) + 7) / 8);
  for (int y = 0; y < pixels.rows; ++y) {
    std::fill(row.begin(), row.end(), 0);
    for (int x = 0; x < pixels.cols; ++x) {
      const bool one = (pixels.at<uchar>(y, x) == 0) == (photometric == PHOTOMETRIC_MINISWHITE);
      if (one) row[static_cast<size_t>(x / 8)] |= static_cast<unsigned char>(0x80 >> (x % 8));
    }
    EXPECT_EQ(TIFFWriteScanline(tiff.get(), row.data(), static_cast<uint32_t>(y)), 1);
  }
  return file;
}

TEST(TiffG4, OneStripIsTakenAsItIs) {
  const cv::Mat pixels = speckled(cv::Size(61, 40), 5);
  for (const uint16_t order : {FILLORDER_MSB2LSB, FILLORDER_LSB2MSB}) {
    const auto file = write_g4(pixels, PHOTOMETRIC_MINISWHITE, order, pixels.rows);
    const std::optional<TiffG4> strip = tiff_g4(file, 0, pixels);
    ASSERT_TRUE(strip);
    EXPECT_FALSE(strip->black_is_one);
    EXPECT_EQ(cv::norm(decode_g4(strip->bytes, pixels.size()), pixels, cv::NORM_INF), 0);
  }
}

TEST(TiffG4, BlackIsZeroIsSaid) {
  const cv::Mat pixels = speckled(cv::Size(61, 40), 5);
  const auto file = write_g4(pixels, PHOTOMETRIC_MINISBLACK, FILLORDER_MSB2LSB, pixels.rows);
  const std::optional<TiffG4> strip = tiff_g4(file, 0, pixels);
  ASSERT_TRUE(strip);
  EXPECT_TRUE(strip->black_is_one);
  EXPECT_EQ(cv::norm(decode_g4(strip->bytes, pixels.size()), ~pixels, cv::NORM_INF), 0);
}

TEST(TiffG4, NothingWhereItIsNotThePage) {
  const cv::Mat pixels = speckled(cv::Size(61, 40), 5);
  cv::Mat other = pixels.clone();
  other.at<uchar>(20, 30) = static_cast<uchar>(~other.at<uchar>(20, 30));
  const auto file = write_g4(pixels, PHOTOMETRIC_MINISWHITE, FILLORDER_MSB2LSB, pixels.rows);
  EXPECT_FALSE(tiff_g4(file, 0, other)) << "the file changed";
  EXPECT_FALSE(tiff_g4(file, 0, pixels(cv::Rect(0, 0, 60, 40))));
  EXPECT_FALSE(tiff_g4(file, 1, pixels));
  EXPECT_FALSE(tiff_g4("no such file.tif", 0, pixels));
  const auto strips = write_g4(pixels, PHOTOMETRIC_MINISWHITE, FILLORDER_MSB2LSB, 8);
  EXPECT_FALSE(tiff_g4(strips, 0, pixels));
  std::filesystem::remove(strips);
}

TEST(PngEncoder, RowsAreThoseOfThePng) {
  const cv::Mat picture(7, 5, CV_8UC3, cv::Scalar(1, 2, 3));
  const std::string rows = encode_png_rows(picture), png = encode_png(picture);
  EXPECT_FALSE(rows.empty());
  EXPECT_NE(png.find(rows), std::string::npos);
}

}  // namespace
}  // namespace folio
