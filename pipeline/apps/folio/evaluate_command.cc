#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "commands.h"
#include "core/error.h"
#include "core/files.h"
#include "core/text.h"
#include "metrics/materials.h"

namespace folio {
namespace {

struct Arguments {
  std::string truth;
  std::vector<std::string> hypotheses;
  std::string normalizations = "none";
  std::string json;
  bool words = false;
};

/// A page of the report, or their sum.
struct Row {
  std::string name;
  Scores scores;
};

std::string padded(const std::string& text, size_t width, bool to_left) {
  const size_t length = grapheme_clusters(text).size();
  const std::string blanks(width - std::min(width, length), ' ');
  return to_left ? text + blanks : blanks + text;
}

bool was_measured(const Figure& figure) { return figure.value || figure.count > 0; }

std::string shown(const Figure& figure) {
  return figure.value ? fmt::format("{:.4f}", *figure.value) : std::string("-");
}

/// Rows of equal length as columns of equal width, the first to the left.
void print_columns(const std::vector<std::vector<std::string>>& rows) {
  for (const std::vector<std::string>& row : rows) {
    std::string line;
    for (size_t c = 0; c < row.size(); ++c) {
      size_t width = 0;
      for (const auto& other : rows) width = std::max(width, grapheme_clusters(other[c]).size());
      line += (c == 0 ? "" : "  ") + padded(row[c], width, c == 0);
    }
    fmt::print("{}\n", line);
  }
}

/// What a line has room for; the totals show the rest.
constexpr std::array<std::string_view, 9> kPageFigures{
    "cer", "wer", "iou-typed", "iou-hand", "iou-strike", "iou-stamp", "iou-print", "placed", "in-layer"};

std::vector<Figure> page_figures(const Scores& scores) {
  std::vector<Figure> figures = scores.figures();
  std::erase_if(figures, [](const Figure& figure) {
    return std::ranges::find(kPageFigures, figure.name) == kPageFigures.end();
  });
  return figures;
}

/// One line a page, one column a figure that any page has.
void print_page_table(const std::vector<Row>& pages, const Row& total) {
  const std::vector<Figure> of_all = page_figures(total.scores);
  std::vector<std::vector<std::string>> rows{{"page"}};
  for (const Row& page : pages) rows.push_back({escape_control_characters(page.name)});
  for (size_t k = 0; k < of_all.size(); ++k) {
    if (!was_measured(of_all[k])) continue;
    rows[0].push_back(of_all[k].name);
    for (size_t p = 0; p < pages.size(); ++p) rows[p + 1].push_back(shown(page_figures(pages[p].scores)[k]));
  }
  print_columns(rows);
}

/// One line a figure, with how much it was measured on.
void print_totals(const Row& total, const Normalizations& normalizations) {
  std::vector<std::vector<std::string>> rows{{"figure", "value", "counted", ""}};
  for (const Figure& figure : total.scores.figures()) {
    if (was_measured(figure))
      rows.push_back({figure.name, shown(figure), std::to_string(figure.count), figure.unit});
  }
  print_columns(rows);
  fmt::print("texts compared with normalizations: {}\n", names_of(normalizations));
}

/// Words of a page that do not stand where and as the truth has them.
void print_missed_words(const Pairing::Pair& pair, const Normalizations& normalizations) {
  if (!pair.truth.text || !pair.hypothesis.text) return;
  for (const MissedWord& miss : missed_words(*pair.truth.text, *pair.hypothesis.text, normalizations)) {
    fmt::print("{}\t{} {} {} {}\t{}\t{}\t{}\t{}\t{}\n", escape_control_characters(pair.hypothesis.stem),
               miss.box.x0, miss.box.y0, miss.box.x1, miss.box.y1, name_of(miss.layer), name_of(miss.status),
               miss.text, miss.reason, miss.found);
  }
}

nlohmann::ordered_json to_json(const Scores& scores) {
  nlohmann::ordered_json json = nlohmann::ordered_json::object();
  for (const Figure& figure : scores.figures()) {
    if (!was_measured(figure)) continue;
    auto& object = json[figure.name];
    object["value"] = figure.value ? nlohmann::ordered_json(*figure.value) : nlohmann::ordered_json();
    object["count"] = figure.count;
    object["unit"] = figure.unit;
  }
  const auto add_edits = [&](const char* name, const std::optional<ErrorRate>& rate) {
    if (!rate || !json.contains(name)) return;
    json[name]["substitutions"] = rate->edits.substitutions;
    json[name]["insertions"] = rate->edits.insertions;
    json[name]["deletions"] = rate->edits.deletions;
  };
  add_edits("cer", scores.characters);
  add_edits("wer", scores.words);
  return json;
}

void write_json(const std::string& file, const std::vector<Row>& pages, const Row& total,
                const Normalizations& normalizations) {
  nlohmann::ordered_json json{{"normalizations", nlohmann::ordered_json::array()},
                              {"pages", nlohmann::ordered_json::array()},
                              {"all", to_json(total.scores)}};
  for (const Normalization normalization : normalizations)
    json["normalizations"].push_back(name_of(normalization));
  for (const Row& page : pages)
    json["pages"].push_back({{"page", page.name}, {"figures", to_json(page.scores)}});
  write_file(file, json.dump(1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n");
}

void warn_of_unpaired(const std::vector<std::string>& stems, const char* what) {
  for (const std::string& stem : stems)
    fmt::print(stderr, "folio: {}: {}; left out\n", escape_control_characters(stem), what);
}

int run_evaluate(const Arguments& arguments) {
  const Normalizations normalizations = normalizations_from_names(arguments.normalizations);
  const Pairing pairing =
      pair_up(read_truth(arguments.truth),
              read_hypotheses({arguments.hypotheses.begin(), arguments.hypotheses.end()}));
  warn_of_unpaired(pairing.without_truth, "no truth of this name");
  warn_of_unpaired(pairing.without_hypothesis, "no hypothesis of this name");
  std::vector<Row> pages;
  Row total{"all", {}};
  for (const Pairing::Pair& pair : pairing.pairs) {
    try {
      pages.push_back({pair.hypothesis.stem, evaluate(pair.truth, pair.hypothesis, normalizations)});
    } catch (Error& error) {
      throw error.at_file(pair.hypothesis.stem);
    }
    total.scores += pages.back().scores;
  }
  const std::vector<Figure> figures = total.scores.figures();
  if (std::ranges::none_of(figures, [](const Figure& figure) { return figure.count > 0; })) {
    throw Error(ErrorCode::input, "truth and hypothesis have nothing in common that can be compared",
                "give files of the same pages: texts with texts, pictures of layers with such pictures")
        .at_file(arguments.truth);
  }
  if (arguments.words) {
    fmt::print("page\tbox\tlayer\tstatus\ttruth\treason\tread\n");
    for (const Pairing::Pair& pair : pairing.pairs) print_missed_words(pair, normalizations);
    return kExitDone;
  }
  if (pages.size() > 1) {
    print_page_table(pages, total);
    fmt::print("\n");
  }
  print_totals(total, normalizations);
  if (!arguments.json.empty()) write_json(arguments.json, pages, total, normalizations);
  return kExitDone;
}

}  // namespace

void add_evaluate_commands(CLI::App& app, Command& chosen) {
  const auto arguments = std::make_shared<Arguments>();
  CLI::App& command =
      *app.add_subcommand("evaluate", "Measures texts and layers, of any program, against a truth");
  command
      .add_option(
          "--truth", arguments->truth,
          "Transcription (.txt, TEI), .truth.json, .hocr, ALTO or PAGE (.xml), .layers.png, or a folder of "
          "them, matched by name")
      ->required();
  command
      .add_option(
          "HYPOTHESIS", arguments->hypotheses,
          ".hocr, ALTO or PAGE (.xml) of any program, .typed.txt or .txt, .layers.png, or a folder of folio "
          "digitize")
      ->required();
  command
      .add_option(
          "--normalize", arguments->normalizations,
          "What texts may differ in, joined by commas: hyphens, spaces, yo, latin, ones, quotes, hard-sign, "
          "figures; typescript for the first six")
      ->capture_default_str();
  command.add_option("--json", arguments->json, "All figures, page by page, into this file");
  command.add_flag(
      "--words", arguments->words,
      "Instead of figures: the truth's words that are not placed, or in the wrong layer, tab-separated");
  command.callback([arguments, &chosen] { chosen = [arguments] { return run_evaluate(*arguments); }; });
}

}  // namespace folio
