#include "review/patch_resolver.h"

#include <gtest/gtest.h>

#include "export/corrections/area_corrections.h"
#include "unit/export/corrections/typed_rows.h"

namespace folio {
namespace {

using testing::typed_rows;

class PatchResolverTest : public ::testing::Test {
 protected:
  /// An edit of the word of this number as the review page would have it.
  WordEdit edit_of(size_t number, const std::string& after) const {
    size_t n = 0;
    for (const TextLine& line : page_.lines)
      for (const Word& word : line.words)
        if (++n == number)
          return {WordEdit::How::type, word.id, word.box, word.text, after, word.status, word.status};
    return {};
  }
  ResolvedPatch resolve(const ReviewEdit& edit) const {
    return resolve_patch({"leaf", image_, "", {edit}}, page_, kept_, "");
  }
  std::string conflict_of(const ReviewEdit& edit) const {
    const ResolvedPatch resolved = resolve(edit);
    EXPECT_FALSE(resolved.changes_something());
    return resolved.conflicts.empty() ? "" : resolved.conflicts[0].reason;
  }

  PageText page_ = typed_rows({{"one", "two", "three"}, {"four", "five"}});
  PageCorrections kept_;
  std::string image_ = page_.origin.sha256;
};

TEST_F(PatchResolverTest, AWordThatFitsBecomesACorrection) {
  const ResolvedPatch resolved = resolve(edit_of(2, "zwei"));
  ASSERT_EQ(resolved.words.size(), 1U);
  const Correction& correction = resolved.words[0];
  EXPECT_EQ(correction.text, "zwei");
  EXPECT_EQ(correction.was, "two");
  EXPECT_EQ(correction.ocr, "two");
  EXPECT_EQ(correction.box, page_.lines[0].words[1].box);
  EXPECT_FALSE(correction.sets_status);
  EXPECT_TRUE(resolved.conflicts.empty());
}

TEST_F(PatchResolverTest, AWordUnderAnotherIdIsFoundByItsPlace) {
  const WordEdit edit = edit_of(2, "zwei");
  page_.lines[0].words[1].id = "w_99";
  page_.lines[0].words[2].id = "w_2";
  const ResolvedPatch resolved = resolve(edit);
  ASSERT_EQ(resolved.words.size(), 1U);
  EXPECT_EQ(resolved.words[0].box, edit.box);
}

TEST_F(PatchResolverTest, WhatCameOutAsWantedIsThereAlready) {
  const WordEdit edit = edit_of(2, "zwei");
  Word& word = page_.lines[0].words[1];
  word.text = "zwei";
  word.source = TextSource::person;
  EXPECT_EQ(resolve(edit).there_already, 1U);
  word.source = TextSource::recognizer;
  EXPECT_EQ(conflict_of(edit), "the word reads \"zwei\" now, not \"two\"") << "nobody vouches for it";
}

TEST_F(PatchResolverTest, WhatWasChangedSinceIsAConflict) {
  const WordEdit edit = edit_of(2, "zwei");
  page_.lines[0].words[1].text = "deux";
  EXPECT_EQ(conflict_of(edit), "the word reads \"deux\" now, not \"two\"");
  page_.lines[0].words[1].text = "two";
  page_.lines[0].words[1].status = WordStatus::struck;
  EXPECT_EQ(conflict_of(edit), "the word is struck now, not plain");
  page_.lines[0].words.erase(page_.lines[0].words.begin() + 1);
  EXPECT_EQ(conflict_of(edit), "no word stands there now");
  image_ = "another scan";
  EXPECT_EQ(conflict_of(edit), "the page is of another scan now");
}

TEST_F(PatchResolverTest, AWordThatWasTakenOutStaysOut) {
  const WordEdit edit = edit_of(2, "");
  const ResolvedPatch resolved = resolve(edit);
  ASSERT_EQ(resolved.words.size(), 1U);
  EXPECT_EQ(resolved.words[0].text, "");
  page_.lines[0].words.erase(page_.lines[0].words.begin() + 1);
  kept_.list = resolved.words;
  EXPECT_EQ(resolve(edit).there_already, 1U);
}

TEST_F(PatchResolverTest, AWordThatMayBeStruckIsSettledByLookingAtIt) {
  page_.lines[0].words[1].strike_confidence = 0.4;
  WordEdit edit = edit_of(2, "two");
  edit.how = WordEdit::How::accept;
  ResolvedPatch resolved = resolve(edit);
  ASSERT_EQ(resolved.words.size(), 1U);
  EXPECT_TRUE(resolved.words[0].sets_status);
  EXPECT_EQ(resolved.words[0].status, WordStatus::plain);
  edit.status = WordStatus::struck;
  resolved = resolve(edit);
  EXPECT_EQ(resolved.words[0].status, WordStatus::struck);
}

TEST_F(PatchResolverTest, WhatIsKeptStaysDoneHoweverThePageIsReadLater) {
  const WordEdit edit = edit_of(2, "zwei");
  kept_.list = resolve(edit).words;
  page_.lines[0].words[1].text = "";
  EXPECT_EQ(resolve(edit).there_already, 1U);
  EXPECT_FALSE(resolve(edit).changes_something());
}

TEST_F(PatchResolverTest, LinesAndRegionsGetLayerAndRole) {
  AreaEdit edit{"line_1", page_.lines[0].box, Layer::typed, Layer::hand, Role::body, Role::marginalia};
  ResolvedPatch resolved = resolve(edit);
  ASSERT_EQ(resolved.areas.size(), 1U);
  add_areas(kept_.areas, resolved.areas);
  EXPECT_TRUE(place_areas(page_, kept_.areas).empty());
  EXPECT_EQ(page_.lines[0].layer, Layer::hand);
  EXPECT_EQ(page_.lines[0].role, Role::marginalia);
  EXPECT_EQ(resolve(edit).there_already, 1U);
  edit.layer = Layer::stamp;
  EXPECT_EQ(conflict_of(edit), "it is hand, marginalia now, not typed, body");
  edit.box = {1000, 2000, 1100, 2100};
  EXPECT_EQ(conflict_of(edit), "no line or region lies there now");
}

TEST_F(PatchResolverTest, ANoteTakesThePlaceOfTheOneBefore) {
  const Box box = page_.lines[0].words[0].box;
  const auto note = [&](const std::string& text) {
    const ResolvedPatch resolved = resolve(NoteEdit{"w_1", box, text});
    add_notes(kept_.notes, resolved.notes);
    return resolved.there_already;
  };
  EXPECT_EQ(note("first"), 0U);
  EXPECT_EQ(note("first"), 1U);
  EXPECT_EQ(note("second"), 0U);
  EXPECT_EQ(kept_.notes, (std::vector<PageNote>{{box, "second"}}));
  note("");
  EXPECT_TRUE(kept_.notes.empty());
}

TEST_F(PatchResolverTest, AConflictSaysThatThePageWasWrittenAnew) {
  WordEdit edit = edit_of(2, "zwei");
  edit.before = "tow";
  const ResolvedPatch resolved =
      resolve_patch({"leaf", image_, std::string(64, 'a'), {edit}}, page_, kept_, std::string(64, 'b'));
  ASSERT_EQ(resolved.conflicts.size(), 1U);
  EXPECT_EQ(
      resolved.conflicts[0].reason,
      "the word reads \"two\" now, not \"tow\"; the page has been written anew since the review page was "
      "made");
  EXPECT_EQ(resolved.conflicts[0].wanted, "\"zwei\"");
}

}  // namespace
}  // namespace folio
