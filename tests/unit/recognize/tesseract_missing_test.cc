#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/error.h"
#include "recognize/tesseract_recognizer.h"

namespace folio {
namespace {

using ::testing::HasSubstr;

Error error_of(const std::string& languages) {
  try {
    const TesseractRecognizer recognizer(languages);
  } catch (const Error& error) {
    return error;
  }
  ADD_FAILURE() << languages << ": nothing was thrown";
  return {ErrorCode::input, ""};
}

TEST(TesseractMissingTest, ALanguageThatIsNotInstalledNamesItsPackage) {
  const Error error = error_of("zzz_none");
  EXPECT_EQ(error.code(), ErrorCode::missing_dependency);
  EXPECT_THAT(error.message(), HasSubstr("zzz_none"));
  EXPECT_THAT(error.advice(), HasSubstr("tesseract-ocr-zzz-none"));
}

TEST(TesseractMissingTest, ScriptsHavePackagesByTheirCodes) {
  EXPECT_THAT(error_of("script/Georgian").advice(), HasSubstr("tesseract-ocr-script-geor"));
  EXPECT_THAT(error_of("script/Nowhere").advice(), HasSubstr("tesseract-ocr-script-*"));
}

TEST(TesseractMissingTest, AllThatAreMissingAreNamed) {
  const Error error = error_of("zza+zzb");
  EXPECT_EQ(error.code(), ErrorCode::missing_dependency);
  EXPECT_THAT(error.advice(), HasSubstr("tesseract-ocr-zza tesseract-ocr-zzb"));
}

TEST(TesseractMissingTest, AMalformedListIsAnArgumentError) {
  for (const char* languages : {"", "rus+", "+rus", "rus++eng", "rus,eng", "rus eng", "../rus\n"}) {
    EXPECT_EQ(error_of(languages).code(), ErrorCode::arguments) << languages;
  }
}

TEST(TesseractMissingTest, ItsMessagesReachNoTerminal) {
  ::testing::internal::CaptureStdout();
  ::testing::internal::CaptureStderr();
  error_of("zzz");
  EXPECT_EQ(::testing::internal::GetCapturedStdout(), "");
  EXPECT_EQ(::testing::internal::GetCapturedStderr(), "");
}

}  // namespace
}  // namespace folio
