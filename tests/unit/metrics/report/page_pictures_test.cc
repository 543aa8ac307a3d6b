#include "metrics/report/page_pictures.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <opencv2/imgcodecs.hpp>

#include "core/error.h"
#include "core/files.h"
#include "metrics/report/scan_folder.h"

namespace folio {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

class PagePictures : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::path(testing::TempDir()) / "folio_page_pictures" /
              testing::UnitTest::GetInstance()->current_test_info()->name();
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void draw(const std::string& name, const cv::Size& size) {
    cv::imwrite((folder_ / name).string(), cv::Mat(size, CV_8UC1, cv::Scalar(200)));
  }
  static ReportPage page(const std::string& name, const cv::Size& size) {
    ReportPage out;
    out.name = name;
    out.readings.resize(2);
    out.readings[1].size = size;
    return out;
  }
  fs::path folder_;
};

TEST_F(PagePictures, AreFoundByTheNamesOfPages) {
  draw("leaf 1.png", {300, 400});
  draw("leaf-p7.png", {120, 160});
  ReportContents contents;
  contents.pages = {page("leaf 1", {600, 800}), page("leaf-p7", {30, 40})};
  EXPECT_THAT(add_pictures(contents, folder_), ElementsAre());
  EXPECT_FALSE(contents.pages[0].jpeg.empty());
  EXPECT_FALSE(contents.pages[1].jpeg.empty());
}

TEST_F(PagePictures, OfAFileOfSeveralPagesAreTold) {
  cv::imwritemulti((folder_ / "folio.tif").string(),
                   std::vector<cv::Mat>{cv::Mat(40, 30, CV_8UC1, cv::Scalar(10)),
                                        cv::Mat(41, 30, CV_8UC1, cv::Scalar(90))});
  ScanFolder scans(folder_);
  EXPECT_EQ(scans.pixels("folio-p002")->rows, 41);
  EXPECT_EQ(scans.pixels("folio-p001")->rows, 40);
  EXPECT_FALSE(scans.pixels("folio-p003"));
  EXPECT_FALSE(scans.pixels("folio"));
}

TEST_F(PagePictures, SayWhyThereIsNone) {
  draw("cut.png", {300, 300});
  write_file(folder_ / "bad.png", "no picture");
  ReportContents contents;
  contents.pages = {page("none", {6, 8}), page("cut", {300, 400}), page("bad", {6, 8}), page("text", {})};
  EXPECT_THAT(add_pictures(contents, folder_),
              ElementsAre(HasSubstr("none: no picture: no scan of this name"),
                          HasSubstr("cut: no picture: its scan has another shape"), HasSubstr("bad.png")));
  for (const ReportPage& without : contents.pages) EXPECT_TRUE(without.jpeg.empty());
}

TEST_F(PagePictures, NeedAFolder) {
  ReportContents contents;
  EXPECT_THROW(add_pictures(contents, folder_ / "none"), Error);
}

}  // namespace
}  // namespace folio
