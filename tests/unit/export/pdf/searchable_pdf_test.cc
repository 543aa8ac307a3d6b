#include "export/pdf/searchable_pdf.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <regex>

#include "core/files.h"
#include "export/pdf/glyphless_font.h"
#include "export/pdf/jpeg_facts.h"
#include "export/pdf/srgb_profile.h"
#include "support/opened_pdf.h"
#include "support/sample_page_text.h"

namespace folio {
namespace {

using testing::ElementsAre;
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

/// What is shown, in the order of the operators.
std::string shown_text(const PdfText& text) {
  std::string out;
  const std::string& operators = text.operators();
  static const std::regex kShow("<([0-9A-F]+)> Tj");
  for (std::sregex_iterator i(operators.begin(), operators.end(), kShow), end; i != end; ++i) {
    const std::string codes = (*i)[1];
    for (size_t k = 0; k < codes.size(); k += 4) {
      out += text.text_of_codes().at(std::stoul(codes.substr(k, 4), nullptr, 16));
    }
    if (out.back() != ' ' &&
        operators.compare(static_cast<size_t>(i->position() + i->length()), 7, "\n/Text ") == 0) {
      out += '|';  // the end of a line
    }
  }
  return out;
}

TEST(PdfText, EveryWordWhereItStands) {
  const std::string shown = shown_text(PdfText(sample_page_text(), PdfReading::as_it_stands));
  EXPECT_THAT(shown, HasSubstr("ТОВАРИЩ срочно №5 хххх"));
  EXPECT_THAT(shown, HasSubstr("прошу A<B&\"C\""));
  EXPECT_THAT(shown, HasSubstr("немедленно"));
}

TEST(PdfText, AmendedTakesInsertionsInAndStruckWordsOut) {
  const PdfText text(sample_page_text(), PdfReading::amended);
  const std::string shown = shown_text(text);
  EXPECT_THAT(shown, HasSubstr("ТОВАРИЩ немедленно №5"));
  EXPECT_THAT(shown, testing::Not(HasSubstr("срочно")));
  EXPECT_THAT(shown, testing::Not(HasSubstr("хххх")));
  EXPECT_THAT(text.operators(), testing::Not(HasSubstr("/Layer2 ")));
}

TEST(PdfText, WordsLieOnTheirBoxes) {
  PageText page = sample_page_text();
  page.lines = {page.lines[3]};
  page.lines[0].words.resize(1);  // "прошу", box 310 480 500 530, baseline 522, x-height 20.5, 300 dpi
  const std::string operators = PdfText(page, PdfReading::as_it_stands).operators();
  std::smatch match;
  const std::regex form("/Text ([0-9.]+) Tf ([0-9.]+) Tz [-0-9. ]+ ([0-9.]+) ([0-9.]+) Tm <([0-9A-F]+)> Tj");
  ASSERT_TRUE(std::regex_search(operators, match, form)) << operators;
  const double size = std::stod(match[1]), stretch = std::stod(match[2]);
  EXPECT_NEAR(size, 2 * 20.5 * 0.24, 0.01);
  EXPECT_NEAR(std::stod(match[3]), 310 * 0.24, 0.01);
  EXPECT_NEAR(std::stod(match[4]), (3508 - 522) * 0.24, 0.01);
  EXPECT_NEAR(5 * 0.5 * size * stretch / 100, 190 * 0.24, 0.05) << "as wide as the box";
}

TEST(PdfText, TurnedWritingRunsAlongItsBox) {
  PageText page = sample_page_text();
  page.lines = {page.lines[5]};  // box 40 1500 110 1800
  const double up = (3508 - 1800) * 0.24, down = (3508 - 1500) * 0.24;
  const auto matrix_of = [&](int turns) {
    page.lines[0].quarter_turns = turns;
    const std::string operators = PdfText(page, PdfReading::as_it_stands).operators();
    std::smatch match;
    EXPECT_TRUE(std::regex_search(operators, match,
                                  std::regex("Tz ([-0-9.]+) ([-0-9.]+) .* ([-0-9.]+) ([-0-9.]+) Tm")));
    return std::array{std::stod(match[1]), std::stod(match[2]), std::stod(match[3]), std::stod(match[4])};
  };
  EXPECT_THAT(matrix_of(1), ElementsAre(testing::DoubleNear(0, 1e-4), 1, testing::DoubleNear(0.24 * 96, 0.01),
                                        testing::DoubleNear(up, 0.01)));
  EXPECT_THAT(matrix_of(3),
              ElementsAre(testing::DoubleNear(0, 1e-4), -1, testing::DoubleNear(0.24 * 54, 0.01),
                          testing::DoubleNear(down, 0.01)));
}

TEST(PdfText, IsBalancedAndInvisible) {
  for (unsigned seed = 0; seed < 50; ++seed) {
    const std::string operators = PdfText(random_page_text(seed), PdfReading::amended).operators();
    const auto count = [&](const std::string& what) {
      size_t n = 0;
      for (size_t at = operators.find(what); at != std::string::npos; at = operators.find(what, at + 1)) ++n;
      return n;
    };
    EXPECT_EQ(count("BDC\n"), count("EMC\n"));
    EXPECT_EQ(count("BT\n"), count("ET\n"));
    EXPECT_EQ(count("BT\n"), count("3 Tr\n"));
    EXPECT_EQ(count("nan"), 0u);
    EXPECT_EQ(count("inf"), 0u);
  }
}

TEST(SearchablePdf, HasTheMarksOfPdfA) {
  const PageText text = small_sample();
  const OpenedPdf pdf = open_pdf(searchable_pdf(text, scan_of(text, CV_8UC3), {}));
  EXPECT_FALSE(pdf.xmp_is_filtered);
  EXPECT_THAT(pdf.xmp, HasSubstr("<pdfaid:part>2</pdfaid:part>"));
  EXPECT_THAT(pdf.xmp, HasSubstr("<pdfaid:conformance>U</pdfaid:conformance>"));
  EXPECT_EQ(pdf.title, "leaf 13-p003");
  EXPECT_THAT(pdf.xmp, HasSubstr(">leaf 13-p003<"));
  EXPECT_THAT(pdf.xmp, HasSubstr(">" + pdf.producer + "<"));
  EXPECT_EQ(pdf.language, "ru");
  EXPECT_TRUE(pdf.has_id);
  EXPECT_EQ(pdf.intent, "/GTS_PDFA1");
  EXPECT_EQ(pdf.icc_profile, srgb_profile());
  EXPECT_THAT(pdf.warnings, testing::IsEmpty());
}

TEST(SearchablePdf, LayersAreAllListedOnce) {
  const PageText text = small_sample();
  const OpenedPdf pdf = open_pdf(searchable_pdf(text, scan_of(text, CV_8UC1), {}));
  const auto names = ElementsAre("Scan", "Typed text", "Struck text", "Handwriting", "Stamps and print");
  EXPECT_THAT(pdf.layers, names);
  EXPECT_THAT(pdf.ordered_layers, names);
  EXPECT_THAT(pdf.page_layers, names);
  EXPECT_FALSE(pdf.has_as);
  EXPECT_TRUE(pdf.has_configuration_name);
}

TEST(SearchablePdf, CodesHaveTextAndGlyphs) {
  const PageText text = small_sample();
  const OpenedPdf pdf = open_pdf(searchable_pdf(text, scan_of(text, CV_8UC1), {}));
  EXPECT_THAT(pdf.to_unicode, HasSubstr("<2116>")) << "№ stays №";
  EXPECT_THAT(pdf.to_unicode, testing::Not(HasSubstr("<>")));
  EXPECT_EQ(static_cast<long>(pdf.font_file.size()), pdf.font_length);
  EXPECT_EQ(pdf.font_file,
            glyphless_font(static_cast<int>(PdfText(text, PdfReading::as_it_stands).text_of_codes().size())));
}

TEST(SearchablePdf, PageHasTheSizeOfTheScan) {
  const PageText text = small_sample();
  const OpenedPdf pdf = open_pdf(searchable_pdf(text, scan_of(text, CV_8UC1), {}));
  EXPECT_NEAR(pdf.width, 2480 * 0.24, 0.01);
  EXPECT_NEAR(pdf.height, 3508 * 0.24, 0.01);
}

TEST(SearchablePdf, PacksByTheKindOfScan) {
  const PageText text = small_sample();
  const OpenedPdf color = open_pdf(searchable_pdf(text, scan_of(text, CV_8UC3), {}));
  EXPECT_EQ(color.image_color_space, "/DeviceRGB");
  EXPECT_EQ(color.image_filter, "/DCTDecode");
  const OpenedPdf gray = open_pdf(searchable_pdf(text, scan_of(text, CV_8UC1), {}));
  EXPECT_EQ(gray.image_color_space, "/DeviceGray");
  ScannedPage scan = scan_of(text, CV_8UC1);
  scan.bilevel = true;
  const OpenedPdf bilevel = open_pdf(searchable_pdf(text, scan, {}));
  EXPECT_EQ(bilevel.image_filter, "/CCITTFaxDecode");
  EXPECT_EQ(bilevel.image_bits, 1);
}

TEST(SearchablePdf, SameInputSameBytes) {
  const PageText text = small_sample();
  EXPECT_EQ(searchable_pdf(text, scan_of(text, CV_8UC3), {}),
            searchable_pdf(text, scan_of(text, CV_8UC3), {}));
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
  bool goes_in_as_it_is() {
    return open_pdf(searchable_pdf(text_, scan_, {})).image_bytes == read_file(file_);
  }
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
  const std::string profile = srgb_profile();
  EXPECT_EQ(profile.substr(36, 4), "acsp");
  const auto byte = [&](size_t i) { return static_cast<size_t>(static_cast<unsigned char>(profile[i])); };
  EXPECT_EQ(byte(0) << 24 | byte(1) << 16 | byte(2) << 8 | byte(3), profile.size());
}

}  // namespace
}  // namespace folio
