#pragma once

#include <string>
#include <vector>

#include "metrics/comparison/comparison.h"
#include "metrics/report/report_contents.h"

namespace folio {

/// A comparison as the report page shows it. `comparison.options.with_word_errors` must have been asked for.
/// `title`: what was the truth; `notes`: what people should know of the pages, in words. Pictures are left to
/// add_pictures().
ReportContents contents_of(const Comparison& comparison, const std::string& title,
                           std::vector<std::string> notes);

/// All words of a page, those of the truth in its order, then extra ones. A word of a truth without boxes
/// stands where the hypothesis has it; one that is missed there, as a narrow box after the word before it.
std::vector<ReportWord> report_words(const ComparedWords& words, const std::vector<WordError>& errors);

}  // namespace folio
