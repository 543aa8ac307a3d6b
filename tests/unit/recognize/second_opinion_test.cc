#include "recognize/second_opinion.h"

#include <gtest/gtest.h>

#include "support/fake_recognizer.h"

namespace folio {
namespace {

using testing::FakeRecognizer;

constexpr std::string_view kModel =
    "alone 0 1 0 0 0 0 0 0\n"
    "same 4 0 0 0 0 0 0 0\n"
    "other -1.3863 0 0 0 0 0 0 0\n"
    "second 0 0 0 0 0 0 1 0\n";  // as sure as the second reader itself is

ReadWord word(const std::string& text, int x, double confidence) {
  ReadWord out;
  out.text = text;
  out.box = {x, 10, x + 40, 30};
  out.confidence = confidence;
  out.evidence.emplace();
  out.evidence->least = confidence;
  out.evidence->characters = 3;
  return out;
}

LineImage line_of(double pitch) {
  LineImage line;
  line.gray = cv::Mat(40, 200, CV_8UC1, cv::Scalar(255));
  line.x_height = 16, line.pitch = pitch;
  return line;
}

struct Readers {
  std::shared_ptr<FakeRecognizer> second;
  SecondOpinion opinion;
};

Readers readers(std::vector<ReadWord> first, std::vector<ReadWord> second,
                SecondReader when = SecondReader::doubtful) {
  auto asked = std::make_shared<FakeRecognizer>([second](const LineImage&) { return second; });
  return {asked, SecondOpinion(std::make_unique<FakeRecognizer>([first](const LineImage&) { return first; }),
                               asked, std::make_shared<const ConfidenceModel>(kModel), nullptr, when)};
}

TEST(SecondOpinionTest, SureLinesAreReadOnce) {
  Readers both = readers({word("Акт", 0, 0.95), word("сдан", 60, 0.99)}, {});
  const LineReading reading = both.opinion.read(line_of(20));
  EXPECT_EQ(reading.words.size(), 2U);
  EXPECT_EQ(reading.reason, "typewriting, no word doubtful");
  EXPECT_TRUE(both.second->seen().empty());
}

TEST(SecondOpinionTest, AgreementMakesSurerAndDisagreementLess) {
  Readers both = readers({word("Акт", 0, 0.4), word("сдан", 60, 0.99), word("в", 120, 0.99)},
                         {word("Aкт", 2, 0.9), word("едан", 58, 0.1)});
  const LineReading reading = both.opinion.read(line_of(20));
  ASSERT_EQ(reading.words.size(), 3U);
  EXPECT_NEAR(reading.words[0].confidence, 0.982, 1e-3) << "the same but for a Latin letter";
  EXPECT_NEAR(reading.words[1].confidence, 0.2, 1e-3);
  EXPECT_EQ(reading.words[1].text, "сдан");
  EXPECT_EQ(reading.words[1].evidence->second_text, "едан");
  EXPECT_DOUBLE_EQ(reading.words[2].confidence, 0.99) << "nothing stands there for the other";
  EXPECT_EQ(reading.reason, "typewriting; fake 1 reads 1 of 3 words the same, 0 taken from it");
}

TEST(SecondOpinionTest, TheLikelierReadingIsTaken) {
  Readers both = readers({word("едан", 60, 0.3)}, {word("сдан", 60, 0.8)});
  const LineReading reading = both.opinion.read(line_of(20));
  ASSERT_EQ(reading.words.size(), 1U);
  EXPECT_EQ(reading.words[0].text, "сдан");
  EXPECT_NEAR(reading.words[0].confidence, 0.8, 1e-3);
  EXPECT_EQ(reading.words[0].box, (Box{60, 10, 100, 30}));
}

TEST(SecondOpinionTest, OnNoRasterTheSurerReaderHasTheLine) {
  Readers both = readers({word("Акт", 0, 0.6)}, {word("Акты", 0, 0.9), word("в", 60, 0.9)});
  const LineReading reading = both.opinion.read(line_of(0));
  EXPECT_EQ(reading.words.size(), 2U);
  EXPECT_EQ(reading.reason, "on no raster, surer of it than fake 1");
  Readers sure = readers({word("Акт", 0, 0.95)}, {word("Акты", 0, 0.2)});
  EXPECT_EQ(sure.opinion.read(line_of(0)).words[0].text, "Акт");
}

TEST(SecondOpinionTest, MayBeAskedAlwaysOrNever) {
  Readers always = readers({word("Акт", 0, 0.95)}, {word("Акт", 0, 0.9)}, SecondReader::always);
  EXPECT_NEAR(always.opinion.read(line_of(20)).words[0].confidence, 0.982, 1e-3);
  Readers never = readers({word("Акт", 0, 0.1)}, {word("Акт", 0, 0.9)}, SecondReader::never);
  EXPECT_DOUBLE_EQ(never.opinion.read(line_of(20)).words[0].confidence, 0.1);
  EXPECT_TRUE(never.second->seen().empty());
}

}  // namespace
}  // namespace folio
