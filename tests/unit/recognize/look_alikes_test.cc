#include "recognize/look_alikes.h"

#include <gtest/gtest.h>

namespace folio {
namespace {

TEST(InOneScriptTest, LettersFollowThoseThatHaveOneScriptOnly) {
  EXPECT_TRUE(in_one_script(U"NАМЕ") == U"NAME") << "the last three were Cyrillic";
  EXPECT_TRUE(in_one_script(U"dо-2") == U"do-2");
  EXPECT_TRUE(in_one_script(U"слово") == U"слово");
}

TEST(InOneScriptTest, WithoutSuchLettersOrWithBothNothingChanges) {
  EXPECT_TRUE(in_one_script(U"СССР") == U"СССР");
  EXPECT_TRUE(in_one_script(U"ХІХ") == U"ХІХ");
  EXPECT_TRUE(in_one_script(U"Uж") == U"Uж") << "it is not clear which is wrong";
  EXPECT_TRUE(in_one_script(U"1969,") == U"1969,");
  EXPECT_TRUE(in_one_script(U"").empty());
}

}  // namespace
}  // namespace folio
