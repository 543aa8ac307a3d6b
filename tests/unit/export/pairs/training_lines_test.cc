#include "export/pairs/training_lines.h"

#include <gtest/gtest.h>

#include <functional>

namespace folio {
namespace {

Word confirmed(const std::string& text, int x) {
  Word word;
  word.id = "w_" + std::to_string(x);
  word.text = word.ocr = text;
  word.source = TextSource::both;
  word.confidence = 0.9;
  word.box = {x, 0, x + 90, 20};
  return word;
}

TextLine three_words(Layer layer = Layer::typed) {
  TextLine line;
  line.id = "line_1";
  line.layer = layer;
  line.box = {0, 0, 290, 20};
  line.words = {confirmed("одна", 0), confirmed("сель-", 100), confirmed("три", 200)};
  return line;
}

std::optional<LineDoubt> doubt_with(const std::function<void(TextLine&)>& change,
                                    Layer layer = Layer::typed) {
  TextLine line = three_words(layer);
  change(line);
  return doubt_of(line, {});
}

TEST(TrainingLines, AConfirmedLineHasNoDoubt) {
  for (const Layer layer : {Layer::typed, Layer::print, Layer::hand})
    EXPECT_EQ(doubt_of(three_words(layer), {}), std::nullopt) << name_of(layer);
  EXPECT_EQ(text_on_line(three_words()), "одна сель- три") << "parts of words stay parts";
  EXPECT_EQ(confidence_of(three_words()), 0.9);
}

TEST(TrainingLines, OneDoubtfulWordIsEnough) {
  using D = LineDoubt;
  EXPECT_EQ(doubt_with([](TextLine& l) { l.words[1].text.clear(); }), D::unread);
  EXPECT_EQ(doubt_with([](TextLine& l) { l.words[1].text = "с□□"; }), D::unread);
  EXPECT_EQ(doubt_with([](TextLine& l) { l.words[1].source = TextSource::recognizer; }),
            D::not_in_transcription);
  EXPECT_EQ(doubt_with([](TextLine& l) { l.words[1].place_inferred = true; }), D::inferred_place);
  EXPECT_EQ(doubt_with([](TextLine& l) { l.words[1].ocr.clear(); }), D::no_ink_read);
  EXPECT_EQ(doubt_with([](TextLine& l) { l.words[1].confidence = 0.69; }), D::unsure_word);
  EXPECT_EQ(doubt_with([](TextLine& l) { l.layer_confidence = 0.69; }), D::unsure_layer);
  EXPECT_EQ(doubt_with([](TextLine& l) { l.words.clear(); }), D::no_text);
  EXPECT_EQ(doubt_with([](TextLine&) {}, Layer::stamp), D::no_text);
}

TEST(TrainingLines, TheFirstDoubtIsSaid) {
  EXPECT_EQ(doubt_with([](TextLine& l) {
              l.words[0].confidence = 0.1;
              l.words[2].source = TextSource::recognizer;
            }),
            LineDoubt::not_in_transcription);
}

TEST(TrainingLines, CorrectedReadingsTeachTypingButNotHandwriting) {
  const auto corrected = [](TextLine& line) {
    line.words[2].ocr = "тра";
    line.words[2].source = TextSource::truth;
  };
  EXPECT_EQ(doubt_with(corrected), std::nullopt);
  EXPECT_EQ(doubt_with(corrected, Layer::hand), LineDoubt::unsure_word);
}

TEST(TrainingLines, StruckWordsMustBeReadAsTheyWereTyped) {
  EXPECT_EQ(doubt_with([](TextLine& l) { l.words[2].status = WordStatus::struck; }), std::nullopt);
  EXPECT_EQ(doubt_with([](TextLine& l) {
              l.words[2].status = WordStatus::struck;
              l.words[2].source = TextSource::truth;
              l.words[2].ocr = "тра";
            }),
            LineDoubt::struck_beyond_reading);
}

TEST(TrainingLines, AWordThatAMarkCutsHasNoKnownSpaces) {
  const auto touch = [](TextLine& line) { line.words[2].box.x0 = line.words[1].box.x1; };
  EXPECT_EQ(doubt_with(touch), LineDoubt::cut_word);
  TextLine line = three_words();
  touch(line);
  line.words[2].text = line.words[2].ocr = ",";
  EXPECT_EQ(doubt_of(line, {}), std::nullopt);
  EXPECT_EQ(text_on_line(line), "одна сель-,") << "a mark that hangs on its word";
}

TEST(TrainingLines, TextIsComposed) {
  TextLine line = three_words();
  line.words[2].text = "май  \xD0\xB8\xCC\x86";  // и with a breve of its own
  EXPECT_EQ(text_on_line(line), "одна сель- май й");
}

TEST(TrainingLines, OnlySureWordsStay) {
  PageText page;
  page.lines = {three_words(), three_words()};
  page.lines[0].words[0].source = TextSource::recognizer;
  page.lines[1].layer_confidence = 0.1;
  page = sure_words_of(page, {});
  ASSERT_EQ(page.lines.size(), 2U);
  ASSERT_EQ(page.lines[0].words.size(), 2U);
  EXPECT_EQ(page.lines[0].words[0].text, "сель-");
  EXPECT_TRUE(page.lines[1].words.empty());
}

}  // namespace
}  // namespace folio
