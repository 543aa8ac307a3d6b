#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <iostream>

#include "batch/adapt.h"
#include "batch/digitize.h"
#include "batch/manifest.h"
#include "batch/shard.h"
#include "batch/stage_commands.h"
#include "commands.h"
#include "core/files.h"
#include "core/models.h"
#include "core/text.h"
#include "export/languages.h"
#include "export/xml/xml_output.h"
#include "export_arguments.h"
#include "ingest/inputs.h"
#include "merge_command.h"
#include "recognize/readers.h"
#include "resource_arguments.h"
#include "signals.h"
#include "tell.h"
#include "terminal_progress.h"
#include "transcription/read_transcription.h"

namespace folio {
namespace {

/// Everything that the digitizing commands can be told.
struct Arguments {
  std::vector<std::string> inputs;
  std::string output;
  std::string languages = "rus";
  std::string reader{name_of(TypedReader::automatic)};
  std::string second_reader{name_of(SecondReader::doubtful)};
  std::string transcription;
  std::string translation, translation_language = "en";
  std::string call_number;
  std::string shard;  ///< I/N; empty: all inputs
  int shards = 0;     ///< of folio merge; 0: as many as ran
  WorkerLimits limits;
  int max_failures = 0;
  bool retry_failed = false;
  ExportOptions exports;
  bool debug_images = false;
  bool keep_stages = false;
  bool quiet = false;
  bool rules_only = false;
  std::string types, types_out;  ///< files of a machine's types: to use, to write
  bool no_language = false, no_adaptation = false;
  double least_match = ReconcileOptions().least_match;

