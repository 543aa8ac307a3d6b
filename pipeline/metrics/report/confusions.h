#pragma once

#include "metrics/report/report_contents.h"

namespace folio {

/// Fills each system's confusions from the aligned lines of its pages: what stands in the truth between two
/// places where both are the same, and what was read there, of up to three characters a side; longer
/// stretches are no confusions of letters. The most frequent first, those as frequent by their text.
void add_confusions(ReportContents& contents);

}  // namespace folio
