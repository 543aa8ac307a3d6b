// Needs Tesseract's model of Russian: label "model".
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <spdlog/fmt/fmt.h>

#include <cmath>

#include "core/error.h"
#include "core/text.h"
#include "recognize/recognize.h"
#include "recognize/tesseract_recognizer.h"
#include "support/staged_pages.h"

namespace folio {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

TEST(TesseractTest, NameHasVersionAndLanguages) {
  EXPECT_THAT(TesseractRecognizer("rus").name(), StartsWith("tesseract 5."));
  EXPECT_THAT(TesseractRecognizer("rus").name(), ::testing::EndsWith(" rus"));
}

TEST(TesseractTest, OnlyTheLanguageThatIsMissingIsNamed) {
  try {
    const TesseractRecognizer recognizer("rus+zzz");
    FAIL() << "nothing was thrown";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::missing_dependency);
    EXPECT_THAT(error.advice(), HasSubstr("tesseract-ocr-zzz"));
    EXPECT_THAT(error.advice(), Not(HasSubstr("tesseract-ocr-rus")));
  }
}

/// Word of the line whose middle lies nearest to that of `place`; null in an empty line.
const Word* word_at(const TextLine& line, const Box& place) {
  const Word* nearest = nullptr;
  const auto distance = [&](const Word& word) { return std::abs(word.box.center_x() - place.center_x()); };
  for (const Word& word : line.words)
    if (nearest == nullptr || distance(word) < distance(*nearest)) nearest = &word;
  return nearest;
}

/// A word's box lies on its true place when it ends within a third of a small letter's height of the word's
/// ink on either side, and holds the small letters' band but nothing of the lines above and below. How far it
/// reaches over the ascenders is word_boxes_test's.
void expect_on_its_place(const Box& box, const TextLine& line, const Box& ink) {
  const double unit = line.x_height, foot = line.baseline.y_at(ink.center_x());
  EXPECT_NEAR(box.x0, ink.x0, unit / 3);
  EXPECT_NEAR(box.x1, ink.x1, unit / 3);
  EXPECT_LE(box.y0, foot - 0.9 * unit);
  EXPECT_GE(box.y0, foot - 2 * unit);
  EXPECT_GE(box.y1, foot - 0.1 * unit);
  EXPECT_LE(box.y1, foot + unit);
}

TEST(TesseractTest, ACleanDrawnPageIsReadWordForWordWhereItsWordsLie) {
  const DrawnLeaf drawn = draw_leaf(testing::short_leaf(testing::prose_lines(8)), testing::debian_faces());
  TesseractRecognizer recognizer("rus");
  const PageText text = recognize(testing::layered_of(testing::scan_of(drawn)), recognizer, {}).text;
  ASSERT_EQ(text.lines.size(), drawn.truth.lines.size());
  double words = 0, same = 0;
  for (size_t i = 0; i < text.lines.size(); ++i) {
    const TextLine& truth = drawn.truth.lines[i];
    EXPECT_EQ(text.lines[i].words.size(), truth.words.size()) << "words of line " << i;
    for (const Word& word : truth.words) {
      SCOPED_TRACE(fmt::format("line {}, \"{}\"", i, word.text));
      const Word* read = word_at(text.lines[i], word.box);
      ASSERT_NE(read, nullptr);
      expect_on_its_place(read->box, truth, word.box);
      ++words;
      same += read->text == word.text ? 1 : 0;
    }
  }
  // The model is another's, and misreads one word or another as lines are cut a pixel wider or narrower.
  EXPECT_GE(same, 0.95 * words);
}

TEST(TesseractTest, LettersMakeTheWord) {
  const DrawnLeaf drawn = draw_leaf(testing::short_leaf(testing::prose_lines(2)), testing::debian_faces());
  TesseractRecognizer recognizer("rus");
  for (const TextLine& line :
       recognize(testing::layered_of(testing::scan_of(drawn)), recognizer, {}).text.lines) {
    for (const Word& word : line.words) {
      EXPECT_GT(word.confidence, 0.3);
      std::string spelled;
      for (const Glyph& glyph : word.glyphs) spelled += glyph.text;
      EXPECT_EQ(spelled, word.ocr);
      EXPECT_EQ(to_nfc(word.text), word.text);
    }
  }
}

TEST(TesseractTest, PaperReadsAsNothing) {
  TesseractRecognizer recognizer("rus");
  LineImage line;
  line.gray = cv::Mat(44, 400, CV_8UC1, cv::Scalar(255));
  line.x_height = 16;
  line.baseline_y = 32;
  EXPECT_TRUE(recognizer.read(line).words.empty());
  line.gray = cv::Mat(1, 1, CV_8UC1, cv::Scalar(255));
  EXPECT_TRUE(recognizer.read(line).words.empty());
}

}  // namespace
}  // namespace folio
