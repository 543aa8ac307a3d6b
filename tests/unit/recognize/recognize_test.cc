#include "recognize/recognize.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "hand_made_page.h"
#include "recognize/hand_input.h"
#include "recognize/reading_input.h"
#include "support/fake_recognizer.h"
#include "support/staged_pages.h"

namespace folio {
namespace {

using ::testing::ElementsAre;
using testing::FakeRecognizer;
using testing::HandMadePage;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::words_by_white;

FakeRecognizer sure_of(double confidence) {
  return FakeRecognizer([=](const LineImage& line) { return words_by_white(line, confidence); });
}

/// Two typed lines, and a line by hand between them.
HandMadePage two_lines_and_a_note() {
  HandMadePage page({600, 300});
  for (const int foot : {100, 200}) {
    for (const int x : {60, 240, 420}) page.ink(Layer::typed, {x, foot - 24, x + 120, foot});
  }
  page.ink(Layer::hand, {100, 130, 220, 150});
  page.ink(Layer::hand, {260, 130, 320, 150});
  page.line(Layer::typed, {60, 76, 540, 100}, 100, 24);
  page.line(Layer::hand, {100, 130, 320, 150}, 148, 18).role = Role::insertion;
  page.line(Layer::typed, {60, 176, 540, 200}, 200, 24);
  return page;
}

TEST(RecognizeTest, LinesKeepTheirOrderLayerAndRole) {
  FakeRecognizer recognizer = sure_of(0.9);
  const RecognizedPage page = recognize(two_lines_and_a_note().make(), recognizer, {});
  ASSERT_EQ(page.text.lines.size(), 3U);
  EXPECT_EQ(page.text.lines[0].words.size(), 3U);
  EXPECT_EQ(page.text.lines[1].layer, Layer::hand);
  EXPECT_EQ(page.text.lines[1].role, Role::insertion);
  EXPECT_EQ(page.text.lines[2].box, (Box{60, 176, 540, 200}));
  EXPECT_EQ(recognizer.seen().size(), 3U);
  EXPECT_EQ(page.text.origin.stem, "made");
  EXPECT_EQ(page.text.size, cv::Size(600, 300));
}

TEST(RecognizeTest, WordsHaveTheReadingAndABoxFromTheBaselineToTheCapitalsHeight) {
  FakeRecognizer recognizer = sure_of(0.9);
  const RecognizedPage page = recognize(two_lines_and_a_note().make(), recognizer, {});
  const Word& word = page.text.lines[0].words[1];
  EXPECT_NEAR(word.box.x0, 240, 2);
  EXPECT_NEAR(word.box.x1, 360, 2);
  EXPECT_NEAR(word.box.y0, 100 - 1.4 * 24, 2);
  EXPECT_NEAR(word.box.y1, 100, 2);
  EXPECT_FALSE(word.text.empty());
  EXPECT_EQ(word.ocr, word.text);
  EXPECT_EQ(word.confidence, 0.9);
  EXPECT_EQ(word.status, WordStatus::plain);
  EXPECT_EQ(word.source, TextSource::recognizer);
  ASSERT_FALSE(word.glyphs.empty());
  for (const Glyph& glyph : word.glyphs) EXPECT_EQ(intersect(glyph.box, grow(word.box, 3, 3)), glyph.box);
}

TEST(RecognizeTest, APageNumberHasFigures) {
  HandMadePage page = two_lines_and_a_note();
  page.layered().lines.front().role = Role::page_number;
  const auto role_when_read = [&](const std::string& text) {
    FakeRecognizer recognizer([&](const LineImage& line) {
      std::vector<ReadWord> words = words_by_white(line, 0.9);
      for (ReadWord& word : words) word.text = text;
      return words;
    });
    return recognize(page.make(), recognizer, {}).text.lines.front().role;
  };
  EXPECT_EQ(role_when_read("12"), Role::page_number);
  EXPECT_EQ(role_when_read("Акт"), Role::body) << "a heading stands there too";
}

TEST(RecognizeTest, IdsAreUnique) {
  FakeRecognizer recognizer = sure_of(0.3);
  const RecognizedPage page = recognize(two_lines_and_a_note().make(), recognizer, {});
  std::set<std::string> ids;
  size_t count = 0;
  for (const TextLine& line : page.text.lines) {
    ids.insert(line.id), ++count;
    for (const Word& word : line.words) ids.insert(word.id), ++count;
  }
  EXPECT_EQ(ids.size(), count);
}

TEST(RecognizeTest, HandwritingStandsAsTextOnlyWithConfidence) {
  RecognizeOptions options;
  options.min_hand_confidence = 0.7;
  FakeRecognizer unsure = sure_of(0.69), sure = sure_of(0.71);
  const RecognizedPage unread = recognize(two_lines_and_a_note().make(), unsure, options);
  const RecognizedPage read = recognize(two_lines_and_a_note().make(), sure, options);
  ASSERT_EQ(unread.text.lines.size(), 3U);
  ASSERT_EQ(unread.text.lines[1].words.size(), 2U) << "its words keep their places";
  for (const Word& word : unread.text.lines[1].words) {
    EXPECT_EQ(word.text, "");
    EXPECT_NE(word.ocr, "") << "the guess is kept apart";
    EXPECT_DOUBLE_EQ(word.confidence, 0.69);
    EXPECT_FALSE(word.box.empty());
  }
  EXPECT_NEAR(unread.text.lines[1].words[1].box.x0, 260, 2);
  ASSERT_EQ(read.text.lines[1].words.size(), 2U);
  EXPECT_NE(read.text.lines[1].words[0].text, "");
}

TEST(RecognizeTest, OneWordOfALineMayBeReadAndAnotherNot) {
  FakeRecognizer recognizer([](const LineImage& line) {
    auto words = testing::words_by_white(line, 0.95);
    if (line.layer == Layer::hand) words[0].confidence = 0.3;
    return words;
  });
  const RecognizedPage page = recognize(two_lines_and_a_note().make(), recognizer, {});
  const std::vector<Word>& words = page.text.lines[1].words;
  ASSERT_EQ(words.size(), 2U);
  EXPECT_EQ(words[0].text, "");
  EXPECT_NE(words[0].ocr, "");
  EXPECT_NE(words[1].text, "");
  EXPECT_EQ(words[1].text, words[1].ocr);
}

TEST(RecognizeTest, HandwritingThatGivesNoLettersKeepsItsWordsPlaces) {
  FakeRecognizer recognizer([](const LineImage& line) {
    auto words = testing::words_by_white(line, 0.95);
    if (line.layer == Layer::hand) words.clear();
    return words;
  });
  const RecognizedPage page = recognize(two_lines_and_a_note().make(), recognizer, {});
  const std::vector<Word>& words = page.text.lines[1].words;
  ASSERT_EQ(words.size(), 2U);
  EXPECT_EQ(words[0].text + words[0].ocr, "");
  EXPECT_NEAR(words[1].box.x0, 260, 2);
}

TEST(RecognizeTest, LinesAreCutAsTheirReaderWantsThem) {
  class Tall : public FakeRecognizer {
   public:
    bool wants_whole_strokes(Layer layer) const override { return layer == Layer::hand; }
  } recognizer;
  const RecognizeOptions options;
  recognize(two_lines_and_a_note().make(), recognizer, options);
  for (const LineImage& line : recognizer.seen()) {
    const LineImageShape& shape = line.layer == Layer::hand ? options.whole_strokes : options.shape;
    EXPECT_NEAR(line.gray.rows, (shape.above + shape.below) * shape.x_height, 1);
  }
}

TEST(RecognizeTest, TypingIsReadEvenWithDoubt) {
  FakeRecognizer recognizer = sure_of(0.2);
  const RecognizedPage page = recognize(two_lines_and_a_note().make(), recognizer, {});
  EXPECT_EQ(page.text.lines[0].words.size(), 3U);
  EXPECT_NE(page.text.lines[0].words[0].text, "");
}

TEST(RecognizeTest, SpecksReadAsMarksAreNoLine) {
  FakeRecognizer recognizer([](const LineImage& line) {
    std::vector<ReadWord> words = words_by_white(line, 0.3);
    for (ReadWord& word : words) word.text = ".";
    return words;
  });
  const RecognizedPage page = recognize(two_lines_and_a_note().make(), recognizer, {});
  ASSERT_EQ(page.text.lines.size(), 1U);
  EXPECT_EQ(page.text.lines[0].layer, Layer::hand) << "handwriting is never dropped";
  EXPECT_THAT(page.text.doubts, ElementsAre("nothing could be read"));
  EXPECT_EQ(page.text.confidence, 0);
}

TEST(RecognizeTest, ADoubtfulStrikeLeavesTheWordButSaysSo) {
  HandMadePage page = two_lines_and_a_note();
  page.layered().strikes = {{{235, 60, 370, 110}, StrikeKind::typed_over, 0.35}};
  FakeRecognizer recognizer = sure_of(0.9);
  const RecognizedPage read = recognize(page.make(), recognizer, {});
  const Word& word = read.text.lines[0].words[1];
  EXPECT_EQ(word.status, WordStatus::plain);
  EXPECT_EQ(word.strike, StrikeKind::none);
  EXPECT_NEAR(word.strike_confidence, 0.35, 1e-9);
}

TEST(RecognizeTest, StrikesMarkTheWordsThatTheyCover) {
  HandMadePage page = two_lines_and_a_note();
  page.layered().strikes = {{{235, 60, 370, 110}, StrikeKind::line, 0.9},
                            {{410, 160, 430, 210}, StrikeKind::line, 0.9},  // a sixth of the word
                            {{60, 160, 180, 210}, StrikeKind::typed_over, 0.9}};
  FakeRecognizer recognizer = sure_of(0.9);
  const RecognizedPage read = recognize(page.make(), recognizer, {});
  const auto& first = read.text.lines[0].words;
  EXPECT_EQ(first[0].status, WordStatus::plain);
  EXPECT_EQ(first[1].status, WordStatus::struck);
  EXPECT_EQ(first[1].strike, StrikeKind::line);
  EXPECT_EQ(first[2].status, WordStatus::plain);
  const auto& second = read.text.lines[2].words;
  EXPECT_EQ(second[0].strike, StrikeKind::typed_over);
  EXPECT_EQ(second[2].status, WordStatus::plain);
  EXPECT_EQ(second[2].strike, StrikeKind::none);
}

TEST(RecognizeTest, RegionsAreCarriedOver) {
  HandMadePage page = two_lines_and_a_note();
  page.layered().regions = {{Layer::stamp, Role::stamp, {400, 220, 560, 290}, 0.7}};
  FakeRecognizer recognizer;
  const RecognizedPage read = recognize(page.make(), recognizer, {});
  ASSERT_EQ(read.text.regions.size(), 1U);
  EXPECT_EQ(read.text.regions[0].box, (Box{400, 220, 560, 290}));
  EXPECT_EQ(read.text.regions[0].role, Role::stamp);
  EXPECT_EQ(read.text.regions[0].confidence, 0.7);
}

TEST(RecognizeTest, ConfidenceIsThatOfTheWorstTenth) {
  int count = 0;
  FakeRecognizer recognizer([&](const LineImage& line) {
    std::vector<ReadWord> words = words_by_white(line);
    for (ReadWord& word : words) word.confidence = ++count <= 2 ? 0.4 : 0.95;
    return words;
  });
  HandMadePage page({2200, 100});
  for (int i = 0; i < 20; ++i) page.ink(Layer::typed, {100 * i + 20, 40, 100 * i + 70, 64});
  page.line(Layer::typed, {20, 40, 1970, 64}, 64, 24);
  const RecognizedPage read = recognize(page.make(), recognizer, {});
  ASSERT_EQ(read.text.lines[0].words.size(), 20U);
  EXPECT_NEAR(read.text.confidence, 0.4, 1e-9);
  EXPECT_THAT(read.text.doubts, ElementsAre("2 of 20 words are doubtful"));
}

TEST(RecognizeTest, DoubtsSayWhy) {
  FakeRecognizer unsure = sure_of(0.75), sure = sure_of(0.95),
                 blind([](const LineImage&) { return std::vector<ReadWord>{}; });
  EXPECT_THAT(recognize(two_lines_and_a_note().make(), sure, {}).text.doubts, IsEmpty());
  EXPECT_THAT(recognize(two_lines_and_a_note().make(), unsure, {}).text.doubts,
              ElementsAre(HasSubstr("handwriting")));
  EXPECT_THAT(recognize(two_lines_and_a_note().make(), blind, {}).text.doubts,
              ElementsAre("nothing could be read"));
  const RecognizedPage empty = recognize(HandMadePage({50, 50}).make(), sure, {});
  EXPECT_THAT(empty.text.doubts, ElementsAre("no text found"));
  EXPECT_EQ(empty.text.confidence, 0);
}

// --- From a drawn page, through all stages before

/// The recognized word whose box shares most with `box`, and how much: intersection over union.
double best_match(const PageText& text, const Box& box) {
  double best = 0;
  for (const TextLine& line : text.lines) {
    for (const Word& word : line.words) {
      const long common = intersect(word.box, box).area();
      best = std::max(
          best, static_cast<double>(common) / static_cast<double>(word.box.area() + box.area() - common));
    }
  }
  return best;
}

TEST(RecognizeDrawnTest, WordsLieWhereTheyWereDrawnOnACrookedScan) {
  for (const double degrees : {0.0, -2.5}) {
    LeafDescription leaf = testing::short_leaf(testing::prose_lines(6));
    leaf.scan.skew_degrees = degrees;
    leaf.scan.border_mm = 3;
    const DrawnLeaf drawn = draw_leaf(leaf, testing::debian_faces());
    FakeRecognizer recognizer;
    const PageText text = recognize(testing::layered_of(testing::scan_of(drawn)), recognizer, {}).text;
    EXPECT_NEAR(text.skew.degrees, degrees, 0.05);
    size_t true_words = 0, words = 0;
    for (const TextLine& line : drawn.truth.lines) {
      for (const Word& word : line.words) {
        ++true_words;
        EXPECT_GT(best_match(text, testing::type_box(line, word)), 0.75) << word.text << " at " << degrees;
      }
    }
    for (const TextLine& line : text.lines) words += line.words.size();
    EXPECT_EQ(words, true_words);
  }
}

TEST(RecognizeDrawnTest, AStrikeOnACrookedPageStrikesNoWordOfItsNeighbors) {
  LeafDescription leaf = testing::short_leaf({"подводу с сеном. Почту возили через мост, но тут",
                                              "ямщики ⟦del:жаловались на гололед и просили прибавить⟧ мало",
                                              "Староста обещал подумать, однако дела не решил."});
  leaf.spacing = 1;
  leaf.scan.skew_degrees = 3;
  leaf.scan.border_mm = 3;
  const DrawnLeaf drawn = draw_leaf(leaf, testing::debian_faces());
  FakeRecognizer recognizer;
  const PageText text = recognize(testing::layered_of(testing::scan_of(drawn)), recognizer, {}).text;
  int struck = 0;
  for (const TextLine& line : text.lines) {
    for (const Word& word : line.words) {
      if (word.status != WordStatus::struck) continue;
      ++struck;
      const double x = word.box.center_x(), middle = drawn.truth.lines[1].baseline.y_at(x) - 12;
      EXPECT_NEAR(word.box.center_y(), middle, 15) << "a word of the second line";
    }
  }
  EXPECT_GE(struck, 4);
}

TEST(RecognizeTest, ATurnedNoteIsReadTheWayThatReadsBetter) {
  HandMadePage page({300, 400});
  page.ink(Layer::hand, {100, 100, 130, 300});
  LayerLine& line = page.line(Layer::hand, {100, 100, 130, 300}, 300, 18);
  for (const int better : {1, 3}) {
    line.quarter_turns = 1;
    int read = 0;
    FakeRecognizer recognizer([&](const LineImage& image) {
      return testing::words_by_white(image, ++read == (better == 1 ? 1 : 2) ? 0.95 : 0.85);
    });
    const PageText text = recognize(page.make(), recognizer, {}).text;
    EXPECT_EQ(recognizer.seen().size(), 2U);
    ASSERT_EQ(text.lines.size(), 1U);
    EXPECT_EQ(text.lines[0].quarter_turns, better);
    ASSERT_FALSE(text.lines[0].words.empty());
    EXPECT_DOUBLE_EQ(text.lines[0].words[0].confidence, 0.95);
  }
}

TEST(RecognizeDrawnTest, PicturesAreMadeWhenWanted) {
  struct Kept : DebugImages {
    bool wanted() const override { return true; }
    void add(std::string_view stage, std::string_view name, const cv::Mat& picture) override {
      EXPECT_EQ(stage, "recognize");
      pictures[std::string(name)] = picture;
    }
    std::map<std::string, cv::Mat> pictures;
  } kept;
  FakeRecognizer recognizer;
  const auto lines = recognize(two_lines_and_a_note().make(), recognizer, {}, kept).text.lines;
  EXPECT_EQ(kept.pictures["words"].size(), cv::Size(600, 300));
  const cv::Mat& inputs = kept.pictures["reading-inputs"];
  ASSERT_EQ(inputs.rows, kReadingHeight * static_cast<int>(lines.size()));
  for (int i = 0; i < static_cast<int>(lines.size()); ++i)
    EXPECT_GT(cv::countNonZero(inputs.rowRange(kReadingHeight * i, kReadingHeight * (i + 1))), 0) << i;
  const cv::Mat& hand = kept.pictures["hand-inputs"];
  ASSERT_EQ(hand.rows, kHandHeight) << "one of the lines is handwritten";
  EXPECT_GT(cv::countNonZero(hand), 0);
}

}  // namespace
}  // namespace folio
