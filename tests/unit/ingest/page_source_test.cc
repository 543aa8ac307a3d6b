#include "ingest/page_source.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>

#include "core/error.h"
#include "core/files.h"
#include "ingest/ingest.h"
#include "unit/foreign/sample_files.h"

namespace folio {
namespace {

using test::TemporaryFolder;
using test::TiffPage;
using testing::HasSubstr;

Error error_of(const std::function<void()>& call) {
  try {
    call();
  } catch (const Error& error) {
    return error;
  }
  ADD_FAILURE() << "nothing was thrown";
  return {ErrorCode::arguments, ""};
}

TiffPage leaf() {
  TiffPage page;
  page.width = 250;
  page.height = 350;
  page.rows_per_strip = 350;
  page.x_resolution = page.y_resolution = 30;  // 212 x 296 mm
  return page;
}

TEST(PageSourceTest, PagesOfATiff) {
  const TemporaryFolder folder;
  TiffPage bits = leaf();
  bits.bits = 1;
  bits.compression = 4;
  test::write_tiff(folder / "Лист 7.tif", {leaf(), bits});
  const PageSource source(folder / "Лист 7.tif");
  ASSERT_EQ(source.page_count(), 2);
  const ScannedPage first = source.read(0), second = source.read(1);
  EXPECT_FALSE(first.bilevel);
  EXPECT_TRUE(second.bilevel);
  EXPECT_EQ(second.pixels.type(), CV_8UC1);
  EXPECT_EQ(first.origin.stem, "Лист 7-p001");
  EXPECT_EQ(second.origin.stem, "Лист 7-p002");
  EXPECT_EQ(second.origin.page_idx, 1);
  EXPECT_EQ(second.origin.page_count, 2);
  EXPECT_EQ(second.origin.file, folder / "Лист 7.tif");
  EXPECT_EQ(second.origin.sha256, sha256_hex(test::get_bytes(folder / "Лист 7.tif")));
  EXPECT_EQ(second.resolution.source, Resolution::Source::declared);
  EXPECT_EQ(second.resolution.x, 30);
}

TEST(PageSourceTest, ChecksumOfAFileOfManyPieces) {
  const TemporaryFolder folder;
  const std::string bytes(700'001, 'x');
  test::put_bytes(folder / "a", bytes);
  EXPECT_EQ(sha256_of_file(folder / "a"), sha256_hex(bytes));
}

TEST(PageSourceTest, ContentDecidesNotTheName) {
  const TemporaryFolder folder;
  test::put_bytes(folder / "a.tif", test::png_bytes({}));
  test::put_bytes(folder / "b.png", test::jpeg_bytes({}));
  test::put_bytes(folder / "c", test::jp2_bytes({}));
  EXPECT_EQ(PageSource(folder / "a.tif").read(0).pixels.cols, 19);
  EXPECT_EQ(PageSource(folder / "b.png").read(0).pixels.rows, 48);
  const ScannedPage page = PageSource(folder / "c", "chosen").read(0);
  EXPECT_EQ(page.pixels.rows, 32);
  EXPECT_EQ(page.origin.stem, "chosen");
  EXPECT_EQ(page.resolution.source, Resolution::Source::estimated);
}

TEST(PageSourceTest, FilesThatAreNoImages) {
  const TemporaryFolder folder;
  test::put_bytes(folder / "empty.tif", "");
  test::put_bytes(folder / "text.tif", "Дорогие товарищи");
  test::put_bytes(folder / "a.pdf", "%PDF-1.7 and so on");
  const auto expect = [&](const std::filesystem::path& file, const std::string& problem) {
    const Error error = error_of([&] { const PageSource source(file); });
    EXPECT_EQ(error.code(), ErrorCode::input) << file;
    EXPECT_THAT(error.message(), HasSubstr(problem));
    EXPECT_EQ(error.file(), file.string());
    EXPECT_EQ(error.page(), 0);
    EXPECT_EQ(error.stage(), "ingest");
    EXPECT_FALSE(error.advice().empty());
  };
  expect(folder / "missing.tif", "no such file");
  expect(folder / "empty.tif", "is empty");
  expect(folder / "text.tif", "is not an image that can be read, but");
  expect(folder / "a.pdf", "a PDF file");
  expect(folder.path(), "is a folder");
}

TEST(PageSourceTest, ErrorsOfAPageNameIt) {
  const TemporaryFolder folder;
  TiffPage huge = leaf();
  huge.width = 2000;
  test::write_tiff(folder / "a.tif", {leaf(), huge, leaf()});
  const PageSource source(folder / "a.tif", {}, {.max_pixels = 100'000, .max_side = 5000});
  EXPECT_EQ(source.read(0).pixels.cols, 250);
  const Error error = error_of([&] { source.read(1); });
  EXPECT_EQ(error.code(), ErrorCode::input);
  EXPECT_EQ(error.page(), 2);
  EXPECT_EQ(error.file(), (folder / "a.tif").string());
  EXPECT_EQ(source.read(2).pixels.cols, 250);
}

TEST(PageSourceTest, FaxPixelsBecomeSquare) {
  const TemporaryFolder folder;
  TiffPage fax;
  fax.width = 1728;
  fax.height = 1100;
  fax.bits = 1;
  fax.photometric = 0;
  fax.compression = 3;
  fax.x_resolution = 204;
  fax.y_resolution = 98;
  fax.value = [](int x, int y, int) { return static_cast<unsigned>(x < 800 && y < 500); };
  test::write_tiff(folder / "fax.tif", {fax});
  const ScannedPage page = PageSource(folder / "fax.tif").read(0);
  EXPECT_EQ(page.pixels.size(), cv::Size(1728, 2290));
  EXPECT_EQ(page.resolution.x, 204);
  EXPECT_EQ(page.resolution.y, 204);
  EXPECT_EQ(page.resolution.source, Resolution::Source::declared);
  EXPECT_EQ(cv::countNonZero(page.pixels == 0) + cv::countNonZero(page.pixels == 255), 1728 * 2290);
  EXPECT_EQ(page.pixels.at<uint8_t>(1030, 790), 0);
  EXPECT_EQ(page.pixels.at<uint8_t>(1050, 790), 255);
}

TEST(RereadTest, GivesTheSamePageOrRefuses) {
  const TemporaryFolder folder;
  test::write_tiff(folder / "a.tif", {leaf(), leaf()});
  const ScannedPage page = PageSource(folder / "a.tif", "other").read(1);
  const ScannedPage again = reread(page.origin);
  EXPECT_EQ(cv::norm(page.pixels, again.pixels, cv::NORM_INF), 0);
  EXPECT_EQ(again.origin.stem, "other-p002");
  EXPECT_EQ(again.origin.page_idx, 1);

  TiffPage changed = leaf();
  changed.value = [](int, int, int) { return 0U; };
  test::write_tiff(folder / "a.tif", {leaf(), changed});
  const Error error = error_of([&] { reread(page.origin); });
  EXPECT_EQ(error.code(), ErrorCode::input);
  EXPECT_EQ(error.page(), 2);
  EXPECT_THAT(error.message(), HasSubstr("has changed"));
  std::filesystem::remove(folder / "a.tif");
  EXPECT_THAT(error_of([&] { reread(page.origin); }).message(), HasSubstr("no such file"));
}

}  // namespace
}  // namespace folio
