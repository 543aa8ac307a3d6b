#include "export/exporter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "core/error.h"
#include "core/files.h"
#include "support/sample_page_text.h"

namespace folio {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;

class Exporters : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::path(testing::TempDir()) / "folio_exporter_test";
    fs::remove_all(folder_);
    page_.text = sample_page_text();
    scan_.pixels = cv::Mat(page_.text.size, CV_8UC1, cv::Scalar(255));
    scan_.origin = page_.text.origin;
    masks_ = LayerMasks(page_.text.size);
  }
  void TearDown() override { fs::remove_all(folder_); }

  fs::path folder_;
  ReconciledPage page_;
  ScannedPage scan_;
  LayerMasks masks_;
};

TEST_F(Exporters, AllProductsAndNothingElse) {
  std::vector<std::string> extensions;
  for (const auto& exporter : make_exporters({.pdf = true})) {
    extensions.emplace_back(exporter->extension());
    const fs::path file = folder_ / "deep" / ("leaf" + extensions.back());
    const ExportInput input{page_, exporter->has_picture() ? &scan_ : nullptr,
                            exporter->needs_masks() ? &masks_ : nullptr};
    exporter->write(input, file);
    EXPECT_EQ(read_file(file), exporter->bytes(input)) << file;
  }
  EXPECT_THAT(extensions,
              ElementsAre(".hocr", ".typed.txt", ".amended.txt", ".diplomatic.txt", ".layers.png", ".pdf"));
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_ / "deep"), fs::directory_iterator()), 6);
}

TEST_F(Exporters, PdfOnlyWhenWanted) { EXPECT_EQ(make_exporters({}).size(), 5u); }

TEST_F(Exporters, AFolderThatIsNoneIsAFileAccessError) {
  write_file(folder_ / "file", "x");
  const auto exporter = make_hocr_exporter();
  try {
    exporter->write({page_}, folder_ / "file" / "leaf.hocr");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::file_access);
  }
}

}  // namespace
}  // namespace folio
