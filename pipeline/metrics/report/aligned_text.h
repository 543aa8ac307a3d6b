#pragma once

#include <string_view>
#include <vector>

#include "metrics/normalization.h"
#include "metrics/report/report_contents.h"

namespace folio {

/// The truth's lines, each beside what was read for it: the alignment of the grapheme clusters by which the
/// character error rate counts. Both sides stand as they are; what the normalizations forgive counts as the
/// same. How the hypothesis breaks its lines means nothing: its line ends are blanks. Lines of the truth
/// without anything are left out. Both texts empty: no lines.
std::vector<AlignedLine> aligned_text(std::string_view truth, std::string_view hypothesis,
                                      const Normalizations& normalizations);

}  // namespace folio
