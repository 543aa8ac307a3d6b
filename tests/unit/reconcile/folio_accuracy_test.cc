#include <gtest/gtest.h>

#include <map>
#include <set>

#include "reconcile/reconcile.h"
#include "support/simulated_folio.h"
#include "transcription/notation_parser.h"

namespace folio {
namespace {

using Place = SimulatedFolio::TruePlace;

bool any_place(const Place&) { return true; }
bool typed_place(const Place& place) { return !place.hand; }
bool hand_place(const Place& place) { return place.hand; }

ReconciledFolio reconciled(const SimulatedFolio& folio) {
  return reconcile(folio.pages, parse_transcription(folio.transcription));
}

/// Shares of right words over several folios.
Score score_all(SimulationOptions options, bool (*wanted)(const Place&)) {
  Score sum;
  for (options.seed = 1; options.seed <= 4; ++options.seed) {
    const SimulatedFolio folio = simulate(options);
    sum += score(folio, reconciled(folio), wanted);
  }
  ::testing::Test::RecordProperty("right", sum.right);
  ::testing::Test::RecordProperty("wrong", sum.wrong);
  ::testing::Test::RecordProperty("absent", sum.absent);
  return sum;
}

/// Each token ends in one entry, each word of the result in one too, and ids stay unique.
void expect_sound(const SimulatedFolio& folio, const ReconciledFolio& result) {
  const Transcription transcription = parse_transcription(folio.transcription);
  std::map<std::pair<int, int>, int> entries;
  const auto count = [&](const LedgerEntry& entry) {
    if (entry.truth_line > 0) ++entries[{entry.truth_line, entry.truth_column}];
  };
  for (const ReconciledPage& page : result.pages) {
    std::set<std::string> ids;
    std::map<std::string, int> with_entry;
    for (const LedgerEntry& entry : page.ledger) {
      count(entry);
      ++with_entry[entry.word_id];
    }
    for (const TextLine& line : page.text.lines) {
      EXPECT_TRUE(ids.insert(line.id).second) << line.id;
      for (const Word& word : line.words) {
        EXPECT_TRUE(ids.insert(word.id).second) << word.id;
        EXPECT_FALSE(word.box.empty()) << word.text;
        EXPECT_GE(word.confidence, 0);
        EXPECT_LE(word.confidence, 1);
      }
    }
    for (const auto& [id, entry_count] : with_entry) EXPECT_TRUE(id.empty() || ids.contains(id)) << id;
  }
  for (const LedgerEntry& entry : result.ledger) count(entry);
  EXPECT_EQ(entries.size(), transcription.tokens.size());
  for (const auto& [place, entry_count] : entries)
    EXPECT_EQ(entry_count, 1) << place.first << ":" << place.second;
}

TEST(FolioAccuracy, PerfectReadingIsPlacedPerfectly) {
  SimulationOptions options;
  options.struck_every = 37;
  const Score result = score_all(options, any_place);
  EXPECT_EQ(result.right, result.present());
}

TEST(FolioAccuracy, FivePercentErrors) {
  SimulationOptions options;
  options.character_errors = 0.05;
  options.joined_words = options.split_words = 0.01;
  options.struck_every = 37;
  EXPECT_GE(score_all(options, any_place).share(), 0.98);
}

TEST(FolioAccuracy, TwentyPercentErrors) {
  SimulationOptions options;
  options.character_errors = 0.2;
  options.joined_words = options.split_words = 0.02;
  options.struck_every = 37;
  EXPECT_GE(score_all(options, any_place).share(), 0.95);
}

TEST(FolioAccuracy, LostWordsAreInferredFromTheGapTheyLeave) {
  SimulationOptions options;
  options.character_errors = 0.03;
  options.lost_words = 0.03;
  EXPECT_GE(score_all(options, any_place).share(), 0.97);
}

TEST(FolioAccuracy, ATranscriptionWithLineBreaksOfItsOwn) {
  SimulationOptions options;
  options.character_errors = 0.05;
  options.transcription_width = 43;
  EXPECT_GE(score_all(options, any_place).share(), 0.98);
}

TEST(FolioAccuracy, NarrowPagesWithMuchHyphenation) {
  SimulationOptions options;
  options.character_errors = 0.05;
  options.letters_a_line = 24;
  EXPECT_GE(score_all(options, any_place).share(), 0.98);
}

TEST(FolioAccuracy, UnreadHandwriting) {
  SimulationOptions options;
  options.character_errors = 0.05;
  options.inserted_every = 25;
  options.struck_every = 31;
  EXPECT_GE(score_all(options, hand_place).share(), 0.95);
  EXPECT_GE(score_all(options, typed_place).share(), 0.98);
}

TEST(FolioAccuracy, HandwritingReadBadly) {
  SimulationOptions options;
  options.character_errors = 0.05;
  options.inserted_every = 25;
  options.hand_is_read = true;
  EXPECT_GE(score_all(options, hand_place).share(), 0.95);
}

TEST(FolioAccuracy, AMissingPage) {
  SimulationOptions options;
  options.words = 1400;
  options.character_errors = 0.1;
  options.inserted_every = 40;
  options.lose_a_page = true;
  const SimulatedFolio folio = simulate(options);
  ASSERT_GE(folio.pages.size(), 3U);
  const ReconciledFolio result = reconciled(folio);
  expect_sound(folio, result);
  EXPECT_GE(score(folio, result, any_place).share(), 0.97);
  const Score gone = score(folio, result, [](const Place& p) { return p.page_idx < 0; });
  EXPECT_GE(gone.rightly_absent, 0.97 * (gone.rightly_absent + gone.wrong));
}

TEST(FolioAccuracy, APageWhereNothingWasRead) {
  SimulationOptions options;
  options.words = 1400;
  options.character_errors = 0.1;
  SimulatedFolio folio = simulate(options);
  folio.pages[1].lines.clear();
  const ReconciledFolio result = reconciled(folio);
  expect_sound(folio, result);
  const Score there = score(folio, result, [](const Place& p) { return p.page_idx != 1; });
  EXPECT_GE(there.share(), 0.97);
}

TEST(FolioAccuracy, PagesInAnotherOrder) {
  SimulationOptions options;
  options.words = 1400;
  options.character_errors = 0.1;
  options.shuffle_pages = true;
  const SimulatedFolio folio = simulate(options);
  const ReconciledFolio result = reconciled(folio);
  expect_sound(folio, result);
  EXPECT_GE(score(folio, result, any_place).share(), 0.95);
}

TEST(FolioAccuracy, APageThatTheTranscriptionLeavesOut) {
  SimulationOptions options;
  options.words = 1400;
  options.character_errors = 0.05;
  const SimulatedFolio folio = simulate(options);
  SimulationOptions other;
  other.seed = 99;
  other.words = 250;
  SimulatedFolio with_extra = folio;
  with_extra.pages.insert(with_extra.pages.begin() + 1, simulate(other).pages[0]);
  const ReconciledFolio result = reconciled(with_extra);
  expect_sound(with_extra, result);
  SimulatedFolio truth = folio;
  for (Place& place : truth.places) place.page_idx += place.page_idx > 0;
  EXPECT_GE(score(truth, result, any_place).share(), 0.97);
  int foreign = 0;
  for (const LedgerEntry& entry : result.pages[1].ledger) foreign += entry.truth_line > 0;
  EXPECT_LE(foreign, static_cast<int>(result.pages[1].ledger.size()) / 20);
}

TEST(FolioAccuracy, TheAccountIsComplete) {
  SimulationOptions options;
  options.character_errors = 0.2;
  options.joined_words = options.split_words = options.lost_words = 0.03;
  options.inserted_every = 20;
  options.struck_every = 15;
  for (options.seed = 1; options.seed <= 5; ++options.seed) {
    const SimulatedFolio folio = simulate(options);
    expect_sound(folio, reconciled(folio));
  }
}

TEST(FolioAccuracy, TwoLargeFoliosWithNothingInCommonStayApart) {
  SimulationOptions options;
  options.words = 3000;
  options.character_errors = 0.7;
  const SimulatedFolio folio = simulate(options);
  expect_sound(folio, reconciled(folio));
}

}  // namespace
}  // namespace folio
