#pragma once

#include <string>

#include "metrics/report/report_contents.h"
#include "metrics/report/report_labels.h"

namespace folio {

/// The confusions of each system: what stands in the truth, what was read, how often, and a
/// bar. Empty when no system has any.
std::string confusion_tables(const ReportContents& contents, const ReportLabels& labels);

/// White space and characters without a glyph of their own made visible: "␣", "↵", "U+0301".
std::string visible_characters(const std::string& text);

}  // namespace folio
