#include "metrics/record_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/text.h"
#include "transcription/notation_parser.h"

namespace folio {
namespace {

using testing::ElementsAre;

TextLine line(const std::string& text, Layer layer = Layer::typed) {
  TextLine out;
  out.layer = layer;
  for (const std::string& word_text : split_words(text)) {
    Word word;
    word.text = word_text;
    out.words.push_back(word);
  }
  return out;
}

std::vector<std::string> texts(const RecordWords& record) {
  std::vector<std::string> out;
  for (const PageText& page : record.pages)
    for (const TextLine& text_line : page.lines)
      for (const Word& word : text_line.words) out.push_back(word.text);
  return out;
}

RecordWords sift(const std::vector<TextLine>& lines, const std::string& record) {
  PageText page;
  page.lines = lines;
  return words_of_record({page}, parse_transcription(record));
}

TEST(RecordWords, KeepsWhatTheRecordHasAsOftenAsItHasIt) {
  const RecordWords record = sift({line("мы и мы и они")}, "мы и они");
  EXPECT_THAT(texts(record), ElementsAre("мы", "и", "они"));
  EXPECT_TRUE(record.missing.empty());
}

TEST(RecordWords, ListsWhatNoPageHas) {
  const RecordWords record = sift({line("мы")}, "мы ~~они~~");
  EXPECT_THAT(texts(record), ElementsAre("мы"));
  EXPECT_THAT(record.missing, ElementsAre("они"));
}

TEST(RecordWords, TakesDividedWordsTogether) {
  EXPECT_THAT(texts(sift({line("Пэн Дэ-"), line("хуай приме-"), line("няемые")}, "Пэн Дэ-хуай применяемые")),
              ElementsAre("Пэн", "Дэ-", "хуай", "приме-", "няемые"));
  EXPECT_THAT(texts(sift({line("Дэ-"), line("вставка", Layer::hand), line("хуай")}, "Дэ-хуай")),
              ElementsAre("Дэ-", "хуай"));
  EXPECT_THAT(texts(sift({line("приме-"), line("чание")}, "применяемые")), ElementsAre());
}

TEST(RecordWords, CutsWordsWhereMarksDo) {
  TextLine struck = line("силы, а");
  struck.words[0].box = {100, 10, 200, 40};
  struck.words[0].status = WordStatus::struck;
  const RecordWords record = sift({struck}, "~~силы~~, а");
  ASSERT_THAT(texts(record), ElementsAre("силы", ",", "а"));
  EXPECT_EQ(record.pages[0].lines[0].words[0].status, WordStatus::struck);
  EXPECT_EQ(record.pages[0].lines[0].words[1].status, WordStatus::plain);
  EXPECT_EQ(record.pages[0].lines[0].words[1].box, (Box{180, 10, 200, 40}));
}

TEST(RecordWords, LeavesStampsOut) {
  const RecordWords record = sift({line("ЦК", Layer::stamp), line("ЦК", Layer::hand)}, "ЦК");
  EXPECT_TRUE(record.pages[0].lines[0].words.empty());
  EXPECT_EQ(record.pages[0].lines[1].words.size(), 1U);
}

TEST(RecordWords, OfNothingAreNone) {
  const RecordWords record = words_of_record({}, parse_transcription(""));
  EXPECT_TRUE(record.pages.empty());
  EXPECT_TRUE(record.missing.empty());
}

}  // namespace
}  // namespace folio
