#include "recognize/reader_choice.h"

#include <gtest/gtest.h>

#include "support/fake_recognizer.h"

namespace folio {
namespace {

using testing::FakeRecognizer;

TEST(ReaderChoiceTest, TypedLinesGoToTheirOwnReader) {
  auto typed = std::make_unique<FakeRecognizer>(), others = std::make_unique<FakeRecognizer>();
  const FakeRecognizer &of_typed = *typed, &of_others = *others;
  ReaderChoice choice(std::move(typed), std::move(others));
  LineImage line;
  line.gray = cv::Mat(40, 200, CV_8UC1, cv::Scalar(255));
  line.x_height = 16;
  for (const Layer layer : {Layer::typed, Layer::print, Layer::hand, Layer::typed}) {
    line.layer = layer;
    choice.read(line);
  }
  EXPECT_EQ(of_typed.seen().size(), 2U);
  EXPECT_EQ(of_others.seen().size(), 2U);
  EXPECT_EQ(choice.name(), "fake 1; fake 1");
  line.layer = Layer::print;
  const LineReading reading = choice.read(line);
  EXPECT_EQ(reading.reader, "fake 1");
  EXPECT_EQ(reading.reason, "print, no typewriting");
}

}  // namespace
}  // namespace folio
