// What needs no language of Tesseract; tests/install/example.sh reads a page.
#include "folio.h"

#include <gtest/gtest.h>

namespace folio {
namespace {

ErrorCode error_of(const DigitizerOptions& options) {
  try {
    const Digitizer digitizer(options);
  } catch (const Error& error) {
    return error.code();
  }
  ADD_FAILURE() << "no error";
  return {};
}

TEST(DigitizerTest, OptionsThatAreNoneAreSaid) {
  EXPECT_EQ(error_of({.reader = "guess"}), ErrorCode::arguments);
  EXPECT_EQ(error_of({.second_reader = ""}), ErrorCode::arguments);
  EXPECT_EQ(error_of({.languages = "rus; ls"}), ErrorCode::arguments);
}

TEST(DigitizerTest, ALanguageThatIsMissingIsAMissingDependency) {
  EXPECT_EQ(error_of({.languages = "folionone", .reader = "tesseract"}), ErrorCode::missing_dependency);
}

}  // namespace
}  // namespace folio
