#pragma once

#include <complex>
#include <opencv2/core.hpp>
#include <vector>

#include "page/segmented_page.h"

namespace folio {

/// White between the letters of one line, column by column of the page: 1 where a column holds no ink between
/// the baseline and the height of small letters, falling fast where it does, mean taken off. Worn letters
/// touch by a serif's thickness: that leaves much of the white.
struct GapProfile {
  double x0 = 0;           ///< left edge of the first column, pixels
  std::vector<float> gap;  ///< one a column
};

/// `ink`: CV_8UC1, 255 = ink, of the page that the line was found on.
GapProfile gap_profile(const cv::Mat& ink, const InkLine& line, double letter_height);

/// Fourier component of a profile at one pitch (pixels): its phase tells where the white stands, its square
/// over the profile's length is the pitch's power.
std::complex<double> comb_at(const GapProfile& profile, double pitch);

/// Sum of the profiles' powers at one pitch, each profile with a phase of its own. The plain twin of
/// comb_spectrum.
double comb_power(const std::vector<GapProfile>& profiles, double pitch);

/// Powers at many pitches at once, by fast Fourier transform. `powers[i]` belongs to pitches[i], pixels, from
/// long to short, as dense as profiles of this length can tell apart and four times denser.
struct CombSpectrum {
  std::vector<double> pitches, powers;
};

/// Of the pitches between `shortest` and `longest`; empty without profiles.
CombSpectrum comb_spectrum(const std::vector<GapProfile>& profiles, double shortest, double longest);

}  // namespace folio
