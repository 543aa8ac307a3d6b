#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "commands.h"
#include "core/error.h"
#include "core/files.h"
#include "core/text.h"
#include "evaluate_arguments.h"
#include "evaluate_outputs.h"
#include "evaluate_tables.h"
#include "metrics/comparison/common_pages.h"
#include "metrics/comparison/comparison_files.h"
#include "metrics/comparison/gate.h"
#include "metrics/comparison/systems.h"
#include "metrics/materials.h"
#include "metrics/report/contents_of.h"
#include "metrics/report/page_pictures.h"
#include "metrics/report/report_page.h"
#include "tell.h"

namespace folio {
namespace {

std::vector<SystemPages> read_systems(const std::vector<std::string>& hypotheses) {
  std::vector<SystemPages> out;
  for (const SystemFiles& system : systems_of(hypotheses))
    out.push_back({system.name, read_hypotheses(system.paths)});
  return out;
}

bool has_anything(const Comparison& comparison) {
  return std::ranges::any_of(comparison.systems, [](const ComparedSystem& system) {
    return std::ranges::any_of(system.figures,
                               [](const MeasuredFigure& measured) { return was_measured(measured.figure); });
  });
}

bool has_texts(const Comparison& comparison) {
  return std::ranges::any_of(comparison.systems, [](const ComparedSystem& system) {
    return std::ranges::any_of(system.pages,
                               [](const ComparedPage& page) { return page.scores.text.has_value(); });
  });
}

/// What is wrong with the notation of transcriptions, a line each.
std::vector<std::string> faults_of(const std::vector<PageMaterial>& truths) {
  std::vector<std::string> out;
  for (const PageMaterial& truth : truths) {
    if (!truth.marked) continue;
    for (const Diagnostic& diagnostic : truth.marked->diagnostics)
      out.push_back(to_string(diagnostic, truth.marked->file));
  }
  return out;
}

[[noreturn]] void refuse(const std::string& problem, const std::string& advice, const std::string& truth) {
  throw Error(ErrorCode::input, problem, advice).at_file(truth);
}

/// A comparison, and what people should know of its pages.
struct ComparedPages {
  Comparison comparison;
  std::vector<std::string> notes;
};

ComparedPages compare_pages(const EvaluateArguments& arguments) {
  std::vector<SystemPages> systems = read_systems(arguments.hypotheses);
  const bool is_single = systems.size() == 1;
  std::vector<PageMaterial> truths = read_truth(arguments.truth);
  const std::vector<std::string> faults = faults_of(truths);
  CommonPages pages = common_pages(std::move(truths), std::move(systems), match_by(arguments));
  pages.notes.insert(pages.notes.begin(), faults.begin(), faults.end());
  for (const std::string& note : pages.notes) tell_user("folio: {}\n", escape_control_characters(note));
  if (pages.truths.empty() && !is_single) {
    refuse("there is no page that all systems have",
           "give parts of one run the same name: RUN=FOLDER1 RUN=FOLDER2; see --match for pages with other "
           "names",
           arguments.truth);
  }
  const std::string advice =
      "give files of the same pages: texts with texts, pictures of layers with such pictures";
  if (pages.truths.empty()) refuse("truth and hypothesis have no page in common", advice, arguments.truth);
  Comparison comparison =
      compare(std::move(pages.truths), std::move(pages.systems), comparison_options(arguments));
  if (!has_anything(comparison) && has_texts(comparison))
    refuse("truth and hypothesis are empty: there is nothing to measure", "give texts with words",
           arguments.truth);
  if (!has_anything(comparison))
    refuse("truth and hypothesis have nothing in common that can be compared", advice, arguments.truth);
  return {std::move(comparison), std::move(pages.notes)};
}

void write_report(const EvaluateArguments& arguments, const ComparedPages& compared) {
  const std::string title = std::filesystem::path(arguments.truth).filename().string();
  ReportContents contents =
      contents_of(compared.comparison, title.empty() ? arguments.truth : title, compared.notes);
  if (!arguments.report_images.empty()) {
    for (const std::string& problem : add_pictures(contents, arguments.report_images))
      tell_user("folio: {}\n", escape_control_characters(problem));
  }
  write_file(arguments.report, report_page(contents));
}

/// Says on standard error what keeps the evaluation from passing.
int check_gate(const std::vector<GateRule>& rules, const Comparison& comparison) {
  const std::vector<std::string> reasons = failures(rules, comparison);
  for (const std::string& reason : reasons)
    tell_user("folio: fails, {}\n", escape_control_characters(reason));
  return reasons.empty() ? kExitDone : static_cast<int>(ErrorCode::quality);
}

int run_evaluate(const EvaluateArguments& arguments) {
  check_outputs(arguments);
  std::vector<GateRule> rules;
  Scores nothing;
  nothing.text = text_figures("", "", {}, profiles_from_names(arguments.profiles));
  for (const std::string& text : arguments.fail_if) rules.push_back(gate_rule(text, nothing.figures()));
  const ComparedPages compared = compare_pages(arguments);
  const Comparison& comparison = compared.comparison;
  if (arguments.words)
    print_word_errors(comparison);
  else
    print_comparison(comparison);
  if (!arguments.json.empty()) write_file(arguments.json, comparison_json(comparison));
  if (!arguments.csv.empty()) write_file(arguments.csv, comparison_csv(comparison));
  if (!arguments.report.empty()) write_report(arguments, compared);
  return check_gate(rules, comparison);
}

}  // namespace

void add_evaluate_commands(CLI::App& app, Command& chosen) {
  const auto arguments = std::make_shared<EvaluateArguments>();
  CLI::App& command =
      *app.add_subcommand("evaluate", "Measures texts and layers, of any program, against a truth");
  add_evaluate_options(command, *arguments);
  command.callback([arguments, &chosen] { chosen = [arguments] { return run_evaluate(*arguments); }; });
}

}  // namespace folio
