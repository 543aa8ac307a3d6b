#pragma once

#include <CLI/CLI.hpp>

#include "batch/digitize_options.h"

namespace folio {

/// What a command that opens scans may take of the machine. Sets `limits` to what it is without these
/// options; they must outlive the parser.
void add_resources(CLI::App& command, WorkerLimits& limits);

/// "nan" is a number to a parser, and within any range.
std::string check_number(const std::string& text);

}  // namespace folio
