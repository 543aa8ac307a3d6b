#include "export/folio/paragraphs.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace folio {
namespace {

/// Six lines of 1800 pixels, 50 apart, turned by the page's skew; `shift` and `cut` change one of them.
PageText page_of_lines(double degrees = 0, int changed = -1, int shift = 0, int cut = 0, int white = 0) {
  PageText page;
  page.skew.degrees = degrees;
  const double sine = std::sin(degrees * std::numbers::pi / 180);
  for (int k = 0; k < 6; ++k) {
    TextLine line;
    line.x_height = 24;
    const int y = 1000 + 400 * k + (k >= changed ? white : 0);
    const int x = 300 - static_cast<int>(sine * y);
    line.box = {x + (k == changed ? shift : 0), y, x + 1800 - (k == changed ? cut : 0), y + 30};
    page.lines.push_back(line);
  }
  return page;
}

TEST(ParagraphFinder, AnIndentOpensAParagraph) {
  for (const double degrees : {0.0, 1.5, -1.5}) {
    const PageText page = page_of_lines(degrees, 3, 130);
    const ParagraphFinder paragraphs(page);
    for (size_t k = 0; k < page.lines.size(); ++k)
      EXPECT_EQ(paragraphs.opens(page.lines[k]), k == 3) << degrees << ' ' << k;
  }
}

TEST(ParagraphFinder, ALineThatEndsEarlyEndsOne) {
  const PageText page = page_of_lines(-1.5, 2, 0, 700);
  const ParagraphFinder paragraphs(page);
  for (size_t k = 0; k < page.lines.size(); ++k) EXPECT_EQ(paragraphs.ends(page.lines[k]), k == 2) << k;
}

TEST(ParagraphFinder, ARaggedEdgeEndsNone) {
  const PageText page = page_of_lines(0, 2, 0, 300);
  const ParagraphFinder paragraphs(page);
  EXPECT_FALSE(paragraphs.ends(page.lines[2]));
}

TEST(ParagraphFinder, WideWhitePartsParagraphs) {
  const PageText page = page_of_lines(0, 4, 0, 0, 250);
  const ParagraphFinder paragraphs(page);
  for (size_t k = 1; k < page.lines.size(); ++k)
    EXPECT_EQ(paragraphs.parted(page.lines[k - 1], page.lines[k]), k == 4) << k;
}

TEST(ParagraphFinder, HeadingsStandAlone) {
  PageText page = page_of_lines();
  page.lines[1].role = Role::heading;
  const ParagraphFinder paragraphs(page);
  EXPECT_TRUE(paragraphs.opens(page.lines[1]));
  EXPECT_TRUE(paragraphs.ends(page.lines[1]));
}

TEST(ParagraphFinder, LinesWithoutBoxesTellNothing) {
  PageText page;
  page.lines.resize(2);
  const ParagraphFinder paragraphs(page);
  EXPECT_FALSE(paragraphs.opens(page.lines[1]));
  EXPECT_FALSE(paragraphs.ends(page.lines[0]));
  EXPECT_FALSE(paragraphs.parted(page.lines[0], page.lines[1]));
}

}  // namespace
}  // namespace folio
