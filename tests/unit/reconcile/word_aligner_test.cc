#include "reconcile/word_aligner.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "core/text.h"

namespace folio {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// Words of lines; "/" ends one.
std::vector<AlignedWord> words(std::string_view text) {
  std::vector<AlignedWord> out;
  for (const std::string& word : split_words(text)) {
    if (word == "/")
      out.back().line_end = true;
    else
      out.emplace_back(letters_of(word), false, false);
  }
  return out;
}

std::vector<std::string> links(std::string_view truth, std::string_view page) {
  std::vector<std::string> out;
  for (const WordLink& link : align_words(words(truth), words(page)))
    out.push_back(std::to_string(link.truth_begin) + "-" + std::to_string(link.truth_end) + "=" +
                  std::to_string(link.page_begin) + "-" + std::to_string(link.page_end));
  return out;
}

TEST(WordAligner, OneToOne) {
  EXPECT_THAT(links("мы решили первую беседу", "ми решили перную беседу"),
              ElementsAre("0-1=0-1", "1-2=1-2", "2-3=2-3", "3-4=3-4"));
}

TEST(WordAligner, ExtraAndMissingWords) {
  EXPECT_THAT(links("мы решили беседу", "мы шум решили"), ElementsAre("0-1=0-1", "1-2=2-3"));
  EXPECT_THAT(links("", "мы"), IsEmpty());
  EXPECT_THAT(links("мы", ""), IsEmpty());
}

TEST(WordAligner, LostAndExtraSpaces) {
  EXPECT_THAT(links("наши обе партии", "нашиобе партии"), ElementsAre("0-2=0-1", "2-3=1-2"));
  EXPECT_THAT(links("наши партии имеют", "наши пар тии имеют"), ElementsAre("0-1=0-1", "1-2=1-3", "2-3=3-4"));
}

TEST(WordAligner, LetteredHeadings) {
  EXPECT_THAT(links("Ц К К П С С После прибытия", "ЦККПСС После прибытия"),
              ElementsAre("0-6=0-1", "6-7=1-2", "7-8=2-3"));
  EXPECT_THAT(links("ДРУЗЬЯ Сегодня наш", "Д Р У З Ь Я Сегодня наш"),
              ElementsAre("0-1=0-6", "1-2=6-7", "2-3=7-8"));
}

TEST(WordAligner, WordsBrokenOverLines) {
  EXPECT_THAT(links("о созыве пленума ЦК", "о созыве пле- / нума ЦК"),
              ElementsAre("0-1=0-1", "1-2=1-2", "2-3=2-4", "3-4=4-5"));
}

TEST(WordAligner, SpecksAtLineEndsAreNoPartOfAWord) {
  EXPECT_THAT(links("комиссия президиума", "комиссия / ’ президиума"), ElementsAre("0-1=0-1", "1-2=2-3"));
}

TEST(WordAligner, ADashMayBePartOfAWordAndASpeckMayNot) {
  EXPECT_THAT(links("язык Автокод-БЭСМ готов", "язык Автокод - БЭСМ готов"),
              ElementsAre("0-1=0-1", "1-2=1-4", "2-3=4-5"));
  EXPECT_THAT(links("язык Автокод готов", "язык Автокод | готов"),
              ElementsAre("0-1=0-1", "1-2=1-2", "2-3=3-4"));
}

TEST(WordAligner, UnlikeWordsAreNotLinked) { EXPECT_THAT(links("партия", "гвоздь"), IsEmpty()); }

TEST(WordAligner, WhatIsLeftOutStaysInOnePiece) {
  std::vector<AlignedWord> truth = words("Ду Бона и и Хе который улетел в Китае который находился далеко");
  truth[3].opens_paragraph = truth[9].opens_paragraph = true;
  std::vector<int> linked;
  for (const WordLink& link : align_words(truth, words("Ду Бона и который находился далеко")))
    linked.push_back(link.truth_begin);
  EXPECT_THAT(linked, ElementsAre(0, 1, 2, 9, 10, 11));
}

TEST(WordAligner, FarMoreWordsOnOneSideThanOnTheOther) {
  std::string many;
  for (int k = 0; k < 60'000; ++k) many += k % 2 == 0 ? "шум " : "гам ";
  EXPECT_THAT(links("я мы он ты вы", many), IsEmpty());
  EXPECT_EQ(links("шум", many).size(), 1U);
}

}  // namespace
}  // namespace folio
