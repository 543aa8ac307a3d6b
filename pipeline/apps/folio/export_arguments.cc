#include "export_arguments.h"

#include <map>
#include <string>

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

void add_pdf_options(CLI::App& command, ExportOptions& options) {
  PdfOptions& pdf = options.pdf_options;
  command.add_flag("--pdf", options.pdf, "A searchable PDF of each page too, in layers");
  command.add_flag("--volume", options.pdf_volume,
                   "Those and one PDF of all pages with bookmarks, folio/folio.pdf");
  const std::map<std::string, Reading> readings{
      {"typed", Reading::typed}, {"amended", Reading::amended}, {"diplomatic", Reading::diplomatic}};
  command
      .add_option("--reading", pdf.reading,
                  "Which text a PDF is searched by: as typed, as amended (struck words out, insertions in), "
                  "or diplomatic: every word where it stands")
      ->transform(CLI::CheckedTransformer(readings))
      ->default_str("diplomatic");
  const std::map<std::string, PdfInsertions> places{{"inline", PdfInsertions::inline_},
                                                    {"in-place", PdfInsertions::in_place}};
  command
      .add_option("--insertions", pdf.insertions,
                  "Words written in are found in their line (inline) or where they stand (in-place); as the "
                  "reading goes: inline for amended")
      ->transform(CLI::CheckedTransformer(places));
  command.add_flag("--keep-scan", pdf.picture.keep_scan,
                   "The scan's own bytes in the PDF, in one layer, instead of paper and inks apart");
  command.add_flag("--attach", pdf.attach, "The layered hOCR within the PDF too, which then is PDF/A-3u");
}

}  // namespace

void add_export_options(CLI::App& command, ExportOptions& options) {
  add_pdf_options(command, options);
  add_text_formats(command, options);
}

void add_apparatus_option(CLI::App& command, ExportOptions& options) {
  command.add_flag("--apparatus", options.apparatus,
                   "The text of the whole folio with an editor's notes too, in Russian: folio/apparatus.txt");
}

}  // namespace folio
