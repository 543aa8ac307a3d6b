#include "hand_skew.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/error.h"
#include "core/files.h"

namespace folio {
namespace {

namespace fs = std::filesystem;

std::vector<HandSkew> skews_from(const std::string& lines) {
  const fs::path file = fs::path(testing::TempDir()) / "hand_skew_test.csv";
  write_file(file, "page,x0,y0,x1,y1,degrees\n" + lines);
  return read_hand_skews(file);
}

TEST(HandSkew, IsTheMeanOfAPagesLines) {
  const std::vector<HandSkew> pages = skews_from(
      "a,0,0,1000,10,0.573\na,100,300,1100,310,0.573\na,0,500,1000,520,1.146\n\n"
      "b,0,10.5,1000,0.5,-0.573\nb,0,100,1000,100,0\nb,0,200,1000,200,0\n");
  ASSERT_EQ(pages.size(), 2U);
  EXPECT_EQ(pages[0].stem, "a");
  EXPECT_EQ(pages[0].lines, 3);
  EXPECT_NEAR(pages[0].degrees, 0.764, 0.001);
  EXPECT_EQ(pages[1].stem, "b");
  EXPECT_NEAR(pages[1].degrees, -0.191, 0.001);
}

TEST(HandSkew, AWrongLineIsAnErrorThatNamesIt) {
  for (const char* line : {"a,0,0,1000,10", "a,0,0,1000,10,0.573,1", ",0,0,1000,10,0.573",
                           "a,x,0,1000,10,0.573", "a,1000,0,0,10,0.573", "a,0,0,1000,10,0.563"}) {
    try {
      skews_from(line);
      FAIL() << "no error: " << line;
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::input);
      EXPECT_THAT(error.message(), testing::HasSubstr("line 2")) << line;
    }
  }
}

TEST(HandSkew, TwoLinesAreTooFew) { EXPECT_THROW(skews_from("a,0,0,1000,0,0\na,0,100,1000,100,0\n"), Error); }

TEST(HandSkew, OfTheRepositoryCanBeRead) {
  const std::vector<HandSkew> pages = read_hand_skews(fs::path(FOLIO_HAND_SKEWS));
  EXPECT_EQ(pages.size(), 10U);
  for (const HandSkew& page : pages) EXPECT_LT(page.degrees * page.degrees, 2) << page.stem;
}

}  // namespace
}  // namespace folio
