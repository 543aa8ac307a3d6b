#include <spdlog/fmt/fmt.h>

#include <nlohmann/json.hpp>

#include "core/text.h"
#include "doctor/checkup.h"

namespace folio {
namespace {

std::string verdict(const std::vector<Check>& checks) {
  switch (worst_of(checks)) {
    case CheckState::good:
      return "All is there.\n";
    case CheckState::limited:
      return "All that is needed is there; what is marked - would let folio do more.\n";
    case CheckState::missing:
      break;
  }
  return "What is marked ! is needed and missing.\n";
}

char mark_of(CheckState state) {
  if (state == CheckState::good) return ' ';
  return state == CheckState::limited ? '-' : '!';
}

}  // namespace

std::string checkup_text(const std::vector<Check>& checks) {
  std::string text, group;
  for (const Check& check : checks) {
    if (check.group != group) text += check.group + "\n";
    group = check.group;
    text += fmt::format("{} {:<22} {}\n", mark_of(check.state), escape_control_characters(check.name),
                        escape_control_characters(check.value));
    if (!check.advice.empty()) text += fmt::format("    {}\n", escape_control_characters(check.advice));
  }
  return text + verdict(checks);
}

std::string checkup_json(const std::vector<Check>& checks) {
  nlohmann::ordered_json json;
  json["state"] = name_of(worst_of(checks));
  for (const Check& check : checks)
    json[check.group].push_back({{"name", check.name},
                                 {"value", check.value},
                                 {"state", name_of(check.state)},
                                 {"advice", check.advice}});
  return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace folio
