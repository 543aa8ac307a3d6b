#include "ingest/resolution.h"

#include <gtest/gtest.h>

#include <limits>

namespace folio {
namespace {

using Source = Resolution::Source;

TEST(ResolutionTest, PlausibleOnesAreBelieved) {
  for (const double per_inch : {150.0, 300.0, 299.72, 600.0}) {
    const Resolution got =
        judge_resolution({cvRound(8.27 * per_inch), cvRound(11.69 * per_inch)}, per_inch, per_inch);
    EXPECT_EQ(got.source, Source::declared) << per_inch;
    EXPECT_EQ(got.x, per_inch);
  }
  EXPECT_EQ(judge_resolution({2986, 887}, 800, 800).source, Source::declared);  // a strip of 95 x 28 mm
  EXPECT_EQ(judge_resolution({1728, 1100}, 204, 98).y, 98);                     // fax
}

TEST(ResolutionTest, DefaultsNeedALeafOfCommonSize) {
  EXPECT_EQ(judge_resolution({793, 1122}, 96, 96).source, Source::declared);          // A4
  EXPECT_EQ(judge_resolution({1717, 2550}, 71.98, 71.98).source, Source::estimated);  // would be 900 mm
  EXPECT_EQ(judge_resolution({2480, 3508}, 72, 72).source, Source::estimated);
  EXPECT_EQ(judge_resolution({2480, 3508}, 1, 1).source, Source::estimated);
}

TEST(ResolutionTest, NonsenseIsEstimatedFromTheLongerSide) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const double infinity = std::numeric_limits<double>::infinity();
  for (const double per_inch : {0.0, -300.0, nan, infinity, 1e-9, 10.0, 5000.0}) {
    const Resolution got = judge_resolution({2480, 3508}, per_inch, per_inch);
    EXPECT_EQ(got.source, Source::estimated) << per_inch;
    EXPECT_NEAR(got.x, 300, 0.1);
    EXPECT_EQ(got.x, got.y);
  }
  EXPECT_NEAR(judge_resolution({3508, 2480}, 0, 0).x, 300, 0.1);
  EXPECT_EQ(judge_resolution({2480, 3508}, 300, 3).source, Source::estimated);
  EXPECT_EQ(judge_resolution({512, 708}, 300, 300).source, Source::estimated);  // a reduced copy: 60 mm
}

TEST(ResolutionTest, SquarePixelsStayAsTheyAre) {
  ScannedPage page;
  page.pixels = cv::Mat(40, 30, CV_8UC1, cv::Scalar(7));
  page.resolution = {300, 295, Source::declared};
  make_pixels_square(page);
  EXPECT_EQ(page.pixels.size(), cv::Size(30, 40));
  EXPECT_EQ(page.resolution.y, 295);
  page.resolution = {150, 300, Source::declared};
  make_pixels_square(page);
  EXPECT_EQ(page.pixels.size(), cv::Size(60, 40));
  EXPECT_EQ(page.resolution.x, 300);
}

}  // namespace
}  // namespace folio
