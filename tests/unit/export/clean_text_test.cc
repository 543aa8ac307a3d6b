#include "export/clean_text.h"

#include <gtest/gtest.h>

namespace folio {
namespace {

TEST(CleanText, ComposesAndKeepsCompatibilityCharacters) {
  EXPECT_EQ(clean_text("и\xCC\x86"), "й");
  EXPECT_EQ(clean_text("№ ½ ﬁ ²"), "№ ½ ﬁ ²");
}

TEST(CleanText, DropsWhatXmlCannotHold) {
  EXPECT_EQ(clean_text(std::string("a\0b\x01\x1F\x7F", 6) + "\xC2\x86\xEF\xBB\xBF\xEF\xBF\xBE\xEF\xB7\x90"
                                                            "c"),
            "abc");
  EXPECT_EQ(clean_text("\x02"), "");
}

TEST(CleanText, SqueezesWhiteSpace) { EXPECT_EQ(clean_text(" \t a \n\xC2\xA0 b "), "a b"); }

TEST(CleanText, ReplacesMalformedBytes) { EXPECT_EQ(clean_text("a\xFFz"), "a\xEF\xBF\xBDz"); }

}  // namespace
}  // namespace folio
