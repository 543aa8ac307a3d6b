#include "line_order.h"

#include <gtest/gtest.h>

namespace folio {
namespace {

using Lines = std::vector<std::string>;

const Lines g_truth{"Мы живем на берегу реки", "и ловим рыбу каждый день,", "а зимой катаемся на лыжах"};

TEST(LineOrder, OfTheTruthIsRight) {
  const LineOrder order = compare_line_order(g_truth, g_truth);
  EXPECT_EQ(order.compared, 3U);
  EXPECT_FALSE(order.fault);
}

TEST(LineOrder, MisreadLinesAreKnownAgain) {
  const LineOrder order = compare_line_order(
      {"Mы жив.м на берегу реки", "и повим рыбу к ждый день.", "а зимоЙ катаемсяна лыжах"}, g_truth);
  EXPECT_EQ(order.compared, 3U);
  EXPECT_FALSE(order.fault);
}

TEST(LineOrder, AFaultNamesBothLines) {
  const LineOrder order = compare_line_order({g_truth[0], g_truth[2], g_truth[1]}, g_truth);
  EXPECT_EQ(order.compared, 3U);
  ASSERT_TRUE(order.fault);
  EXPECT_EQ(order.fault->first, g_truth[2]);
  EXPECT_EQ(order.fault->second, g_truth[1]);
}

TEST(LineOrder, MissingAndStrangeLinesSayNothing) {
  const LineOrder order =
      compare_line_order({g_truth[0], "— совсем другие слова —", "", "5", g_truth[2]}, g_truth);
  EXPECT_EQ(order.compared, 2U);
  EXPECT_FALSE(order.fault);
}

TEST(LineOrder, ALineThatTheTruthHasTwiceIsNoFault) {
  const Lines truth{"Подпись секретаря", g_truth[0], g_truth[1], "Подпись секретаря", g_truth[2]};
  EXPECT_FALSE(compare_line_order(truth, truth).fault);
  EXPECT_FALSE(compare_line_order({g_truth[0], g_truth[1], "Подпись секретаря", g_truth[2]}, truth).fault);
  EXPECT_TRUE(compare_line_order({g_truth[2], "Подпись секретаря", g_truth[1]}, truth).fault);
}

TEST(LineOrder, ItemsOfAListAreAlike) {
  const Lines truth{"а) оператор начала", "б) оператор начала", g_truth[0]};
  EXPECT_FALSE(compare_line_order({"б) оператор начала", "б) оператор начала", g_truth[0]}, truth).fault);
  EXPECT_TRUE(compare_line_order({g_truth[0], "а) оператор начала"}, truth).fault);
}

TEST(LineOrder, ALineCutInTwoIsNoFault) {
  const LineOrder order = compare_line_order({"Мы живем на берегу", "реки", g_truth[1]}, g_truth);
  EXPECT_EQ(order.compared, 2U);
  EXPECT_FALSE(order.fault);
}

TEST(LineOrder, OfNothingIsRight) {
  EXPECT_EQ(compare_line_order({}, g_truth).compared, 0U);
  EXPECT_EQ(compare_line_order(g_truth, {}).compared, 0U);
  EXPECT_FALSE(compare_line_order({}, {}).fault);
}

}  // namespace
}  // namespace folio
