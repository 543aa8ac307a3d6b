#include "metrics/report/plots/interval_plot.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>

#include "export/hocr/hocr_markup.h"
#include "metrics/report/figure_text.h"
#include "metrics/report/plots/svg_plot.h"

namespace folio {
namespace {

constexpr double kLeft = 6, kWidth = 150, kRow = 14;

}  // namespace

std::string interval_plot(const std::vector<std::optional<ReportFigure>>& figures, const std::string& name) {
  double most = -1;
  bool is_share = true;
  for (const auto& figure : figures) {
    if (!figure || !figure->value) continue;
    most = std::max({most, *figure->value, figure->high.value_or(0)});
    is_share = figure->is_share;
  }
  if (most < 0) return {};
  const double end = round_steps(most).end;
  const auto x = [&](double value) {
    return short_number(kLeft + std::clamp(value / end, 0.0, 1.0) * kWidth, 1);
  };
  const double bottom = kRow * static_cast<double>(figures.size()) + 2;
  std::string body = fmt::format("<path class=\"axis\" d=\"M{} 0V{}\"/><path class=\"grid\" d=\"M{} 0V{}\"/>",
                                 x(0), short_number(bottom, 1), x(end), short_number(bottom, 1));
  for (size_t s = 0; s < figures.size(); ++s) {
    const auto& figure = figures[s];
    if (!figure || !figure->value) continue;
    const double y = kRow * (static_cast<double>(s) + 0.5) + 1;
    if (figure->low && figure->high) {
      body += fmt::format("<path class=\"whisker {}\" d=\"M{} {}H{}\"/>", series_class(s), x(*figure->low),
                          short_number(y, 1), x(*figure->high));
    }
    body += series_mark(kLeft + std::clamp(*figure->value / end, 0.0, 1.0) * kWidth, y, s, 3.5,
                        shown_value(*figure->value, figure->is_share));
  }
  body += fmt::format("<text class=\"step-start\" x=\"{}\" y=\"{}\">0</text>", x(0),
                      short_number(bottom + 11, 1));
  body += fmt::format("<text class=\"step-end\" x=\"{}\" y=\"{}\">{}</text>", x(end),
                      short_number(bottom + 11, 1),
                      is_share ? short_number(100 * end, 2) + " %" : short_number(end, 3));
  return fmt::format(
      "<svg class=\"intervals\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\" role=\"img\" "
      "aria-label=\"{2}\">{3}</svg>",
      short_number(2 * kLeft + kWidth + 10, 0), short_number(bottom + 14, 0), escape_markup(name), body);
}

}  // namespace folio
