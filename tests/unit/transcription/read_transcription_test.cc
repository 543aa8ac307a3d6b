#include "transcription/read_transcription.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "core/error.h"
#include "core/files.h"

namespace folio {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

/// The message that the bytes are refused with; empty when they are read.
std::string refusal(std::string_view bytes) {
  try {
    read_transcription_bytes(bytes, "a.txt");
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::input);
    return error.message();
  }
  return {};
}

TEST(ReadTranscription, ReadsFiles) {
  const std::filesystem::path folder = std::filesystem::path(testing::TempDir()) / "folio_read_transcription";
  write_file(folder / "t.txt", "~~а~~");
  EXPECT_TRUE(read_transcription(folder / "t.txt").tokens.at(0).struck);
  EXPECT_THROW(read_transcription(folder / "none.txt"), Error);
  std::filesystem::remove_all(folder);
}

TEST(ReadTranscription, NothingIsATranscriptionWithoutWords) {
  for (const char* bytes : {"", "\xEF\xBB\xBF", "\r\n", "\f"}) {
    const Transcription t = read_transcription_bytes(bytes, "a.txt");
    EXPECT_THAT(t.tokens, IsEmpty());
    EXPECT_THAT(t.diagnostics, IsEmpty());
  }
}

TEST(ReadTranscription, SaysWhereANulByteIs) {
  EXPECT_THAT(refusal(std::string_view("аб\nв\0", 8)), HasSubstr("line 2, column 2"));
}

TEST(ReadTranscription, NamesOtherEncodings) {
  EXPECT_THAT(refusal(std::string_view("\xFF\xFE\x10\x04", 4)), HasSubstr("UTF-16"));
  EXPECT_THAT(refusal(std::string_view("\xFE\xFF\x04\x10", 4)), HasSubstr("UTF-16"));
  // "Мы приехали утром и сразу" in Windows-1251.
  EXPECT_THAT(
      refusal("\xCC\xFB \xEF\xF0\xE8\xE5\xF5\xE0\xEB\xE8 \xF3\xF2\xF0\xEE\xEC \xE8 \xF1\xF0\xE0\xE7\xF3"),
      HasSubstr("Windows-1251"));
}

TEST(ReadTranscription, GoesOnAfterADamagedByte) {
  const Transcription t =
      read_transcription_bytes("Мы приехали\nутром \xFF и сразу встретились с товарищами", "a.txt");
  ASSERT_THAT(t.diagnostics, SizeIs(1));
  EXPECT_EQ(t.diagnostics[0].line, 2);
  EXPECT_EQ(t.diagnostics[0].column, 7);
  EXPECT_THAT(t.diagnostics[0].message, HasSubstr("not UTF-8"));
  EXPECT_EQ(t.tokens.back().text, "товарищами");
}

}  // namespace
}  // namespace folio
