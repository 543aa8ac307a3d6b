#include "imaging/baseline_fitter.h"

#include <gtest/gtest.h>

#include <cmath>

namespace folio {
namespace {

/// Feet of `count` letters, 20 pixels apart from x = 100, on `curve`.
template <typename Curve>
std::vector<cv::Point2d> feet_on(int count, const Curve& curve) {
  std::vector<cv::Point2d> feet;
  for (int i = 0; i < count; ++i) {
    const double x = 100 + 20.0 * i;
    feet.emplace_back(x, curve(x));
  }
  return feet;
}

TEST(BaselineFitterTest, DescendersAndCommasFallOut) {
  auto feet = feet_on(40, [](double x) { return 500 + 0.01 * x; });
  for (size_t i = 0; i < feet.size(); i += 4) feet[i].y += i % 8 == 0 ? 6 : 9;
  const Baseline fit = fit_baseline(feet, 90, 890, 20);
  EXPECT_NEAR(fit.y_at(100), 501, 0.3);
  EXPECT_NEAR(fit.y_at(880), 508.8, 0.3);
  EXPECT_EQ(fit.bend, 0);
}

TEST(BaselineFitterTest, FewLettersLieOnTheSlopeThatIsExpected) {
  const std::vector<cv::Point2d> feet{{100, 500}, {120, 507}, {140, 500}};
  EXPECT_EQ(fit_baseline(feet, 90, 150, 20).slope(), 0);
  EXPECT_NEAR(fit_baseline(feet, 90, 150, 20, 0.015).slope(), 0.015, 1e-9);
}

TEST(BaselineFitterTest, ASteepSlopeIsNotBelieved) {
  const auto feet = feet_on(12, [](double x) { return 500 + 0.03 * x; });
  EXPECT_EQ(fit_baseline(feet, 90, 330, 20).slope(), 0);
  EXPECT_NEAR(fit_baseline(feet, 90, 330, 20, 0.025).slope(), 0.03, 1e-6);
}

TEST(BaselineFitterTest, ACurledLineIsFollowed) {
  const auto curve = [](double x) { return 500 + 12 * (1 - std::pow((x - 490) / 390, 2)); };
  auto feet = feet_on(40, curve);
  for (size_t i = 3; i < feet.size(); i += 7) feet[i].y += 6;
  const Baseline fit = fit_baseline(feet, 100, 880, 20);
  EXPECT_NEAR(fit.bend, 12, 0.6);
  for (const double x : {100.0, 300.0, 490.0, 880.0}) EXPECT_NEAR(fit.y_at(x), curve(x), 0.6) << x;
  const Baseline part = fit.between(200, 600);
  for (const double x : {200.0, 400.0, 600.0}) EXPECT_NEAR(part.y_at(x), fit.y_at(x), 1e-9) << x;
}

TEST(BaselineFitterTest, NoFeetGiveALevelLine) { EXPECT_EQ(fit_baseline({}, 10, 20, 20).y_at(15), 0); }

}  // namespace
}  // namespace folio
