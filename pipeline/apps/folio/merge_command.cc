#include "merge_command.h"

#include <spdlog/fmt/fmt.h>

#include <iostream>

#include "batch/manifest.h"
#include "batch/merge.h"
#include "batch/shard.h"
#include "batch/shard_journals.h"
#include "commands.h"
#include "core/files.h"
#include "core/text.h"
#include "tell.h"

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
    tell_user("folio: {}\n", problem->message());
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
  tell_user("{} files, manifest {}\n", inputs.size(), sha256_hex(text));
  return kExitDone;
}

void tell_missing(const MissingPage& missing, int shards) {
  const std::string file = escape_control_characters(missing.file.string());
  const std::string page = missing.page > 0 ? fmt::format(", page {}", missing.page) : "";
  tell_user("missing: {}{} (shard {}/{})\n", file, page, shards_of({missing}, shards).front(), shards);
}

}  // namespace

bool tell_completeness(const std::vector<Input>& inputs, const std::string& list, const std::string& output,
                       int shards) {
  constexpr size_t kMostTold = 100;
  check_shards_are_of(manifest_id(inputs), output);
  if (shards == 0) shards = usual_count(load_shard_records(output));
  const Completeness result = check_completeness(inputs, output, gather_shard_journals(output));
  if (result.missing.empty()) return true;
  for (size_t i = 0; i < std::min(kMostTold, result.missing.size()); ++i)
    tell_missing(result.missing[i], shards);
  if (result.missing.size() > kMostTold) tell_user("missing: {} more\n", result.missing.size() - kMostTold);
  const std::vector<int> unfinished = shards_of(result.missing, shards);
  tell_user(
      "folio: {} pages are done, {} failed, {} are missing, of the shards {} of {}. Run these again, "
      "with the "
      "options that they had, as: folio digitize --shard {}/{} {} -o {}\n",
      result.done, result.failed, result.missing.size(), as_ranges(unfinished), shards, unfinished.front(),
      shards, escape_control_characters(list), escape_control_characters(output));
  return false;
}

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
