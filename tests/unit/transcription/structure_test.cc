#include "transcription/structure.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "transcription/notation_parser.h"

namespace folio {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

TEST(Structure, LinesOfNumbers) {
  const Transcription t = parse_transcription("а 5 б\n\n13 44\n\n2.\n\n- 4 -\n\n12об.\n\n1956 года");
  const auto role = [&](std::string_view text) {
    for (const Token& token : t.tokens)
      if (token.text == text) return token.role;
    return Role::stamp;
  };
  EXPECT_EQ(role("5"), Role::body);
  EXPECT_EQ(role("13"), Role::leaf_number);
  EXPECT_EQ(role("44"), Role::leaf_number);
  EXPECT_EQ(role("2."), Role::page_number);
  EXPECT_EQ(role("4"), Role::page_number);
  EXPECT_EQ(role("12об."), Role::leaf_number);
  EXPECT_EQ(role("1956"), Role::body);
  for (const Token& token : t.tokens)
    EXPECT_EQ(token.layer, token.role == Role::leaf_number ? Layer::hand : Layer::typed) << token.text;
}

TEST(Structure, NumbersInATableAreNoLeafNumbers) {
  for (const Token& token : parse_transcription("Таблица\n10\n20\n30").tokens)
    EXPECT_EQ(token.role, Role::body);
}

TEST(Structure, ARemarkWithinTypedTextIsAnInsertion) {
  const Transcription t = parse_transcription("дали *на то, чтобы* после\n\n*в дело*");
  EXPECT_TRUE(t.tokens[1].inserted);
  EXPECT_EQ(t.tokens[1].role, Role::insertion);
  EXPECT_FALSE(t.tokens.back().inserted);
  EXPECT_EQ(t.tokens.back().role, Role::marginalia);
}

TEST(Structure, SlipsAndTheirPlaces) {
  const Transcription t = parse_transcription(
      "начало Вставка 2 конец\n\nВставка №1\nк стр. 1,\n\nпервый текст\n\nещё абзац\n\nВставка № 2 к стр. "
      "3\n\n"
      "второй текст\n\nЛН.\n\n14 43\n\nпосле");
  ASSERT_THAT(t.slips, SizeIs(2));
  const auto joined = [&](int begin, int end) {
    std::string out;
    for (int k = begin; k < end; ++k) out += t.tokens[static_cast<size_t>(k)].text + " ";
    return out;
  };
  EXPECT_EQ(t.slips[0].number, 1);
  EXPECT_EQ(t.slips[0].page_number, 1);
  EXPECT_EQ(joined(t.slips[0].text_begin, t.slips[0].text_end), "первый текст ещё абзац ");
  EXPECT_EQ(t.slips[0].anchor_begin, t.slips[0].anchor_end);
  EXPECT_EQ(t.slips[1].page_number, 3);
  EXPECT_EQ(joined(t.slips[1].text_begin, t.slips[1].text_end), "второй текст ");
  EXPECT_EQ(joined(t.slips[1].anchor_begin, t.slips[1].anchor_end), "Вставка 2 ");
}

TEST(Structure, ASlipDoesNotHoldThePlaceThatCallsForIt) {
  const Transcription t =
      parse_transcription("Вставка №2 к стр. 3\n\nтекст её\n\nпотом другое\n\nи здесь Вставка 2 конец");
  ASSERT_THAT(t.slips, SizeIs(1));
  EXPECT_EQ(t.tokens[static_cast<size_t>(t.slips[0].text_end) - 1].text, "её");
  EXPECT_EQ(t.tokens[static_cast<size_t>(t.slips[0].anchor_begin)].text, "Вставка");
  EXPECT_GT(t.slips[0].anchor_begin, t.slips[0].text_end);
}

TEST(Structure, AMarkedPageBreakEndsASlip) {
  const Transcription t = parse_transcription("Вставка 1 к стр. 1\n\nпервый абзац\n\n⟦pb⟧\n\nвторой абзац");
  ASSERT_THAT(t.slips, SizeIs(1));
  EXPECT_EQ(t.slips[0].text_end, 7);
}

TEST(Structure, SlipsOfOneNumberShareNoPlaceOfTheirOwn) {
  const Transcription t = parse_transcription(
      "Вставка 1 к стр. 1\n\nсм. вставка 1 там\n\n2.\n\nВставка 1 к стр. 2\n\nещё текст\n\n3.");
  ASSERT_THAT(t.slips, SizeIs(2));
  EXPECT_EQ(t.slips[0].anchor_begin, t.slips[0].anchor_end);
  EXPECT_EQ(t.slips[1].anchor_begin, t.slips[0].text_begin + 1);
}

TEST(Structure, PageBreaksOfAllKinds) {
  const Transcription t = parse_transcription(
      "13 44\n\n2.\n\nа\n\n⟦pb:14об⟧\nб в⟦pb⟧г\fд\n\n⟦pb:15⟧\n\n15 42\n\n3.\n\nе\n\n- 4 -\n\nж ⟦pb⟧");
  std::vector<std::string> breaks;
  for (const PageBreak& b : t.page_breaks)
    breaks.push_back(b.name + "@" +
                     (b.token_idx < static_cast<int>(t.tokens.size())
                          ? t.tokens[static_cast<size_t>(b.token_idx)].text
                          : "end"));
  EXPECT_THAT(breaks, testing::ElementsAre("13 44@13", "14об@б", "@г", "@д", "15@15", "- 4 -@-", "@end"));
  EXPECT_THAT(t.diagnostics, IsEmpty());
  EXPECT_TRUE(t.page_breaks[1].own_line);
  EXPECT_FALSE(t.page_breaks[2].own_line);
  EXPECT_TRUE(t.tokens[6].joined);  // г goes on after в
  EXPECT_EQ(t.page_breaks[1].line, 7);
  EXPECT_THAT(parse_transcription("а\n\nб").page_breaks, IsEmpty());
}

TEST(Structure, AWordThatOnlyBeginsLikeAHeadingIsNone) {
  EXPECT_THAT(parse_transcription("Вставка была длинной\n\nтекст").slips, IsEmpty());
  EXPECT_THAT(parse_transcription("Вставка 1\n\nтекст").slips, IsEmpty());
}

}  // namespace
}  // namespace folio
