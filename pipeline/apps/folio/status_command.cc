#include <spdlog/fmt/fmt.h>

#include <filesystem>
#include <memory>
#include <system_error>

#include "batch/folder_status.h"
#include "commands.h"
#include "core/error.h"
#include "status_text.h"

namespace folio {
namespace {

struct Arguments {
  std::string output;
  bool json = false;
};

int tell_status(const Arguments& arguments) {
  const FolderStatus status = status_of_folder(arguments.output);
  fmt::print("{}", arguments.json ? status_json(status) : status_text(status, arguments.output));
  return status.failures.empty() ? kExitDone : kExitSomePagesFailed;
}

int retry(const std::string& output, const std::vector<std::string>& more) {
  const RetriedRun run = last_run_to_retry(output, more);
  std::error_code failure;
  std::filesystem::current_path(run.folder, failure);
  if (failure)
    throw Error(ErrorCode::file_access, "the folder that the last run was started in is not there now",
                "run folio digitize again, with --retry-failed")
        .at_file(run.folder.string());
  return run_arguments(run.arguments);
}

}  // namespace

void add_status_commands(CLI::App& app, Command& chosen) {
  const auto arguments = std::make_shared<Arguments>();
  CLI::App& status = *app.add_subcommand(
      "status", "Tells what is done of OUT, what failed and why, what to look at, and how long it will take");
  status.add_option("OUT", arguments->output, "Folder of a run, at work or ended")->required();
  status.add_flag("--json", arguments->json, "For programs");
  status.callback([arguments, &chosen] { chosen = [arguments] { return tell_status(*arguments); }; });

  CLI::App& again = *app.add_subcommand(
      "retry", "Runs the last folio digitize into OUT again, and tries the pages that failed once more");
  again.add_option("OUT", arguments->output, "Folder of a run that has ended")->required();
  again.footer("Options of folio digitize may follow, as --memory 8G: they win over those of the last run.");
  again.prefix_command();
  again.callback([arguments, &again, &chosen] {
    chosen = [arguments, more = again.remaining()] { return retry(arguments->output, more); };
  });
}

}  // namespace folio
