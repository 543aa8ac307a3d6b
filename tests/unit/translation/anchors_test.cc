#include "translation/anchors.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace folio {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Anchors, NamesAreTheSameInBothScripts) {
  EXPECT_EQ(anchors_of("Пономаревым"), anchors_of("Ponomarev"));
  EXPECT_EQ(anchors_of("Ситникова"), anchors_of("Sitnikova"));
  EXPECT_EQ(anchors_of("Микоян"), anchors_of("Mikoyan"));
  EXPECT_NE(anchors_of("Микоян"), anchors_of("Ponomarev"));
}

TEST(Anchors, NumbersAreTheirDigits) {
  EXPECT_THAT(anchors_of("№595-600, 22-го"), ElementsAre("22", "595", "600"));
  EXPECT_THAT(anchors_of("N 1"), ElementsAre("1"));
  EXPECT_THAT(anchors_of("٣"), ElementsAre("3"));
}

TEST(Anchors, SmallAndShortWordsTellNothing) {
  EXPECT_THAT(anchors_of("после длительной беседы и Ким"), IsEmpty());
  EXPECT_THAT(anchors_of(""), IsEmpty());
}

TEST(Anchors, EachIsThereOnce) {
  EXPECT_THAT(anchors_of("Пономарев 5 Ponomarev 5"), ElementsAre("5", "pnmr"));
}

TEST(Anchors, OtherScriptsDoNotStopIt) {
  EXPECT_THAT(anchors_of("金日成 \xF0\x9F\x98\x80 1956"), Contains("1956"));
}

}  // namespace
}  // namespace folio
