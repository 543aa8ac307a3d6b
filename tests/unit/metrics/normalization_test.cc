#include "metrics/normalization.h"

#include <gtest/gtest.h>

#include "core/error.h"

namespace folio {
namespace {

TEST(Normalization, NothingIsAppliedUnasked) {
  EXPECT_EQ(normalized("ёлка «A» Iй-\nка", {}), "ёлка «A» Iй-\nка");
}

TEST(Normalization, ComposesAlways) { EXPECT_EQ(normalized("и\u0306", {}), "й"); }

TEST(Normalization, KeepsWhatNfkcWouldChange) {
  EXPECT_EQ(normalized("№ ½", typescript_normalizations()), "№½");
}

TEST(Normalization, JoinsHyphensAtLineEndsOnly) {
  const Normalizations hyphens{Normalization::hyphens};
  EXPECT_EQ(normalized("приме-\nняемые", hyphens), "применяемые");
  EXPECT_EQ(normalized("приме- \r\n  няемые", hyphens), "применяемые");
  EXPECT_EQ(normalized("приме¬\nняемые под\u00AD\nход", hyphens), "применяемые подход");
  EXPECT_EQ(normalized("Дэ-хуай - да", hyphens), "Дэ-хуай - да");
  EXPECT_EQ(normalized("конец-", hyphens), "конец-");
}

TEST(Normalization, EachDoesWhatItsNameSays) {
  EXPECT_EQ(normalized(" а\u00A0б\n", {Normalization::spaces}), "аб");
  EXPECT_EQ(normalized("Ёё", {Normalization::yo}), "Ее");
  EXPECT_EQ(normalized("CCCP x", {Normalization::latin}), "СССР х");
  EXPECT_EQ(normalized("IІlі|1", {Normalization::ones}), "111111");
  EXPECT_EQ(normalized("«а» “б” ''в'' ’ — –", {Normalization::quotes}), "\"а\" \"б\" \"в\" ' - -");
  EXPECT_EQ(normalized("с'езд об\"ем 'да'", {Normalization::hard_sign}), "съезд объем 'да'");
  EXPECT_EQ(normalized("ОоЗз", {Normalization::figures}), "0033");
  EXPECT_EQ(normalized("«а» – б — в", {Normalization::dashes}), "«а» - б - в");
  EXPECT_EQ(normalized("ЦК КПСС Ёж", {Normalization::letter_case}), "цк кпсс ёж");
  EXPECT_EQ(normalized("«Да», т.е. кто-то: № 5!", {Normalization::punctuation}), "Да те ктото № 5");
}

TEST(Normalization, TypescriptIsSixOfThem) {
  EXPECT_EQ(normalized("«Cъё-\nмка» I", typescript_normalizations()), "\"Съемка\"1");
  EXPECT_EQ(normalized("О'З,", typescript_normalizations()), "О'З,");
}

TEST(Normalization, HasAName) {
  for (const Normalization normalization : kNormalizations)
    EXPECT_EQ(normalization_from_name(name_of(normalization)), normalization);
  EXPECT_EQ(normalization_from_name("nfkc"), std::nullopt);
}

TEST(Normalization, IsReadFromALine) {
  EXPECT_TRUE(normalizations_from_names("").empty());
  EXPECT_TRUE(normalizations_from_names("none").empty());
  EXPECT_EQ(normalizations_from_names("typescript"), typescript_normalizations());
  EXPECT_EQ(normalizations_from_names("yo, hard-sign"),
            (Normalizations{Normalization::yo, Normalization::hard_sign}));
  EXPECT_THROW(normalizations_from_names("yo,nfkc"), Error);
  EXPECT_EQ(names_of({}), "none");
  EXPECT_EQ(names_of({Normalization::yo, Normalization::hard_sign}), "yo, hard-sign");
}

}  // namespace
}  // namespace folio
