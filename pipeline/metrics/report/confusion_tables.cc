#include "metrics/report/confusion_tables.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>

#include "core/text.h"
#include "export/hocr/hocr_markup.h"
#include "metrics/report/figure_text.h"
#include "metrics/report/plots/svg_plot.h"

namespace folio {
namespace {

constexpr double kBar = 160;  // pixels

std::string side(const std::string& text, const ReportLabels& labels) {
  if (text.empty()) return fmt::format("<td class=\"nothing\">{}</td>", escape_markup(labels("nothing")));
  return fmt::format("<td><bdi class=\"glyphs\">{}</bdi></td>", escape_markup(visible_characters(text)));
}

std::string table_of(const ReportSystem& system, size_t series, size_t most, const ReportLabels& labels) {
  std::string out = fmt::format(
      "<table class=\"confusions\"><caption>{}</caption><thead><tr><th scope=\"col\">{}</th><th "
      "scope=\"col\">{}</th><th scope=\"col\" colspan=\"2\">{}</th></tr></thead><tbody>\n",
      escape_markup(system.name), escape_markup(labels("column-truth")), escape_markup(labels("column-read")),
      escape_markup(labels("column-times")));
  for (const ConfusionRow& row : system.confusions) {
    const double width = kBar * double(row.count) / double(most);
    out += fmt::format(
        "<tr>{}{}<td class=\"times\">{}</td><td><svg width=\"{}\" height=\"12\" aria-hidden=\"true\"><rect "
        "class=\"bar {}\" width=\"{}\" height=\"12\"/></svg></td></tr>\n",
        side(row.truth, labels), side(row.read, labels), grouped(row.count), kBar, series_class(series),
        short_number(width, 1));
  }
  return out + "</tbody></table>\n";
}

}  // namespace

std::string visible_characters(const std::string& text) {
  std::string out;
  for (const char32_t c : to_code_points(text)) {
    if (c == U' ') {
      out += "␣";
    } else if (c == U'\n') {
      out += "↵";
    } else if (is_space(c) || c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0xad ||
               (c >= 0x200b && c <= 0x200f) || (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x2069) ||
               c == 0xfeff) {
      out += fmt::format("U+{:04X}", static_cast<unsigned>(c));
    } else {
      out += from_code_points(std::u32string_view(&c, 1));
    }
  }
  return out;
}

std::string confusion_tables(const ReportContents& contents, const ReportLabels& labels) {
  size_t most = 0;
  for (const ReportSystem& system : contents.systems) {
    for (const ConfusionRow& row : system.confusions) most = std::max(most, row.count);
  }
  if (most == 0) return {};
  std::string out;
  for (size_t s = 0; s < contents.systems.size(); ++s) {
    if (!contents.systems[s].confusions.empty()) out += table_of(contents.systems[s], s, most, labels);
  }
  return out;
}

}  // namespace folio
