#include "evaluate_tables.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/text.h"
#include "metrics/comparison/comparison_files.h"

namespace folio {
namespace {

using Rows = std::vector<std::vector<std::string>>;

std::string padded(const std::string& text, size_t length, size_t width, bool to_left) {
  const std::string blanks(width - std::min(width, length), ' ');
  return to_left ? text + blanks : blanks + text;
}

/// Rows of equal length as columns of equal width, the first to the left; no blanks at the ends of lines.
void print_columns(const Rows& rows) {
  std::vector<std::vector<size_t>> lengths;
  std::vector<size_t> widths(rows.front().size(), 0);
  for (const std::vector<std::string>& row : rows) {
    std::vector<size_t>& own = lengths.emplace_back();
    for (size_t c = 0; c < row.size(); ++c) {
      own.push_back(grapheme_clusters(row[c]).size());
      widths[c] = std::max(widths[c], own.back());
    }
  }
  for (size_t r = 0; r < rows.size(); ++r) {
    std::string line;
    for (size_t c = 0; c < rows[r].size(); ++c)
      line += (c == 0 ? "" : "  ") + padded(rows[r][c], lengths[r][c], widths[c], c == 0);
    line.erase(line.find_last_not_of(' ') + 1);
    fmt::print("{}\n", line);
  }
}

std::string shown(const std::optional<double>& value) {
  return value ? fmt::format("{:.4f}", *value) : std::string("-");
}

std::string shown(const std::optional<Interval>& interval) {
  return interval ? fmt::format("{:.4f}..{:.4f}", interval->low, interval->high) : std::string();
}

/// What a page's line has room for; the totals show the rest.
constexpr std::array<std::string_view, 10> kPageFigures{"cer",        "wer",       "typed.iou", "hand.iou",
                                                        "strike.iou", "stamp.iou", "print.iou", "placed",
                                                        "in-layer",   "hand.cer"};

bool is_page_figure(const Figure& figure) {
  return std::ranges::find(kPageFigures, figure.name) != kPageFigures.end();
}

/// One line a page, one column a figure that any page has.
void print_page_table(const Comparison& comparison) {
  const ComparedSystem& system = comparison.systems.front();
  Rows rows{{"page"}};
  std::vector<size_t> columns;
  for (size_t f = 0; f < system.figures.size(); ++f) {
    const Figure& figure = system.figures[f].figure;
    if (!is_page_figure(figure) || !was_measured(figure)) continue;
    columns.push_back(f);
    rows[0].push_back(figure.name);
  }
  for (size_t p = 0; p < system.pages.size(); ++p) {
    const std::vector<Figure> figures = system.pages[p].scores.figures();
    rows.push_back({escape_control_characters(comparison.truths[p].stem)});
    for (const size_t f : columns) rows.back().push_back(shown(figures[f].value));
  }
  print_columns(rows);
  fmt::print("\n");
}

bool any_measured(const Comparison& comparison, size_t figure_idx) {
  return std::ranges::any_of(comparison.systems, [&](const ComparedSystem& system) {
    return was_measured(system.figures[figure_idx].figure);
  });
}

std::string interval_heading(const Comparison& comparison) {
  return std::to_string(comparison.options.interval_percent) + " %";
}

bool has_intervals(const ComparedSystem& system) {
  return std::ranges::any_of(system.figures,
                             [](const MeasuredFigure& measured) { return measured.interval.has_value(); });
}

/// One line a figure, with how much it was measured on.
void print_totals(const Comparison& comparison) {
  const ComparedSystem& system = comparison.systems.front();
  const bool with_intervals = has_intervals(system);
  Rows rows{{"figure", "value", "counted", ""}};
  if (with_intervals) rows[0].push_back(interval_heading(comparison));
  for (const MeasuredFigure& measured : system.figures) {
    const Figure& figure = measured.figure;
    if (!was_measured(figure)) continue;
    rows.push_back({figure.name, shown(figure.value), std::to_string(figure.count), figure.unit});
    if (with_intervals) rows.back().push_back(shown(measured.interval));
  }
  print_columns(rows);
}

/// One line a figure, value and interval of each system beside each other.
void print_side_by_side(const Comparison& comparison) {
  const bool with_intervals =
      std::ranges::any_of(comparison.systems, [](const auto& system) { return has_intervals(system); });
  Rows rows{{"figure"}};
  for (const ComparedSystem& system : comparison.systems) {
    rows[0].push_back(escape_control_characters(system.name));
    if (with_intervals) rows[0].push_back(interval_heading(comparison));
  }
  for (size_t f = 0; f < comparison.systems.front().figures.size(); ++f) {
    if (!any_measured(comparison, f)) continue;
    rows.push_back({comparison.systems.front().figures[f].figure.name});
    for (const ComparedSystem& system : comparison.systems) {
      rows.back().push_back(shown(system.figures[f].figure.value));
      if (with_intervals) rows.back().push_back(shown(system.figures[f].interval));
    }
  }
  print_columns(rows);
}

/// One line a figure and further system.
void print_differences(const Comparison& comparison) {
  fmt::print("\ncompared with {}:\n", escape_control_characters(comparison.systems.front().name));
  Rows rows{{"system", "figure", "difference", interval_heading(comparison), ""}};
  for (size_t s = 1; s < comparison.systems.size(); ++s) {
    for (const MeasuredFigure& measured : comparison.systems[s].figures) {
      if (!measured.difference) continue;
      rows.push_back({escape_control_characters(comparison.systems[s].name), measured.figure.name,
                      fmt::format("{:+.4f}", measured.difference->value),
                      shown(measured.difference->interval),
                      std::string(words_of(measured.difference->verdict))});
    }
  }
  print_columns(rows);
}

size_t block_count(const Comparison& comparison) {
  if (comparison.options.block == Block::page) return comparison.truths.size();
  return std::set<std::string>(comparison.folios.begin(), comparison.folios.end()).size();
}

}  // namespace

void print_comparison(const Comparison& comparison) {
  const bool is_single = comparison.systems.size() == 1;
  if (is_single && comparison.truths.size() > 1) print_page_table(comparison);
  if (is_single)
    print_totals(comparison);
  else
    print_side_by_side(comparison);
  if (!is_single) print_differences(comparison);
  fmt::print("texts compared with normalizations: {}\n", names_of(comparison.options.normalizations));
  const size_t blocks = block_count(comparison);
  if (blocks >= kLeastBlocks) {
    fmt::print("intervals: {} %, over {} {}\n", comparison.options.interval_percent, blocks,
               comparison.options.block == Block::page ? "pages" : "folios");
  } else if (comparison.truths.size() > 1 || !is_single) {
    fmt::print("intervals: too few {} to tell ({} of at least {})\n",
               comparison.options.block == Block::page ? "pages" : "folios", blocks, kLeastBlocks);
  }
}

void print_word_errors(const Comparison& comparison) {
  const bool is_single = comparison.systems.size() == 1;
  fmt::print("{}page\tbox\tlayer\tstatus\ttruth\treason\tread\n", is_single ? "" : "system\t");
  for (const ComparedSystem& system : comparison.systems) {
    for (size_t p = 0; p < system.pages.size(); ++p) {
      for (const WordError& error : system.pages[p].word_errors) {
        if (!is_single) fmt::print("{}\t", tsv_field(system.name));
        fmt::print("{}\t{} {} {} {}\t{}\t{}\t{}\t{}\t{}\n", tsv_field(comparison.truths[p].stem),
                   error.box.x0, error.box.y0, error.box.x1, error.box.y1, name_of(error.layer),
                   name_of(error.status), tsv_field(error.text), error.reason, tsv_field(error.read));
      }
    }
  }
}

}  // namespace folio
