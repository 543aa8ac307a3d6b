#include "foreign/freetype_face.h"

#include <gtest/gtest.h>

#include <opencv2/core.hpp>

#include "core/error.h"

namespace folio {
namespace {

const std::filesystem::path cmu_folder = FOLIO_CMU_FONTS;

TEST(FreetypeFaceTest, AMonospacedFaceHasOneAdvance) {
  const FreetypeFace face({cmu_folder / "cmuntt.ttf"});
  EXPECT_GT(face.advance(U'щ'), 0.4);
  EXPECT_DOUBLE_EQ(face.advance(U'щ'), face.advance(U'i'));
  EXPECT_GT(face.x_height(), 0.3);
  EXPECT_LT(face.x_height(), 0.6);
  for (const char32_t c : {U'й', U'ё', U'Ы', U'№', U'«', U'"', U'\''}) EXPECT_TRUE(face.has(c));
}

TEST(FreetypeFaceTest, DrawsWhereTheMapSays) {
  const FreetypeFace face({cmu_folder / "cmuntt.ttf"});
  const GlyphTile glyph = face.draw(U'н', {100, 0, 1000.25, 0, 100, 500});
  ASSERT_FALSE(glyph.coverage.empty());
  EXPECT_GE(glyph.origin.x, 1000);
  EXPECT_LE(glyph.origin.x + glyph.coverage.cols, 1000 + 54);
  EXPECT_NEAR(glyph.origin.y + glyph.coverage.rows, 500, 1);  // stands on the baseline
  EXPECT_NEAR(glyph.coverage.rows, 100 * face.x_height(), 4);
  double darkest = 0;
  cv::minMaxLoc(glyph.coverage, nullptr, &darkest);
  EXPECT_EQ(darkest, 255);
}

TEST(FreetypeFaceTest, TurnsGlyphs) {
  const FreetypeFace face({cmu_folder / "cmuntt.ttf"});
  const GlyphTile upright = face.draw(U'|', {100, 0, 0, 0, 100, 0});
  const GlyphTile lying = face.draw(U'|', {0, -100, 0, 100, 0, 0});
  EXPECT_GT(upright.coverage.rows, 3 * upright.coverage.cols);
  EXPECT_NEAR(lying.coverage.cols, upright.coverage.rows, 1);
}

TEST(FreetypeFaceTest, BolderIsWiderOnAllSides) {
  const FreetypeFace face({cmu_folder / "cmuntt.ttf"});
  const cv::Matx23d map(100, 0, 0, 0, 100, 0);
  const GlyphTile plain = face.draw(U'о', map), bold = face.draw(U'о', map, 0.04);
  EXPECT_GT(cv::sum(bold.coverage)[0], 1.2 * cv::sum(plain.coverage)[0]);
  EXPECT_NEAR(plain.origin.x - bold.origin.x, 2, 1);
  EXPECT_NEAR(plain.origin.y - bold.origin.y, 2, 1);
}

TEST(FreetypeFaceTest, SpaceAndMissingCharactersAreEmpty) {
  const FreetypeFace face({cmu_folder / "cmuntt.ttf"});
  EXPECT_TRUE(face.draw(U' ', {100, 0, 0, 0, 100, 0}).coverage.empty());
  EXPECT_FALSE(face.has(U'漢'));
  EXPECT_EQ(face.advance(U'漢'), 0);
  EXPECT_TRUE(face.draw(U'漢', {100, 0, 0, 0, 100, 0}).coverage.empty());
}

TEST(FreetypeFaceTest, ASecondFileFillsGaps) {
  const FreetypeFace first({cmu_folder / "cmunrm.ttf"}), second({cmu_folder / "cmuntt.ttf"});
  ASSERT_FALSE(first.has(U'─'));
  ASSERT_NE(first.advance(U'i'), second.advance(U'i'));
  const FreetypeFace both({cmu_folder / "cmunrm.ttf", cmu_folder / "cmuntt.ttf"});
  EXPECT_TRUE(both.has(U'─'));
  EXPECT_EQ(both.advance(U'─'), second.advance(U'─'));
  EXPECT_EQ(both.advance(U'i'), first.advance(U'i'));
}

TEST(FreetypeFaceTest, AFileThatIsNoFontIsNamed) {
  try {
    const FreetypeFace face({cmu_folder / "no-such-font.ttf"});
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::missing_dependency);
    EXPECT_NE(error.message().find("no-such-font.ttf"), std::string::npos);
  }
}

}  // namespace
}  // namespace folio
