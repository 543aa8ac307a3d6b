#include <spdlog/fmt/fmt.h>

#include "batch/training_pairs.h"
#include "commands.h"
#include "core/text.h"
#include "resource_arguments.h"
#include "signals.h"
#include "tell.h"
#include "terminal_progress.h"

namespace folio {
namespace {

struct Arguments {
  std::string output, to, format = "lines";
  double least_confidence = TrainingRule{}.least_confidence;
  WorkerLimits limits;
  bool whole_ink = false, quiet = false;
};

void tell(const PairsResult& result, const std::string& to) {
  size_t left_out = 0;
  for (const size_t count : result.left_out) left_out += count;
  tell_user("{}: {} lines written, {} left out\n", escape_control_characters(to), result.lines, left_out);
  for (size_t d = 0; d < result.left_out.size(); ++d)
    if (result.left_out[d] > 0)
      tell_user("  {}: {}\n", result.left_out[d], reason_of(static_cast<LineDoubt>(d)));
}

int run_pairs(const Arguments& arguments) {
  PairsOptions options;
  options.output = arguments.output;
  options.to = arguments.to;
  options.format = arguments.format == "page" ? PairsFormat::page : PairsFormat::lines;
  options.whole_ink = arguments.whole_ink;
  options.rule.least_confidence = arguments.least_confidence;
  options.limits = arguments.limits;
  const std::atomic<bool>& interrupted = catch_signals();
  TerminalProgress progress(true);
  const PairsResult result = write_training_pairs(options, progress, interrupted);
  if (!arguments.quiet) tell(result, arguments.to);
  if (result.interrupted) return kExitInterrupted;
  if (result.failures.empty()) return kExitDone;
  return result.lines == 0 ? static_cast<int>(result.failures.front().code()) : kExitSomePagesFailed;
}

}  // namespace

void add_pairs_commands(CLI::App& app, Command& chosen) {
  const auto arguments = std::make_shared<Arguments>();
  CLI::App& command = *app.add_subcommand(
      "pairs",
      "Writes sure lines of a reconciled folio in OUT as pictures and texts to train recognizers with");
  command.add_option("OUT", arguments->output, "Folder of an earlier run")->required();
  command.add_option("-o,--output", arguments->to, "Folder for the pairs; made when missing")->required();
  command
      .add_option(
          "--format", arguments->format,
          "lines: STEM-LINE.png and .gt.txt, for tesstrain, kraken, Calamari; page: STEM.png and PAGE XML")
      ->check(CLI::IsMember({"lines", "page"}))
      ->capture_default_str();
  command
      .add_option("--least-confidence", arguments->least_confidence,
                  "Leave lines out that have a word less sure than this")
      ->check(CLI::Range(0.0, 1.0))
      ->capture_default_str();
  command.add_flag("--whole-ink", arguments->whole_ink,
                   "Cut lines from the scan as it is, not only the ink of their own layer");
  add_resources(command, arguments->limits);
  command.add_flag("-q,--quiet", arguments->quiet, "Only errors on standard error");
  command.callback([arguments, &chosen] { chosen = [arguments] { return run_pairs(*arguments); }; });
}

}  // namespace folio
