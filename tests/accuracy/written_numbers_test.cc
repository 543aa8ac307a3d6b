#include "written_numbers.h"

#include <gtest/gtest.h>

#include "core/error.h"

namespace folio {
namespace {

const DigitAtlas& atlas() {
  static const DigitAtlas atlas(FOLIO_DIGITS);
  return atlas;
}

TEST(WrittenNumbersTest, DigitsAreAsHighAsAskedAndInked) {
  std::mt19937_64 random(1);
  for (char sign = '0'; sign <= '9'; ++sign) {
    const cv::Mat digit = atlas().digit(sign, 60, random);
    EXPECT_EQ(digit.rows, 60) << sign;
    EXPECT_GT(cv::mean(digit)[0], 0.08) << sign;
    double low = 0, high = 0;
    cv::minMaxLoc(digit, &low, &high);
    EXPECT_GE(low, 0);
    EXPECT_LE(high, 1);
  }
}

TEST(WrittenNumbersTest, ANumberIsWrittenWithinItsBox) {
  for (const int type : {CV_8UC1, CV_8UC3}) {
    cv::Mat page(200, 400, type, cv::Scalar::all(240));
    const WrittenNumber number = write_number(page, atlas(), "128", 50, 40, 60, 7);
    EXPECT_EQ(number.text, "128");
    EXPECT_NEAR(number.box.x0, 50, 1);
    EXPECT_NEAR(number.box.height(), 60, 12);
    cv::Mat inside = page.clone();
    inside(cv::Rect(number.box.x0, number.box.y0, number.box.width(), number.box.height()))
        .setTo(cv::Scalar::all(240));
    EXPECT_EQ(cv::norm(inside, cv::Mat(200, 400, type, cv::Scalar::all(240))), 0);
    EXPECT_LT(cv::mean(page)[0], 239);
  }
}

TEST(WrittenNumbersTest, TheSameSeedWritesTheSame) {
  cv::Mat one(100, 200, CV_8UC1, cv::Scalar(255)), two = one.clone(), three = one.clone();
  write_number(one, atlas(), "40", 10, 10, 50, 3);
  write_number(two, atlas(), "40", 10, 10, 50, 3);
  write_number(three, atlas(), "40", 10, 10, 50, 4);
  EXPECT_EQ(cv::norm(one, two), 0);
  EXPECT_GT(cv::norm(one, three), 0);
}

TEST(WrittenNumbersTest, WhatIsNoAtlasIsSaid) { EXPECT_THROW(DigitAtlas("no such file"), Error); }

}  // namespace
}  // namespace folio
