#pragma once

#include <string>

#include "metrics/report/report_contents.h"
#include "metrics/report/report_labels.h"

namespace folio {

/// Reliability diagram: of the words of about the same confidence, the share that is right; a mark's area
/// goes with their number. On the diagonal a confidence means what it says. Empty when no system has bins.
std::string calibration_plot(const ReportContents& contents, const ReportLabels& labels);

/// Share of wrong words among those kept when the least sure are left out. Empty when no system has points.
std::string risk_coverage_plot(const ReportContents& contents, const ReportLabels& labels);

}  // namespace folio
