#pragma once

#include <cstddef>

#include "metrics/report/report_contents.h"

namespace folio {

/// A text that does harm wherever it is taken for markup or script: it would set the document's title to
/// "run".
inline constexpr const char* kHostileText =
    "</script><script>document.title='run'</script><img src=x onerror=\"document.title='run'\"><!--";

/// A report of so many typed pages by two systems, the second worse, with one of everything: all outcomes in
/// all layers, intervals, a difference, confusions, calibration, risk and coverage. The third page has no
/// boxes, the fourth a picture; the second page's truth and the second system's name hold kHostileText. The
/// same for the same number.
ReportContents sample_report(size_t pages);

}  // namespace folio
