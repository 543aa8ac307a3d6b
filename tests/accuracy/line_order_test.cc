#include "line_order.h"

#include <gtest/gtest.h>

namespace folio {
namespace {

using Lines = std::vector<std::string>;

const Lines kTruth{"Мы живем на берегу реки", "и ловим рыбу каждый день,", "а зимой катаемся на лыжах"};

TEST(LineOrder, OfTheTruthIsRight) {
  const LineOrder order = compare_line_order(kTruth, kTruth);
  EXPECT_EQ(order.compared, 3U);
  EXPECT_FALSE(order.fault);
}

TEST(LineOrder, MisreadLinesAreKnownAgain) {
  const LineOrder order = compare_line_order(
      {"Mы жив.м на берегу реки", "и повим рыбу к ждый день.", "а зимоЙ катаемсяна лыжах"}, kTruth);
  EXPECT_EQ(order.compared, 3U);
  EXPECT_FALSE(order.fault);
}

TEST(LineOrder, AFaultNamesBothLines) {
  const LineOrder order = compare_line_order({kTruth[0], kTruth[2], kTruth[1]}, kTruth);
  EXPECT_EQ(order.compared, 3U);
  ASSERT_TRUE(order.fault);
  EXPECT_EQ(order.fault->first, kTruth[2]);
  EXPECT_EQ(order.fault->second, kTruth[1]);
}

TEST(LineOrder, MissingAndStrangeLinesSayNothing) {
  const LineOrder order =
      compare_line_order({kTruth[0], "— совсем другие слова —", "", "5", kTruth[2]}, kTruth);
  EXPECT_EQ(order.compared, 2U);
  EXPECT_FALSE(order.fault);
}

TEST(LineOrder, ALineThatTheTruthHasTwiceIsNoFault) {
  const Lines truth{"Подпись секретаря", kTruth[0], kTruth[1], "Подпись секретаря", kTruth[2]};
  EXPECT_FALSE(compare_line_order(truth, truth).fault);
  EXPECT_FALSE(compare_line_order({kTruth[0], kTruth[1], "Подпись секретаря", kTruth[2]}, truth).fault);
  EXPECT_TRUE(compare_line_order({kTruth[2], "Подпись секретаря", kTruth[1]}, truth).fault);
}

TEST(LineOrder, ItemsOfAListAreAlike) {
  const Lines truth{"а) оператор начала", "б) оператор начала", kTruth[0]};
  EXPECT_FALSE(compare_line_order({"б) оператор начала", "б) оператор начала", kTruth[0]}, truth).fault);
  EXPECT_TRUE(compare_line_order({kTruth[0], "а) оператор начала"}, truth).fault);
}

TEST(LineOrder, ALineCutInTwoIsNoFault) {
  const LineOrder order = compare_line_order({"Мы живем на берегу", "реки", kTruth[1]}, kTruth);
  EXPECT_EQ(order.compared, 2U);
  EXPECT_FALSE(order.fault);
}

TEST(LineOrder, OfNothingIsRight) {
  EXPECT_EQ(compare_line_order({}, kTruth).compared, 0U);
  EXPECT_EQ(compare_line_order(kTruth, {}).compared, 0U);
  EXPECT_FALSE(compare_line_order({}, {}).fault);
}

}  // namespace
}  // namespace folio
