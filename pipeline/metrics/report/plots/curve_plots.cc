#include "metrics/report/plots/curve_plots.h"

#include <algorithm>
#include <cmath>

#include "core/markup_template.h"
#include "metrics/report/figure_text.h"
#include "metrics/report/plots/svg_plot.h"

namespace folio {
namespace {

constexpr int kWidth = 460, kHeight = 340;

using Points = std::vector<std::pair<double, double>>;

double in_plot(double share) { return std::isfinite(share) ? std::clamp(share, 0.0, 1.0) : 0.0; }

}  // namespace

std::string calibration_plot(const ReportContents& contents, const ReportLabels& labels) {
  SvgPlot plot(labels("plot-calibration-name"), kWidth, kHeight, {.label = labels("plot-calibration-x")},
               {.label = labels("plot-calibration-y")});
  plot.add_axes();
  plot.add_line(0, 0, 1, 1, "ideal");
  bool any = false;
  for (size_t s = 0; s < contents.systems.size(); ++s) {
    const std::vector<CalibrationBin>& bins = contents.systems[s].calibration;
    size_t most = 0;
    for (const CalibrationBin& bin : bins) most = std::max(most, bin.count);
    Points points;
    std::string marks;
    for (const CalibrationBin& bin : bins) {
      if (bin.count == 0) continue;
      any = true;
      points.emplace_back(in_plot(bin.confidence), in_plot(bin.right));
      const double radius = 2.5 + 4 * std::sqrt(double(bin.count) / double(most));
      marks +=
          series_mark(plot.x(points.back().first), plot.y(points.back().second), s, radius,
                      filled_label(labels("plot-calibration-mark"), {{"system", contents.systems[s].name},
                                                                     {"confidence", percent(bin.confidence)},
                                                                     {"right", percent(bin.right)},
                                                                     {"count", grouped(bin.count)}}));
    }
    plot.add_curve(points, s);
    plot.add(marks);
  }
  return any ? plot.svg() : std::string();
}

std::string risk_coverage_plot(const ReportContents& contents, const ReportLabels& labels) {
  double most = 0;
  bool any = false;
  for (const ReportSystem& system : contents.systems) {
    for (const RiskPoint& point : system.risk_coverage) {
      most = std::max(most, in_plot(point.risk));
      any = true;
    }
  }
  if (!any) return {};
  const AxisSteps steps = round_steps(most);
  SvgPlot plot(labels("plot-risk-name"), kWidth, kHeight, {.label = labels("plot-risk-x")},
               {.label = labels("plot-risk-y"), .begin = 0, .end = steps.end, .step = steps.step});
  plot.add_axes();
  for (size_t s = 0; s < contents.systems.size(); ++s) {
    Points points;
    for (const RiskPoint& point : contents.systems[s].risk_coverage)
      points.emplace_back(in_plot(point.coverage), in_plot(point.risk));
    plot.add_curve(points, s);
    if (points.empty()) continue;
    const auto& [coverage, risk] = points.back();
    plot.add_mark(coverage, risk, s, 4,
                  filled_label(labels("plot-risk-mark"), {{"system", contents.systems[s].name},
                                                          {"coverage", percent(coverage)},
                                                          {"risk", percent(risk)}}));
  }
  return plot.svg();
}

}  // namespace folio
