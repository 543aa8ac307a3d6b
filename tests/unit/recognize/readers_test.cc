#include "recognize/readers.h"

#include <gtest/gtest.h>

namespace folio {
namespace {

TEST(TypedReaderTest, NamesAreThoseOfTheCommandLine) {
  for (const TypedReader reader : {TypedReader::automatic, TypedReader::net, TypedReader::tesseract})
    EXPECT_EQ(typed_reader_from_name(name_of(reader)), reader);
  EXPECT_EQ(name_of(TypedReader::automatic), "auto");
  EXPECT_FALSE(typed_reader_from_name("both").has_value());
}

TEST(SecondReaderTest, NamesAreThoseOfTheCommandLine) {
  for (const SecondReader when : {SecondReader::doubtful, SecondReader::always, SecondReader::never})
    EXPECT_EQ(second_reader_from_name(name_of(when)), when);
  EXPECT_EQ(name_of(SecondReader::doubtful), "auto");
  EXPECT_FALSE(second_reader_from_name("sometimes").has_value());
}

}  // namespace
}  // namespace folio
