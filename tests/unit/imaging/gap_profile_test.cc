#include "imaging/gap_profile.h"

#include <gtest/gtest.h>

#include <cmath>
#include <opencv2/imgproc.hpp>

namespace folio {
namespace {

constexpr double kPitch = 27.3, kLetter = 20;

/// A line of letters two thirds of a cell wide, and its ink.
InkLine typed_line(cv::Mat& ink, int foot, double left, int count) {
  InkLine line;
  line.x_height = kLetter;
  for (int i = 0; i < count; ++i) {
    if (i % 7 == 5) continue;  // a space
    const int x = cvRound(left + i * kPitch + 4);
    ink(cv::Rect(x, foot - 20, 18, 20)) = 255;
    line.box = unite(line.box, {x, foot - 20, x + 18, foot});
  }
  line.baseline = {{double(line.box.x0), double(foot)}, {double(line.box.x1), double(foot)}, 0};
  return line;
}

std::vector<GapProfile> profiles() {
  cv::Mat ink = cv::Mat::zeros(400, 1400, CV_8UC1);
  std::vector<GapProfile> out;
  for (int row = 0; row < 6; ++row)
    out.push_back(gap_profile(ink, typed_line(ink, 60 + 50 * row, 40.4, 20 + 5 * row), kLetter));
  return out;
}

TEST(GapProfileTest, WhiteStandsBetweenLetters) {
  cv::Mat ink = cv::Mat::zeros(100, 700, CV_8UC1);
  const InkLine line = typed_line(ink, 60, 40, 20);
  const GapProfile profile = gap_profile(ink, line, kLetter);
  const auto at = [&](double x) { return profile.gap.at(static_cast<size_t>(x - profile.x0)); };
  EXPECT_GT(at(40 + kPitch), at(40 + 0.5 * kPitch));
  double sum = 0;
  for (const float gap : profile.gap) sum += gap;
  EXPECT_NEAR(sum / static_cast<double>(profile.gap.size()), 0, 1e-3) << "mean taken off";
}

TEST(CombSpectrumTest, FastAndPlainPowersAgree) {
  const std::vector<GapProfile> lines = profiles();
  const CombSpectrum spectrum = comb_spectrum(lines, 0.7 * kLetter, 1.9 * kLetter);
  ASSERT_GT(spectrum.pitches.size(), 30U);
  ASSERT_EQ(spectrum.pitches.size(), spectrum.powers.size());
  double most = 0;
  for (const double power : spectrum.powers) most = std::max(most, power);
  for (size_t i = 0; i < spectrum.pitches.size(); ++i)
    EXPECT_NEAR(spectrum.powers[i], comb_power(lines, spectrum.pitches[i]), 1e-3 * most)
        << spectrum.pitches[i];
}

TEST(CombSpectrumTest, ThePitchHasMostPower) {
  const CombSpectrum spectrum = comb_spectrum(profiles(), 0.7 * kLetter, 1.9 * kLetter);
  const auto most = std::ranges::max_element(spectrum.powers) - spectrum.powers.begin();
  EXPECT_NEAR(spectrum.pitches.at(static_cast<size_t>(most)), kPitch, 0.02 * kPitch);
}

TEST(CombSpectrumTest, NothingHasNoSpectrum) {
  EXPECT_TRUE(comb_spectrum({}, 10, 30).pitches.empty());
  EXPECT_TRUE(comb_spectrum(profiles(), 30, 10).pitches.empty());
}

}  // namespace
}  // namespace folio
