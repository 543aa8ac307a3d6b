#include "metrics/profiles/profile.h"

#include <cassert>
#include <limits>

#include "core/error.h"
#include "core/text.h"
#include "metrics/profiles/profiles.h"

namespace folio {

std::string_view name_of(Profile profile) {
  switch (profile) {
    case Profile::dinglehopper:
      return "dinglehopper";
    case Profile::isri:
      return "isri";
    case Profile::ocrevaluation:
      return "ocrevaluation";
    case Profile::ocrd:
      return "ocrd";
  }
  assert(false);
  return {};
}

std::optional<Profile> profile_from_name(std::string_view name) {
  for (const Profile profile : kProfiles)
    if (name == name_of(profile)) return profile;
  return std::nullopt;
}

Profiles profiles_from_names(std::string_view names) {
  Profiles out;
  while (!names.empty()) {
    const size_t comma = std::min(names.find(','), names.size());
    const std::string name = trim(names.substr(0, comma));
    names.remove_prefix(std::min(comma + 1, names.size()));
    if (name == "all") {
      out.insert(kProfiles.begin(), kProfiles.end());
    } else if (const auto known = profile_from_name(name)) {
      out.insert(*known);
    } else if (name != "none" && !name.empty()) {
      throw Error(ErrorCode::arguments, "\"" + name + "\" is no profile",
                  "known are none, all, dinglehopper, isri, ocrevaluation, ocrd");
    }
  }
  return out;
}

std::optional<double> ProfileFigure::value() const {
  if (whole == 0) {
    if (part == 0) return of_nothing;
    if (!infinite) return std::nullopt;
    return std::numeric_limits<double>::infinity();
  }
  const double share = static_cast<double>(part) / static_cast<double>(whole);
  return is_accuracy ? 1 - share : share;
}

std::vector<ProfileFigure> profile_figures(Profile profile, std::string_view truth,
                                           std::string_view hypothesis) {
  switch (profile) {
    case Profile::dinglehopper:
      return dinglehopper_figures(truth, hypothesis);
    case Profile::isri:
      return isri_figures(truth, hypothesis, IsriMarks::text);
    case Profile::ocrevaluation:
      return ocrevaluation_figures(truth, hypothesis);
    case Profile::ocrd:
      return ocrd_figures(truth, hypothesis);
  }
  assert(false);
  return {};
}

void add(std::vector<ProfileFigure>& sum, const std::vector<ProfileFigure>& page) {
  if (sum.empty()) {
    sum = page;
    return;
  }
  assert(sum.size() == page.size());
  for (size_t k = 0; k < sum.size(); ++k) {
    sum[k].part += page[k].part;
    sum[k].whole += page[k].whole;
    sum[k].count += page[k].count;
  }
}

}  // namespace folio
