#pragma once

#include <string>

#include "metrics/report/report_contents.h"
#include "metrics/report/report_labels.h"

namespace folio {

/// A row for each page: its name, a link to it, and each system's error with the number of its wrong words.
/// What the script sorts and filters by is in data-errors (one figure a system, joined by blanks, "-" where
/// there is none) and data-marks (missed,misread,wrong-layer,extra words, the same way).
std::string page_table(const ReportContents& contents, const ReportLabels& labels);

/// An article for each page, with its name and what its place is: the script draws the rest when it comes in
/// view, from the JSON beside it.
std::string page_articles(const ReportContents& contents, const ReportLabels& labels);

}  // namespace folio
