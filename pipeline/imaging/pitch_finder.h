#pragma once

#include <optional>
#include <vector>

#include "imaging/gap_profile.h"
#include "imaging/typed_letters.h"

namespace folio {

/// One line as the search for a pitch sees it.
struct PitchedLine {
  GapProfile gaps;
  std::vector<TypedLetter> letters;
};

struct FoundPitch {
  double pitch = 0;       ///< pixels
  double coherence = 0;   ///< [0, 1]; how well letters keep to cells, each line with a phase of its own
  double confidence = 0;  ///< [0, 1]
};

/// Mean coherence of the lines' letters with cells of one pitch, weighed by letters, and how surely it is no
/// chance.
FoundPitch judge_pitch(const std::vector<PitchedLine>& lines, double pitch);

/// Finds the pitch that a machine typed these lines with, between `shortest` and `longest` pixels. The white
/// between letters gives candidates (the strongest peak of comb_spectrum and what stands to it as 1/2, 2/3,
/// 3/2 and 2); the middles of letters decide: half the true pitch leaves every other cell empty and letters
/// wider than a cell, its double has two letters in a cell. Of pitches that explain the letters about equally
/// well the longest is taken whose cells the letters fill more than half, so that s p a c e d words do not
/// double it. Exact to about 0.1 % for ten lines of forty letters.
/// Confidence is that of an effect, not only of chance: even print has a comb of sorts. It is 0.5 where
/// letters keep to cells with a coherence of 0.2; typewriters have 0.4 to 0.9, print and handwriting below
/// 0.1 (over all lines; a short line may reach more by chance, which lowers the confidence too). Nothing
/// without letters.
std::optional<FoundPitch> find_pitch(const std::vector<PitchedLine>& lines, double shortest, double longest);

}  // namespace folio
