#pragma once

#include <string>

#include "metrics/report/report_contents.h"
#include "metrics/report/report_labels.h"

namespace folio {

/// The kind of words that one switch of the page shows and hides: "typed", "hand", "struck", "inserted",
/// "stamp", "print". A word that is struck or inserted is that, whatever its layer.
std::string_view word_group(const ReportWord& word);

/// What the script needs from the start, as JSON: labels, names of systems.
std::string start_data(const ReportContents& contents, const ReportLabels& labels);

/// What the script needs to draw a page, as JSON:
/// {"image": "data:…" or "", "readings": [{"size": [width, height], "figures": [[name, value]],
/// "has_words": whether any were compared, "words": […], "lines": […]}]}
/// A word is [x0, y0, x1, y1, group, outcome, text, read, reason], right ones without a place left out; a
/// line is a list of pieces: a string where both sides are the same, [truth, read, true] where they only
/// count as the same, [truth, read] where they differ.
std::string page_data(const ReportPage& page, const ReportLabels& labels);

}  // namespace folio
