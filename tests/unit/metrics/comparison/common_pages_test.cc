#include "metrics/comparison/common_pages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "example_pages.h"

namespace folio {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// With labels, so that it is the truth of one page and not that of a folio.
PageMaterial page(const std::string& stem) {
  PageMaterial out = text_material(stem, stem);
  out.labels = cv::Mat(1, 1, CV_8UC1, cv::Scalar(1));
  return out;
}

TEST(CommonPages, AreThoseThatAllSystemsHave) {
  CommonPages pages = common_pages(
      {page("a"), page("b"), page("c")},
      {{"one", {page("c"), page("a"), page("b")}}, {"two", {page("b"), page("d")}}}, MatchBy::stem);
  ASSERT_EQ(pages.truths.size(), 1U);
  EXPECT_EQ(pages.truths[0].stem, "b");
  EXPECT_EQ(pages.systems[0].pages.at(0).stem, "b");
  EXPECT_EQ(pages.systems[1].pages.at(0).stem, "b");
  EXPECT_THAT(pages.notes, ElementsAre("two: d: no truth of this name; left out",
                                       "two: a: no hypothesis of this name; left out",
                                       "two: c: no hypothesis of this name; left out"));
}

TEST(CommonPages, MayBeNone) {
  EXPECT_THAT(
      common_pages({page("a"), page("b")}, {{"one", {page("a")}}, {"two", {page("b")}}}, MatchBy::stem)
          .truths,
      IsEmpty());
  EXPECT_THAT(common_pages({}, {{"one", {}}}, MatchBy::stem_then_content).truths, IsEmpty());
}

TEST(CommonPages, OfAFoliosTextAreAllTogether) {
  const CommonPages pages = common_pages(
      {text_material("folio", "да\nнет\n")},
      {{"one", {text_material("p1", "да"), text_material("p2", "нет")}}, {"two", {text_material("x", "да")}}},
      MatchBy::stem);
  ASSERT_EQ(pages.truths.size(), 1U);
  EXPECT_EQ(pages.systems[0].pages.at(0).typed, "да\nнет\n");
  EXPECT_EQ(pages.systems[1].pages.at(0).typed, "да");
}

TEST(CommonPages, SayWhatWasMatchedByContent) {
  const std::string text = "Метку метки писать нельзя, иначе трансляция приводит к ошибке";
  const CommonPages pages = common_pages({text_material("a", text), text_material("b", "")},
                                         {{"one", {text_material("x", text)}}}, MatchBy::stem_then_content);
  ASSERT_EQ(pages.truths.size(), 1U);
  EXPECT_EQ(pages.notes.front(), "x: taken for \"a\" by its content");
}

}  // namespace
}  // namespace folio
