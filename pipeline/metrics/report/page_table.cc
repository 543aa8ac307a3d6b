#include "metrics/report/page_table.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <array>

#include "core/markup_template.h"
#include "export/hocr/hocr_markup.h"
#include "metrics/report/figure_text.h"
#include "metrics/report/plots/page_error_plot.h"
#include "metrics/report/report_data.h"

namespace folio {
namespace {

constexpr std::array kWrong{WordOutcome::missed, WordOutcome::misread, WordOutcome::wrong_layer,
                            WordOutcome::extra};

std::string marks_of(const PageReading& reading) {
  std::string out;
  for (const WordOutcome outcome : kWrong)
    out += fmt::format("{}{}", out.empty() ? "" : ",",
                       std::ranges::count(reading.words, outcome, &ReportWord::outcome));
  return out;
}

std::string error_cell(const PageReading& reading, const std::string& name, const ReportLabels& labels) {
  const ReportFigure* figure = find_figure(reading.figures, name);
  const auto right = std::ranges::count(reading.words, WordOutcome::right, &ReportWord::outcome);
  std::string out =
      fmt::format("<td><span class=\"value\">{}</span>", figure ? percent(*figure->value) : "–");
  if (!reading.words.empty()) {
    const std::string count = grouped(reading.words.size() - static_cast<size_t>(right));
    out += fmt::format(" <span class=\"wrong\">{}</span>",
                       escape_markup(filled_label(labels("wrong-words"), {{"count", count}})));
  }
  return out + "</td>";
}

std::string row_of(const ReportPage& page, size_t index, size_t systems, const std::string& name,
                   const ReportLabels& labels) {
  std::string errors, marks, cells;
  for (size_t s = 0; s < systems; ++s) {
    const PageReading reading = s < page.readings.size() ? page.readings[s] : PageReading{};
    const ReportFigure* figure = find_figure(reading.figures, name);
    const char* blank = s == 0 ? "" : " ";
    errors += blank + (figure ? short_number(*figure->value, 6) : std::string("-"));
    marks += blank + marks_of(reading);
    cells += error_cell(reading, name, labels);
  }
  return fmt::format(
      "<tr data-page=\"{}\" data-errors=\"{}\" data-marks=\"{}\"><td class=\"number\">{}</td><th "
      "scope=\"row\"><a "
      "href=\"#page-{}\"><bdi>{}</bdi></a></th>{}</tr>\n",
      index + 1, errors, marks, index + 1, index + 1, escape_markup(page.name), cells);
}

}  // namespace

std::string page_table(const ReportContents& contents, const ReportLabels& labels) {
  const std::string name = error_figure(contents);
  const auto sorting = [](const std::string& key, const std::string& label) {
    return fmt::format("<th scope=\"col\"><button type=\"button\" data-sort=\"{}\">{}</button></th>", key,
                       escape_markup(label));
  };
  std::string head = sorting("order", labels("column-number")) + sorting("name", labels("column-page"));
  for (size_t s = 0; s < contents.systems.size(); ++s)
    head += sorting(fmt::format("error-{}", s), contents.systems[s].name);
  std::string out = fmt::format(
      "<table class=\"page-list\"><caption>{}</caption><thead><tr>{}</tr></thead><tbody>\n",
      escape_markup(filled_label(labels("page-list-caption"),
                                 {{"figure", name.empty() ? labels("error") : labels.figure_name(name)}})),
      head);
  for (size_t p = 0; p < contents.pages.size(); ++p)
    out += row_of(contents.pages[p], p, contents.systems.size(), name, labels);
  return out + "</tbody></table>\n";
}

std::string page_articles(const ReportContents& contents, const ReportLabels& labels) {
  std::string out;
  for (size_t p = 0; p < contents.pages.size(); ++p) {
    out += fmt::format(
        "<article id=\"page-{0}\" data-page=\"{0}\" aria-labelledby=\"page-{0}-name\" tabindex=\"-1\"><h3 "
        "id=\"page-{0}-name\"><span class=\"number\">{0}</span> <bdi>{1}</bdi></h3><div class=\"body\"><p "
        "class=\"waiting\">{2}</p></div></article>\n"
        "<script type=\"application/json\" id=\"data-{0}\">{3}</script>\n",
        p + 1, escape_markup(contents.pages[p].name), escape_markup(labels("waiting")),
        json_in_markup(page_data(contents.pages[p], labels)));
  }
  return out;
}

}  // namespace folio
