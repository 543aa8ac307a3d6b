#pragma once

#include <string>

#include "metrics/comparison/comparison.h"

namespace folio {

/// All that a comparison holds but pictures and texts, as JSON: see docs/metrics.md. Figures that were not
/// measured are left out. Ends in a line end.
std::string comparison_json(const Comparison& comparison);

/// A row a figure of a page, and of all pages (page "all"): system,page,figure,value,low,high,count,unit.
/// RFC 4180, but for line ends: \n. A field that opens with one of = + - @ gets an apostrophe before it, lest
/// a spreadsheet takes it for a formula; numbers are left alone. Figures that were not measured are left out.
std::string comparison_csv(const Comparison& comparison);

/// Whether there was anything to measure, or anything that should not be there.
bool was_measured(const Figure& figure);

}  // namespace folio
