#include "imaging/pitch_finder.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/median.h"

namespace folio {
namespace {

constexpr std::array<double, 5> kHarmonics{2, 1.5, 1, 2.0 / 3, 0.5};  // what one comb may take for another
constexpr double kAboutEqual = 0.6;  // of the best coherence: twice the true pitch has below 0.1 of it
constexpr double kFillsCell = 0.45;  // of a cell is what the usual letter fills at least; narrow figures 0.5
constexpr double kHalfSure = 0.2;    // coherence of confidence 0.5: between print's 0.1 and worn type's 0.4
constexpr double kTriedPitches = 100;  // about as many pitches can be told apart on a line of type

double coherence_at(const std::vector<PitchedLine>& lines, double pitch) {
  return judge_pitch(lines, pitch).coherence;
}

/// Climbs from a pitch known to about a percent to the best one near it.
double refine(const std::vector<PitchedLine>& lines, double pitch, double reach) {
  double best = pitch, best_value = coherence_at(lines, pitch);
  for (double step = reach / 8; step > reach / 2000; step /= 3) {
    const double center = best;
    const int count = step > reach / 9 ? 8 : 3;
    for (int i = -count; i <= count; ++i) {
      const double value = coherence_at(lines, center + i * step);
      if (value > best_value) best_value = value, best = center + i * step;
    }
  }
  return best;
}

}  // namespace

FoundPitch judge_pitch(const std::vector<PitchedLine>& lines, double pitch) {
  FoundPitch found{pitch, 0, 0};
  double weight = 0, log_chance = 0;
  for (const PitchedLine& line : lines) {
    const CellFit fit = fit_cells(line.letters, pitch);
    const auto count = static_cast<double>(line.letters.size());
    if (count < 2) continue;
    found.coherence += count * fit.coherence;
    weight += count;
    log_chance += 1 + std::log(std::max(1e-300, fit.chance));
  }
  if (weight == 0) return found;
  found.coherence /= weight;
  const double chance = std::min(1.0, kTriedPitches * std::exp(log_chance));
  found.confidence = found.coherence / (found.coherence + kHalfSure) * (1 - chance);
  return found;
}

std::optional<FoundPitch> find_pitch(const std::vector<PitchedLine>& lines, double shortest, double longest) {
  std::vector<GapProfile> profiles;
  std::vector<double> widths;
  for (const PitchedLine& line : lines) {
    profiles.push_back(line.gaps);
    for (const TypedLetter& letter : line.letters) widths.push_back(letter.width);
  }
  const CombSpectrum spectrum = comb_spectrum(profiles, shortest, longest);
  if (spectrum.pitches.empty() || widths.empty()) return std::nullopt;
  const auto peak = std::ranges::max_element(spectrum.powers) - spectrum.powers.begin();
  const double strongest = spectrum.pitches[static_cast<size_t>(peak)];

  std::vector<FoundPitch> candidates;
  double best = 0;
  for (const double harmonic : kHarmonics) {
    const double pitch = strongest * harmonic;
    if (pitch < shortest || pitch > longest) continue;
    candidates.push_back(judge_pitch(lines, refine(lines, pitch, 0.01 * pitch)));
    best = std::max(best, candidates.back().coherence);
  }
  const double usual_width = median_of(std::move(widths));
  const auto taken = std::ranges::find_if(candidates, [&](const FoundPitch& c) {  // the longest first
    return c.coherence >= kAboutEqual * best && usual_width >= kFillsCell * c.pitch;
  });
  if (taken != candidates.end()) return *taken;
  return *std::ranges::max_element(candidates, {}, &FoundPitch::coherence);
}

}  // namespace folio
