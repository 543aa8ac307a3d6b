#include "metrics/report/aligned_text.h"

#include <gtest/gtest.h>

namespace folio {
namespace {

/// Lines as text: {а>о} taken for another, {-а} left out, {+о} put in, {ё=е} the same by normalization.
std::string shown(const std::vector<AlignedLine>& lines) {
  std::string out;
  for (const AlignedLine& line : lines) {
    for (const TextPiece& piece : line) {
      if (piece.kind == TextPiece::Kind::same) {
        out += piece.truth == piece.read ? piece.truth : "{" + piece.truth + "=" + piece.read + "}";
      } else if (piece.kind == TextPiece::Kind::substitution) {
        out += "{" + piece.truth + ">" + piece.read + "}";
      } else {
        out += piece.truth.empty() ? "{+" + piece.read + "}" : "{-" + piece.truth + "}";
      }
    }
    out += "|";
  }
  return out;
}

std::string compared(const char* truth, const char* read, const Normalizations& normalizations = {}) {
  return shown(aligned_text(truth, read, normalizations));
}

TEST(AlignedLines, MarkWhatDiffers) {
  EXPECT_EQ(compared("кот", "кит"), "к{о>и}т|");
  EXPECT_EQ(compared("кот", "кт"), "к{-о}т|");
  EXPECT_EQ(compared("кот", "коты"), "кот{+ы}|");
  EXPECT_EQ(compared("кот", "кот"), "кот|");
}

TEST(AlignedLines, FollowTheLinesOfTheTruth) {
  EXPECT_EQ(compared("раз два\nтри\n", "раз\nдва три"), "раз два|три|");
  EXPECT_EQ(compared("раз\n\n\nдва", "раз два"), "раз|два|");
  EXPECT_EQ(compared("  раз  ", "раз\n"), "раз|");
}

TEST(AlignedLines, ShowALostLineEndAsABlank) { EXPECT_EQ(compared("раз\nдва", "раздва"), "раз{- }|два|"); }

TEST(AlignedLines, OfNothing) {
  EXPECT_EQ(compared("", ""), "");
  EXPECT_EQ(compared(" \n ", "\n"), "");
  EXPECT_EQ(compared("раз\nдва", ""), "{-раз }|{-два}|");
  EXPECT_EQ(compared("", "раз\nдва"), "{+раз два}|");
}

TEST(AlignedLines, ForgiveWhatIsNormalized) {
  EXPECT_EQ(compared("ёж", "еж"), "{ё>е}ж|");
  EXPECT_EQ(compared("ёж", "еж", {Normalization::yo}), "{ё=е}ж|");
  EXPECT_EQ(compared("Ц К", "ЦК", {Normalization::spaces}), "Ц{ =}К|");
  EXPECT_EQ(compared("съезд", "с'езд", {Normalization::hard_sign}), "с{ъ='}езд|");
  EXPECT_EQ(compared("'съезд'", "'с'езд'", {Normalization::hard_sign}), "'с{ъ='}езд'|");
  EXPECT_EQ(compared("приме-\nняемые", "применяемые", {Normalization::hyphens}), "приме{-=}|няемые|");
  EXPECT_EQ(compared("применяемые", "приме-\nняемые", {Normalization::hyphens}), "приме{=- }няемые|");
}

TEST(AlignedLines, CountAComposedLetterAsOne) {
  EXPECT_EQ(compared("мой", "мои"), "мо{й>и}|");
  EXPECT_EQ(compared("мой", "мо\u0438\u0306"), "мо{й=\u0438\u0306}|");
}

}  // namespace
}  // namespace folio
