#include "export/line_groups.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "export/broken_words.h"
#include "support/sample_page_text.h"

namespace folio {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// Lines of one step, given as their left and right ends, from the top.
class LineGroups : public testing::Test {
 protected:
  TextLine& add(int x0, int x1, int y0, const std::string& text = "слово") {
    TextLine& line = page_.lines.emplace_back();
    line.id = "line_" + std::to_string(page_.lines.size());
    line.box = {x0, y0, x1, y0 + 40};
    line.x_height = 20;
    Word& word = line.words.emplace_back();
    word.id = "w_" + std::to_string(page_.lines.size());
    word.text = text;
    word.box = line.box;
    return line;
  }
  std::vector<std::vector<size_t>> groups() const { return line_groups(page_); }
  PageText page_;
};

TEST_F(LineGroups, ParagraphsOfEachColumnByItsOwnMargins) {
  add(200, 900, 100);
  add(100, 900, 180);
  add(100, 500, 260);
  add(100, 900, 340);
  add(1100, 1900, 100);
  add(1100, 1900, 180);
  add(1200, 1900, 260);
  EXPECT_THAT(groups(), ElementsAre(ElementsAre(0, 1, 2), ElementsAre(3), ElementsAre(4, 5), ElementsAre(6)));
}

TEST_F(LineGroups, InsertionsAndRemarksDoNotEndTheParagraphAroundThem) {
  add(100, 900, 100);
  TextLine& insertion = add(300, 500, 150);
  insertion.layer = Layer::hand;
  insertion.role = Role::insertion;
  TextLine& remark = add(10, 90, 160);
  remark.layer = Layer::hand;
  remark.role = Role::marginalia;
  add(100, 900, 180);
  EXPECT_THAT(groups(), ElementsAre(ElementsAre(0, 3), ElementsAre(1), ElementsAre(2)));
}

TEST_F(LineGroups, HeadingsEndIt) {
  add(100, 900, 100);
  add(100, 900, 180).role = Role::heading;
  add(100, 900, 260);
  EXPECT_THAT(groups(), ElementsAre(ElementsAre(0), ElementsAre(1), ElementsAre(2)));
}

TEST_F(LineGroups, AWordThatIsBrokenHoldsItsLinesTogether) {
  add(100, 900, 100);
  add(100, 900, 180);
  add(100, 400, 260, "сло-");
  add(100, 900, 340, "во");
  EXPECT_THAT(groups(), ElementsAre(ElementsAre(0, 1, 2, 3)));
  const auto broken = broken_words(page_);
  ASSERT_EQ(broken.size(), 1U);
  EXPECT_EQ(broken.begin()->first->id, "w_3");
  EXPECT_EQ(broken.begin()->second->id, "w_4");
  page_.lines[3].words[0].text = "Во";
  EXPECT_THAT(broken_words(page_), IsEmpty());
  EXPECT_THAT(groups(), ElementsAre(ElementsAre(0, 1, 2), ElementsAre(3)));
}

TEST_F(LineGroups, EveryLineIsInOneGroup) {
  for (unsigned seed = 0; seed < 100; ++seed) {
    page_ = random_page_text(seed);
    std::vector<int> seen(page_.lines.size());
    size_t last = 0;
    for (const std::vector<size_t>& group : groups()) {
      ASSERT_FALSE(group.empty());
      EXPECT_GE(group.front(), last);
      last = group.front();
      for (const size_t i : group) {
        ++seen[i];
        EXPECT_EQ(page_.lines[i].layer, page_.lines[group.front()].layer);
        EXPECT_EQ(page_.lines[i].role, page_.lines[group.front()].role);
      }
    }
    EXPECT_THAT(seen, testing::Each(1)) << "seed " << seed;
  }
}

TEST(BrokenWords, AHyphenAfterALetterBeforeASmallOne) {
  EXPECT_TRUE(ends_with_break("Дэ-"));
  for (const char* text : {"-", "5-", "слово", "--", "«-", ""}) EXPECT_FALSE(ends_with_break(text)) << text;
  EXPECT_TRUE(begins_small("хуаем"));
  for (const char* text : {"Хуаем", "5", "", "-а"}) EXPECT_FALSE(begins_small(text)) << text;
}

}  // namespace
}  // namespace folio
