#include "core/look_alikes.h"

#include <gtest/gtest.h>

namespace folio {
namespace {

TEST(InOneScriptTest, LettersFollowThoseThatHaveOneScriptOnly) {
  EXPECT_TRUE(in_one_script(U"NАМЕ") == U"NAME") << "the last three were Cyrillic";
  EXPECT_TRUE(in_one_script(U"dо-2") == U"do-2");
  EXPECT_TRUE(in_one_script(U"слово") == U"слово");
  EXPECT_TRUE(in_one_script(U"c'eзд") == U"с'езд") << "two of its letters were Latin; the apostrophe stays";
  EXPECT_TRUE(in_one_script(U"№5-ёж§") == U"№5-ёж§");
}

TEST(InOneScriptTest, WithoutSuchLettersOrWithBothNothingChanges) {
  EXPECT_TRUE(in_one_script(U"СССР") == U"СССР");
  EXPECT_TRUE(in_one_script(U"CCCP") == U"CCCP") << "Latin, all of it";
  EXPECT_TRUE(in_one_script(U"CССР") == U"СССР") << "the first was Latin";
  EXPECT_TRUE(in_one_script(U"ХІХ") == U"ХІХ");
  EXPECT_TRUE(in_one_script(U"Uж") == U"Uж") << "it is not clear which is wrong";
  EXPECT_TRUE(in_one_script(U"1969,") == U"1969,");
  EXPECT_TRUE(in_one_script(U"").empty());
}

TEST(HasTwoScriptsTest, OnlyWhatCannotBeOneScriptHas) {
  EXPECT_TRUE(has_two_scripts(U"Uж"));
  EXPECT_FALSE(has_two_scripts(U"cлово")) << "its Latin letter may be a Cyrillic one";
  EXPECT_FALSE(has_two_scripts(U"NАМЕ"));
  EXPECT_FALSE(has_two_scripts(U"1969"));
}

TEST(WithDigitsTest, LettersAmongDigitsAreDigits) {
  EXPECT_TRUE(with_digits(U"І9О6,") == U"1906,");
  EXPECT_TRUE(with_digits(U"12/lО") == U"12/lО") << "no digit in the second";
  EXPECT_TRUE(with_digits(U"О,5") == U"О,5") << "the comma parts them";
  EXPECT_TRUE(with_digits(U"004О.") == U"0040.");
}

TEST(WithDigitsTest, OtherLettersKeepThemWhatTheyAre) {
  EXPECT_TRUE(with_digits(U"РІ") == U"РІ");
  EXPECT_TRUE(with_digits(U"ОІ5А") == U"ОІ5А");
  EXPECT_TRUE(with_digits(U"АО5") == U"АО5");
  EXPECT_TRUE(with_digits(U"ГОСТ-2") == U"ГОСТ-2");
  EXPECT_TRUE(with_digits(U"ОІ") == U"ОІ");
  EXPECT_TRUE(with_digits(U"").empty());
}

}  // namespace
}  // namespace folio