  DigitizeOptions options() const {
    DigitizeOptions options;
    static_cast<WorkerLimits&>(options) = limits;
    options.output = output;
    options.languages = languages;
    options.pipeline.languages = language_tags(languages);
    options.pipeline.models = models_id();
    options.pipeline.choices = choices();
    options.max_failures = max_failures;
    options.retry_failed = retry_failed;
    options.command_line = current_arguments();
    options.debug_images = debug_images;
    options.keep_stages = keep_stages;
    options.exports = exports;
    options.reconcile.least_match = least_match;
    options.facts = facts_given(call_number);
    return options;
  }
  /// Of the options those that change what is found and read.
  std::string choices() const {
    return choices_of(reader_options()) + fmt::format("net={};adaptation={};types={};", !rules_only,
                                                      !no_adaptation,
                                                      types.empty() ? "" : sha256_of_file(types));
  }
  /// The same for commands that read.
  DigitizeOptions options_with_adaptation(DigitizeOptions options) const {
    if (no_adaptation) return options;
    options.adaptation = make_self_adaptation(reader_options());
    if (!types.empty()) {
      if (!options.adaptation)
        throw Error(ErrorCode::arguments, "--types: the net reads no typed lines here", "leave --reader out");
      try {
        options.adaptation->load(read_file(types));
      } catch (Error& error) {
        throw error.at_file(types);
      }
    }
    return options;
  }
  /// The same for commands that tell ink apart. Throws Error{missing_dependency}.
  DigitizeOptions options_with_net() const {
    DigitizeOptions with_net = options();
    if (!rules_only)
      with_net.pipeline.separate.ink_net = std::make_shared<const InkNet>(load_model("ink-layers.onnx"));
    return with_net;
  }
  ReaderOptions reader_options() const {
    return {languages, typed_reader_from_name(reader).value(), second_reader_from_name(second_reader).value(),
            !no_language};
  }
  RecognizerFactory recognizers() const {
    return [options = reader_options()] { return make_reader(options); };
  }
};

/// An empty name would stand for the working folder.
std::string check_name(const std::string& name) { return name.empty() ? "empty" : ""; }
std::string check_language_tag(const std::string& tag) {
  return is_language_tag(tag) ? "" : "no language tag: " + tag;
}
void add_inputs(CLI::App& command, Arguments& arguments) {
  command
      .add_option("INPUT", arguments.inputs,
                  "Image file (TIFF, also of many pages, PNG, JPEG, JPEG 2000), folder, @LIST, or - for a "
                  "list on standard input")
      ->required();
  command.add_option("-o,--output", arguments.output, "Folder for the products; made when missing")
      ->check(check_name)
      ->required();
}
void add_output_folder(CLI::App& command, Arguments& arguments) {
  command.add_option("OUT", arguments.output, "Folder of an earlier run")->check(check_name)->required();
}
void add_languages(CLI::App& command, Arguments& arguments) {
  command.add_option("-l,--languages", arguments.languages, "Tesseract languages, joined by +")
      ->capture_default_str();
}
void add_reader(CLI::App& command, Arguments& arguments) {
  command
      .add_option("--reader", arguments.reader,
                  "What reads typed lines: net, tesseract, or auto: the net where the first language is "
                  "Cyrillic")
      ->check(CLI::IsMember({"auto", "net", "tesseract"}))
      ->capture_default_str();
  command
      .add_option(
          "--second-reader", arguments.second_reader,
          "When Tesseract reads a typed line too: always, never, or auto: where the net doubts a word")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->capture_default_str();
  command.add_flag("--no-language-model", arguments.no_language,
                   "Take what the net of typed lines sees, without asking which letters follow each other in "
                   "Russian");
  command.add_option("--types", arguments.types,
                     "What the machine's types look like: a file that folio adapt wrote");
  command.add_flag(
      "--no-adaptation", arguments.no_adaptation,
      "Read each page by itself: do not read doubtful characters again by what those of the whole "
      "folio look like");
}
void add_translation(CLI::App& command, Arguments& arguments) {
  command.add_option("--translation", arguments.translation,
                     "A translation, to be put beside the text paragraph by paragraph and compared with it; "
                     "without it, that of the transcription's own record");
  command
      .add_option("--translation-language", arguments.translation_language,
                  "Language of the translation, BCP 47")
      ->check(check_language_tag)
      ->capture_default_str();
}
void add_quiet(CLI::App& command, Arguments& arguments) {
  command.add_flag("-q,--quiet", arguments.quiet, "Only errors on standard error");
}
void add_debug_images(CLI::App& command, Arguments& arguments) {
  command.add_flag("--debug-images", arguments.debug_images, "Pictures of every stage into OUT/debug/STEM/");
}
void add_rules_only(CLI::App& command, Arguments& arguments) {
  command.add_flag("--no-net", arguments.rules_only,
                   "Tell layers apart by rules of place, size and color alone, without the net");
}
void add_least_match(CLI::App& command, Arguments& arguments) {
  command
      .add_option(
          "--least-match", arguments.least_match,
          "Share of alike letters below which the transcription is taken to be of another text, 0 to 1")
      ->check(CLI::Range(0.0, 1.0))
      ->check(check_number)
      ->capture_default_str();
}

/// An option that is given twice counts as it was given last: folio retry puts its own behind the earlier
/// ones.
void later_ones_win(CLI::App& command) {
  for (CLI::Option* option : command.get_options())
    if (option->get_expected_max() == 1) option->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
}

Transcription load_transcription(const std::string& file) {
  Transcription transcription = read_transcription(file);
  if (transcription.tokens.empty())
    throw Error(ErrorCode::input, "holds no words", "is it the right file?").at_file(file);
  for (const Diagnostic& diagnostic : transcription.diagnostics) {
    tell_user("folio: {}\n", to_string(diagnostic, transcription.file));
  }
  return transcription;
}

GivenTranslation load_translation(const Arguments& arguments) {
  GivenTranslation given{nullptr, arguments.translation_language};
  if (!arguments.translation.empty())
    given.text = std::make_shared<const Transcription>(load_transcription(arguments.translation));
  return given;
}

/// What became of the transcription; exit code for one that is of another text.
int tell_mismatch(const BatchResult& result, const Arguments& arguments) {
  tell_user(
      "folio: {}: does not match these pages: {:.2f} of the letters are alike, at least {:.2f} are "
      "asked for; "
      "is it another text? The pages are as they were read. --least-match 0 takes it all the same\n",
      escape_control_characters(arguments.transcription), result.match.value_or(0), arguments.least_match);
  return static_cast<int>(ErrorCode::quality);
}

void tell_ledger(const LedgerCounts& counts, const std::string& output) {
  tell_user(
      "transcription: {} words placed, {} not found; {} words on the pages are not in it; see "
      "{}/ledger.tsv\n",
      counts.placed, counts.not_found, counts.extra, output);
}

int exit_code(const BatchResult& result) {
  if (result.interrupted) return kExitInterrupted;
  if (result.failures.empty()) return kExitDone;
  // When nothing at all came out, the reason is the answer.
  return result.pages.empty() ? static_cast<int>(result.failures.front().code()) : kExitSomePagesFailed;
}

/// The inputs of one shard, and the mark that it has begun. Throws Error: a frozen list has no problems.
std::vector<Input> begin_shard(std::vector<Input> inputs, ShardRecord& record, const Arguments& arguments) {
  for (const Input& input : inputs) {
    if (input.problem) throw *input.problem;
  }
  record = {parse_shard(arguments.shard).value(), manifest_id(inputs), false};
  save_shard_record(arguments.output, record);
  return inputs_of_shard(std::move(inputs), record.shard);
}

/// Whatever failed is recorded; what another attempt may find as it should be is told apart.
int exit_code_of_shard(const BatchResult& result) {
  if (result.interrupted) return kExitInterrupted;
  const auto is_file_access = [](const Error& error) { return error.code() == ErrorCode::file_access; };
  if (std::ranges::any_of(result.failures, is_file_access)) return static_cast<int>(ErrorCode::file_access);
  return result.failures.empty() ? kExitDone : kExitSomePagesFailed;
}

int digitize_inputs(std::vector<Input> inputs, Phases phases, const Arguments& arguments) {
  std::optional<Transcription> transcription;
  if (!arguments.transcription.empty()) transcription = load_transcription(arguments.transcription);
  ShardRecord shard;
  if (!arguments.shard.empty()) inputs = begin_shard(std::move(inputs), shard, arguments);
  const std::atomic<bool>& interrupted = catch_signals();
  TerminalProgress progress(arguments.quiet);
  DigitizeOptions options = arguments.options_with_adaptation(arguments.options_with_net());
  options.phases = phases;
  options.translation = load_translation(arguments);
  if (!arguments.shard.empty()) options.shard = shard_file_stem(shard.shard);
  const BatchResult result =
      digitize(std::move(inputs), transcription, options, arguments.recognizers(), progress, interrupted);
  progress.summarize(result);
  if (!arguments.shard.empty()) {
    shard.is_finished = !result.interrupted && !result.gave_up;
    save_shard_record(arguments.output, shard);
    return exit_code_of_shard(result);
  }
  if (result.mismatch && exit_code(result) == kExitDone) return tell_mismatch(result, arguments);
  if (transcription && !result.interrupted && !arguments.quiet) tell_ledger(result.ledger, arguments.output);
  return exit_code(result);
}

int run_digitize(const Arguments& arguments) {
  return digitize_inputs(expand_inputs(arguments.inputs, std::cin),
                         arguments.shard.empty() ? Phases::all : Phases::read, arguments);
}

/// With --retry-failed (as folio retry has it) failed pages are read here.
int run_merge(const Arguments& arguments) {
  std::vector<Input> inputs = expand_inputs(arguments.inputs, std::cin);
  for (const Input& input : inputs) {
    if (input.problem) throw *input.problem;
  }
  if (!tell_completeness(inputs, arguments.inputs.front(), arguments.output, arguments.shards))
    return static_cast<int>(ErrorCode::input);
  return digitize_inputs(std::move(inputs), arguments.retry_failed ? Phases::all : Phases::folio, arguments);
}

int run_one_stage(const std::string& stage, const Arguments& arguments) {
  const std::atomic<bool>& interrupted = catch_signals();
  TerminalProgress progress(arguments.quiet);
  const BatchResult result =
      stage == "ingest"
          ? run_ingest(expand_inputs(arguments.inputs, std::cin), arguments.options(), progress, interrupted)
          : run_stage(stage,
                      stage == "separate"    ? arguments.options_with_net()
                      : stage == "recognize" ? arguments.options_with_adaptation(arguments.options())
                                             : arguments.options(),
                      arguments.recognizers(), progress, interrupted);
  progress.summarize(result);
  return exit_code(result);
}

int run_reconcile(const Arguments& arguments) {
  const Transcription transcription = load_transcription(arguments.transcription);
  DigitizeOptions options = arguments.options();
  options.translation = load_translation(arguments);
  const std::atomic<bool>& interrupted = catch_signals();
  TerminalProgress progress(true);
  const BatchResult result = reconcile_folder(options, transcription, progress, interrupted);
  if (exit_code(result) != kExitDone) {
    TerminalProgress(arguments.quiet).summarize(result);
    return exit_code(result);
  }
  if (result.mismatch) return tell_mismatch(result, arguments);
  if (!arguments.quiet) tell_ledger(result.ledger, arguments.output);
  TerminalProgress(arguments.quiet).tell_corrections(result.corrections);
  return kExitDone;
}

int run_adapt(const Arguments& arguments) {
  const Transcription transcription = load_transcription(arguments.transcription);
  DigitizeOptions options = arguments.options_with_adaptation(arguments.options_with_net());
  if (!options.adaptation)
    throw Error(ErrorCode::arguments, "folio adapt teaches the net, which reads no typed lines here",
                "choose a Cyrillic language with -l");
  const std::atomic<bool>& interrupted = catch_signals();
  TerminalProgress progress(arguments.quiet);
  const AdaptResult result =
      adapt(options, transcription, arguments.recognizers(), arguments.types_out, progress, interrupted);
  if (result.interrupted) return kExitInterrupted;
  if (!arguments.quiet)
    tell_user("{}: the types of {} pages\n", escape_control_characters(arguments.types_out), result.pages);
  return result.failures.empty() ? kExitDone : kExitSomePagesFailed;
}

}  // namespace

/// Options of folio digitize and of folio merge, which goes on from it.
static void add_digitizing_options(CLI::App& digitize_command, const std::shared_ptr<Arguments>& arguments) {
  add_inputs(digitize_command, *arguments);
  add_languages(digitize_command, *arguments);
  add_reader(digitize_command, *arguments);
  digitize_command.add_option("--transcription", arguments->transcription,
                              "A transcription of the pages, to be reconciled with them");
  add_least_match(digitize_command, *arguments);
  add_translation(digitize_command, *arguments);
  add_apparatus_option(digitize_command, arguments->exports);
  add_call_number(digitize_command, arguments->call_number);
  add_resources(digitize_command, arguments->limits);
  digitize_command
      .add_option("--max-failures", arguments->max_failures,
                  "Pages that may fail before no further one is begun; 0 = no limit")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  digitize_command.add_flag(
      "--retry-failed", arguments->retry_failed,
      "Try pages again that an earlier run gave up because they crashed or took too long");
  add_export_options(digitize_command, arguments->exports);
  add_rules_only(digitize_command, *arguments);
  add_debug_images(digitize_command, *arguments);
  digitize_command.add_flag(
      "--keep-stages", arguments->keep_stages,
      "Keep each page between its stages in OUT/stages, some megabytes a page: a later run with another "
      "reader or language then begins with the layers");
  add_quiet(digitize_command, *arguments);
}

void add_digitize_commands(CLI::App& app, Command& chosen) {
  // The parser writes into these; they must outlive it.
  const auto arguments = std::make_shared<Arguments>();
  CLI::App& digitize_command =
      *app.add_subcommand("digitize", "All stages: from images to layered hOCR, texts and PDF");
  add_digitizing_options(digitize_command, arguments);
  digitize_command
      .add_option(
          "--shard", arguments->shard,
          "I/N: only each Nth file of INPUT, from the Ith on; give all N shards the same @LIST and OUT, then "
          "run folio merge")
      ->check(CLI::Validator(
          [](const std::string& text) {
            return parse_shard(text) ? "" : "not I/N with 1 <= I <= N, as in 3/8: " + text;
          },
          "I/N"));
  later_ones_win(digitize_command);
  digitize_command.callback(
      [arguments, &chosen] { chosen = [arguments] { return run_digitize(*arguments); }; });

  CLI::App& merge_command = *app.add_subcommand(
      "merge", "Checks that the shards have done all of a manifest, and does what needs all pages");
  add_digitizing_options(merge_command, arguments);
  merge_command.add_option("--shards", arguments->shards, "How many shards there are; 0 = as many as ran")
      ->check(CLI::Range(0, kMostShards));
  later_ones_win(merge_command);
  merge_command.callback([arguments, &chosen] { chosen = [arguments] { return run_merge(*arguments); }; });

  CLI::App& ingest_command =
      *app.add_subcommand("ingest", "First stage: lists the pages of the inputs in OUT");
  add_inputs(ingest_command, *arguments);
  add_resources(ingest_command, arguments->limits);
  add_quiet(ingest_command, *arguments);
  ingest_command.callback(
      [arguments, &chosen] { chosen = [arguments] { return run_one_stage("ingest", *arguments); }; });

  const auto add_stage = [&](const std::string& name, const std::string& help) -> CLI::App& {
    CLI::App& command = *app.add_subcommand(name, help);
    add_output_folder(command, *arguments);
    add_resources(command, arguments->limits);
    add_quiet(command, *arguments);
    command.callback([arguments, &chosen, name] {
      chosen = [arguments, name] { return run_one_stage(name, *arguments); };
    });
    return command;
  };
  add_debug_images(add_stage("deskew", "Levels the pages of OUT"), *arguments);
  add_debug_images(add_stage("segment", "Finds ink, lines and the typewriter's raster"), *arguments);
  CLI::App& separate_command =
      add_stage("separate", "Tells typed, handwritten, struck and stamped ink apart");
  add_rules_only(separate_command, *arguments);
  add_debug_images(separate_command, *arguments);
  CLI::App& recognize_command = add_stage("recognize", "Reads the lines of each layer");
  add_languages(recognize_command, *arguments);
  add_reader(recognize_command, *arguments);
  add_debug_images(recognize_command, *arguments);

  CLI::App& reconcile_command = *app.add_subcommand("reconcile", "Puts a transcription to the pages of OUT");
  add_output_folder(reconcile_command, *arguments);
  reconcile_command.add_option("--transcription", arguments->transcription, "The transcription")->required();
  add_least_match(reconcile_command, *arguments);
  add_translation(reconcile_command, *arguments);
  add_apparatus_option(reconcile_command, arguments->exports);
  add_call_number(reconcile_command, arguments->call_number);
  add_export_options(reconcile_command, arguments->exports);
  add_resources(reconcile_command, arguments->limits);
  add_quiet(reconcile_command, *arguments);
  reconcile_command.callback(
      [arguments, &chosen] { chosen = [arguments] { return run_reconcile(*arguments); }; });

  CLI::App& adapt_command = *app.add_subcommand(
      "adapt", "Learns from a transcribed folio in OUT what its machine's types look like, for --types");
  add_output_folder(adapt_command, *arguments);
  adapt_command.add_option("--transcription", arguments->transcription, "The folio's transcription")
      ->required();
  adapt_command.add_option("-t,--to", arguments->types_out, "The file to write")->required();
  add_languages(adapt_command, *arguments);
  add_rules_only(adapt_command, *arguments);
  add_resources(adapt_command, arguments->limits);
  add_quiet(adapt_command, *arguments);
  adapt_command.callback([arguments, &chosen] { chosen = [arguments] { return run_adapt(*arguments); }; });

  CLI::App& export_command = add_stage("export", "Writes the products of the pages of OUT");
  add_export_options(export_command, arguments->exports);
}

}  // namespace folio
