#include <spdlog/fmt/fmt.h>

#include <algorithm>

#include "batch/apply_patch.h"
#include "batch/review_volume.h"
#include "commands.h"
#include "core/regular_file.h"
#include "core/text.h"
#include "export_arguments.h"
#include "resource_arguments.h"
#include "signals.h"
#include "tell.h"
#include "terminal_progress.h"

namespace folio {
namespace {

struct Arguments {
  std::string output, to, language, patch;
  ExportOptions exports;
  WorkerLimits limits;
  bool quiet = false;
};

int run_review(const Arguments& arguments) {
  ReviewVolumeOptions options;
  options.output = arguments.output;
  options.to = arguments.to;
  options.language = arguments.language;
  options.limits = arguments.limits;
  const std::atomic<bool>& interrupted = catch_signals();
  TerminalProgress progress(true);
  const ReviewVolumeResult result = write_review_volume(options, progress, interrupted);
  for (const Error& error : result.without_picture) tell_user("folio: no picture: {}\n", error.message());
  if (result.interrupted) return kExitInterrupted;
  if (!arguments.quiet) {
    const std::string folder = escape_control_characters(result.leaves_folder.string());
    tell_user("{}: {} leaves{}\n", escape_control_characters(arguments.to), result.leaves,
              folder.empty() ? "" : "; it needs the folder " + folder + " beside it");
  }
  return result.failures.empty() && result.without_picture.empty() ? kExitDone : kExitSomePagesFailed;
}

void tell(const ApplyResult& result) {
  tell_user("{} edits taken in on {} pages, {} were there already, {} do not fit\n", result.taken,
            result.pages, result.there_already, result.conflicts.size());
  if (result.corrections.unplaced > 0)
    tell_user("{} corrections have no place on their pages now: see corrections.tsv\n",
              result.corrections.unplaced);
  if (result.pages > 0 && result.has_folio_texts)
    tell_user("run folio digitize again as before: it writes the texts of the whole folio anew\n");
}

int run_apply(const Arguments& arguments) {
  ReviewPatch patch;
  try {
    patch = parse_review_patch(read_regular_file(arguments.patch, kMostPatchBytes));
  } catch (Error& error) {
    throw error.at_file(arguments.patch);
  }
  const std::atomic<bool>& interrupted = catch_signals();
  TerminalProgress progress(true);
  DigitizeOptions options;
  static_cast<WorkerLimits&>(options) = arguments.limits;
  options.output = arguments.output;
  options.exports = arguments.exports;
  const ApplyResult result = apply_patch(options, patch, progress, interrupted);
  for (const PatchConflict& conflict : result.conflicts)
    tell_user("does not fit: {}, {}: {}: {}\n", escape_control_characters(conflict.stem),
              escape_control_characters(conflict.id), escape_control_characters(conflict.wanted),
              escape_control_characters(conflict.reason));
  if (!arguments.quiet) tell(result);
  if (result.interrupted) return kExitInterrupted;
  return result.failures.empty() && result.conflicts.empty() ? kExitDone : kExitSomePagesFailed;
}

}  // namespace

void add_review_commands(CLI::App& app, Command& chosen) {
  const auto arguments = std::make_shared<Arguments>();
  CLI::App& review = *app.add_subcommand(
      "review",
      "Writes a page for the browser in which a person reads the leaves of OUT over and mends them");
  review.add_option("OUT", arguments->output, "Folder of an earlier run")->required();
  review
      .add_option("-o,--output", arguments->to,
                  "The page, an HTML file; the leaves of a long volume lie in a folder beside it")
      ->required();
  review
      .add_option("--language", arguments->language,
                  "Of the page: en, ru; it can be changed in the page. Default: the browser's")
      ->check(CLI::IsMember({"en", "ru"}));
  add_resources(review, arguments->limits);
  review.add_flag("-q,--quiet", arguments->quiet, "Only errors on standard error");
  review.callback([arguments, &chosen] { chosen = [arguments] { return run_review(*arguments); }; });

  CLI::App& apply = *app.add_subcommand(
      "apply", "Takes what a person saved from the review page into OUT, where later runs keep it");
  apply.add_option("OUT", arguments->output, "Folder that the review page was made of")->required();
  apply.add_option("PATCH", arguments->patch, "The file that the review page saved")->required();
  add_export_options(apply, arguments->exports);
  add_resources(apply, arguments->limits);
  apply.add_flag("-q,--quiet", arguments->quiet, "Only errors and what does not fit on standard error");
  apply.callback([arguments, &chosen] { chosen = [arguments] { return run_apply(*arguments); }; });
}

}  // namespace folio
