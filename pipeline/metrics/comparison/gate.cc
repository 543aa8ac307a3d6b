#include "metrics/comparison/gate.h"

#include <spdlog/fmt/fmt.h>
#include <spdlog/fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "core/error.h"
#include "core/text.h"
#include "metrics/figure_names.h"
#include "metrics/profiles/profile.h"

namespace folio {
namespace {

[[noreturn]] void refuse(std::string_view text, const std::string& why, const std::string& advice) {
  throw Error(ErrorCode::arguments, fmt::format("--fail-if \"{}\": {}", text, why), advice);
}

double limit_of(std::string_view text, const std::string& number) {
  double limit = 0;
  const auto [end, failure] = std::from_chars(number.data(), number.data() + number.size(), limit);
  if (number.empty() || failure != std::errc() || end != number.data() + number.size() ||
      !std::isfinite(limit))
    refuse(text, "\"" + number + "\" is no number", "write shares as 0.03, not 3 %");
  return limit;
}

/// How to get a figure that there is only when it is asked for; empty when there is none of that name.
std::string advice_for(const std::string& name) {
  for (const Profile profile : kProfiles) {
    const std::vector<ProfileFigure> figures = profile_figures(profile, "", "");
    if (std::ranges::find(figures, name, &ProfileFigure::name) != figures.end())
      return fmt::format("ask for it with --profile {}", name_of(profile));
  }
  return {};
}

}  // namespace

bool GateRule::holds(double value) const {
  switch (sign) {
    case Sign::greater:
      return value > limit;
    case Sign::greater_or_equal:
      return value >= limit;
    case Sign::less:
      return value < limit;
    case Sign::less_or_equal:
      return value <= limit;
  }
  return false;
}

GateRule gate_rule(std::string_view text, const std::vector<Figure>& known) {
  const size_t place = text.find_first_of("<>");
  if (place == std::string_view::npos) refuse(text, "has no sign", "write FIGURE>NUMBER, or >=, <, <=");
  const bool or_equal = place + 1 < text.size() && text[place + 1] == '=';
  using Sign = GateRule::Sign;
  GateRule rule;
  rule.text = std::string(text);
  rule.sign = text[place] == '>' ? (or_equal ? Sign::greater_or_equal : Sign::greater)
                                 : (or_equal ? Sign::less_or_equal : Sign::less);
  rule.limit = limit_of(text, trim(text.substr(place + (or_equal ? 2 : 1))));
  const std::string name = trim(text.substr(0, place));
  const Figure* figure = find_figure(known, name);
  const std::string advice = figure == nullptr ? advice_for(name) : std::string();
  if (!advice.empty()) refuse(text, fmt::format("\"{}\" is not measured", name), advice);
  if (figure == nullptr)
    refuse(text, fmt::format("\"{}\" is no figure", name),
           fmt::format("did you mean {}?", fmt::join(near_names(known, name), ", ")));
  rule.figure = figure->name;
  return rule;
}

std::vector<std::string> failures(const std::vector<GateRule>& rules, const Comparison& comparison) {
  std::vector<std::string> out;
  for (const GateRule& rule : rules) {
    for (const ComparedSystem& system : comparison.systems) {
      const auto measured = std::ranges::find(
          system.figures, rule.figure, [](const MeasuredFigure& figure) { return figure.figure.name; });
      const std::string whose = comparison.systems.size() > 1 ? system.name + ": " : std::string();
      if (measured == system.figures.end() || !measured->figure.value) {
        out.push_back(fmt::format("{}{}: {} was not measured", whose, rule.text, rule.figure));
      } else if (rule.holds(*measured->figure.value)) {
        out.push_back(
            fmt::format("{}{}: {} is {:.6g}", whose, rule.text, rule.figure, *measured->figure.value));
      }
    }
  }
  return out;
}

}  // namespace folio
