#include "transcription/call_number.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace folio {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

LeafRange range(const LeafName& first, const LeafName& last) { return {first, last}; }
LeafRange single(const LeafName& leaf) { return {leaf, leaf}; }
LeafName leaf(int number, bool verso = false, std::string letter = {}) {
  return {number, std::move(letter), verso};
}

TEST(CallNumber, ACitationInEnglish) {
  const auto found = parse_call_number(
      "\"Telegram to a Committee\", May 2, 1950, Some Digital Archive, GARF, Fond 5446, Opis 98c, Delo 718, "
      "Listy "
      "12-16. Translated by A. Person.");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->archive, "GARF");
  EXPECT_EQ(found->fond, "5446");
  EXPECT_EQ(found->opis, "98c");
  EXPECT_EQ(found->delo, "718");
  EXPECT_THAT(found->leaves, ElementsAre(range(leaf(12), leaf(16))));
  EXPECT_EQ(to_string(*found), "GARF. Ф. 5446. Оп. 98c. Д. 718. Л. 12–16");
}

TEST(CallNumber, CitationsInRussian) {
  const CallNumber expected{"ГАРФ", "Р-5446", "98с", "718", {range(leaf(12, true), leaf(16))}};
  for (const char* text :
       {"ГАРФ. Ф. Р-5446. Оп. 98с. Д. 718. Л. 12об.–16.",
        "Копия. ГАРФ, ф. Р-5446, оп. 98с, д. 718, лл. 12 об. - 16",
        "См. письмо: ГАРФ. Фонд №Р-5446, Опись № 98с, Ед. хр. 718, Листы 12об—16 (подлинник)",
        "ГАРФ Ф Р-5446 Оп 98с Д 718 Л 12об-16"}) {
    EXPECT_EQ(parse_call_number(text), expected) << text;
  }
}

TEST(CallNumber, PartsMayBeMissingOrTransliterated) {
  EXPECT_EQ(parse_call_number("RGANI, f. 5, op. 28, d. 314"), (CallNumber{"RGANI", "5", "28", "314", {}}));
  EXPECT_EQ(parse_call_number("Ф. 1. Д. 2"), (CallNumber{"", "1", "", "2", {}}));
  EXPECT_EQ(parse_call_number("РЦХИДНИ, ф. 17, оп. 162, д. 9, лл. 3; ф. 3, оп. 1, д. 2"),
            (CallNumber{"РЦХИДНИ", "17", "162", "9", {single(leaf(3))}}));
}

TEST(CallNumber, ThereMayBeNone) {
  for (const char* text : {"", "Ф", "Ф. ", "Ф. 5446", "Ф. И. Иванов", "дело 7, лист 3",
                           "the f. 5 and the rest", "...", "\xFF\xFE\x80"})
    EXPECT_EQ(parse_call_number(text), std::nullopt) << text;
  // Initials before it do not hide it.
  EXPECT_EQ(parse_call_number("Письмо Ф. И. Иванова. Ф. 3. Оп. 4").value_or(CallNumber{}).opis, "4");
}

TEST(CallNumber, ListsOfLeaves) {
  EXPECT_THAT(parse_leaves("3-5, 7"), ElementsAre(range(leaf(3), leaf(5)), single(leaf(7))));
  EXPECT_THAT(parse_leaves("12об., 14 и 15 об."),
              ElementsAre(single(leaf(12, true)), single(leaf(14)), single(leaf(15, true))));
  EXPECT_THAT(parse_leaves("12а–12б об."), ElementsAre(range(leaf(12, false, "а"), leaf(12, true, "б"))));
  EXPECT_THAT(parse_leaves("7, общая тетрадь"), ElementsAre(single(leaf(7))));
  EXPECT_THAT(parse_leaves("7 общих листов"), ElementsAre(single(leaf(7))));
  EXPECT_THAT(parse_leaves("16–12"), ElementsAre(range(leaf(16), leaf(12))));
  for (const char* text : {"", "об.", "0", "123456", "листы 5", "5th"})
    EXPECT_THAT(parse_leaves(text), IsEmpty()) << text;
}

TEST(CallNumber, LeafNamesReadBack) {
  for (const LeafName& name : {leaf(1), leaf(12, true), leaf(12, false, "а"), leaf(99999, true, "б")})
    EXPECT_EQ(parse_leaf_name(to_string(name)), name) << to_string(name);
  for (const char* text : {"", "12 и", "12-13", "а12", "12.5"})
    EXPECT_EQ(parse_leaf_name(text), std::nullopt) << text;
}

TEST(CallNumber, LeavesLieInTheirOrder) {
  EXPECT_LT(leaf(12), leaf(12, true));
  EXPECT_LT(leaf(12, true), leaf(12, false, "а"));
  EXPECT_LT(leaf(12, false, "а"), leaf(13));
  const std::vector<LeafRange> leaves = parse_leaves("12-16, 18об.");
  EXPECT_TRUE(contains(leaves, leaf(13, true)));
  EXPECT_TRUE(contains(leaves, leaf(16)));
  EXPECT_TRUE(contains(leaves, leaf(18, true)));
  EXPECT_FALSE(contains(leaves, leaf(16, true)));
  EXPECT_FALSE(contains(leaves, leaf(18)));
  EXPECT_FALSE(contains({}, leaf(1)));
}

}  // namespace
}  // namespace folio
