#include "drawing/marked_line.h"

#include <gtest/gtest.h>

#include <string>

#include "core/error.h"
#include "core/text.h"

namespace folio {
namespace {

std::string typed(const MarkedLine& line) {
  std::u32string text(static_cast<size_t>(line.cells), U' ');
  for (const Key& key : line.keys) text[static_cast<size_t>(key.cell)] = key.character;
  return from_code_points(text);
}

TEST(MarkedLineTest, PlainTextTakesOneCellACharacter) {
  const MarkedLine line = parse_marked_line("  не мы");
  EXPECT_EQ(line.cells, 7);
  ASSERT_EQ(line.keys.size(), 4U);
  EXPECT_EQ(line.keys[0].cell, 2);
  EXPECT_EQ(line.keys[3].character, U'ы');
  EXPECT_TRUE(line.struck.empty());
}

TEST(MarkedLineTest, StrikesKnowTheirCellsAndKind) {
  const MarkedLine line = parse_marked_line("а ⟦del:бв⟧ ⟦del-x:где⟧.");
  EXPECT_EQ(typed(line), "а бв где.");
  ASSERT_EQ(line.struck.size(), 2U);
  EXPECT_EQ(line.struck[0].first, 2);
  EXPECT_EQ(line.struck[0].end, 4);
  EXPECT_EQ(line.struck[0].kind, StrikeKind::line);
  EXPECT_EQ(line.struck[1].kind, StrikeKind::typed_over);
  EXPECT_EQ(line.keys[1].strike, StrikeKind::line);
  EXPECT_EQ(line.keys[5].strike, StrikeKind::typed_over);
  EXPECT_EQ(line.keys[6].strike, StrikeKind::none);
}

TEST(MarkedLineTest, APensWayAndTheMachinesKeysAreNamed) {
  const MarkedLine line =
      parse_marked_line("⟦del-zigzag:а⟧ ⟦del-double-line:б⟧ ⟦del-+/:вг⟧ ⟦del-+где:жз⟧ ⟦del:и⟧");
  ASSERT_EQ(line.struck.size(), 5U);
  EXPECT_EQ(line.struck[0].kind, StrikeKind::zigzag);
  EXPECT_EQ(line.struck[1].kind, StrikeKind::double_line);
  EXPECT_FALSE(line.struck[1].maybe_twice);
  EXPECT_EQ(line.struck[2].kind, StrikeKind::typed_over);
  EXPECT_EQ(line.struck[2].over, U"/");
  EXPECT_EQ(line.struck[3].over, U"где");
  EXPECT_TRUE(line.struck[4].maybe_twice);
  EXPECT_EQ(line.keys[0].strike, StrikeKind::zigzag);
}

TEST(MarkedLineTest, AnInsertionTakesNoCellAndOneSpaceGoes) {
  const MarkedLine line = parse_marked_line("не ⟦ins:⟦h:очень⟧⟧ много");
  EXPECT_EQ(typed(line), "не много");
  ASSERT_EQ(line.written_in.size(), 1U);
  EXPECT_EQ(line.written_in[0].text, "очень");
  EXPECT_EQ(line.written_in[0].cell, 3);
  EXPECT_FALSE(line.written_in[0].on_line);
}

TEST(MarkedLineTest, AnInsertionAtTheStartLeavesNoSpace) {
  EXPECT_EQ(typed(parse_marked_line("⟦ins:и⟧ вот")), "вот");
}

TEST(MarkedLineTest, HandwritingOnTheLineKeepsItsCells) {
  const MarkedLine line = parse_marked_line("от ⟦h:21⟧ мая");
  EXPECT_EQ(typed(line), "от    мая");
  ASSERT_EQ(line.written_in.size(), 1U);
  EXPECT_TRUE(line.written_in[0].on_line);
}

TEST(MarkedLineTest, DecomposedLettersBecomeOneKey) {
  EXPECT_EQ(parse_marked_line("и\u0306").keys.size(), 1U);
}

TEST(MarkedLineTest, WrongMarksAreErrors) {
  for (const char* text : {"а ⟦del:б", "а⟧ б", "⟦q:б⟧", "⟦⟧", "⟦del-+:б⟧", "⟦del-none:б⟧"}) {
    try {
      parse_marked_line(text);
      ADD_FAILURE() << text;
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::input) << text;
    }
  }
}

}  // namespace
}  // namespace folio
