#include "export/languages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace folio {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Languages, TagsOfTesseractNames) {
  EXPECT_EQ(language_tag("rus"), "ru");
  EXPECT_EQ(language_tag("eng"), "en");
  EXPECT_EQ(language_tag("deu_latf"), "de");
  EXPECT_EQ(language_tag("grc"), "grc");  // has no shorter code
  EXPECT_EQ(language_tag("osd"), "");
  EXPECT_EQ(language_tag(""), "");
  EXPECT_EQ(language_tag("script/Cyrillic"), "");
}

TEST(Languages, TagsOfSeveral) {
  EXPECT_THAT(language_tags("rus+eng+rus"), ElementsAre("ru", "en"));
  EXPECT_THAT(language_tags(""), IsEmpty());
  EXPECT_THAT(language_tags("+"), IsEmpty());
}

TEST(Languages, ScriptsByFrequency) {
  EXPECT_THAT(scripts_of("съезд IV, 12 №"), ElementsAre("Cyrl", "Latn"));
  EXPECT_THAT(scripts_of("12 — 13"), IsEmpty());
}

}  // namespace
}  // namespace folio
