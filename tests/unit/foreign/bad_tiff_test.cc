// TIFF files that are damaged, cut short, hostile, or of a form that is not known.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>

#include "core/error.h"
#include "foreign/tiff_file.h"
#include "unit/foreign/sample_files.h"

namespace folio {
namespace {

using test::TemporaryFolder;
using test::TiffPage;
using testing::HasSubstr;

/// What goes wrong when the page is read; fails the test when nothing does.
std::string problem_of(const std::filesystem::path& file, int page_idx = 0, const ImageLimits& limits = {}) {
  try {
    TiffFile(file, limits).read(page_idx);
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::input);
    EXPECT_FALSE(error.advice().empty());
    return error.what();
  }
  ADD_FAILURE() << "reads without complaint";
  return {};
}

uint32_t number_at(const std::string& bytes, size_t at) {
  uint32_t value = 0;
  std::memcpy(&value, bytes.data() + at, 4);
  return value;
}

void set_number(std::string& bytes, size_t at, uint32_t value) { std::memcpy(bytes.data() + at, &value, 4); }

/// Where the offset of the next directory is stored, behind the directory at `offset`.
size_t link_after(const std::string& bytes, uint32_t offset) {
  return offset + 2 + 12 * static_cast<unsigned char>(bytes[offset]);
}

/// Where the value of a tag of the first directory is stored (little end first).
size_t value_of_tag(const std::string& bytes, int tag) {
  const uint32_t directory = number_at(bytes, 4);
  for (size_t at = directory + 2;; at += 12) {
    if (static_cast<unsigned char>(bytes[at]) + 256 * static_cast<unsigned char>(bytes[at + 1]) == tag)
      return at + 8;
  }
}

TEST(BadTiffTest, CutFileSaysThatRowsAreMissing) {
  const TemporaryFolder folder;
  TiffPage page;
  page.height = 64;
  test::write_tiff(folder / "a.tif", {page});
  std::string bytes = test::get_bytes(folder / "a.tif");
  const uint32_t directory = number_at(bytes, 4);
  // libtiff writes the directory behind the rows.
  test::put_bytes(folder / "cut.tif", bytes.substr(0, directory / 2));
  EXPECT_THAT(problem_of(folder / "cut.tif"), HasSubstr("cannot be read as a TIFF"));
  // The last strip moved beyond the end.
  const uint32_t offsets = number_at(bytes, value_of_tag(bytes, 273));
  set_number(bytes, offsets + 4 * 15, static_cast<uint32_t>(bytes.size()) - 3);
  test::put_bytes(folder / "missing.tif", bytes);
  EXPECT_THAT(problem_of(folder / "missing.tif"), HasSubstr("rows are missing: 1 of 16 strips"));
}

TEST(BadTiffTest, DamagedStripSaysFromWhichRow) {
  const TemporaryFolder folder;
  TiffPage page;
  page.height = 64;
  page.compression = 8;
  test::write_tiff(folder / "a.tif", {page});
  std::string bytes = test::get_bytes(folder / "a.tif");
  const uint32_t offsets = number_at(bytes, value_of_tag(bytes, 273));
  const uint32_t third = number_at(bytes, offsets + 8);
  for (size_t i = 0; i < 12; ++i) bytes[third + i] = '\x5A';
  test::put_bytes(folder / "a.tif", bytes);
  EXPECT_THAT(problem_of(folder / "a.tif"), HasSubstr("rows from 9 on"));
}

TEST(BadTiffTest, DamagedFaxCodeIsNoPage) {
  const TemporaryFolder folder;
  TiffPage page;
  page.width = 400;
  page.height = page.rows_per_strip = 200;
  page.bits = 1;
  page.photometric = 0;
  page.compression = 4;
  page.value = [](int x, int y, int) { return static_cast<unsigned>((x / 7 + y / 5) % 3 == 0); };
  test::write_tiff(folder / "a.tif", {page});
  std::string bytes = test::get_bytes(folder / "a.tif");
  const uint32_t size = number_at(bytes, value_of_tag(bytes, 279));
  const uint32_t start = number_at(bytes, value_of_tag(bytes, 273));
  const std::string good = bytes;
  for (size_t i = 0; i < size / 2; ++i) bytes[start + size / 2 + i] = '\0';
  test::put_bytes(folder / "damaged.tif", bytes);
  EXPECT_THAT(problem_of(folder / "damaged.tif"), HasSubstr("cannot be read"));

  // A code that stops in the last rows is what old fax software writes: white rows take their place.
  bytes = good;
  set_number(bytes, value_of_tag(bytes, 279), size - 8);
  test::put_bytes(folder / "short.tif", bytes);
  const DecodedImage image = TiffFile(folder / "short.tif").read(0);
  EXPECT_EQ(image.pixels.at<uint8_t>(199, 0), 255);
  EXPECT_EQ(image.pixels.at<uint8_t>(150, 1), ((1 / 7 + 150 / 5) % 3 == 0) ? 0 : 255);
}

TEST(BadTiffTest, PagesBeforeABrokenChainStayReadable) {
  const TemporaryFolder folder;
  test::write_tiff(folder / "a.tif", {TiffPage{}, TiffPage{}, TiffPage{}});
  std::string bytes = test::get_bytes(folder / "a.tif");
  const uint32_t second = number_at(bytes, link_after(bytes, number_at(bytes, 4)));
  test::put_bytes(folder / "cut.tif", bytes.substr(0, number_at(bytes, link_after(bytes, second)) - 5));
  const TiffFile file(folder / "cut.tif");
  ASSERT_EQ(file.page_count(), 3);  // the lost one is counted, so that its loss is seen
  EXPECT_EQ(file.read(0).pixels.cols, 24);
  EXPECT_EQ(file.read(1).pixels.cols, 24);
  EXPECT_THAT(problem_of(folder / "cut.tif", 2), HasSubstr("directory of the page cannot be read"));
}

TEST(BadTiffTest, CircleOfDirectoriesEnds) {
  const TemporaryFolder folder;
  test::write_tiff(folder / "a.tif", {TiffPage{}, TiffPage{}});
  std::string bytes = test::get_bytes(folder / "a.tif");
  const uint32_t first = number_at(bytes, 4);
  set_number(bytes, link_after(bytes, number_at(bytes, link_after(bytes, first))), first);
  test::put_bytes(folder / "a.tif", bytes);
  const TiffFile file(folder / "a.tif");
  ASSERT_EQ(file.page_count(), 3);
  EXPECT_EQ(file.read(1).pixels.cols, 24);
  EXPECT_THAT(problem_of(folder / "a.tif", 2), HasSubstr("circle"));
}

TEST(BadTiffTest, EndlessDirectoriesEnd) {
  const TemporaryFolder folder;
  // Copies of the first page's directory, one behind the other.
  test::write_tiff(folder / "a.tif", {TiffPage{}});
  std::string bytes = test::get_bytes(folder / "a.tif");
  const uint32_t first = number_at(bytes, 4);
  const size_t link = link_after(bytes, first);
  std::string directory = bytes.substr(first, link + 4 - first);
  size_t last_link = link;
  bytes.resize(bytes.size() + bytes.size() % 2);
  for (int i = 0; i < 66'000; ++i) {
    set_number(bytes, last_link, static_cast<uint32_t>(bytes.size()));
    last_link = bytes.size() + link - first;
    bytes += directory;
  }
  test::put_bytes(folder / "a.tif", bytes);
  const TiffFile file(folder / "a.tif");
  EXPECT_EQ(file.page_count(), 65'537);
  EXPECT_EQ(file.read(65'535).pixels.cols, 24);
  EXPECT_THAT(problem_of(folder / "a.tif", 65'536), HasSubstr("more than 65536 directories"));
}

TEST(BadTiffTest, AbsurdSizesAllocateNothing) {
  const TemporaryFolder folder;
  test::write_tiff(folder / "a.tif", {TiffPage{}});
  const std::string good = test::get_bytes(folder / "a.tif");
  const auto with_size = [&](uint32_t width, uint32_t height) {
    std::string bytes = good;
    // The tags are short or long: made long.
    for (const auto& [tag, value] : {std::pair{256, width}, std::pair{257, height}}) {
      const size_t at = value_of_tag(bytes, tag);
      bytes[at - 6] = 4;
      set_number(bytes, at, value);
    }
    test::put_bytes(folder / "sized.tif", bytes);
    return problem_of(folder / "sized.tif");
  };
  EXPECT_THAT(with_size(30000, 30000), HasSubstr("too large"));
  EXPECT_THAT(with_size(0xFFFFFFFF, 0xFFFFFFFF),
              testing::AnyOf(HasSubstr("too large"), HasSubstr("cannot be read")));
  EXPECT_THAT(with_size(2'000'000, 1), HasSubstr("too large"));
  EXPECT_THAT(with_size(0, 16), testing::AnyOf(HasSubstr("no pixels"), HasSubstr("cannot be read")));
  EXPECT_THAT(with_size(20000, 20000), HasSubstr("rows are missing"));
  EXPECT_THAT(problem_of(folder / "a.tif", 0, {.max_pixels = 100, .max_side = 100}), HasSubstr("too large"));
}

TEST(BadTiffTest, UnknownFormsAreNamed) {
  const TemporaryFolder folder;
  TiffPage page;
  page.bits = 32;
  page.sample_format = 3;
  test::write_tiff(folder / "float.tif", {page});
  EXPECT_THAT(problem_of(folder / "float.tif"), HasSubstr("floating-point"));
  page.sample_format = 1;
  test::write_tiff(folder / "deep.tif", {page});
  EXPECT_THAT(problem_of(folder / "deep.tif"), HasSubstr("32 bits"));
}

TEST(BadTiffTest, NothingIsWrittenToStandardError) {
  const TemporaryFolder folder;
  test::put_bytes(folder / "a.tif", std::string("II*\0\xF0\xFF\0\0 broken", 15));
  testing::internal::CaptureStderr();
  EXPECT_THAT(problem_of(folder / "a.tif"), HasSubstr("cannot be read as a TIFF ("));
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

}  // namespace
}  // namespace folio
