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

TEST(Structure, AWordThatOnlyBeginsLikeAHeadingIsNone) {
  EXPECT_THAT(parse_transcription("Вставка была длинной\n\nтекст").slips, IsEmpty());
  EXPECT_THAT(parse_transcription("Вставка 1\n\nтекст").slips, IsEmpty());
}

}  // namespace
}  // namespace folio
