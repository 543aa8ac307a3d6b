#include "recognize/net_recognizer.h"

#include <gtest/gtest.h>

#include <cmath>
#include <memory>

#include "core/error.h"
#include "core/files.h"
#include "foreign/conv_net.h"

namespace folio {
namespace {

constexpr double kNone = 0, kA = 0.25, kB = 0.55, kBlank = 0.85;  // darkness that tiny_net.py reads so

std::shared_ptr<const ConvNet> tiny_weights() {
  return read_conv_net(read_file(FOLIO_TEST_MODELS "/tiny-reading-net.onnx"), "typed lines");
}
NetRecognizer tiny_net() { return {tiny_weights(), "аб "}; }

/// A line of the net's own scale: a step of eight pixels each, inked from the top down by that share.
LineImage line_of(const std::vector<double>& steps) {
  LineImage line;
  line.gray = cv::Mat(40, 8 * static_cast<int>(steps.size()), CV_8UC1, cv::Scalar(255));
  for (size_t i = 0; i < steps.size(); ++i) {
    if (steps[i] > 0) line.gray(cv::Rect(8 * static_cast<int>(i), 0, 8, cvRound(40 * steps[i]))) = 0;
  }
  line.x_height = 16, line.baseline_y = 28.8, line.pitch = 20;
  return line;
}

TEST(NetRecognizerTest, WordsArePartedByBlanksAndByEmptyCells) {
  NetRecognizer net = tiny_net();
  const auto words = net.read(line_of({kNone, kA, kNone, kB, kB, kNone, kBlank, kNone, kB, kNone, kNone,
                                       kNone, kNone, kNone, kA, kNone}))
                         .words;
  ASSERT_EQ(words.size(), 3U);
  EXPECT_EQ(words[0].text, "аб");
  EXPECT_EQ(words[1].text, "б");
  EXPECT_EQ(words[2].text, "а");
}

TEST(NetRecognizerTest, GlyphsStandInTheirCells) {
  NetRecognizer net = tiny_net();
  const auto words = net.read(line_of({kNone, kNone, kA, kNone, kB, kNone, kNone, kNone})).words;
  ASSERT_EQ(words.size(), 1U);
  ASSERT_EQ(words[0].glyphs.size(), 2U);
  const Glyph &a = words[0].glyphs[0], &b = words[0].glyphs[1];
  EXPECT_EQ(a.text, "а");
  EXPECT_EQ(a.box.x0, 10) << "half a cell left of its middle at 20";
  EXPECT_EQ(a.box.x1, 28) << "halfway to the next";
  EXPECT_EQ(b.box.x0, 28);
  EXPECT_EQ(b.box.x1, 46);
  EXPECT_EQ(words[0].box, unite(a.box, b.box));
}

TEST(NetRecognizerTest, AWordIsAsSureAsItsLeastSureCharacter) {
  NetRecognizer net = tiny_net();
  const auto words = net.read(line_of({kNone, kA, kNone, 0.425, kNone, kNone, kNone, kNone})).words;
  ASSERT_EQ(words.size(), 1U);
  ASSERT_EQ(words[0].text, "аб");
  const Glyph& doubtful = words[0].glyphs[1];
  EXPECT_LT(doubtful.confidence, 0.8);
  ASSERT_FALSE(doubtful.alternatives.empty());
  EXPECT_EQ(doubtful.alternatives[0].text, "а");
  EXPECT_DOUBLE_EQ(words[0].confidence, doubtful.confidence);
}

TEST(NetRecognizerTest, EvidenceTellsOfCharactersAndTheirSpacing) {
  NetRecognizer net = tiny_net();
  // The middles of the two are 16 pixels apart, where a cell has 20.
  const auto words = net.read(line_of({kNone, kA, kNone, 0.425, kNone, kNone, kNone, kNone})).words;
  ASSERT_EQ(words.size(), 1U);
  ASSERT_TRUE(words[0].evidence.has_value());
  const WordEvidence& evidence = *words[0].evidence;
  EXPECT_EQ(evidence.characters, 2);
  EXPECT_DOUBLE_EQ(evidence.least, words[0].glyphs[1].confidence);
  EXPECT_NEAR(evidence.product,
              std::log(words[0].glyphs[0].confidence) + std::log(words[0].glyphs[1].confidence), 1e-9);
  EXPECT_NEAR(evidence.spacing, 0.2, 1e-9);
  EXPECT_EQ(evidence.second, WordEvidence::Second::not_asked);
}

TEST(NetRecognizerTest, ConfidencesAreThoseOfTheirModel) {
  const auto all_half = std::make_shared<const ConfidenceModel>(
      "alone 0 0 0 0 0 0 0 0\nsame 0 0 0 0 0 0 0 0\nother 0 0 0 0 0 0 0 0\nsecond 0 0 0 0 0 0 0 0\n");
  NetRecognizer net(tiny_weights(), "аб ", nullptr, all_half);
  const LineReading reading = net.read(line_of({kNone, kA, kNone, kB, kNone, kNone, kNone, kNone}));
  ASSERT_EQ(reading.words.size(), 1U);
  EXPECT_DOUBLE_EQ(reading.words[0].confidence, 0.5);
  EXPECT_EQ(reading.reader, net.name());
}

TEST(NetRecognizerTest, PaperIsNotRead) {
  EXPECT_TRUE(tiny_net().read(line_of({kNone, kNone, kNone})).words.empty());
}

TEST(NetRecognizerTest, WhatIsNoNetOrNotOfTheAlphabetIsAMissingDependency) {
  const auto code_of = [](const std::string& weights, std::string_view alphabet) {
    try {
      const NetRecognizer net(read_conv_net(weights, "typed lines"), alphabet);
    } catch (const Error& error) {
      return std::optional(error.code());
    }
    return std::optional<ErrorCode>();
  };
  EXPECT_EQ(code_of("no net", "аб "), ErrorCode::missing_dependency);
  EXPECT_EQ(code_of(read_file(FOLIO_TEST_MODELS "/tiny-reading-net.onnx"), "абв "),
            ErrorCode::missing_dependency);
}

}  // namespace
}  // namespace folio
