#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "metrics/report/confusion_tables.h"
#include "metrics/report/figure_text.h"
#include "metrics/report/plots/curve_plots.h"
#include "metrics/report/plots/interval_plot.h"
#include "metrics/report/plots/page_error_plot.h"
#include "metrics/report/plots/svg_plot.h"
#include "support/sample_report.h"

namespace folio {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(RoundSteps, HoldTheGreatestValue) {
  EXPECT_DOUBLE_EQ(round_steps(0.1).end, 0.1);
  EXPECT_DOUBLE_EQ(round_steps(0.1).step, 0.025);
  EXPECT_DOUBLE_EQ(round_steps(0.11).end, 0.15);
  EXPECT_DOUBLE_EQ(round_steps(1).end, 1);
  EXPECT_DOUBLE_EQ(round_steps(0).end, 1);
  EXPECT_DOUBLE_EQ(round_steps(-3).end, 1);
  for (const double most : {1e-9, 0.0123, 0.99, 7.0, 12345.0}) {
    const AxisSteps steps = round_steps(most);
    EXPECT_GE(steps.end, most * (1 - 1e-9));
    EXPECT_LE(steps.end / steps.step, 5.0001);
  }
}

TEST(Percent, HasTwoDecimalsBelowATenth) {
  EXPECT_EQ(percent(0.0312), "3.12 %");
  EXPECT_EQ(percent(0.0999), "9.99 %");
  EXPECT_EQ(percent(0.99951), "100.0 %");
  EXPECT_EQ(percent(0.0999999), "10.0 %");
  EXPECT_EQ(percent(-0.00001), "0.00 %");
  EXPECT_EQ(percent(std::numeric_limits<double>::infinity()), "∞ %");
  EXPECT_EQ(signed_number(-0.0041, true), "−0.41");
  EXPECT_EQ(signed_number(0.0041, true), "+0.41");
  EXPECT_EQ(signed_number(0.00001, true), "0.00");
}

TEST(Grouped, SetsThousandsApart) {
  EXPECT_EQ(grouped(0), "0");
  EXPECT_EQ(grouped(999), "999");
  EXPECT_EQ(grouped(1234567), "1\u202f234\u202f567");
}

TEST(PageErrorPlots, HaveABarForEachMeasuredPage) {
  ReportContents contents = sample_report(6);
  contents.pages[2].readings[1].figures.clear();
  const std::string plots = page_error_plots(contents, ReportLabels());
  EXPECT_THAT(plots, HasSubstr("href=\"#page-6\""));
  size_t bars = 0;
  for (size_t at = plots.find("<rect class=\"bar"); at != std::string::npos;
       at = plots.find("<rect class=\"bar", at + 1))
    ++bars;
  EXPECT_EQ(bars, 11U);
}

TEST(PageErrorPlots, CutBarsAtOneHundredPercent) {
  ReportContents contents = sample_report(1);
  contents.pages[0].readings[0].figures[0].value = 7.5;
  const std::string plots = page_error_plots(contents, ReportLabels());
  EXPECT_THAT(plots, HasSubstr("leaf-001: 750.0 %"));
  EXPECT_THAT(plots, HasSubstr(">100 %<"));
  EXPECT_THAT(plots, HasSubstr("y=\"10\" width=\"876\" height=\"136\""));  // all of the plot
}

TEST(PageErrorPlots, AreEmptyWithoutAFigure) {
  EXPECT_EQ(error_figure({}), "");
  EXPECT_EQ(page_error_plots({}, ReportLabels()), "");
}

TEST(CurvePlots, AreEmptyWithoutData) {
  ReportContents contents = sample_report(1);
  EXPECT_THAT(calibration_plot(contents, ReportLabels()), HasSubstr("confidence 95.0 %"));
  EXPECT_THAT(risk_coverage_plot(contents, ReportLabels()), HasSubstr("100.0 % kept"));
  for (ReportSystem& system : contents.systems) {
    system.calibration = {{0.5, 0.5, 0}};
    system.risk_coverage.clear();
  }
  EXPECT_EQ(calibration_plot(contents, ReportLabels()), "");
  EXPECT_EQ(risk_coverage_plot(contents, ReportLabels()), "");
}

TEST(IntervalPlot, IsEmptyWithoutValues) {
  EXPECT_EQ(interval_plot({std::nullopt, ReportFigure{}}, "x"), "");
  const std::string plot =
      interval_plot({ReportFigure{"cer", 0.02, 0.01, 0.04, 9, "", ""}, std::nullopt}, "all & none");
  EXPECT_THAT(plot, HasSubstr("class=\"whisker series-0\""));
  EXPECT_THAT(plot, HasSubstr("aria-label=\"all &amp; none\""));
  EXPECT_THAT(plot, HasSubstr(">4 %<"));
}

TEST(VisibleCharacters, ShowWhatHasNoGlyph) {
  EXPECT_EQ(visible_characters("а б\n"), "а␣б↵");
  EXPECT_EQ(visible_characters("\u00ad\u202e\u00a0"), "U+00ADU+202EU+00A0");
}

}  // namespace
}  // namespace folio
