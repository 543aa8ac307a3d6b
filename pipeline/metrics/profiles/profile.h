#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "metrics/figure.h"

namespace folio {

/// Another evaluator, whose numbers are reproduced so that older figures stay comparable. Each takes the two
/// texts as they stand: it has normalizations of its own, and knows nothing of ours. docs/metrics.md tells
/// each one's rules and where they come from; tests/data/profiles has worked cases.
enum class Profile : unsigned char {
  dinglehopper,   ///< "dinglehopper": dinglehopper-cer, dinglehopper-wer
  isri,           ///< "isri": isri-character-accuracy, isri-word-accuracy
  ocrevaluation,  ///< "ocrevaluation": ocrevaluation-cer, -wer, -bag-of-words
  ocrd,           ///< "ocrd": ocrd-cer, ocrd-wer, ocrd-bag-of-words
};

using Profiles = std::set<Profile>;

inline constexpr std::array<Profile, 4> kProfiles{Profile::dinglehopper, Profile::isri,
                                                  Profile::ocrevaluation, Profile::ocrd};

std::string_view name_of(Profile profile);
std::optional<Profile> profile_from_name(std::string_view name);
/// Names joined by commas, or "all"; "none" or nothing for an empty set. Throws Error{arguments} for a name
/// that is none of these.
Profiles profiles_from_names(std::string_view names);

/// A figure of a profile as the counts that it is made of, so that pages add up.
struct ProfileFigure {
  std::string name;
  std::string unit;
  size_t part = 0, whole = 0;
  size_t count = 0;          ///< units of the truth
  bool is_accuracy = false;  ///< 1 - part / whole, which falls below 0 when more is wrong than there is

  /// As the program gives it of nothing: infinity of errors in an empty text, 0 or nothing of two empty ones.
  std::optional<double> value() const;
  std::optional<double> of_nothing{};  ///< when part and whole are 0
  bool infinite = true;                ///< errors of an empty text are infinite; else they have no value
};

/// The figures of a profile, always the same ones in the same order.
std::vector<ProfileFigure> profile_figures(Profile profile, std::string_view truth,
                                           std::string_view hypothesis);

/// Adds another page's. Both are of one profile.
void add(std::vector<ProfileFigure>& sum, const std::vector<ProfileFigure>& page);

}  // namespace folio
