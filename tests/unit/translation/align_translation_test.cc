#include "translation/align_translation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/error.h"
#include "store/stored_parallel.h"
#include "transcription/notation_parser.h"
#include "transcription/read_transcription.h"
#include "translation/original_paragraphs.h"
#include "translation/parallel_tsv.h"

namespace folio {
namespace {

using ::testing::HasSubstr;
using Kind = ParallelRun::Kind;
using Outcome = TranslationMark::Outcome;

Transcription telegram() { return read_transcription(FOLIO_SOURCE_DIR "/ground_truth/mikoyan-telegram.txt"); }
Transcription english() {
  return read_transcription(FOLIO_SOURCE_DIR "/ground_truth/mikoyan-telegram.en.txt");
}

ParallelText aligned() { return align_translation({}, telegram(), english(), "en"); }

/// Text of the translation that goes with the original's paragraph that has these words.
std::string beside(const ParallelText& text, const std::string& words) {
  for (const ParallelPair& pair : text.pairs) {
    for (size_t o = pair.original_begin; o < pair.original_end; ++o) {
      if (text_of(text.original[o]).find(words) == std::string::npos) continue;
      std::string out;
      for (size_t t = pair.translation_begin; t < pair.translation_end; ++t)
        out += text_of(text.translation[t]) + "\n";
      return out;
    }
  }
  return "not there";
}

TEST(AlignTranslation, TheTelegramParagraphByParagraph) {
  const ParallelText text = aligned();
  EXPECT_THAT(beside(text, "После прибытия"), HasSubstr("Having come to Pyongyang"));
  EXPECT_THAT(beside(text, "Мы решили первую беседу"), HasSubstr("as small a circle"));
  EXPECT_THAT(beside(text, "Мы рекомендуем исправить"), HasSubstr("We recommend"));
  EXPECT_THAT(beside(text, "Мы решили в первую очередь"), HasSubstr("What we decided to seek first"));
  EXPECT_THAT(beside(text, "В нашем выступлении"), HasSubstr("In our speech"));
  EXPECT_THAT(beside(text, "После длительной беседы"), HasSubstr("After a long talk"));
  EXPECT_THAT(beside(text, "в порядке предварительном"), HasSubstr("for the time being"));
  EXPECT_THAT(beside(text, "В конце т. Ким Ир Сен заявил"), HasSubstr("thought over once more"));
  EXPECT_THAT(beside(text, "На наш вопрос"), HasSubstr("When we asked"));
  EXPECT_THAT(beside(text, "Один член президиума"), HasSubstr("One member of the presidium"));
  EXPECT_THAT(beside(text, "В конце по просьбе"), HasSubstr("At the end, at Comrade"));
  EXPECT_THAT(beside(text, "Ситникова"), HasSubstr("Sitnikova"));
}

TEST(AlignTranslation, WhatItTellsOfAsHandwrittenIsFoundInTheOriginal) {
  const ParallelText text = aligned();
  const auto outcome_of = [&](const std::string& translation) {
    for (const TranslationMark& mark : text.marks)
      if (mark.translation == translation) return std::pair(mark.outcome, mark.original);
    return std::pair(Outcome::not_in_translation, std::string("none"));
  };
  EXPECT_EQ(outcome_of("put up with"), std::pair(Outcome::agrees, std::string("примириться с")));
  EXPECT_EQ(outcome_of("him"), std::pair(Outcome::agrees, std::string("его")));
  EXPECT_EQ(outcome_of("six"), std::pair(Outcome::agrees, std::string("шести")));
  EXPECT_EQ(outcome_of("call"), std::pair(Outcome::agrees, std::string("называть")));
  // The transcription has these words without a mark.
  EXPECT_EQ(outcome_of("Insertion 2").first, Outcome::not_in_original);
  // The translation passes over the struck silence of the second "или".
  const bool told = std::ranges::any_of(text.marks, [](const TranslationMark& mark) {
    return mark.original == "или" && mark.outcome == Outcome::not_in_translation;
  });
  EXPECT_TRUE(told);
}

TEST(AlignTranslation, ARecordBringsItsTranslationAlong) {
  const Transcription record = parse_transcription("Один\n");
  EXPECT_EQ(&translation_in(record), &record);
  Transcription both = record;
  both.translations.push_back(parse_transcription("One\n"));
  EXPECT_EQ(&translation_in(both), &both.translations.front());
}

TEST(OriginalParagraphs, MarksAreRunsOfTheirOwn) {
  const auto paragraphs = paragraphs_of(parse_transcription("Мы не ~~силы~~ ^{можем} никак.\n\nКонец\n"));
  ASSERT_EQ(paragraphs.size(), 2U);
  ASSERT_EQ(paragraphs[0].runs.size(), 4U);
  EXPECT_EQ(paragraphs[0].runs[0].text, "Мы не");
  EXPECT_EQ(paragraphs[0].runs[1].kind, Kind::struck);
  EXPECT_EQ(paragraphs[0].runs[2].kind, Kind::handwritten);
  EXPECT_EQ(paragraphs[0].runs[2].column, 18);
  EXPECT_EQ(text_of(paragraphs[0]), "Мы не силы можем никак.");
  EXPECT_EQ(text_of(paragraphs[0], false), "Мы не можем никак.");
}

TEST(OriginalParagraphs, PlacesAreThoseOfTheLedger) {
  const Transcription transcription = parse_transcription("Первый абзац\n\nвторой абзац\n");
  ReconciledFolio folio;
  folio.has_transcription = true;
  folio.pages.resize(1);
  PageText& page = folio.pages[0].text;
  page.origin.stem = "leaf";
  page.lines.resize(2);
  const std::vector<std::string> words{"Первый", "абзац", "второй", "абзац"};
  const std::vector<std::pair<int, int>> at{{1, 1}, {1, 8}, {3, 1}, {3, 8}};
  for (int i = 0; i < 4; ++i) {
    TextLine& line = page.lines[static_cast<size_t>(i / 2)];
    line.id = "line_" + std::to_string(i / 2);
    line.box = {0, 100 * (i / 2), 300, 100 * (i / 2) + 50};
    Word word;
    word.id = "w_" + std::to_string(i);
    word.text = words[static_cast<size_t>(i)];
    word.box = {150 * (i % 2), line.box.y0, 150 * (i % 2) + 100, line.box.y1};
    line.words.push_back(word);
    LedgerEntry entry;
    entry.word_id = word.id;
    entry.box = word.box;
    std::tie(entry.truth_line, entry.truth_column) = at[static_cast<size_t>(i)];
    folio.pages[0].ledger.push_back(entry);
  }
  auto paragraphs = paragraphs_of(transcription);
  add_places(paragraphs, transcription, folio);
  ASSERT_EQ(paragraphs.size(), 2U);
  ASSERT_EQ(paragraphs[0].places.size(), 1U);
  EXPECT_EQ(paragraphs[0].places[0].line_id, "line_0");
  ASSERT_EQ(paragraphs[1].places.size(), 1U);
  EXPECT_EQ(paragraphs[1].places[0].line_id, "line_1");
  EXPECT_EQ(paragraphs[1].runs[0].stem, "leaf");
  EXPECT_EQ(paragraphs[1].runs[0].box, (Box{0, 100, 250, 150}));
}

TEST(ParallelTextStore, ComesBackAsItWas) {
  ParallelText text = aligned();
  text.original[2].places = {{"leaf", "line_1", {1, 2, 3, 4}}};
  const std::string json = json_text_of(text);
  const ParallelText back = parallel_text_from(json);
  EXPECT_EQ(json_text_of(back), json);
  EXPECT_EQ(back.pairs.size(), text.pairs.size());
  EXPECT_EQ(back.original[2].places.at(0).box, (Box{1, 2, 3, 4}));
}

TEST(ParallelTextStore, WhatIsNoneIsToldOf) {
  const std::string whole = json_text_of(aligned());
  for (const std::string& bad :
       {std::string("{}"), std::string("nothing"), std::string("[1]"), whole.substr(0, whole.size() / 2),
        std::string(R"({"format":1,"language":"en","original":[],"translation":[],)"
                    R"("pairs":[{"original":[0,9],"translation":[0,0],)"
                    R"("confidence":1}],"marks":[]})")}) {
    try {
      parallel_text_from(bad);
      FAIL() << bad.substr(0, 80);
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::input);
    }
  }
}

TEST(ParallelTsv, MarksAreInOurNotation) {
  const ParallelParagraph paragraph{{{Kind::plain, "а", false, false, 1, 1, {}, {}},
                                     {Kind::struck, "б", false, false, 1, 3, {}, {}},
                                     {Kind::handwritten, "в", false, true, 1, 5, {}, {}},
                                     {Kind::note, "г", false, false, 1, 7, {}, {}}},
                                    {}};
  EXPECT_EQ(notation_of(paragraph), "а ⟦del:б⟧⟦h:в⟧ ⟦note:г⟧");
  const ParallelText text = aligned();
  EXPECT_THAT(parallel_tsv(text), HasSubstr("⟦h:put up with⟧"));
  EXPECT_THAT(translation_marks_tsv(text), HasSubstr("agrees\thandwritten\tпримириться с\tput up with"));
}

}  // namespace
}  // namespace folio
