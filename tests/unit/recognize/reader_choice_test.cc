#include "recognize/reader_choice.h"

#include <gtest/gtest.h>

#include "support/fake_recognizer.h"

namespace folio {
namespace {

using testing::FakeRecognizer;

class HandReader : public FakeRecognizer {
 public:
  std::string name() const override { return "hand"; }
  bool wants_whole_strokes(Layer layer) const override { return layer == Layer::hand; }
};

TEST(ReaderChoiceTest, TypingAndHandwritingGoToTheirOwnReaders) {
  auto typed = std::make_unique<FakeRecognizer>(), others = std::make_unique<FakeRecognizer>();
  auto hand = std::make_unique<HandReader>();
  const FakeRecognizer &of_typed = *typed, &of_hand = *hand, &of_others = *others;
  ReaderChoice choice(std::move(typed), std::move(hand), std::move(others));
  LineImage line;
  line.gray = cv::Mat(40, 200, CV_8UC1, cv::Scalar(255));
  line.x_height = 16;
  for (const Layer layer : {Layer::typed, Layer::print, Layer::hand, Layer::typed}) {
    line.layer = layer;
    choice.read(line);
  }
  EXPECT_EQ(of_typed.seen().size(), 2U);
  EXPECT_EQ(of_hand.seen().size(), 1U);
  EXPECT_EQ(of_others.seen().size(), 1U);
  EXPECT_EQ(choice.name(), "fake 1; hand; fake 1");
  line.layer = Layer::print;
  const LineReading reading = choice.read(line);
  EXPECT_EQ(reading.reader, "fake 1");
  EXPECT_EQ(reading.reason, "print, no typewriting");
  line.layer = Layer::hand;
  EXPECT_EQ(choice.read(line).reader, "hand");
  EXPECT_TRUE(choice.wants_whole_strokes(Layer::hand));
  EXPECT_FALSE(choice.wants_whole_strokes(Layer::typed));
}

TEST(ReaderChoiceTest, WithoutAReaderOfItsOwnHandwritingIsTheOthers) {
  auto others = std::make_unique<FakeRecognizer>();
  const FakeRecognizer& of_others = *others;
  ReaderChoice choice(std::make_unique<FakeRecognizer>(), nullptr, std::move(others));
  LineImage line;
  line.gray = cv::Mat(40, 200, CV_8UC1, cv::Scalar(255));
  line.x_height = 16, line.layer = Layer::hand;
  choice.read(line);
  EXPECT_EQ(of_others.seen().size(), 1U);
  EXPECT_FALSE(choice.wants_whole_strokes(Layer::hand));
}

}  // namespace
}  // namespace folio
