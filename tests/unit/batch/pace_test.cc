#include "batch/pace.h"

#include <gtest/gtest.h>

#include <limits>

#include "batch/durations.h"

namespace folio {
namespace {

TEST(Pace, BeforeAPageHasEndedNothingIsKnown) {
  Pace pace(100);
  EXPECT_FALSE(pace.pages_an_hour());
  EXPECT_FALSE(pace.seconds_for(5));
  pace.page_ended(100);
  EXPECT_FALSE(pace.pages_an_hour()) << "no time has gone by";
}

TEST(Pace, FirstPagesAreHeldAgainstTheBegin) {
  Pace pace(100);
  pace.page_ended(110);
  pace.page_ended(110);  // two at a time
  EXPECT_DOUBLE_EQ(pace.pages_an_hour().value(), 720);
  EXPECT_DOUBLE_EQ(pace.seconds_for(6).value(), 30);
  EXPECT_DOUBLE_EQ(pace.seconds_for(0).value(), 0);
  EXPECT_DOUBLE_EQ(pace.seconds_for(-3).value(), 0);
}

TEST(Pace, LaterOnlyTheLastTwentyCount) {
  Pace pace(0);
  for (int i = 1; i <= 100; ++i) pace.page_ended(1000.0 * i);
  for (int i = 1; i <= 20; ++i) pace.page_ended(100'000 + 10.0 * i);
  EXPECT_DOUBLE_EQ(pace.pages_an_hour().value(), 360);
  pace.page_ended(100'200 + 220);  // one that took longer changes it little
  EXPECT_NEAR(pace.pages_an_hour().value(), 20 * 3600.0 / 410, 1e-9);
}

TEST(Durations, AreInTwoUnitsAtMost) {
  EXPECT_EQ(duration_text(-1), "0 s");
  EXPECT_EQ(duration_text(0.4), "0 s");
  EXPECT_EQ(duration_text(99.4), "99 s");
  EXPECT_EQ(duration_text(100), "2 min");
  EXPECT_EQ(duration_text(839), "14 min");
  EXPECT_EQ(duration_text(99 * 60), "99 min");
  EXPECT_EQ(duration_text(100 * 60), "1 h 40 min");
  EXPECT_EQ(duration_text(3 * 3600 + 5 * 60), "3 h 5 min");
  EXPECT_EQ(duration_text(52 * 3600), "2 days 4 h");
  EXPECT_EQ(duration_text(std::numeric_limits<double>::quiet_NaN()), "0 s");
  EXPECT_EQ(duration_text(std::numeric_limits<double>::infinity()).find("-"), std::string::npos);
}

}  // namespace
}  // namespace folio
