#include "translation/mark_comparison.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace folio {
namespace {

using Kind = ParallelRun::Kind;
using Outcome = TranslationMark::Outcome;

ParallelRun run(Kind kind, const std::string& text, int line = 1, int column = 1) {
  return {kind, text, false, false, line, column, {}, {}};
}

/// One paragraph a side.
ParallelText pair_of(std::vector<ParallelRun> original, std::vector<ParallelRun> translation) {
  ParallelText text;
  text.original = {{std::move(original), {}}};
  text.translation = {{std::move(translation), {}}};
  text.pairs = {{0, 1, 0, 1, 1.0}};
  return text;
}

TEST(TranslationMarks, TheSameMarkOnBothSidesAgrees) {
  const ParallelText text =
      pair_of({run(Kind::plain, "Мы не можем никак"), run(Kind::handwritten, "примириться с", 3, 8),
               run(Kind::plain, "методами")},
              {run(Kind::plain, "We can in no way"), run(Kind::handwritten, "put up with", 5, 2),
               run(Kind::plain, "the methods")});
  const auto marks = compare_translation_marks(text, {});
  ASSERT_EQ(marks.size(), 1U);
  EXPECT_EQ(marks[0].outcome, Outcome::agrees);
  EXPECT_EQ(marks[0].original, "примириться с");
  EXPECT_EQ(marks[0].translation, "put up with");
  EXPECT_EQ(marks[0].original_line, 3);
  EXPECT_EQ(marks[0].translation_line, 5);
}

TEST(TranslationMarks, AMarkOfOneSideAloneIsADifference) {
  const auto original =
      compare_translation_marks(pair_of({run(Kind::handwritten, "его"), run(Kind::plain, "в составе")},
                                        {run(Kind::plain, "him to the CC")}),
                                {});
  ASSERT_EQ(original.size(), 1U);
  EXPECT_EQ(original[0].outcome, Outcome::not_in_translation);
  const auto translation =
      compare_translation_marks(pair_of({run(Kind::plain, "его в составе")},
                                        {run(Kind::handwritten, "him"), run(Kind::plain, "to the CC")}),
                                {});
  ASSERT_EQ(translation.size(), 1U);
  EXPECT_EQ(translation[0].outcome, Outcome::not_in_original);
  EXPECT_FALSE(translation[0].reason.empty());
}

TEST(TranslationMarks, OfTwoMarksTheOneNearestGoesWithIt) {
  const std::string words = "сто слов и ещё немного слов, чтобы было далеко";
  const auto marks =
      compare_translation_marks(pair_of({run(Kind::handwritten, "первая", 1, 1), run(Kind::plain, words),
                                         run(Kind::plain, words), run(Kind::handwritten, "вторая", 1, 90)},
                                        {run(Kind::plain, "a hundred words and some more to be far"),
                                         run(Kind::plain, words), run(Kind::handwritten, "second")}),
                                {});
  ASSERT_EQ(marks.size(), 2U);
  EXPECT_EQ(marks[0].outcome, Outcome::not_in_translation);
  EXPECT_EQ(marks[1].outcome, Outcome::agrees);
  EXPECT_EQ(marks[1].original, "вторая");
}

TEST(TranslationMarks, MarksFarApartAreTwo) {
  const std::string words(80, 'x');
  const auto marks =
      compare_translation_marks(pair_of({run(Kind::handwritten, "a"), run(Kind::plain, words)},
                                        {run(Kind::plain, words), run(Kind::handwritten, "b")}),
                                {});
  EXPECT_EQ(marks.size(), 2U);
}

TEST(TranslationMarks, StrikesCountWhereTheTranslationTellsOfAny) {
  const ParallelText silent =
      pair_of({run(Kind::plain, "не"), run(Kind::struck, "ослабить")}, {run(Kind::plain, "not")});
  EXPECT_TRUE(compare_translation_marks(silent, {}).empty());
  const ParallelText telling = pair_of({run(Kind::plain, "не"), run(Kind::struck, "ослабить")},
                                       {run(Kind::plain, "not"), run(Kind::struck, "weaken")});
  const auto marks = compare_translation_marks(telling, {});
  ASSERT_EQ(marks.size(), 1U);
  EXPECT_EQ(marks[0].kind, Kind::struck);
  EXPECT_EQ(marks[0].outcome, Outcome::agrees);
}

/// A page with handwriting that the transcription has not.
ReconciledFolio folio_with_ink(const Box& box) {
  ReconciledFolio folio;
  folio.pages.resize(1);
  folio.pages[0].text.origin.stem = "leaf";
  MarkEntry ink;
  ink.kind = MarkEntry::Kind::handwritten;
  ink.outcome = MarkEntry::Outcome::not_marked;
  ink.page_idx = 0;
  ink.box = box;
  folio.marks = {ink};
  return folio;
}

TEST(TranslationMarks, InkMayBeTheTranslationsWitness) {
  ParallelText text = pair_of({run(Kind::plain, "Сам текст")},
                              {run(Kind::plain, "The text"), run(Kind::handwritten, "itself")});
  text.original[0].places = {{"leaf", "line_1", {10, 100, 500, 140}},
                             {"leaf", "line_2", {10, 150, 500, 190}}};
  const auto beside = compare_translation_marks(text, folio_with_ink({510, 110, 600, 170}));
  ASSERT_EQ(beside.size(), 1U);
  EXPECT_EQ(beside[0].outcome, Outcome::translation_and_ink);
  EXPECT_EQ(beside[0].stem, "leaf");
  EXPECT_EQ(beside[0].box.x0, 510);
  const auto elsewhere = compare_translation_marks(text, folio_with_ink({510, 400, 600, 470}));
  ASSERT_EQ(elsewhere.size(), 1U);
  EXPECT_EQ(elsewhere[0].outcome, Outcome::not_in_original);
}

TEST(TranslationMarks, WhatTheInkSaysOfTheOriginalsMark) {
  ReconciledFolio folio = folio_with_ink({});
  folio.marks[0].outcome = MarkEntry::Outcome::not_in_ink;
  folio.marks[0].line = 3;
  folio.marks[0].column = 8;
  const ParallelText text = pair_of({run(Kind::handwritten, "его", 3, 8)}, {run(Kind::handwritten, "him")});
  const auto marks = compare_translation_marks(text, folio);
  ASSERT_EQ(marks.size(), 1U);
  EXPECT_EQ(marks[0].ink, name_of(MarkEntry::Outcome::not_in_ink));
}

}  // namespace
}  // namespace folio
