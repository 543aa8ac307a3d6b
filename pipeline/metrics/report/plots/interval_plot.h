#pragma once

#include <optional>
#include <string>
#include <vector>

#include "metrics/report/report_contents.h"

namespace folio {

/// A small picture of one figure of all systems: each a mark at its value with a line over its interval, one
/// below the other, from 0 to the greatest end of all. Empty when no system has a value. `name` is for screen
/// readers.
std::string interval_plot(const std::vector<std::optional<ReportFigure>>& figures, const std::string& name);

}  // namespace folio
