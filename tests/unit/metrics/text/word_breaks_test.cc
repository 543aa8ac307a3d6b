#include "metrics/text/word_breaks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "metrics/text/common_subsequence.h"

namespace folio {
namespace {

using testing::ElementsAre;

TEST(WordBreaks, FollowTheDefaultRules) {
  EXPECT_THAT(word_segments(U"Can't 3.14, да-нет"),
              ElementsAre(U"Can't", U" ", U"3.14", U",", U" ", U"да", U"-", U"нет"));
  EXPECT_THAT(word_segments(U"а:б а_б A1 т.е."),
              ElementsAre(U"а:б", U" ", U"а_б", U" ", U"A1", U" ", U"т.е", U"."));
  EXPECT_THAT(word_segments(U"о\u0301н\r\n\nон"), ElementsAre(U"о\u0301н", U"\r\n", U"\n", U"он"));
  EXPECT_THAT(word_segments(U"а  б"), ElementsAre(U"а", U"  ", U"б"));
  EXPECT_THAT(word_segments(U"🇷🇺🇰🇵 👩\u200D🔬"), ElementsAre(U"🇷🇺", U"🇰🇵", U" ", U"👩\u200D🔬"));
  EXPECT_THAT(word_segments(U"ש\"ש"), ElementsAre(U"ש\"ש"));
  EXPECT_THAT(word_segments(U"漢字"), ElementsAre(U"漢", U"字"));
  EXPECT_TRUE(word_segments(U"").empty());
}

TEST(WordBreaks, TakePrivateUseAsLettersWhenAskedTo) {
  EXPECT_THAT(word_segments(U"а\uE000б"), ElementsAre(U"а", U"\uE000", U"б"));
  EXPECT_THAT(word_segments(U"а\uE000б", true), ElementsAre(U"а\uE000б"));
}

size_t plain_common_length(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  std::vector<std::vector<size_t>> table(a.size() + 1, std::vector<size_t>(b.size() + 1, 0));
  for (size_t i = 1; i <= a.size(); ++i)
    for (size_t j = 1; j <= b.size(); ++j)
      table[i][j] =
          a[i - 1] == b[j - 1] ? table[i - 1][j - 1] + 1 : std::max(table[i - 1][j], table[i][j - 1]);
  return table[a.size()][b.size()];
}

TEST(CommonSubsequence, AgreesWithThePlainMethod) {
  std::mt19937 random(4);
  for (int round = 0; round < 300; ++round) {
    std::vector<std::string> sides[2];
    const unsigned alphabet = 1 + random() % 40;
    for (auto& side : sides) {
      side.resize(random() % (round % 7 == 0 ? 400 : 90));
      for (std::string& symbol : side) symbol = std::to_string(random() % alphabet);
    }
    ASSERT_EQ(common_subsequence_length(sides[0], sides[1]), plain_common_length(sides[0], sides[1]))
        << round;
  }
}

}  // namespace
}  // namespace folio
