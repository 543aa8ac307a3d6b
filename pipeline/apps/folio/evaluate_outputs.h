#pragma once

#include "evaluate_arguments.h"

namespace folio {

/// Refuses to write over what is evaluated: a file given as truth or hypothesis, or one that a given folder
/// is or would next time be read with (STEM.html would pass as hOCR); and two outputs in one file. Throws
/// Error{arguments}.
void check_outputs(const EvaluateArguments& arguments);

}  // namespace folio
