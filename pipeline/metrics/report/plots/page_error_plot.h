#pragma once

#include <string>

#include "metrics/report/report_contents.h"
#include "metrics/report/report_labels.h"

namespace folio {

/// The figure by which the page sorts and plots errors: the first of cer, typed.cer and wer that any page
/// has. Empty when none has any of them.
std::string error_figure(const ReportContents& contents);

/// The figure of this name, if it is there and was measured.
const ReportFigure* find_figure(const std::vector<ReportFigure>& figures, const std::string& name);

/// A bar for each page, in the order of pages, one plot a system on one scale; each leads to its page. Bars
/// above 100 % are cut there. Empty when there is no error figure.
std::string page_error_plots(const ReportContents& contents, const ReportLabels& labels);

}  // namespace folio
