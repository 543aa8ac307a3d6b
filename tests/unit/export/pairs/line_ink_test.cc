#include "export/pairs/line_ink.h"

#include <gtest/gtest.h>

#include "support/confirmed_page.h"
#include "support/drawn_pages.h"

namespace folio {
namespace {

using testing::confirmed_page;

/// The page of every layer but stamps: line 0 has a word struck by pen, line 1 one typed over.
class LineInkTest : public ::testing::Test {
 protected:
  LineInkTest() {
    LeafDescription description = testing::layered_leaf();
    description.stamps.clear();
    leaf_ = draw_leaf(description, testing::debian_faces());
    labels_ = leaf_.masks.labels();
    page_ = confirmed_page(leaf_);
  }

  size_t line_with(const PageText& page, const std::string& word) const {
    for (size_t i = 0; i < page.lines.size(); ++i)
      for (const Word& other : page.lines[i].words)
        if (other.text == word) return i;
    return page.lines.size();
  }

  DrawnLeaf leaf_;
  cv::Mat labels_;
  PageText page_;
};

TEST_F(LineInkTest, WholeLinesHaveNoDoubt) {
  for (const char* word : {"ямщики", "весны", "проверить"}) {
    const size_t line = line_with(page_, word);
    ASSERT_LT(line, page_.lines.size()) << word;
    EXPECT_EQ(ink_doubt_of(page_, line, labels_, true), std::nullopt) << word;
  }
}

TEST_F(LineInkTest, AStrikeCoversAWordThatIsNotSaidToBeStruck) {
  const size_t line = line_with(page_, "зимы");
  EXPECT_EQ(ink_doubt_of(page_, line, labels_, true), std::nullopt) << "said to be struck";
  for (Word& word : page_.lines[line].words) word.status = WordStatus::plain;
  EXPECT_EQ(ink_doubt_of(page_, line, labels_, true), LineDoubt::covered);
  EXPECT_EQ(ink_doubt_of(page_, line, labels_, false), std::nullopt) << "the raw cut may show it";
}

TEST_F(LineInkTest, AStampCoversWords) {
  const size_t line = line_with(page_, "Почту");
  cv::Mat labels = labels_.clone();
  const Box box = page_.lines[line].words[0].box;
  labels(cv::Rect(box.x0, box.y0, box.width(), 6)) = static_cast<int>(Layer::stamp);
  EXPECT_EQ(ink_doubt_of(page_, line, labels, true), LineDoubt::covered);
}

TEST_F(LineInkTest, AWordThatIsMissingFromTheTextLeavesItsInk) {
  const size_t line = line_with(page_, "ямщики");
  const std::vector<Word> words = page_.lines[line].words;
  for (size_t w = 0; w < words.size(); ++w) {
    page_.lines[line].words = words;
    page_.lines[line].words.erase(page_.lines[line].words.begin() + static_cast<std::ptrdiff_t>(w));
    EXPECT_EQ(ink_doubt_of(page_, line, labels_, true), LineDoubt::loose_ink) << words[w].text;
  }
}

TEST_F(LineInkTest, WordsOfOtherLinesAreNotLoose) {
  const size_t line = line_with(page_, "ямщики");
  const Box low{page_.lines[line].box.x0, page_.lines[line].box.y0 - 200, page_.lines[line].box.x1,
                page_.lines[line].box.y1};
  page_.lines[line].box = low;  // reaches into the line above
  EXPECT_EQ(ink_doubt_of(page_, line, labels_, true), std::nullopt);
}

TEST_F(LineInkTest, BoxesBeyondThePageAreNoFault) {
  page_.lines[0].box = {-50, -50, 100000, 100000};
  page_.lines[0].words[0].box = {-50, -50, -10, -10};
  EXPECT_NO_FATAL_FAILURE(ink_doubt_of(page_, 0, labels_, true));
}

}  // namespace
}  // namespace folio
