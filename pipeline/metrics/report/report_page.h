#pragma once

#include <string>

#include "metrics/report/report_contents.h"

namespace folio {

/// One HTML file for people: figures with intervals, plots, confusions, and each page with its errors at
/// their places and its text beside the truth's. It needs no other file and no network, works from file://,
/// and a policy in it (Content-Security-Policy) forbids all but its own script, style and embedded pictures.
/// Figures and plots stand in the file as HTML and SVG and need no script; pages are drawn by the script when
/// they come in view. The same contents give the same bytes. No systems or pages: a page that says so.
/// `language`: of the words around the figures; "en".
std::string report_page(const ReportContents& contents, const std::string& language = "en");

}  // namespace folio
