#include "separate/pen_removal.h"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

#include "support/staged_pages.h"

namespace folio {
namespace {

/// A stem of a letter, and a stroke of the pen over it: pale alone, dark where both lie.
struct Crossed {
  cv::Mat stem = cv::Mat::zeros(60, 90, CV_8UC1), stroke = cv::Mat::zeros(60, 90, CV_8UC1);
  cv::Mat gray = cv::Mat(60, 90, CV_8UC1, cv::Scalar(255));

  explicit Crossed(const cv::Rect& where) {
    cv::rectangle(stem, {20, 10, 6, 36}, 255, cv::FILLED);
    cv::rectangle(stroke, where, 255, cv::FILLED);
    gray.setTo(110, stroke);
    gray.setTo(40, stem);
  }
};

TEST(TakeOffPenTest, LettersGoOnBeneath) {
  const Crossed page({0, 26, 90, 4});
  cv::Mat typed = page.stem | page.stroke;
  take_off_pen(page.stroke, page.gray, typed, 6);
  EXPECT_EQ(cv::norm(typed, page.stem, cv::NORM_INF), 0);
}

TEST(TakeOffPenTest, WhereInksLieOverEachOtherTheLetterStays) {
  const Crossed page({0, 10, 90, 5});  // over the stem's top: nothing goes on above
  cv::Mat typed = page.stem | page.stroke;
  take_off_pen(page.stroke, page.gray, typed, 6);
  EXPECT_GT(testing::overlap_of(typed, page.stem), 0.9);
}

TEST(TakeOffPenTest, WithoutThePenNothingChanges) {
  cv::Mat typed = Crossed({0, 26, 90, 4}).stem;
  const cv::Mat before = typed.clone();
  take_off_pen(cv::Mat::zeros(typed.size(), CV_8UC1), cv::Mat(typed.size(), CV_8UC1, cv::Scalar(90)), typed,
               6);
  EXPECT_EQ(cv::norm(typed, before, cv::NORM_INF), 0);
}

}  // namespace
}  // namespace folio
