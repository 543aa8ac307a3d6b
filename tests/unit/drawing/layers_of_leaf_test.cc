#include <gtest/gtest.h>

#include <algorithm>
#include <opencv2/imgproc.hpp>
#include <string>

#include "drawing/draw_leaf.h"
#include "support/drawn_pages.h"

namespace folio {
namespace {

using testing::debian_faces;
using testing::layered_leaf;

class LayersOfLeafTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { shared_leaf = new DrawnLeaf(draw_leaf(layered_leaf(), debian_faces())); }
  static void TearDownTestSuite() {
    delete shared_leaf;
    shared_leaf = nullptr;
  }

  static const DrawnLeaf& drawn() { return *shared_leaf; }

  static const Word& word(const std::string& text) {
    for (const TextLine& line : drawn().truth.lines)
      for (const Word& candidate : line.words)
        if (candidate.text == text) return candidate;
    ADD_FAILURE() << "no word " << text;
    static const Word none;
    return none;
  }

  static const TextLine& line_of(const std::string& text) {
    for (const TextLine& line : drawn().truth.lines)
      for (const Word& candidate : line.words)
        if (candidate.text == text) return line;
    ADD_FAILURE() << "no word " << text;
    static const TextLine none;
    return none;
  }

  static int ink_in(Layer layer, const Box& box) {
    return cv::countNonZero(drawn().masks[layer](to_rect(clip(box, drawn().pixels.size()))));
  }

