#include "foreign/pdf_volume.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <opencv2/core.hpp>

#include "core/error.h"
#include "core/files.h"
#include "export/pdf/pdf_facts.h"
#include "export/pdf/pdf_layers.h"
#include "export/pdf/searchable_pdf.h"
#include "support/opened_pdf.h"
#include "support/sample_page_text.h"

namespace folio {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;

class PdfVolume : public testing::Test {
 protected:
  void SetUp() override {
    text_ = sample_page_text();
    text_.size = {400, 300};
    scan_.origin = text_.origin;
    scan_.resolution = text_.resolution;
    scan_.pixels = cv::Mat(text_.size, CV_8UC3, cv::Scalar(200, 210, 220));
    for (const char* name : {"a.pdf", "b.pdf", "c.pdf"})
      write_file(folder_ / name, searchable_pdf(text_, {}, scan_, nullptr, {}));
  }
  void TearDown() override { fs::remove_all(folder_); }

  OpenedPdf volume(const PdfFacts& facts) {
    write_pdf_volume({{folder_ / "a.pdf", "12", "Л. 12"},
                      {folder_ / "b.pdf", "12об.", "Л. 12об."},
                      {folder_ / "c.pdf", "", "c"}},
                     facts, folder_ / "folio.pdf");
    return open_pdf(read_file(folder_ / "folio.pdf"));
  }

  PageText text_;
  ScannedPage scan_;
  fs::path folder_ = fs::path(testing::TempDir()) / "folio_pdf_volume_test";
};

TEST_F(PdfVolume, HasAllPagesWithLabelsAndBookmarks) {
  const OpenedPdf pdf = volume(pdf_facts(text_));
  EXPECT_EQ(pdf.page_count, 3u);
  EXPECT_THAT(pdf.page_labels, ElementsAre("12", "12об.", "[3]"));
  EXPECT_THAT(pdf.bookmarks, ElementsAre("Л. 12", "Л. 12об.", "c"));
  EXPECT_THAT(pdf.warnings, testing::IsEmpty());
}

TEST_F(PdfVolume, PagesShareOneListOfLayers) {
  const OpenedPdf pdf = volume(pdf_facts(text_));
  EXPECT_THAT(pdf.layers, testing::ElementsAreArray(kPdfLayerNames));
  EXPECT_THAT(pdf.ordered_layers, testing::ElementsAreArray(kPdfLayerNames));
  EXPECT_THAT(pdf.page_layers, testing::Not(testing::IsEmpty()));
}

TEST_F(PdfVolume, SameBytesAgain) {
  volume(pdf_facts(text_));
  const std::string first = read_file(folder_ / "folio.pdf");
  volume(pdf_facts(text_));
  EXPECT_EQ(read_file(folder_ / "folio.pdf"), first);
}

TEST_F(PdfVolume, AttachmentsMakeItPdfA3) {
  PdfFacts facts = pdf_facts(text_);
  facts.attachments = {attached_hocr(text_)};
  const OpenedPdf pdf = volume(facts);
  EXPECT_THAT(pdf.xmp, testing::HasSubstr("pdfaid:part=\"3\""));
  ASSERT_EQ(pdf.attachments.size(), 1u);
  EXPECT_TRUE(pdf.attachments[0].is_associated);
}

TEST_F(PdfVolume, ADamagedPageIsNamed) {
  write_file(folder_ / "b.pdf", "no PDF");
  try {
    volume(pdf_facts(text_));
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::input);
    EXPECT_THAT(error.what(), testing::HasSubstr("b.pdf"));
  }
  EXPECT_FALSE(fs::exists(folder_ / "folio.pdf"));
}

}  // namespace
}  // namespace folio
