#include "foreign/image_format.h"

#include <gtest/gtest.h>

#include "core/error.h"
#include "unit/foreign/sample_files.h"

namespace folio {
namespace {

using namespace std::string_view_literals;

TEST(ImageFormatTest, FirstBytesDecide) {
  EXPECT_EQ(image_format_of("II*\0...."sv), ImageFormat::tiff);
  EXPECT_EQ(image_format_of("MM\0+...."sv), ImageFormat::tiff);
  EXPECT_EQ(image_format_of(test::png_bytes({})), ImageFormat::png);
  EXPECT_EQ(image_format_of(test::jpeg_bytes({})), ImageFormat::jpeg);
  EXPECT_EQ(image_format_of(test::jp2_bytes({})), ImageFormat::jp2);
  EXPECT_EQ(image_format_of(test::jp2_bytes({.color_space = 0, .bare = true})), ImageFormat::jp2);
  EXPECT_EQ(image_format_of("II"sv), ImageFormat::none);
  EXPECT_EQ(image_format_of(""), ImageFormat::none);
}

TEST(ImageFormatTest, OtherContentIsNamed) {
  EXPECT_EQ(describe_content("%PDF-1.7"), "a PDF file");
  EXPECT_EQ(describe_content("RIFF\1\2\3\4WEBPVP8 "), "a WebP image");
  EXPECT_EQ(describe_content("Dear comrade"), "text");
  EXPECT_EQ(describe_content("\x01\x02"sv), "unknown data");
}

TEST(ImageFormatTest, FirstBytesOfAFile) {
  const test::TemporaryFolder folder;
  test::put_bytes(folder / "a", "abcdef");
  EXPECT_EQ(first_bytes_of(folder / "a", 3), "abc");
  EXPECT_EQ(first_bytes_of(folder / "a", 100), "abcdef");
  test::put_bytes(folder / "empty", "");
  for (const auto& path : {folder / "empty", folder / "missing", folder / "a" / "b", folder.path()}) {
    try {
      first_bytes_of(path, 3);
      ADD_FAILURE() << path;
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::input);
      EXPECT_EQ(error.file(), path.string());
    }
    EXPECT_EQ(image_format_of_file(path), ImageFormat::none);
  }
}

}  // namespace
}  // namespace folio
