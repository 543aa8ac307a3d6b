#include "recognize/hand_recognizer.h"

#include <gtest/gtest.h>

#include "core/error.h"
#include "core/files.h"
#include "foreign/conv_net.h"

namespace folio {
namespace {

constexpr int kNone = 0, kA = 1, kB = 2, kBlank = 4;  // inked columns of four that tiny_net.py reads so

HandRecognizer tiny_net() {
  return {read_conv_net(read_file(FOLIO_TEST_MODELS "/tiny-hand-net.onnx"), "handwriting"), "аб "};
}

/// A line of the net's own scale: a step of four columns each, so many of them inked over the band, off the
/// step's edges.
LineImage line_of(const std::vector<int>& steps) {
  LineImage line;
  line.gray = cv::Mat(48, 4 * static_cast<int>(steps.size()), CV_8UC1, cv::Scalar(255));
  for (size_t i = 0; i < steps.size(); ++i) {
    if (steps[i] > 0)
      line.gray(cv::Rect(4 * static_cast<int>(i) + (steps[i] < 3 ? 1 : 0), 15, steps[i], 18)) = 0;
  }
  line.x_height = 18, line.baseline_y = 33, line.layer = Layer::hand;
  return line;
}

TEST(HandRecognizerTest, WordsArePartedByBlanks) {
  HandRecognizer net = tiny_net();
  const auto words =
      net.read(line_of({kNone, kA, kNone, kB, kB, kNone, kBlank, kNone, kB, kNone, kA, kNone})).words;
  ASSERT_EQ(words.size(), 2U);
  EXPECT_EQ(words[0].text, "аб");
  EXPECT_EQ(words[1].text, "ба");
  EXPECT_LT(words[0].box.x1, words[1].box.x0);
}

TEST(HandRecognizerTest, GlyphsMeetHalfway) {
  HandRecognizer net = tiny_net();
  const auto words =
      net.read(line_of({kNone, kNone, kA, kNone, kNone, kNone, kB, kNone, kNone, kNone})).words;
  ASSERT_EQ(words.size(), 1U);
  ASSERT_EQ(words[0].glyphs.size(), 2U);
  EXPECT_NEAR(words[0].glyphs[0].box.x1, 18, 1);
  EXPECT_EQ(words[0].glyphs[0].box.x1, words[0].glyphs[1].box.x0);
  EXPECT_EQ(words[0].box, unite(words[0].glyphs[0].box, words[0].glyphs[1].box));
}

TEST(HandRecognizerTest, ConfidenceFallsWithItsCharacters) {
  HandRecognizer net = tiny_net();
  LineImage sure = line_of({kNone, kA, kNone, kB, kNone, kNone}), doubtful = sure;
  doubtful.gray = sure.gray.clone();
  doubtful.gray(cv::Rect(14, 15, 1, 18)) = 120;  // б, or а: its second column is pale
  const auto words = net.read(sure).words, others = net.read(doubtful).words;
  ASSERT_EQ(words.size(), 1U);
  ASSERT_EQ(others.size(), 1U);
  EXPECT_GE(words[0].confidence, 0);
  EXPECT_LE(words[0].confidence, 1);
  EXPECT_LT(others[0].confidence, words[0].confidence);
}

TEST(HandRecognizerTest, PaperIsNotRead) {
  EXPECT_TRUE(tiny_net().read(line_of({kNone, kNone, kNone})).words.empty());
}

TEST(HandRecognizerTest, WhatIsNoNetOrNotOfTheAlphabetIsAMissingDependency) {
  const auto code_of = [](const std::string& weights, std::string_view alphabet) {
    try {
      const HandRecognizer net(read_conv_net(weights, "handwriting"), alphabet);
    } catch (const Error& error) {
      return std::optional(error.code());
    }
    return std::optional<ErrorCode>();
  };
  EXPECT_EQ(code_of("no net", "аб "), ErrorCode::missing_dependency);
  EXPECT_EQ(code_of(read_file(FOLIO_TEST_MODELS "/tiny-hand-net.onnx"), "абв "),
            ErrorCode::missing_dependency);
}

}  // namespace
}  // namespace folio
