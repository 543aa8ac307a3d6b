#include "recognize/word_boxes.h"

#include <gtest/gtest.h>

namespace folio {
namespace {

/// A line image of 44 rows with ink where told.
LineImage line_with(const std::vector<Box>& ink, int width = 300) {
  LineImage line;
  line.gray = cv::Mat(44, width, CV_8UC1, cv::Scalar(255));
  for (const Box& box : ink) line.gray(to_rect(box)) = 0;
  line.x_height = 16;
  line.baseline_y = 32;
  return line;
}

ReadWord word(const std::string& text, const Box& box) {
  ReadWord out;
  out.text = text;
  out.box = box;
  return out;
}

TEST(FitBoxesTest, RoughBoxesBecomeTight) {
  const LineImage line = line_with({{20, 16, 80, 32}, {110, 10, 200, 36}});
  std::vector<ReadWord> words{word("раз", {15, 0, 92, 44}), word("два", {99, 0, 205, 44})};
  fit_boxes(words, line);
  EXPECT_EQ(words[0].box, (Box{20, 16, 80, 32}));
  EXPECT_EQ(words[1].box, (Box{110, 10, 200, 36}));
}

TEST(FitBoxesTest, FaintInkIsSeenWhole) {
  LineImage line = line_with({{20, 16, 80, 32}, {110, 10, 200, 36}});
  line.gray.setTo(205, line.gray == 0);
  line.gray(cv::Rect(30, 18, 12, 10)) = 165;  // a letter struck harder
  std::vector<ReadWord> words{word("раз", {15, 0, 92, 44}), word("два", {99, 0, 205, 44})};
  fit_boxes(words, line);
  EXPECT_EQ(words[0].box, (Box{20, 16, 80, 32}));
  EXPECT_EQ(words[1].box, (Box{110, 10, 200, 36}));
}

TEST(FitBoxesTest, TheSoftEdgeOfBlackInkIsNotInk) {
  LineImage line = line_with({{20, 16, 80, 32}});
  line.gray(cv::Rect(80, 16, 6, 16)) = 180;
  std::vector<ReadWord> words{word("раз", {15, 0, 92, 44})};
  fit_boxes(words, line);
  EXPECT_EQ(words[0].box, (Box{20, 16, 80, 32}));
}

TEST(FitBoxesTest, ABoundaryThatCutsAWordIsMovedIntoTheWhite) {
  const LineImage line = line_with({{20, 16, 80, 32}, {110, 16, 200, 32}});
  // The recognizer thought that the second word began in the first one's last letter.
  std::vector<ReadWord> words{word("раз", {18, 0, 64, 44}), word("два", {66, 0, 205, 44})};
  words[0].glyphs = {{"р", {20, 0, 40, 44}, 1, {}}, {"з", {60, 0, 76, 44}, 1, {}}};
  words[1].glyphs = {{"д", {100, 0, 140, 44}, 1, {}}, {"а", {170, 0, 200, 44}, 1, {}}};
  fit_boxes(words, line);
  EXPECT_EQ(words[0].box, (Box{20, 16, 80, 32}));
  EXPECT_EQ(words[1].box, (Box{110, 16, 200, 32}));
}

TEST(FitBoxesTest, AWordOfFaintInkKeepsItsBoxAndOneOfPaperIsNone) {
  LineImage line = line_with({{20, 16, 80, 32}});
  line.gray(cv::Rect(155, 10, 40, 20)) = 230;
  std::vector<ReadWord> words{word("раз", {18, 0, 82, 44}), word("—", {100, 4, 130, 40}),
                              word("два", {150, 4, 200, 40})};
  fit_boxes(words, line);
  ASSERT_EQ(words.size(), 2U);
  EXPECT_EQ(words[0].box, (Box{20, 16, 80, 32}));
  EXPECT_EQ(words[1].text, "два");
  EXPECT_EQ(words[1].box, (Box{150, 4, 200, 40}));
}

TEST(FitBoxesTest, InkFarFromTheWordsIsNotTakenIn) {
  const LineImage line = line_with({{5, 16, 15, 32}, {100, 16, 160, 32}, {280, 16, 295, 32}});
  std::vector<ReadWord> words{word("раз", {98, 0, 164, 44})};
  fit_boxes(words, line);
  EXPECT_EQ(words[0].box, (Box{100, 16, 160, 32}));
}

TEST(FitBoxesTest, NoWordsAreNoFault) {
  std::vector<ReadWord> words;
  fit_boxes(words, line_with({}));
  EXPECT_TRUE(words.empty());
}

TEST(InkWordsTest, WhitePartsWords) {
  const LineImage line = line_with({{20, 16, 40, 32}, {44, 16, 80, 36}, {100, 8, 140, 32}});
  EXPECT_EQ(ink_words(line), (std::vector<Box>{{20, 16, 80, 36}, {100, 8, 140, 32}}));
}

TEST(InkWordsTest, SpecksAreNoWords) {
  EXPECT_EQ(ink_words(line_with({{20, 30, 23, 33}, {100, 16, 140, 32}})),
            (std::vector<Box>{{100, 16, 140, 32}}));
  EXPECT_TRUE(ink_words(line_with({})).empty());
}

}  // namespace
}  // namespace folio
