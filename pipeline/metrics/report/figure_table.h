#pragma once

#include <string>

#include "metrics/report/report_contents.h"
#include "metrics/report/report_labels.h"

namespace folio {

/// All figures that were measured, by groups: a row each with what it tells in plain words, a column a system
/// with value, interval and difference to the first, and a picture of the intervals.
std::string figure_table(const ReportContents& contents, const ReportLabels& labels);

}  // namespace folio
