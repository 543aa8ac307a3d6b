#pragma once

#include <CLI/CLI.hpp>

#include "export/exporter.h"

namespace folio {

/// The options of all commands that write products of pages. `options` must outlive the parser.
void add_export_options(CLI::App& command, ExportOptions& options);

/// --apparatus, of commands that reconcile.
void add_apparatus_option(CLI::App& command, ExportOptions& options);

}  // namespace folio
