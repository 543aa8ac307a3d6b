#include <spdlog/fmt/fmt.h>

#include "commands.h"
#include "core/error.h"
#include "transcription/notation_parser.h"
#include "transcription/notation_writer.h"

namespace folio {
namespace {

struct Arguments {
  std::string file;
  std::string reading = "amended";
};

/// Diagnostics to standard output, as they are what was asked for; exit 2 when there are any.
int run_check(const Arguments& arguments) {
  const Transcription transcription = read_transcription(arguments.file);
  for (const Diagnostic& diagnostic : transcription.diagnostics) {
    fmt::print("{}\n", to_string(diagnostic, transcription.file));
  }
  fmt::print(stderr, "{} words, {} faults\n", transcription.tokens.size(), transcription.diagnostics.size());
  return transcription.diagnostics.empty() ? kExitDone : static_cast<int>(ErrorCode::input);
}

int run_read(const Arguments& arguments) {
  const Transcription transcription = read_transcription(arguments.file);
  fmt::print("{}", reading_of(transcription, *reading_from_name(arguments.reading)));
  return kExitDone;
}

}  // namespace

void add_transcription_commands(CLI::App& app, Command& chosen) {
  const auto arguments = std::make_shared<Arguments>();
  CLI::App& group = *app.add_subcommand("transcription", "Transcriptions with marks, without any scan");
  group.require_subcommand(1);
  CLI::App& check =
      *group.add_subcommand("check", "Lists what is wrong with the marks, with line and column");
  check.add_option("FILE", arguments->file, "The transcription")->required();
  check.callback([arguments, &chosen] { chosen = [arguments] { return run_check(*arguments); }; });
  CLI::App& read = *group.add_subcommand("read", "Prints one reading");
  read.add_option("FILE", arguments->file, "The transcription")->required();
  read.add_option("--reading", arguments->reading, "typed, amended or diplomatic")
      ->check(CLI::IsMember({"typed", "amended", "diplomatic"}))
      ->capture_default_str();
  read.callback([arguments, &chosen] { chosen = [arguments] { return run_read(*arguments); }; });
}

}  // namespace folio
