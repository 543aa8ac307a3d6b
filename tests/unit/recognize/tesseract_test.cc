// Needs Tesseract's model of Russian: label "model".
#include <gmock/gmock.h>
#include <gtest/gtest.h>

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

TEST(TesseractTest, ACleanDrawnPageIsReadWordForWord) {
  const DrawnLeaf drawn = draw_leaf(testing::short_leaf(testing::prose_lines(4)), testing::debian_faces());
  TesseractRecognizer recognizer("rus");
  const PageText text = recognize(testing::layered_of(testing::scan_of(drawn)), recognizer, {}).text;
  ASSERT_EQ(text.lines.size(), drawn.truth.lines.size());
  int words = 0, same = 0, placed = 0;
  for (size_t i = 0; i < text.lines.size(); ++i) {
    const auto &read = text.lines[i].words, &truth = drawn.truth.lines[i].words;
    words += static_cast<int>(truth.size());
    ASSERT_EQ(read.size(), truth.size()) << i;
    for (size_t k = 0; k < truth.size(); ++k) {
      same += read[k].text == truth[k].text ? 1 : 0;
      const Box true_box = testing::type_box(drawn.truth.lines[i], truth[k]);
      const Box common = intersect(read[k].box, true_box);
      placed +=
          static_cast<double>(common.area()) > 0.7 * static_cast<double>(unite(read[k].box, true_box).area())
              ? 1
              : 0;
      EXPECT_GT(read[k].confidence, 0.3);
      std::string spelled;
      for (const Glyph& glyph : read[k].glyphs) spelled += glyph.text;
      EXPECT_EQ(spelled, read[k].ocr) << "letters make the word";
      EXPECT_EQ(to_nfc(read[k].text), read[k].text);
    }
  }
  EXPECT_GE(same, words - 1);
  EXPECT_GE(placed, words - 1);
}

TEST(TesseractTest, PaperReadsAsNothing) {
  TesseractRecognizer recognizer("rus");
  LineImage line;
  line.gray = cv::Mat(44, 400, CV_8UC1, cv::Scalar(255));
  line.x_height = 16;
  line.baseline_y = 32;
  EXPECT_TRUE(recognizer.read(line).empty());
  line.gray = cv::Mat(1, 1, CV_8UC1, cv::Scalar(255));
  EXPECT_TRUE(recognizer.read(line).empty());
}

}  // namespace
}  // namespace folio
