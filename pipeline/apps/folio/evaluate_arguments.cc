#include "evaluate_arguments.h"

namespace folio {

void add_evaluate_options(CLI::App& command, EvaluateArguments& arguments) {
  command
      .add_option("--truth", arguments.truth,
                  "Transcription with or without marks (.txt, TEI), .truth.json, .hocr, ALTO or PAGE (.xml), "
                  ".layers.png, or a folder of them")
      ->required();
  command
      .add_option(
          "HYPOTHESIS", arguments.hypotheses,
          ".hocr, ALTO or PAGE (.xml) of any program, .typed.txt or .txt, .layers.png, or a folder of "
          "them. Each folder is a system, files together one; NAME=PATH names them. Systems are compared "
          "on the pages that all have")
      ->required();
  command
      .add_option("--match", arguments.match,
                  "How pages find their truth: by name (stem), by content, or by name and then by content")
      ->check(CLI::IsMember({"stem", "content", "stem-content"}))
      ->capture_default_str();
  command
      .add_option("--normalize", arguments.normalizations,
                  "What texts may differ in, joined by commas: hyphens, spaces, yo, latin, ones, quotes, "
                  "hard-sign, figures, dashes, case, punctuation; typescript for the first six")
      ->capture_default_str();
  command
      .add_option(
          "--profile", arguments.profiles,
          "Other programs' figures too, joined by commas: dinglehopper, isri, ocrevaluation, ocrd; all. "
          "They have normalizations of their own")
      ->capture_default_str();
  command
      .add_option("--interval", arguments.interval_percent,
                  "Confidence of the intervals in percent, 50 to 99; there are none for fewer than ten pages")
      ->check(CLI::Range(50, 99))
      ->capture_default_str();
  command
      .add_option(
          "--block", arguments.block,
          "What the intervals are taken over: page, or folio (pages whose names differ in the number at "
          "their end)")
      ->check(CLI::IsMember({"page", "folio"}))
      ->capture_default_str();
  command.add_option("--json", arguments.json, "All figures, page by page, into this file");
  command.add_option("--csv", arguments.csv,
                     "The same as a table: system,page,figure,value,low,high,count,unit");
  CLI::Option* report =
      command.add_option("--report", arguments.report,
                         "A page for people, as one HTML file: figures, plots, each page with its errors "
                         "marked, and its text beside the truth's");
  command
      .add_option("--report-images", arguments.report_images,
                  "Folder with the scans, named as the pages: the report shows them, reduced")
      ->needs(report);
  command
      .add_option(
          "--fail-if", arguments.fail_if,
          "End with 21 if a figure is so, as in 'typed.cer>0.03' (>, >=, <, <=), or was not measured; may "
          "be given several times")
      ->take_all()
      ->allow_extra_args(false);
  command.add_flag("--words", arguments.words,
                   "Instead of figures: the words that are missed, misread, in the wrong layer or too many, "
                   "tab-separated");
}

ComparisonOptions comparison_options(const EvaluateArguments& arguments) {
  ComparisonOptions options;
  options.normalizations = normalizations_from_names(arguments.normalizations);
  options.profiles = profiles_from_names(arguments.profiles);
  options.interval_percent = arguments.interval_percent;
  options.block = arguments.block == "folio" ? Block::folio : Block::page;
  options.with_word_errors = arguments.words || !arguments.report.empty();
  return options;
}

MatchBy match_by(const EvaluateArguments& arguments) {
  if (arguments.match == "stem") return MatchBy::stem;
  return arguments.match == "content" ? MatchBy::content : MatchBy::stem_then_content;
}

}  // namespace folio
