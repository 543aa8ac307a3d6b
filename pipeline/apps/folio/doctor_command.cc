#include <spdlog/fmt/fmt.h>

#include <memory>

#include "commands.h"
#include "core/error.h"
#include "doctor/checkup.h"

namespace folio {
namespace {

struct Arguments {
  std::string languages = "rus";
  bool json = false;
};

int run_doctor(const Arguments& arguments) {
  CheckupOptions options;
  options.languages = arguments.languages;
  const std::vector<Check> checks = check_up(options);
  fmt::print("{}", arguments.json ? checkup_json(checks) : checkup_text(checks));
  return worst_of(checks) == CheckState::missing ? static_cast<int>(ErrorCode::missing_dependency)
                                                 : kExitDone;
}

}  // namespace

void add_doctor_commands(CLI::App& app, Command& chosen) {
  const auto arguments = std::make_shared<Arguments>();
  CLI::App& command = *app.add_subcommand(
      "doctor",
      "Says what is installed and what is missing, and which package has it: versions, models, languages, "
      "cores, memory. Exit: 0 all that is needed is there, 3 something is missing");
  command
      .add_option("-l,--languages", arguments->languages, "Tesseract languages that are needed, joined by +")
      ->capture_default_str();
  command.add_flag("--json", arguments->json, "For programs");
  command.callback([arguments, &chosen] { chosen = [arguments] { return run_doctor(*arguments); }; });
}

}  // namespace folio
