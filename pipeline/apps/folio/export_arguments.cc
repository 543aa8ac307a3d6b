#include "export_arguments.h"

namespace folio {
namespace {

/// --formats and --reflow.
void add_text_formats(CLI::App& command, ExportOptions& options) {
  command
      .add_option_function<std::vector<std::string>>(
          "--formats",
          [&options](const std::vector<std::string>& names) {
            for (const std::string& name : names) {
              options.alto = options.alto || name == "alto";
              options.page_xml = options.page_xml || name == "page";
              options.tei = options.tei || name == "tei";
            }
          },
          "Besides hOCR and texts, joined by commas: alto (STEM.alto.xml), page (STEM.page.xml), tei "
          "(STEM.tei.xml, and of the whole folio folio/folio.tei.xml)")
      ->delimiter(',')
      ->check(CLI::IsMember({"alto", "page", "tei"}));
  command.add_flag_callback(
      "--reflow", [&options] { options.text_layout = TextLayout::reflowed; },
      "In the texts a line a paragraph, words that are broken at a line's end joined");
}

}  // namespace

void add_export_options(CLI::App& command, ExportOptions& options) {
  command.add_flag("--pdf", options.pdf, "A searchable PDF of each page too");
  add_text_formats(command, options);
}

void add_apparatus_option(CLI::App& command, ExportOptions& options) {
  command.add_flag("--apparatus", options.apparatus,
                   "The text of the whole folio with an editor's notes too, in Russian: folio/apparatus.txt");
}

}  // namespace folio
