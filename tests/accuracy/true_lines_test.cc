#include "true_lines.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace folio {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const std::vector<LinedPage> kPages{{"p1", {"Мы решили в первую оче-", "редь добиться"}},
                                    {"p2", {"согласия о созыве"}}};

TEST(TrueLines, WordsThatTheTextHasOnOtherLines) {
  const PlacedWords placed =
      place_words({"Мы", "решили", "в", "первую", "очередь", "добиться", "согласия", "о", "созыве"}, kPages);
  EXPECT_THAT(placed.lines[0], ElementsAre(TrueLine{"p1", 0}));
  EXPECT_THAT(placed.lines[4], ElementsAre(TrueLine{"p1", 0}, TrueLine{"p1", 1}));
  EXPECT_THAT(placed.lines[8], ElementsAre(TrueLine{"p2", 0}));
  EXPECT_THAT(placed.edits, IsEmpty());
}

TEST(TrueLines, Edits) {
  const PlacedWords placed =
      place_words({"Мы", "хотели", "в", "первую", "очередь", "не", "добиться", "о", "созыве"}, kPages);
  ASSERT_THAT(placed.edits, SizeIs(3));
  EXPECT_EQ(placed.edits[0].text, "хотели");
  EXPECT_EQ(placed.edits[0].on_page, "решили");
  EXPECT_THAT(placed.lines[1], ElementsAre(TrueLine{"p1", 0}));
  EXPECT_EQ(placed.edits[1].text, "не");
  EXPECT_THAT(placed.lines[5], IsEmpty());
  EXPECT_EQ(placed.edits[2].on_page, "согласия");
  EXPECT_EQ(placed.edits[2].begin, placed.edits[2].end);
}

TEST(TrueLines, AFoundLineWithFaults) {
  EXPECT_THAT(lines_like("Мы рещили в nервую очер-", kPages[0]), ElementsAre(TrueLine{"p1", 0}));
  EXPECT_THAT(lines_like("1 2 3 4 5", kPages[0]), IsEmpty());
}

}  // namespace
}  // namespace folio
