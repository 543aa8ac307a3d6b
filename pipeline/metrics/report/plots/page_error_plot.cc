#include "metrics/report/plots/page_error_plot.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>

#include "core/markup_template.h"
#include "export/hocr/hocr_markup.h"
#include "metrics/report/figure_text.h"
#include "metrics/report/plots/svg_plot.h"

namespace folio {
namespace {

constexpr int kWidth = 960, kHeight = 190;

/// A bar from the axis up to `value`, which is cut at the plot's end.
std::string bar(const SvgPlot& plot, size_t page, double value, double end, size_t series,
                const std::string& tooltip) {
  const double left = plot.x(static_cast<double>(page)), right = plot.x(static_cast<double>(page) + 1);
  const double gap = std::min(4.0, (right - left) / 5);
  const double top = plot.y(std::min(value, end));
  return fmt::format(
      "<a href=\"#page-{}\" tabindex=\"-1\"><title>{}</title><rect class=\"bar {}\" x=\"{}\" y=\"{}\" "
      "width=\"{}\" height=\"{}\"/></a>",
      page + 1, escape_markup(tooltip), series_class(series), short_number(left + gap / 2, 2),
      short_number(top, 1), short_number(right - left - gap, 2), short_number(plot.y(0) - top, 1));
}

/// Below the first page, and each so many pages that a dozen numbers or so are there.
void add_page_numbers(SvgPlot& plot, size_t pages) {
  const auto step = static_cast<size_t>(std::max(1.0, round_steps(double(pages) / 3).step));
  for (size_t number = 1; number <= pages; number += number == 1 && step > 1 ? step - 1 : step)
    plot.add_step_label(static_cast<double>(number) - 0.5, std::to_string(number));
}

std::string plot_of(const ReportContents& contents, const ReportLabels& labels, const std::string& name,
                    size_t system, double end, double step) {
  const std::string& system_name = contents.systems[system].name;
  const std::string figure = labels.figure_name(name);
  SvgPlot plot(filled_label(labels("plot-pages-name"), {{"figure", figure}, {"system", system_name}}), kWidth,
               kHeight,
               {.label = labels("plot-pages-x"), .begin = 0, .end = double(contents.pages.size()), .step = 0},
               {.label = figure, .begin = 0, .end = end, .step = step});
  plot.add_axes();
  add_page_numbers(plot, contents.pages.size());
  for (size_t p = 0; p < contents.pages.size(); ++p) {
    if (system >= contents.pages[p].readings.size()) continue;
    const ReportFigure* found = find_figure(contents.pages[p].readings[system].figures, name);
    if (!found) continue;
    plot.add(
        bar(plot, p, *found->value, end, system, contents.pages[p].name + ": " + percent(*found->value)));
  }
  if (const ReportFigure* total = find_figure(contents.systems[system].figures, name))
    plot.add_line(0, std::min(*total->value, end), double(contents.pages.size()),
                  std::min(*total->value, end), "total");
  return fmt::format("<figure><figcaption>{}</figcaption>{}</figure>\n", escape_markup(system_name),
                     plot.svg());
}

}  // namespace

const ReportFigure* find_figure(const std::vector<ReportFigure>& figures, const std::string& name) {
  const auto found = std::ranges::find(figures, name, &ReportFigure::name);
  return found != figures.end() && found->value ? &*found : nullptr;
}

std::string error_figure(const ReportContents& contents) {
  for (const char* name : {"cer", "typed.cer", "wer"}) {
    for (const ReportPage& page : contents.pages) {
      for (const PageReading& reading : page.readings) {
        if (find_figure(reading.figures, name)) return name;
      }
    }
  }
  return {};
}

std::string page_error_plots(const ReportContents& contents, const ReportLabels& labels) {
  const std::string name = error_figure(contents);
  if (name.empty()) return {};
  double most = 0;
  for (const ReportPage& page : contents.pages) {
    for (const PageReading& reading : page.readings) {
      if (const ReportFigure* figure = find_figure(reading.figures, name))
        most = std::max(most, *figure->value);
    }
  }
  const AxisSteps steps = round_steps(std::min(most, 1.0));
  std::string out;
  for (size_t s = 0; s < contents.systems.size(); ++s)
    out += plot_of(contents, labels, name, s, steps.end, steps.step);
  return out;
}

}  // namespace folio
