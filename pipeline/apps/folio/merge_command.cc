#include <spdlog/fmt/fmt.h>

#include <iostream>

#include "batch/manifest.h"
#include "commands.h"
#include "core/files.h"

namespace folio {
namespace {

/// The problems of the inputs are told; true when there are none.
bool tell_problems(const std::vector<Input>& inputs) {
  bool is_whole = true;
  for (const Input& input : inputs) {
    std::optional<Error> problem = input.problem;
    std::error_code failure;
    if (!problem && !std::filesystem::exists(input.file, failure))
      problem = Error(ErrorCode::input, "no such file").at_file(input.file.string());
    if (!problem) continue;
    fmt::print(stderr, "folio: {}\n", problem->message());
    is_whole = false;
  }
  return is_whole;
}

/// Nothing is printed unless the list is whole: half a manifest would lose pages in silence.
int run_manifest(const std::vector<std::string>& arguments) {
  const std::vector<Input> inputs = expand_inputs(arguments, std::cin);
  if (!tell_problems(inputs)) return static_cast<int>(ErrorCode::input);
  const std::string text = manifest_text(inputs);
  std::cout << text << std::flush;
  if (!std::cout) throw Error(ErrorCode::file_access, "the list cannot be written to standard output");
  fmt::print(stderr, "{} files, manifest {}\n", inputs.size(), sha256_hex(text));
  return kExitDone;
}

}  // namespace

void add_merge_commands(CLI::App& app, Command& chosen) {
  const auto inputs = std::make_shared<std::vector<std::string>>();
  CLI::App& manifest_command = *app.add_subcommand(
      "manifest", "Prints the frozen list of the files that INPUT stands for, for digitize --shard");
  manifest_command
      .add_option("INPUT", *inputs,
                  "Files, folders, @LIST, or - for a list on standard input, as for digitize")
      ->required();
  manifest_command.callback([inputs, &chosen] { chosen = [inputs] { return run_manifest(*inputs); }; });
}

}  // namespace folio
