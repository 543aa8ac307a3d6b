#include "metrics/report/figure_table.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>

#include "core/markup_template.h"
#include "export/hocr/hocr_markup.h"
#include "metrics/report/figure_text.h"
#include "metrics/report/plots/interval_plot.h"
#include "metrics/report/plots/svg_plot.h"

namespace folio {
namespace {

using Row = std::vector<std::optional<ReportFigure>>;  // one a system

struct Group {
  std::string heading;
  std::vector<std::string> names;
};

const ReportFigure* find(const ReportSystem& system, const std::string& name) {
  const auto found = std::ranges::find(system.figures, name, &ReportFigure::name);
  return found == system.figures.end() || (!found->value && found->count == 0) ? nullptr : &*found;
}

/// Names of all measured figures by their groups, in the order in which the systems have them.
std::vector<Group> groups_of(const ReportContents& contents, const ReportLabels& labels) {
  std::vector<Group> out;
  for (const ReportSystem& system : contents.systems) {
    for (const ReportFigure& figure : system.figures) {
      if (!find(system, figure.name)) continue;
      const std::string heading = labels.figure_group(figure.name);
      auto group = std::ranges::find(out, heading, &Group::heading);
      if (group == out.end()) group = out.insert(out.end(), {heading, {}});
      if (std::ranges::find(group->names, figure.name) == group->names.end())
        group->names.push_back(figure.name);
    }
  }
  return out;
}

std::string interval_text(const ReportFigure& figure) {
  if (!figure.low || !figure.high) return {};
  return fmt::format("<span class=\"interval\">{} – {}</span>", value_number(*figure.low, figure.is_share),
                     value_number(*figure.high, figure.is_share));
}

std::string difference_text(const ReportSystem& system, const ReportFigure& figure,
                            const ReportLabels& labels) {
  const auto found = std::ranges::find(system.differences, figure.name, &ReportDifference::figure);
  if (found == system.differences.end() || !found->value) return {};
  std::string out = signed_number(*found->value, figure.is_share);
  if (found->low && found->high)
    out += fmt::format(" ({} … {})", signed_number(*found->low, figure.is_share),
                       signed_number(*found->high, figure.is_share));
  const std::string verdict =
      found->verdict.empty() ? std::string() : " <b>" + escape_markup(found->verdict) + "</b>";
  return fmt::format("<span class=\"difference\" title=\"{}\">{}{}</span>",
                     escape_markup(labels("difference-what")), out, verdict);
}

std::string cell(const ReportSystem& system, const std::string& name, const ReportLabels& labels) {
  const ReportFigure* figure = find(system, name);
  if (!figure) return "<td class=\"none\">–</td>";
  const std::string counted =
      figure->unit.empty() ? grouped(figure->count) : grouped(figure->count) + " " + figure->unit;
  const std::string note = figure->note.empty()
                               ? std::string()
                               : "<span class=\"note\">" + escape_markup(figure->note) + "</span>";
  return fmt::format("<td title=\"{}\"><span class=\"value\">{}</span>{}{}{}</td>",
                     escape_markup(filled_label(labels("counted-of"), {{"count", counted}})),
                     figure->value ? shown_value(*figure->value, figure->is_share) : "–",
                     interval_text(*figure), difference_text(system, *figure, labels), note);
}

/// What was counted: one number when all systems have the same.
std::string counted(const ReportContents& contents, const std::string& name) {
  std::vector<size_t> counts;
  std::string unit;
  for (const ReportSystem& system : contents.systems) {
    if (const ReportFigure* figure = find(system, name)) {
      unit = figure->unit;
      if (std::ranges::find(counts, figure->count) == counts.end()) counts.push_back(figure->count);
    }
  }
  std::string out;
  for (const size_t count : counts) out += (out.empty() ? "" : " / ") + grouped(count);
  return out + " " + escape_markup(unit);
}

std::string figure_row(const ReportContents& contents, const std::string& name, const ReportLabels& labels) {
  const std::string meaning = labels.figure_meaning(name);
  std::string out = fmt::format("<tr><th scope=\"row\"><span class=\"name\">{}</span> <code>{}</code>",
                                escape_markup(labels.figure_name(name)), escape_markup(name));
  if (!meaning.empty()) out += fmt::format("<span class=\"what\">{}</span>", escape_markup(meaning));
  out += "</th>";
  Row row;
  for (const ReportSystem& system : contents.systems) {
    out += cell(system, name, labels);
    const ReportFigure* figure = find(system, name);
    row.push_back(figure ? std::optional(*figure) : std::nullopt);
  }
  const std::string picture_name =
      filled_label(labels("interval-plot-name"), {{"figure", labels.figure_name(name)}});
  return out + fmt::format("<td class=\"picture\">{}</td><td class=\"counted\">{}</td></tr>\n",
                           interval_plot(row, picture_name), counted(contents, name));
}

}  // namespace

std::string figure_table(const ReportContents& contents, const ReportLabels& labels) {
  std::string head = fmt::format("<th scope=\"col\">{}</th>", escape_markup(labels("column-figure")));
  for (size_t s = 0; s < contents.systems.size(); ++s) {
    head += fmt::format("<th scope=\"col\" class=\"system\">{} {}</th>", series_key(s),
                        escape_markup(contents.systems[s].name));
  }
  head += fmt::format("<th scope=\"col\">{}</th><th scope=\"col\">{}</th>",
                      escape_markup(labels("column-picture")), escape_markup(labels("column-counted")));
  std::string out = fmt::format("<table class=\"figures\"><thead><tr>{}</tr></thead>\n", head);
  for (const Group& group : groups_of(contents, labels)) {
    out += fmt::format("<tbody><tr class=\"group\"><th scope=\"rowgroup\" colspan=\"{}\">{}</th></tr>\n",
                       contents.systems.size() + 3, escape_markup(group.heading));
    for (const std::string& name : group.names) out += figure_row(contents, name, labels);
    out += "</tbody>\n";
  }
  return out + "</table>\n";
}

}  // namespace folio
