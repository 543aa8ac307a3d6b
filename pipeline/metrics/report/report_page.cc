#include "metrics/report/report_page.h"

#include <spdlog/fmt/fmt.h>

#include <array>
#include <cassert>

#include "core/markup_template.h"
#include "core/version.h"
#include "export/hocr/hocr_markup.h"
#include "metrics/report/confusion_tables.h"
#include "metrics/report/figure_table.h"
#include "metrics/report/figure_text.h"
#include "metrics/report/page_table.h"
#include "metrics/report/plots/curve_plots.h"
#include "metrics/report/plots/page_error_plot.h"
#include "metrics/report/plots/svg_plot.h"
#include "metrics/report/report_assets.h"
#include "metrics/report/report_data.h"
#include "metrics/report/report_labels.h"

namespace folio {
namespace {

/// The script is one, in this order.
constexpr std::array kScripts{"start.js",     "page_list.js", "page_picture.js", "page_words.js",
                              "page_text.js", "page_body.js", "controls.js"};

std::string script() {
  std::string out = "'use strict';\n";
  for (const char* file : kScripts) {
    const std::string_view text = report_asset(file);
    assert(!text.empty());
    out += text;
  }
  return out;
}

std::string policy(std::string_view style, std::string_view script) {
  return "default-src 'none'; script-src " + policy_hash(script) + "; style-src " + policy_hash(style) +
         "; img-src data:; base-uri 'none'; form-action 'none'";
}

std::string paragraph(const std::string& text) {
  return text.empty() ? std::string() : "<p>" + escape_markup(text) + "</p>\n";
}

/// How the figures came about, in sentences.
std::string about(const ReportContents& contents, const ReportLabels& labels) {
  std::string out =
      paragraph(filled_label(labels("about-pages"), {{"pages", grouped(contents.pages.size())},
                                                     {"systems", grouped(contents.systems.size())}}));
  out += paragraph(filled_label(labels("about-normalizations"), {{"names", contents.normalizations}}));
  if (contents.interval_of.empty()) {
    if (!contents.systems.empty()) out += paragraph(labels("about-no-intervals"));
  } else {
    out += paragraph(filled_label(
        labels("about-intervals"),
        {{"share", short_number(100 * contents.interval, 1)}, {"blocks", contents.interval_of}}));
  }
  for (const std::string& note : contents.notes) out += paragraph(note);
  return out;
}

/// A section with a heading and a sentence about what it shows; nothing when it shows nothing.
std::string section(const char* id, const ReportLabels& labels, const std::string& body) {
  if (body.empty()) return {};
  const std::string key = id;
  return fmt::format(
      "<section id=\"{0}\" aria-labelledby=\"{0}-heading\"><h2 id=\"{0}-heading\">{1}</h2>\n{2}{3}"
      "</section>\n",
      key, escape_markup(labels(key)), paragraph(labels(key + "-what")), body);
}

std::string scrolling(const std::string& table, const std::string& name, const char* css_class) {
  if (table.empty()) return {};
  return fmt::format("<div class=\"{}\" role=\"region\" aria-label=\"{}\" tabindex=\"0\">\n{}</div>\n",
                     css_class, escape_markup(name), table);
}

/// A plot of all systems, with what tells them apart.
std::string with_legend(const ReportContents& contents, const std::string& plot) {
  std::vector<std::string> names;
  for (const ReportSystem& system : contents.systems) names.push_back(system.name);
  return plot.empty() ? plot : series_legend(names) + plot;
}

std::string confusions(const ReportContents& contents, const ReportLabels& labels) {
  const std::string tables = confusion_tables(contents, labels);
  return tables.empty() ? std::string() : "<div class=\"side-by-side\">" + tables + "</div>\n";
}

std::string figures(const ReportContents& contents, const ReportLabels& labels) {
  if (contents.systems.empty()) return paragraph(labels("nothing-compared"));
  return scrolling(figure_table(contents, labels), labels("figures"), "wide");
}

}  // namespace

std::string report_page(const ReportContents& contents, const std::string& language) {
  const ReportLabels labels(language);
  const std::string code = script();
  const std::string style(report_asset("report.css"));
  const std::string title = filled_label(labels("title"), {{"truth", contents.title}});
  return filled_template(
      report_asset("report.html"),
      {{"language", labels.language()},
       {"policy", escape_markup(policy(style, code))},
       {"title", escape_markup(title)},
       {"style", style},
       {"skip", escape_markup(labels("skip"))},
       {"about", about(contents, labels)},
       {"figures", section("figures", labels, figures(contents, labels))},
       {"errors-by-page", section("errors-by-page", labels, page_error_plots(contents, labels))},
       {"calibration",
        section("calibration", labels, with_legend(contents, calibration_plot(contents, labels)))},
       {"risk", section("risk", labels, with_legend(contents, risk_coverage_plot(contents, labels)))},
       {"confusions", section("confusions", labels, confusions(contents, labels))},
       {"pages", escape_markup(labels("pages"))},
       {"pages-what", paragraph(labels("pages-what"))},
       {"no-script", escape_markup(labels("no-script"))},
       {"page-list", scrolling(page_table(contents, labels), labels("pages"), "list")},
       {"leaves", page_articles(contents, labels)},
       {"made-by", escape_markup(filled_label(labels("made-by"), {{"version", std::string(version())}}))},
       {"start-data", json_in_markup(start_data(contents, labels))},
       {"script", code}});
}

}  // namespace folio
