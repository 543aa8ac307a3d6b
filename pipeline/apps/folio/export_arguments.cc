#include "export_arguments.h"

namespace folio {

void add_export_options(CLI::App& command, ExportOptions& options) {
  command.add_flag("--pdf", options.pdf, "A searchable PDF of each page too");
}

void add_apparatus_option(CLI::App& command, ExportOptions& options) {
  command.add_flag("--apparatus", options.apparatus,
                   "The text of the whole folio with an editor's notes too, in Russian: folio/apparatus.txt");
}

}  // namespace folio
