#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "metrics/comparison/comparison.h"
#include "metrics/comparison/page_matching.h"

namespace folio {

/// The command line of `folio evaluate`.
struct EvaluateArguments {
  std::string truth;
  std::vector<std::string> hypotheses;
  std::string normalizations = "none";
  std::string profiles = "none";
  std::string match = "stem-content";
  std::string block = "page";
  int interval_percent = 90;
  std::string json, csv, report;  ///< files; empty = none is written
  std::string report_images;      ///< folder of scans; empty = the report has no pictures
  std::vector<std::string> fail_if;
  bool words = false;
};

void add_evaluate_options(CLI::App& command, EvaluateArguments& arguments);

/// What the arguments say. Throws Error{arguments}.
ComparisonOptions comparison_options(const EvaluateArguments& arguments);
MatchBy match_by(const EvaluateArguments& arguments);

}  // namespace folio
