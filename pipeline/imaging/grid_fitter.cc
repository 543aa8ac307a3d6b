#include "imaging/grid_fitter.h"

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>

namespace folio {
namespace {

/// White between the letters of one line: 1 where a column holds no ink, falling fast where it does. Worn
/// letters touch by a serif's thickness: that leaves most of the white.
struct GapProfile {
  double x0 = 0;
  std::vector<double> gap;  ///< mean taken off
};

GapProfile gap_profile(const cv::Mat& ink, const InkLine& line, double letter_height) {
  GapProfile profile;
  profile.x0 = line.box.x0;
  const double soft = 0.1 * letter_height;  // pixels of ink in a column that take most of its white
  double mean = 0;
  for (int x = line.box.x0; x < line.box.x1; ++x) {
    const auto foot = static_cast<int>(std::lround(line.baseline.y_at(x)));
    const int top = std::max(0, foot - static_cast<int>(letter_height));
    int count = 0;
    for (int y = top; y < std::min(foot, ink.rows); ++y) count += ink.at<uchar>(y, x) != 0 ? 1 : 0;
    profile.gap.push_back(std::exp(-count / soft));
    mean += profile.gap.back();
  }
  mean /= static_cast<double>(std::max<size_t>(1, profile.gap.size()));
  for (double& v : profile.gap) v -= mean;
  return profile;
}

constexpr double kEven = 0.6;  // share of even letters in a line that may be typed

std::complex<double> component_at(const GapProfile& profile, double pitch) {
  const double step = -2 * std::numbers::pi / pitch;
  const std::complex<double> turn = std::polar(1.0, step);
  std::complex<double> wave = std::polar(1.0, step * (profile.x0 + 0.5));
  std::complex<double> sum = 0;
  for (const double v : profile.gap) {
    sum += v * wave;
    wave *= turn;
  }
  return sum;
}

double power_at(const std::vector<GapProfile>& profiles, double pitch) {
  double sum = 0;
  for (const GapProfile& p : profiles)
    sum += std::norm(component_at(p, pitch)) / static_cast<double>(p.gap.size());
  return sum;
}

/// Share of a line's letters that stand on its baseline, [0, 1]: stamps, scribbles and writing by hand have
/// little.
double evenness(const InkLine& line, const std::vector<Component>& components, double letter_height) {
  double good = 0, all = 0;
  for (const int idx : line.component_idxs) {
    const Box& b = components[idx].box;
    if (b.height() < 0.5 * letter_height || b.height() > 2.3 * letter_height) continue;
    ++all;
    if (std::abs(b.y1 - line.baseline.y_at(b.center_x())) < std::max(1.0, 0.1 * letter_height)) ++good;
  }
  return all > 0 ? good / all : 0;
}

bool may_be_typed(const InkLine& line, const std::vector<Component>& components, double letter_height) {
  return line.box.width() >= 6 * letter_height && line.component_idxs.size() >= 5 &&
         evenness(line, components, letter_height) >= kEven;
}

double line_step_of(const std::vector<InkLine>& lines, double letter_height) {
  std::vector<double> levels, steps;
  for (const InkLine& line : lines) levels.push_back(line.baseline.y_at(line.box.center_x()));
  std::ranges::sort(levels);
  for (size_t i = 1; i < levels.size(); ++i) {
    const double step = levels[i] - levels[i - 1];
    if (step > 1.4 * letter_height && step < 8 * letter_height) steps.push_back(step);
  }
  if (steps.empty()) return 0;
  std::ranges::sort(steps);
  return steps[steps.size() / 2];
}

}  // namespace

std::optional<TypewriterGrid> fit_grid(const cv::Mat& ink, const std::vector<InkLine>& lines,
                                       const std::vector<Component>& components, double letter_height,
                                       const GridSearch& search) {
  std::vector<GapProfile> profiles;
  double columns = 0;
  for (const InkLine& line : lines) {
    if (!may_be_typed(line, components, letter_height)) continue;
    profiles.push_back(gap_profile(ink, line, letter_height));
    columns += line.box.width();
  }
  if (columns < 25 * letter_height) return std::nullopt;

  std::vector<double> powers;
  double best_pitch = 0, best_power = -1;
  const double low = search.min_pitch * letter_height, high = search.max_pitch * letter_height;
  const double step = std::max(0.02, letter_height * 0.004);
  for (double pitch = low; pitch <= high; pitch += step) {
    const double power = power_at(profiles, pitch);
    powers.push_back(power);
    if (power > best_power) best_power = power, best_pitch = pitch;
  }
  for (double fine = step / 4; fine > step / 40; fine /= 2) {
    for (const double pitch : {best_pitch - fine, best_pitch + fine}) {
      const double power = power_at(profiles, pitch);
      if (power > best_power) best_power = power, best_pitch = pitch;
    }
  }
  if (2 * best_pitch <= high) {
    double longer = 2 * best_pitch, longer_power = power_at(profiles, longer);
    for (double pitch = longer - step; pitch <= longer + step; pitch += step / 8) {
      const double power = power_at(profiles, pitch);
      if (power > longer_power) longer_power = power, longer = pitch;
    }
    if (longer_power > 0.5 * best_power) best_pitch = longer, best_power = longer_power;
  }
  // Noise spreads its power evenly; a raster gathers it at one pitch.
  std::ranges::nth_element(powers, powers.begin() + static_cast<long>(powers.size() / 2));
  const double usual = powers[powers.size() / 2];
  const double ratio = best_power / std::max(usual, 1e-9);
  const double confidence = std::clamp(1 - 4 / std::max(ratio, 1e-9), 0.0, 1.0);
  if (confidence < search.min_confidence) return std::nullopt;

  TypewriterGrid grid;
  grid.pitch = best_pitch;
  grid.confidence = confidence;
  grid.line_step = line_step_of(lines, letter_height);
  // Gaps are widest at cell edges: the common phase of the wave is where cells begin.
  std::complex<double> phase = 0;
  for (const GapProfile& p : profiles) phase += component_at(p, best_pitch);
  const double turns = -std::arg(phase) / (2 * std::numbers::pi);
  grid.origin_x = (turns - std::floor(turns)) * best_pitch;

  double squares = 0, count = 0;
  for (const InkLine& line : lines) {
    for (const int idx : line.component_idxs) {
      const Box& b = components[idx].box;
      if (b.width() < 0.4 * grid.pitch || b.width() > 1.1 * grid.pitch || b.height() < 0.6 * letter_height)
        continue;
      const double cells = (b.center_x() - grid.origin_x) / grid.pitch - 0.5;
      const double off = cells - std::round(cells);
      squares += off * off;
      ++count;
    }
  }
  grid.residual = count > 0 ? std::sqrt(squares / count) : 0;
  if (!lines.empty()) grid.origin_y = lines.front().baseline.y_at(grid.origin_x);
  return grid;
}

std::vector<TypewriterGrid> fit_grids(const cv::Mat& ink, const std::vector<Component>& components,
                                      double letter_height, std::vector<InkLine>& lines,
                                      const GridSearch& search) {
  const auto grid = fit_grid(ink, lines, components, letter_height, search);
  for (InkLine& line : lines) line.grid_idx = grid && may_be_typed(line, components, letter_height) ? 0 : -1;
  return grid ? std::vector{*grid} : std::vector<TypewriterGrid>{};
}

}  // namespace folio
