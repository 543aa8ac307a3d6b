#include "export/corrections/correction_finder.h"

#include <gtest/gtest.h>

#include "export/hocr/hocr_reader.h"
#include "export/hocr/hocr_writer.h"
#include "support/sample_page_text.h"
#include "unit/export/corrections/typed_rows.h"

namespace folio {
namespace {

using testing::typed_rows;

class CorrectionFinderTest : public ::testing::Test {
 protected:
  Word& word(size_t line, size_t idx) { return current_.lines[line].words[idx]; }
  std::vector<Correction> find() const { return find_corrections(written_, current_); }

  const PageText written_ = typed_rows({{"one", "two", "three"}, {"four", "five"}});
  PageText current_ = written_;
};

TEST_F(CorrectionFinderTest, TheSamePageHasNone) {
  EXPECT_TRUE(find().empty());
  EXPECT_FALSE(differs_beyond_words(written_, current_));
  for (unsigned seed = 1; seed < 20; ++seed) {
    const PageText page = read_hocr(write_hocr(random_page_text(seed)), "x").front();
    EXPECT_TRUE(find_corrections(page, page).empty()) << seed;
    EXPECT_FALSE(differs_beyond_words(page, page)) << seed;
  }
}

TEST_F(CorrectionFinderTest, OtherText) {
  word(0, 1).text = "zwei";
  const auto found = find();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].text, "zwei");
  EXPECT_EQ(found[0].was, "two");
  EXPECT_EQ(found[0].ocr, "two");
  EXPECT_EQ(found[0].box, word(0, 1).box);
  EXPECT_FALSE(found[0].sets_status);
}

TEST_F(CorrectionFinderTest, OtherStatus) {
  word(0, 1).status = WordStatus::struck;
  const auto found = find();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_TRUE(found[0].sets_status);
  EXPECT_EQ(found[0].status, WordStatus::struck);
}

TEST_F(CorrectionFinderTest, AWordThatIsGoneAndOneThatIsNew) {
  current_.lines[1].words.erase(current_.lines[1].words.begin());
  Word added;
  added.id = "by_hand";
  added.text = "six";
  added.box = {400, 200, 460, 240};
  current_.lines[1].words.push_back(added);
  const auto found = find();
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].text, "six");
  EXPECT_EQ(found[0].was, "");
  EXPECT_EQ(found[1].text, "") << "gone";
  EXPECT_EQ(found[1].was, "four");
}

TEST_F(CorrectionFinderTest, WordsAreKnownByTheirPlaceWhereIdsAreAnew) {
  for (TextLine& line : current_.lines)
    for (Word& w : line.words) w.id = "other_" + w.id;
  EXPECT_TRUE(find().empty());
  word(1, 1).text = "cinq";
  ASSERT_EQ(find().size(), 1U);
  EXPECT_EQ(find()[0].was, "five");
}

TEST_F(CorrectionFinderTest, AnIdAtAnotherPlaceIsAnotherWord) {
  std::swap(word(0, 0).id, word(1, 1).id);
  EXPECT_TRUE(find().empty());
}

TEST_F(CorrectionFinderTest, AWordMayBeConfirmed) {
  word(0, 0).source = TextSource::person;
  const auto found = find();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].text, "one");
  EXPECT_EQ(corrections_by_source(current_).size(), 1U);
}

TEST_F(CorrectionFinderTest, AnUnreadWordMayBeGivenItsText) {
  PageText page = written_;
  page.lines[0].words[1].text.clear();
  page.lines[0].words[1].ocr = "tvvo";
  std::string hocr = write_hocr(page);
  const size_t at = hocr.find("data-unread=\"word\"");
  ASSERT_NE(at, std::string::npos);
  const size_t end = hocr.find("></div>", at) + 1;
  const PageText before = read_hocr(hocr, "x").front();
  hocr.insert(end, "two");
  const auto found = find_corrections(before, read_hocr(hocr, "x").front());
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].text, "two");
  EXPECT_EQ(found[0].ocr, "tvvo");
}

TEST_F(CorrectionFinderTest, LayersAndRegionsAreBeyondWords) {
  current_.lines[0].role = Role::heading;
  EXPECT_TRUE(differs_beyond_words(written_, current_));
  current_ = written_;
  current_.regions.push_back({"region_1", Layer::stamp, Role::stamp, {0, 0, 10, 10}, 1});
  EXPECT_TRUE(differs_beyond_words(written_, current_));
  current_ = written_;
  current_.lines.pop_back();
  EXPECT_FALSE(differs_beyond_words(written_, current_)) << "its words are gone, and said to be";
}

TEST_F(CorrectionFinderTest, ANewerCorrectionTakesTheOldersPlace) {
  word(0, 1).text = "zwei";
  std::vector<Correction> list = find();
  word(0, 1).text = "deux";
  word(1, 0).text = "quatre";
  add_corrections(list, find());
  ASSERT_EQ(list.size(), 2U);
  EXPECT_EQ(list[0].text, "deux");
  EXPECT_EQ(list[1].text, "quatre");
}

}  // namespace
}  // namespace folio