 private:
  static DrawnLeaf* shared_leaf;
};

DrawnLeaf* LayersOfLeafTest::shared_leaf = nullptr;

TEST_F(LayersOfLeafTest, EveryWordHasInkOfItsLayerInItsBox) {
  for (const TextLine& line : drawn().truth.lines) {
    EXPECT_FALSE(line.words.empty());
    for (const Word& one : line.words) {
      EXPECT_GT(ink_in(line.layer, one.box), 20) << one.text;
      EXPECT_EQ(unite(line.box, one.box), line.box) << one.text;
    }
  }
}

TEST_F(LayersOfLeafTest, InkIsDarkerThanThePaper) {
  cv::Mat grey;
  cv::cvtColor(drawn().pixels, grey, cv::COLOR_BGR2GRAY);
  const cv::Mat labels = drawn().masks.labels();
  const cv::Rect paper = to_rect(grow(drawn().frame, -40, -40));
  const double background = cv::mean(grey(paper), labels(paper) == 0)[0];
  for (const Layer layer : kInkLayers)
    EXPECT_LT(cv::mean(grey, drawn().masks[layer])[0], background - 40) << name_of(layer);
}

TEST_F(LayersOfLeafTest, APenStrikeCrossesItsWordAndNoOther) {
  const Word& struck = word("зимы");
  EXPECT_EQ(struck.status, WordStatus::struck);
  EXPECT_EQ(struck.strike, StrikeKind::line);
  const cv::Mat stroke = drawn().masks[Layer::strike](to_rect(struck.box));
  cv::Mat columns;
  cv::reduce(stroke, columns, 0, cv::REDUCE_MAX);
  EXPECT_GT(cv::countNonZero(columns), 0.95 * struck.box.width());
  EXPECT_GT(ink_in(Layer::typed, struck.box), 200);  // the letters stay in their layer
  EXPECT_EQ(ink_in(Layer::strike, word("река").box), 0);
  EXPECT_EQ(word("река").status, WordStatus::plain);
}

TEST_F(LayersOfLeafTest, TypingOverIsAStrikeOfItsOwnKind) {
  const Word& struck = word("дровами");
  EXPECT_EQ(struck.status, WordStatus::struck);
  EXPECT_EQ(struck.strike, StrikeKind::typed_over);
  EXPECT_GT(ink_in(Layer::strike, struck.box), 500);
  EXPECT_EQ(ink_in(Layer::strike, word("сеном.").box), 0);
}

TEST_F(LayersOfLeafTest, AnInsertionStandsAboveItsLineAndKnowsItsPlace) {
  const Word& inserted = word("весны");
  const TextLine& line = line_of("весны");
  EXPECT_EQ(line.layer, Layer::hand);
  EXPECT_EQ(line.role, Role::insertion);
  EXPECT_EQ(inserted.status, WordStatus::inserted);
  EXPECT_EQ(inserted.after_id, word("зимы").id);
  EXPECT_LT(inserted.box.y0, word("зимы").box.y0 - 10);
  const auto typed_line = std::find_if(drawn().truth.lines.begin(), drawn().truth.lines.end(),
                                       [](const TextLine& each) { return each.words.front().text == "В"; });
  ASSERT_NE(typed_line, drawn().truth.lines.end());
  EXPECT_EQ((typed_line + 1)->words.front().text, "весны");  // follows the line that it belongs to
}

TEST_F(LayersOfLeafTest, HandsInPlacesOfTheirOwnHaveTheirRoles) {
  EXPECT_EQ(line_of("проверить").role, Role::marginalia);
  EXPECT_EQ(line_of("44").role, Role::leaf_number);
  EXPECT_EQ(word("44").status, WordStatus::struck);
  EXPECT_GT(ink_in(Layer::strike, word("44").box), 50);
  EXPECT_EQ(line_of("Лосев").role, Role::signature);
}

TEST_F(LayersOfLeafTest, ASignatureIsOneRegionWithItsFlourish) {
  int signatures = 0, stamps = 0;
  for (const TextRegion& region : drawn().truth.regions) {
    if (region.role == Role::stamp) ++stamps;
    if (region.role != Role::signature) continue;
    ++signatures;
    EXPECT_EQ(region.layer, Layer::hand);
    EXPECT_EQ(unite(region.box, word("Лосев").box), region.box);
    EXPECT_GT(region.box.area(), word("Лосев").box.area());
  }
  EXPECT_EQ(signatures, 1);
  EXPECT_EQ(stamps, 1);
}

TEST_F(LayersOfLeafTest, TheStampLiesOverTyping) {
  EXPECT_EQ(line_of("ПОЛУЧЕНО").layer, Layer::stamp);
  cv::Mat both;
  cv::bitwise_and(drawn().masks[Layer::stamp], drawn().masks[Layer::typed], both);
  EXPECT_GT(cv::countNonZero(both), 20);
  const cv::Mat labels = drawn().masks.labels();
  EXPECT_EQ(cv::countNonZero((both != 0) & (labels != static_cast<int>(Layer::stamp))), 0);
}

TEST_F(LayersOfLeafTest, PrintIsALayer) {
  EXPECT_EQ(line_of("УПРАВЛЕНИЕ").layer, Layer::print);
  EXPECT_GT(cv::countNonZero(drawn().masks[Layer::print]), 1000);
}

TEST_F(LayersOfLeafTest, WordsHaveIdsOfTheirOwn) {
  std::vector<std::string> ids;
  for (const TextLine& line : drawn().truth.lines) {
    ids.push_back(line.id);
    for (const Word& one : line.words) ids.push_back(one.id);
  }
  std::sort(ids.begin(), ids.end());
  EXPECT_EQ(std::adjacent_find(ids.begin(), ids.end()), ids.end());
}

TEST(HandTextTest, TurnedWritingSaysHowToTurnItBack) {
  LeafDescription leaf;
  leaf.paper.width_mm = leaf.paper.height_mm = 60;
  HandText note{"вбок", "author", 30, 20};
  note.turn_degrees = 90;
  leaf.hand_texts = {note};
  const DrawnLeaf drawn = draw_leaf(leaf, debian_faces());
  ASSERT_EQ(drawn.truth.lines.size(), 1U);
  EXPECT_EQ(drawn.truth.lines[0].quarter_turns, 3);
  EXPECT_GT(drawn.truth.lines[0].box.height(), 2 * drawn.truth.lines[0].box.width());
}

TEST(HandTextTest, ARemarkThatBelongsIntoTheTextNamesItsWord) {
  LeafDescription leaf = testing::plain_leaf({"раз два", "три"});
  HandText note{"полтора", "author", 5, 25};
  note.after_line = 0;
  note.after_word = 0;
  leaf.hand_texts = {note};
  const DrawnLeaf drawn = draw_leaf(leaf, debian_faces());
  const Word& remark = drawn.truth.lines.back().words.front();
  EXPECT_EQ(remark.status, WordStatus::inserted);
  EXPECT_EQ(remark.after_id, drawn.truth.lines[0].words[0].id);
}

}  // namespace
}  // namespace folio
