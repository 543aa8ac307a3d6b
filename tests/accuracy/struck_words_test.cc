#include "struck_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/error.h"
#include "core/files.h"

namespace folio {
namespace {

namespace fs = std::filesystem;

const Box g_word{100, 50, 200, 80};

std::vector<MarkedPage> pages_from(const std::string& lines) {
  const fs::path file = fs::path(testing::TempDir()) / "struck_words_test.csv";
  write_file(file, "page,x0,y0,x1,y1,layer,kind,part\n" + lines);
  return read_marked_strikes(file);
}

MarkedStrike typed(const Box& box) { return {.box = box, .layer = Layer::typed, .part = false}; }
MarkedStrike part(const Box& box) { return {.box = box, .layer = Layer::typed, .part = true}; }

TEST(MarkedStrikes, AreReadPageByPage) {
  const std::vector<MarkedPage> pages =
      pages_from("a,1,2,30,14,typed,line,\na,40,2,60,14,hand,scribble,part\n\nb,,,,,,,\n");
  ASSERT_EQ(pages.size(), 2U);
  EXPECT_EQ(pages[0].stem, "a");
  ASSERT_EQ(pages[0].words.size(), 2U);
  EXPECT_EQ(pages[0].words[0].box, (Box{1, 2, 30, 14}));
  EXPECT_EQ(pages[0].words[0].layer, Layer::typed);
  EXPECT_FALSE(pages[0].words[0].part);
  EXPECT_EQ(pages[0].words[1].layer, Layer::hand);
  EXPECT_TRUE(pages[0].words[1].part);
  EXPECT_EQ(pages[1].stem, "b");
  EXPECT_TRUE(pages[1].words.empty());
}

TEST(MarkedStrikes, AWrongLineIsAnErrorThatNamesIt) {
  for (const char* line : {"a,1,2,30,14,typed,line", "a,1,2,30,14,typed,line,,", ",1,2,30,14,typed,line,",
                           "a,x,2,30,14,typed,line,", "a,1.5,2,30,14,typed,line,", "a,30,2,30,14,typed,line,",
                           "a,1,2,30,14,stamp,line,", "a,1,2,30,14,typed,,", "a,1,2,30,14,typed,line,half"}) {
    try {
      pages_from(line);
      FAIL() << "no error: " << line;
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::input);
      EXPECT_THAT(error.message(), testing::HasSubstr("line 2")) << line;
    }
  }
}

TEST(MarkedStrikes, APageStandsInOnePlace) {
  EXPECT_THROW(pages_from("a,,,,,,,\nb,,,,,,,\na,,,,,,,\n"), Error);
  EXPECT_THROW(pages_from("a,,,,,,,\na,1,2,30,14,typed,line,\n"), Error);
  EXPECT_THROW(pages_from("a,1,2,30,14,typed,line,\na,,,,,,,\n"), Error);
}

TEST(MarkedStrikes, OfTheRepositoryCanBeRead) {
  size_t whole = 0;
  const std::vector<MarkedPage> pages = read_marked_strikes(fs::path(FOLIO_MARKED_STRIKES));
  for (const MarkedPage& page : pages) {
    for (const MarkedStrike& word : page.words) whole += word.part ? 0 : 1;
  }
  EXPECT_EQ(pages.size(), 18U);
  EXPECT_EQ(whole, 5U);
}

TEST(StruckWords, LieOnAWordThatTheyShareHalfOrTheMiddleOf) {
  EXPECT_TRUE(lies_on(g_word, g_word));
  EXPECT_TRUE(lies_on({100, 60, 149, 70}, g_word));  // the smaller one's whole area
  EXPECT_TRUE(lies_on({0, 60, 151, 70}, g_word));    // a third of it, and the middle
  EXPECT_FALSE(lies_on({0, 60, 149, 70}, g_word));
  EXPECT_FALSE(lies_on({200, 50, 300, 80}, g_word));
  EXPECT_FALSE(lies_on({}, g_word));
  EXPECT_FALSE(lies_on(g_word, {}));
}

TEST(StruckWords, FoundMissedAndFalse) {
  const Box second{300, 50, 400, 80}, elsewhere{300, 500, 400, 530};
  const StruckWordScores scores =
      compare_struck_words({typed(g_word), typed(second)}, Layer::typed, {g_word, elsewhere});
  EXPECT_EQ(scores.recall, (Share{1, 2}));
  EXPECT_EQ(scores.precision, (Share{1, 2}));
  EXPECT_DOUBLE_EQ(scores.f1().value_or(0), 0.5);
}

TEST(StruckWords, OneThatWasCutInTwoIsRightTwiceAndFoundOnce) {
  const StruckWordScores scores =
      compare_struck_words({typed(g_word)}, Layer::typed, {{100, 50, 145, 80}, {155, 50, 200, 80}});
  EXPECT_EQ(scores.recall, (Share{1, 1}));
  EXPECT_EQ(scores.precision, (Share{2, 2}));
}

TEST(StruckWords, PartlyStruckCountNeitherWay) {
  const Box beside{205, 50, 260, 80};
  const StruckWordScores scores =
      compare_struck_words({part(g_word), typed(beside)}, Layer::typed, {g_word, beside});
  EXPECT_EQ(scores.recall, (Share{1, 1}));
  EXPECT_EQ(scores.precision, (Share{1, 1}));
  EXPECT_FALSE(compare_struck_words({part(g_word)}, Layer::typed, {g_word}).f1());
}

TEST(StruckWords, OfAnotherLayerSayNothing) {
  const std::vector<MarkedStrike> marked{{.box = g_word, .layer = Layer::hand, .part = false}};
  const StruckWordScores scores = compare_struck_words(marked, Layer::typed, {g_word});
  EXPECT_EQ(scores.recall, (Share{0, 0}));
  EXPECT_EQ(scores.precision, (Share{0, 1}));
}

TEST(StruckWords, PagesAddUp) {
  StruckWordScores sum;
  EXPECT_FALSE(sum.f1());
  sum += {.recall = {1, 2}, .precision = {1, 1}};
  sum += {.recall = {1, 1}, .precision = {1, 2}};
  EXPECT_EQ(sum.recall, (Share{2, 3}));
  EXPECT_EQ(sum.precision, (Share{2, 3}));
  EXPECT_DOUBLE_EQ((StruckWordScores{.recall = {0, 2}, .precision = {0, 1}}).f1().value_or(-1), 0);
}

}  // namespace
}  // namespace folio
