#include "core/text.h"

#include <gtest/gtest.h>

namespace folio {
namespace {

using Strings = std::vector<std::string>;

constexpr const char* kDecomposedShortI = "\u0438\u0306";  // й as и and a breve
constexpr const char* kReplacement = "\uFFFD";

TEST(Nfc, ComposesAndKeepsCompatibilityCharacters) {
  EXPECT_EQ(to_nfc(kDecomposedShortI), "й");
  EXPECT_EQ(to_nfc("е\u0308лка"), "ёлка");
  EXPECT_EQ(to_nfc("№ ½ ﬁ ²"), "№ ½ ﬁ ²");
  EXPECT_EQ(to_nfc(""), "");
}

TEST(Nfc, OrdersMarksCanonically) {
  // Dot below (220) comes before acute (230), in whichever order they were typed.
  EXPECT_EQ(to_nfc("х\u0301\u0323"), to_nfc("х\u0323\u0301"));
}

TEST(Nfc, MalformedBytesAreReplaced) {
  EXPECT_EQ(to_nfc("да\xFF"), std::string("да") + kReplacement);
  EXPECT_TRUE(is_utf8(to_nfc("\xD0\xED\xA0\x80")));
}

TEST(Utf8, TellsWellFormedFromMalformed) {
  EXPECT_TRUE(is_utf8(""));
  EXPECT_TRUE(is_utf8("съезд № 5 \U0001D11E"));
  EXPECT_FALSE(is_utf8("\xD0")) << "cut short";
  EXPECT_FALSE(is_utf8("\xC0\xAF")) << "overlong";
  EXPECT_FALSE(is_utf8("\xED\xA0\x80")) << "half a surrogate pair";
  EXPECT_FALSE(is_utf8("\xF4\x90\x80\x80")) << "beyond U+10FFFF";
  EXPECT_FALSE(is_utf8("\xEF\xEE\xE0")) << "Windows-1251";
}

TEST(CodePoints, GoBothWays) {
  EXPECT_EQ(to_code_points("aж\U0001D11E"), U"aж\U0001D11E");
  EXPECT_EQ(from_code_points(U"aж\U0001D11E"), "aж\U0001D11E");
  EXPECT_EQ(to_code_points("a\xFF"), U"a\uFFFD");
  EXPECT_EQ(to_code_points(std::string("a\0b", 3)).size(), 3U);
  EXPECT_TRUE(to_code_points("").empty());
}

TEST(GraphemeClusters, AreWhatAReaderCountsAsCharacters) {
  EXPECT_EQ(grapheme_clusters(std::string("чи") + kDecomposedShortI), (Strings{"ч", "и", kDecomposedShortI}));
  EXPECT_EQ(grapheme_clusters("з\u0301а\u0301").size(), 2U) << "stress marks are no characters";
  EXPECT_EQ(grapheme_clusters("a\r\nb"), (Strings{"a", "\r\n", "b"}));
  EXPECT_TRUE(grapheme_clusters("").empty());
}

TEST(GraphemeClusters, JoinToTheText) {
  const std::string text = to_nfc("№5: с'езд \U0001D11E е\u0301");
  std::string joined;
  for (const std::string& cluster : grapheme_clusters(text)) joined += cluster;
  EXPECT_EQ(joined, text);
}

TEST(Trim, TakesAllOfUnicodesWhiteSpaceOffTheEnds) {
  EXPECT_EQ(trim(" \t\u00A0\u2009а б\u3000\r\n"), "а б");
  EXPECT_EQ(trim(" \n"), "");
  EXPECT_EQ(trim(""), "");
}

TEST(SplitWords, SplitsAtAnyWhiteSpace) {
  EXPECT_EQ(split_words("  раз\u00A0два\tтри\n"), (Strings{"раз", "два", "три"}));
  EXPECT_TRUE(split_words(" \n ").empty());
}

TEST(SplitLines, KeepsEmptyLinesAndDropsLineEnds) {
  EXPECT_EQ(split_lines("a\r\n\nb\n"), (Strings{"a", "", "b"}));
  EXPECT_EQ(split_lines("a\nb"), (Strings{"a", "b"}));
  EXPECT_EQ(split_lines("\n"), (Strings{""}));
  EXPECT_TRUE(split_lines("").empty());
}

TEST(ToLower, FollowsTheRootRules) {
  EXPECT_EQ(to_lower("СЪЕЗД ЁЙ I"), "съезд ёй i");  // not the dotless i of a Turkish locale
}

TEST(CharacterClasses, KnowCyrillicAndSigns) {
  EXPECT_TRUE(is_letter(U'ъ') && is_letter(U'Z') && is_letter(U'І'));
  EXPECT_FALSE(is_letter(U'7') || is_letter(U'№') || is_letter(U' '));
  EXPECT_TRUE(is_digit(U'0'));
  EXPECT_FALSE(is_digit(U'½') || is_digit(U'О'));
  EXPECT_TRUE(is_space(U'\u00A0') && is_space(U'\n'));
  EXPECT_FALSE(is_space(U'\u200B')) << "a zero-width space is no white space to Unicode";
  EXPECT_TRUE(is_punctuation(U'«') && is_punctuation(U'-') && is_punctuation(U'…'));
  EXPECT_FALSE(is_punctuation(U'а'));
}

TEST(TsvField, HoldsNoTabsAndLineEnds) {
  EXPECT_EQ(tsv_field("a\tb\nв\x7F"), "a b в ");
  EXPECT_EQ(tsv_field(""), "");
}

TEST(EscapeControlCharacters, LeavesTextAlone) {
  EXPECT_EQ(escape_control_characters("лист 13 «а».tif"), "лист 13 «а».tif");
}

TEST(EscapeControlCharacters, NothingCanSteerATerminal) {
  EXPECT_EQ(escape_control_characters("a\nb\tc"), "a\\nb\\tc");
  EXPECT_EQ(escape_control_characters("\x1B[31m"), "\\u{1B}[31m");
  EXPECT_EQ(escape_control_characters("\u009B"), "\\u{9B}") << "C1's one-character escape";
  EXPECT_EQ(escape_control_characters("a\u202Efit.exe"), "a\\u{202E}fit.exe");
  EXPECT_EQ(escape_control_characters("\u2066\u2028"), "\\u{2066}\\u{2028}");
  EXPECT_EQ(escape_control_characters("\x7F"), "\\u{7F}");
  EXPECT_EQ(escape_control_characters(std::string("a\0b", 3)), "a\\u{0}b");
}

TEST(EscapeControlCharacters, ShowsMalformedBytes) {
  EXPECT_EQ(escape_control_characters("a\xFF\xD0z"), "a\\xFF\\xD0z");
}

}  // namespace
}  // namespace folio
