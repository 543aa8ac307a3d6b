#include "reconcile/letter_shapes.h"

#include <gtest/gtest.h>

namespace folio {
namespace {

double cost(std::string_view a, std::string_view b) { return edit_cost(letters_of(a), letters_of(b)); }

TEST(LetterShapes, TwinsAreNearlyFree) {
  EXPECT_DOUBLE_EQ(cost("слово", "слово"), 0);
  EXPECT_LE(cost("COBET", "СОВЕТ"), 0.5);  // Latin and Cyrillic
  EXPECT_LE(cost("1І", "Il"), 0.2);
  EXPECT_LE(cost("З0ё", "3Ое"), 0.31);
  EXPECT_LE(cost("с'езд", "съезд"), 0.1);
  EXPECT_LE(cost("«да»", "\"да\""), 0.2);
  EXPECT_GE(cost("кот", "лот"), 1);
}

TEST(LetterShapes, EditsAddUp) {
  EXPECT_DOUBLE_EQ(cost("", "кот"), 3);
  EXPECT_DOUBLE_EQ(cost("кот", "кто"), 2);
  EXPECT_DOUBLE_EQ(cost("кот,", "кот"), 0.5);
  EXPECT_DOUBLE_EQ(cost("к□т", "кит"), 0.3);
  EXPECT_GT(edit_cost(letters_of("абвгд"), letters_of("ежзик"), 2), 2);
}

TEST(LetterShapes, SimilarityIsBetweenZeroAndOne) {
  EXPECT_DOUBLE_EQ(similarity({}, {}), 1);
  EXPECT_DOUBLE_EQ(similarity(letters_of("кот"), letters_of("кот")), 1);
  EXPECT_DOUBLE_EQ(similarity(letters_of("аб"), letters_of("вг")), 0);
}

TEST(LetterShapes, PositionsFollowTheLetters) {
  EXPECT_EQ(align_positions(letters_of("Авто"), letters_of("Автокодом")).back(), 9);
  const std::vector<int> positions = align_positions(letters_of("Автокодом"), letters_of("Автoодoм"));
  EXPECT_EQ(positions[4], 4);
  EXPECT_EQ(positions[9], 8);
  EXPECT_EQ(align_positions({}, letters_of("а")).size(), 1U);
}

TEST(LetterShapes, TheSignatureNeverOverstates) {
  for (const char* a : {"партия", "слово", "ЦК", "□□", "с'езд", "1956"}) {
    for (const char* b : {"партии", "олово", "ЦK", "да", "съезд", "I9S6", ""}) {
      const Letters x = letters_of(a), y = letters_of(b);
      EXPECT_LE(signature_distance(shape_signature(x), shape_signature(y)), edit_cost(x, y)) << a << " " << b;
    }
  }
}

TEST(LetterShapes, TheRecognizersNextBestReadingCostsLess) {
  std::vector<Glyph> glyphs(2);
  glyphs[0].text = "н";
  glyphs[1].text = "с";
  glyphs[1].alternatives = {{"е", 0.3}};
  const Letters read = letters_of("нс", glyphs), truth = letters_of("не"), other = letters_of("на");
  EXPECT_DOUBLE_EQ(edit_cost(truth, read), 0.6);
  EXPECT_DOUBLE_EQ(edit_cost(other, read), 1);
}

}  // namespace
}  // namespace folio
