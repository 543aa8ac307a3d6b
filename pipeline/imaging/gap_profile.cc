#include "imaging/gap_profile.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace folio {
namespace {

constexpr double kSoft = 0.1;  // letter heights of ink in a column that take most of its white: a thin stroke

/// Adds up the ink of columns x0 to x1 in the rows from `top` to `foot`, rows outermost, as memory lies.
void count_ink(const cv::Mat& ink, int x0, int x1, int top, int foot, std::vector<int>& counts, int first) {
  for (int y = std::max(0, top); y < std::min(foot, ink.rows); ++y) {
    const uchar* row = ink.ptr<uchar>(y);
    for (int x = x0; x < x1; ++x) counts[static_cast<size_t>(x - first)] += row[x] != 0 ? 1 : 0;
  }
}

}  // namespace

GapProfile gap_profile(const cv::Mat& ink, const InkLine& line, double letter_height) {
  const int first = std::max(0, line.box.x0), end = std::min(ink.cols, line.box.x1);
  GapProfile profile;
  profile.x0 = first;
  if (end <= first) return profile;
  std::vector<int> counts(static_cast<size_t>(end - first), 0);
  const auto foot_at = [&](int x) { return static_cast<int>(std::lround(line.baseline.y_at(x))); };
  for (int x = first; x < end;) {  // spans of one foot
    const int foot = foot_at(x);
    int next = x + 1;
    while (next < end && foot_at(next) == foot) ++next;
    count_ink(ink, x, next, foot - static_cast<int>(letter_height), foot, counts, first);
    x = next;
  }
  double mean = 0;
  for (const int count : counts) {
    profile.gap.push_back(static_cast<float>(std::exp(-count / (kSoft * letter_height))));
    mean += profile.gap.back();
  }
  mean /= static_cast<double>(counts.size());
  for (float& v : profile.gap) v -= static_cast<float>(mean);
  return profile;
}

std::complex<double> comb_at(const GapProfile& profile, double pitch) {
  const double step = -2 * std::numbers::pi / pitch;
  const std::complex<double> turn = std::polar(1.0, step);
  std::complex<double> wave = std::polar(1.0, step * (profile.x0 + 0.5));
  std::complex<double> sum = 0;
  for (const float v : profile.gap) {
    sum += static_cast<double>(v) * wave;
    wave *= turn;
  }
  return sum;
}

double comb_power(const std::vector<GapProfile>& profiles, double pitch) {
  double sum = 0;
  for (const GapProfile& p : profiles)
    if (!p.gap.empty()) sum += std::norm(comb_at(p, pitch)) / static_cast<double>(p.gap.size());
  return sum;
}

CombSpectrum comb_spectrum(const std::vector<GapProfile>& profiles, double shortest, double longest) {
  CombSpectrum spectrum;
  size_t widest = 0;
  for (const GapProfile& p : profiles) widest = std::max(widest, p.gap.size());
  if (widest == 0 || shortest <= 0 || longest <= shortest) return spectrum;
  const int size = cv::getOptimalDFTSize(static_cast<int>(4 * widest));
  const int low = std::max(1, static_cast<int>(std::ceil(size / longest)));
  const int high = std::min(size / 2 - 1, static_cast<int>(std::floor(size / shortest)));
  for (int k = low; k <= high; ++k) spectrum.pitches.push_back(size / static_cast<double>(k));
  spectrum.powers.assign(spectrum.pitches.size(), 0);
  cv::Mat padded(1, size, CV_32F), transformed;
  for (const GapProfile& p : profiles) {
    if (p.gap.empty()) continue;
    padded.setTo(0);
    std::ranges::copy(p.gap, padded.ptr<float>());
    // Packed: real and imaginary part of component k at 2k - 1 and 2k.
    cv::dft(padded, transformed, 0);
    const float* packed = transformed.ptr<float>();
    for (int k = low; k <= high; ++k) {
      const double re = packed[2 * k - 1], im = packed[2 * k];
      spectrum.powers[static_cast<size_t>(k - low)] +=
          (re * re + im * im) / static_cast<double>(p.gap.size());
    }
  }
  return spectrum;
}

}  // namespace folio
