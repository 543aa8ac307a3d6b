#include "export/pdf/searchable_pdf.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <set>

#include "core/error.h"
#include "core/files.h"
#include "core/text.h"
#include "export/hocr/hocr_writer.h"
#include "export/pdf/glyphless_font.h"
#include "export/pdf/jpeg_facts.h"
#include "export/pdf/srgb_profile.h"
#include "support/opened_pdf.h"
#include "support/sample_page_text.h"

namespace folio {
namespace {

using testing::HasSubstr;

PageText small_sample() {
  PageText page = sample_page_text();
  page.origin.page_count = 1;
  return page;
}

ScannedPage scan_of(const PageText& text, int type) {
  ScannedPage scan;
  scan.origin = text.origin;
  scan.resolution = text.resolution;
  scan.pixels = cv::Mat(text.size, type, cv::Scalar::all(255));
  cv::rectangle(scan.pixels, {310, 400, 300, 50}, cv::Scalar::all(0), cv::FILLED);
  return scan;
}

/// All that is dark is typed.
LayerMasks masks_of(const ScannedPage& scan) {
  LayerMasks masks(scan.pixels.size());
  cv::Mat gray = scan.pixels;
  if (gray.channels() == 3) cv::cvtColor(scan.pixels, gray, cv::COLOR_BGR2GRAY);
  masks[Layer::typed] = gray < 128;
  return masks;
}

std::string pdf_of(const PageText& text, const ScannedPage& scan, const PdfOptions& options = {}) {
  return searchable_pdf(text, {}, scan, nullptr, options);
}

TEST(SearchablePdf, HasTheMarksOfPdfA) {
  const PageText text = small_sample();
  const OpenedPdf pdf = open_pdf(pdf_of(text, scan_of(text, CV_8UC3)));
  EXPECT_FALSE(pdf.xmp_is_filtered);
  EXPECT_THAT(pdf.xmp, HasSubstr("pdfaid:part=\"2\""));
  EXPECT_THAT(pdf.xmp, HasSubstr("pdfaid:conformance=\"U\""));
  EXPECT_EQ(pdf.title, "leaf 13-p003");
  EXPECT_THAT(pdf.xmp, HasSubstr(">leaf 13-p003<"));
  EXPECT_THAT(pdf.xmp, HasSubstr("pdf:Producer=\"" + pdf.producer + "\""));
  EXPECT_EQ(pdf.language, "ru");
  EXPECT_TRUE(pdf.has_id);
  EXPECT_EQ(pdf.intent, "/GTS_PDFA1");
  EXPECT_EQ(pdf.icc_profile, srgb_profile());
  EXPECT_EQ(pdf.icc_components, 3);
  EXPECT_THAT(pdf.warnings, testing::IsEmpty());
}

TEST(SearchablePdf, SaysWhatItIsAndWhatMadeIt) {
  const PageText text = small_sample();
  const OpenedPdf pdf = open_pdf(
      searchable_pdf(text, "ГАРФ. Ф. 5446. Оп. 98с. Д. 718. Л. 12", scan_of(text, CV_8UC1), nullptr, {}));
  EXPECT_THAT(pdf.xmp, HasSubstr("<dc:identifier>ГАРФ. Ф. 5446. Оп. 98с. Д. 718. Л. 12</dc:identifier>"));
  EXPECT_THAT(pdf.xmp, HasSubstr("xmp:CreatorTool=\"folio test (models " + text.made_with.models +
                                 "; options " + text.made_with.options + ")\""));
}

TEST(SearchablePdf, GreyPagesHaveAGreyIntent) {
  const PageText text = small_sample();
  const OpenedPdf pdf = open_pdf(pdf_of(text, scan_of(text, CV_8UC1)));
  EXPECT_EQ(pdf.icc_profile, gray_profile());
  EXPECT_EQ(pdf.icc_components, 1);
}

TEST(SearchablePdf, LayersAreAllListedOnceAndOn) {
  const PageText text = small_sample();
  const OpenedPdf pdf = open_pdf(pdf_of(text, scan_of(text, CV_8UC1)));
  EXPECT_THAT(pdf.layers, testing::ElementsAreArray(kPdfLayerNames));
  EXPECT_THAT(pdf.ordered_layers, testing::ElementsAreArray(kPdfLayerNames));
  EXPECT_EQ(std::set<std::string_view>(kPdfLayerNames.begin(), kPdfLayerNames.end()).size(),
            kPdfLayerNames.size());
  EXPECT_THAT(pdf.page_layers,
              testing::UnorderedElementsAre("Scan: paper", "Typed: text", "Struck: text", "Handwriting: text",
                                            "Stamps: text", "Print: text"));
  EXPECT_FALSE(pdf.has_as);
  EXPECT_FALSE(pdf.has_off);
  EXPECT_TRUE(pdf.has_configuration_name);
}

TEST(SearchablePdf, CodesHaveTextAndGlyphs) {
  const PageText text = small_sample();
  const OpenedPdf pdf = open_pdf(pdf_of(text, scan_of(text, CV_8UC1)));
  EXPECT_THAT(pdf.to_unicode, HasSubstr("<2116>")) << "№ stays №";
  EXPECT_THAT(pdf.to_unicode, testing::Not(HasSubstr("<>")));
  EXPECT_THAT(pdf.fonts, testing::Each("/TrueType"));
  EXPECT_EQ(static_cast<long>(pdf.font_file.size()), pdf.font_length);
  EXPECT_EQ(pdf.font_file,
            glyphless_font(static_cast<int>(PdfText(text, Reading::diplomatic).text_of_codes().size())));
}

TEST(SearchablePdf, MoreCharactersThanAByteHasTakeTwoBytes) {
  PageText text = small_sample();
  std::string all;
  for (char32_t c = 0x4E00; c < 0x4E00 + 300; ++c) all += from_code_points({&c, 1});
  text.lines[1].words[0].text = all;
  const OpenedPdf pdf = open_pdf(pdf_of(text, scan_of(text, CV_8UC1)));
  EXPECT_THAT(pdf.fonts, testing::Each("/Type0"));
  EXPECT_THAT(pdf.to_unicode, HasSubstr("<0000> <FFFF>"));
  EXPECT_THAT(pdf.warnings, testing::IsEmpty());
}

TEST(SearchablePdf, AttachesTheHocrAsPdfA3) {
  const PageText text = small_sample();
  PdfOptions options;
  options.attach = true;
  const OpenedPdf pdf = open_pdf(pdf_of(text, scan_of(text, CV_8UC1), options));
  EXPECT_THAT(pdf.xmp, HasSubstr("pdfaid:part=\"3\""));
  ASSERT_EQ(pdf.attachments.size(), 1u);
  EXPECT_EQ(pdf.attachments[0].name, "leaf 13-p003.hocr");
  EXPECT_EQ(pdf.attachments[0].relationship, "/Alternative");
  EXPECT_EQ(pdf.attachments[0].media_type, "/text/vnd.hocr+html");
  EXPECT_EQ(pdf.attachments[0].bytes, write_hocr(text));
  EXPECT_TRUE(pdf.attachments[0].is_associated);
  EXPECT_THAT(open_pdf(pdf_of(text, scan_of(text, CV_8UC1))).attachments, testing::IsEmpty());
}

TEST(SearchablePdf, AnotherTextOnTheSamePicture) {
  const PageText text = small_sample();
  PageText other = text;
  other.lines[1].words[0].text = "ГРАЖДАНЕ";
  const ScannedPage scan = scan_of(text, CV_8UC3);
  const LayerMasks masks = masks_of(scan);
  EXPECT_EQ(searchable_pdf(other, {}, searchable_pdf(text, {}, scan, &masks, {}), {}),
            searchable_pdf(other, {}, scan, &masks, {}));
  ScannedPage bilevel = scan_of(text, CV_8UC1);
  bilevel.bilevel = true;
  EXPECT_EQ(searchable_pdf(other, {}, searchable_pdf(text, {}, bilevel, &masks, {}), {}),
            searchable_pdf(other, {}, bilevel, &masks, {}));
  EXPECT_THROW(searchable_pdf(other, {}, "no PDF", {}), Error);
}

TEST(SearchablePdf, PageHasTheSizeOfTheScan) {
  const PageText text = small_sample();
  const OpenedPdf pdf = open_pdf(pdf_of(text, scan_of(text, CV_8UC1)));
  EXPECT_NEAR(pdf.width, 2480 * 0.24, 0.01);
  EXPECT_NEAR(pdf.height, 3508 * 0.24, 0.01);
}

TEST(SearchablePdf, PacksByTheKindOfScan) {
  const PageText text = small_sample();
  const auto only_image = [&](const ScannedPage& scan, const PdfOptions& options = {}) {
    const OpenedPdf pdf = open_pdf(pdf_of(text, scan, options));
    EXPECT_EQ(pdf.images.size(), 1u);
    return pdf.images.at(0);
  };
  EXPECT_EQ(only_image(scan_of(text, CV_8UC3)).color_space, "/DeviceRGB");
  EXPECT_EQ(only_image(scan_of(text, CV_8UC3)).filter, "/DCTDecode");
  EXPECT_EQ(only_image(scan_of(text, CV_8UC1)).color_space, "/DeviceGray");
  ScannedPage scan = scan_of(text, CV_8UC1);
  scan.bilevel = true;
  EXPECT_EQ(only_image(scan).filter, "/CCITTFaxDecode");
  PdfOptions keep;
  keep.picture.keep_scan = true;
  EXPECT_EQ(only_image(scan_of(text, CV_8UC3), keep).filter, "/FlateDecode") << "lossless";
}

TEST(SearchablePdf, SameInputSameBytes) {
  const PageText text = small_sample();
  EXPECT_EQ(pdf_of(text, scan_of(text, CV_8UC3)), pdf_of(text, scan_of(text, CV_8UC3)));
}

class JpegScan : public testing::Test {
 protected:
  void SetUp() override {
    file_ = std::filesystem::path(testing::TempDir()) / "folio_jpeg_scan.jpg";
    std::vector<unsigned char> bytes;
    cv::imencode(".jpg", scan_of(text_, CV_8UC3).pixels, bytes);
    jpeg_.assign(bytes.begin(), bytes.end());
    save(jpeg_);
  }
  void TearDown() override { std::filesystem::remove(file_); }
  void save(const std::string& bytes) {
    write_file(file_, bytes);
    scan_ = scan_of(text_, CV_8UC3);
    scan_.origin.file = file_;
    scan_.origin.sha256 = sha256_hex(bytes);
  }
  bool goes_in_as_it_is() { return open_pdf(pdf_of(text_, scan_)).images.at(0).bytes == read_file(file_); }
  PageText text_ = small_sample();
  ScannedPage scan_;
  std::string jpeg_;
  std::filesystem::path file_;
};

TEST_F(JpegScan, GoesInAsItIs) { EXPECT_TRUE(goes_in_as_it_is()); }

TEST_F(JpegScan, NotWhenTheFileChanged) {
  scan_.origin.sha256 = std::string(64, '0');
  EXPECT_FALSE(goes_in_as_it_is());
}

TEST_F(JpegScan, NotWhenThePixelsWereTurned) {
  // An EXIF segment with orientation 6 after the start marker.
  const std::string exif(
      "\xFF\xE1\x00\x22"
      "Exif\0\0"
      "MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0",
      36);
  save(jpeg_.substr(0, 2) + exif + jpeg_.substr(2));
  EXPECT_EQ(jpeg_facts(read_file(file_))->orientation, 6);
  EXPECT_FALSE(goes_in_as_it_is());
}

TEST(JpegFacts, WantsAWholeHeader) {
  std::vector<unsigned char> encoded;
  cv::imencode(".jpg", cv::Mat(7, 5, CV_8UC1, cv::Scalar(9)), encoded);
  const std::string bytes(encoded.begin(), encoded.end());
  const auto facts = jpeg_facts(bytes);
  ASSERT_TRUE(facts);
  EXPECT_EQ(facts->width, 5);
  EXPECT_EQ(facts->height, 7);
  EXPECT_EQ(facts->channels, 1);
  EXPECT_EQ(facts->bits, 8);
  for (size_t n = 0; n < 60; ++n) EXPECT_FALSE(jpeg_facts(bytes.substr(0, n))) << n;
  EXPECT_FALSE(jpeg_facts("\x89PNG"));
}

TEST(GlyphlessFont, ChecksumOfTheFileIsRight) {
  for (const int count : {1, 2, 90, 65535}) {
    const std::string font = glyphless_font(count);
    uint32_t sum = 0;
    ASSERT_EQ(font.size() % 4, 0u);
    for (size_t i = 0; i < font.size(); ++i) {
      sum += static_cast<uint32_t>(static_cast<unsigned char>(font[i])) << (24 - 8 * (i % 4));
    }
    EXPECT_EQ(sum, 0xB1B0AFBA) << count;
  }
}

TEST(SrgbProfile, HeaderSaysItsSize) {
  for (const std::string& profile : {srgb_profile(), gray_profile()}) {
    EXPECT_EQ(profile.substr(36, 4), "acsp");
    const auto byte = [&](size_t i) { return static_cast<size_t>(static_cast<unsigned char>(profile[i])); };
    EXPECT_EQ(byte(0) << 24 | byte(1) << 16 | byte(2) << 8 | byte(3), profile.size());
  }
}

}  // namespace
}  // namespace folio
