#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "export/pdf/searchable_pdf.h"
#include "export/readings.h"
#include "page/layer.h"
#include "page/reconciled_page.h"
#include "page/scanned_page.h"
#include "transcription/reading.h"

namespace folio {

/// All that an exporter may draw on. Pointers are null where the caller has nothing: see needs_*().
struct ExportInput {
  const ReconciledPage& page;
  const ScannedPage* scan = nullptr;
  const LayerMasks* masks_on_scan = nullptr;
  std::string call_number = {};          ///< of the page's folio, with its leaf; empty = not known
  const std::string* earlier = nullptr;  ///< the same product of the same pixels, with another text
};

/// One product of a page. Const and free of state: one exporter may serve many threads.
class Exporter {
 public:
  virtual ~Exporter() = default;
  /// What follows the page's stem in the product's name: ".hocr", ".typed.txt".
  virtual std::string_view extension() const = 0;
  virtual bool needs_masks() const { return false; }
  /// Made of pixels and text: drawn by bytes() from the scan and, where they are known, its masks, or else
  /// from `earlier`.
  virtual bool has_picture() const { return false; }
  /// The product's bytes. What it needs must be there.
  virtual std::string bytes(const ExportInput& input) const = 0;
  /// Writes the product, whole or not at all. Throws Error{file_access}.
  void write(const ExportInput& input, const std::filesystem::path& path) const;
};

struct ExportOptions {
  // PDF
  bool pdf = false;         ///< a searchable PDF of each page too
  bool pdf_volume = false;  ///< and one of all pages
  PdfOptions pdf_options = {};
  // Texts of a whole folio
  bool apparatus = false;  ///< of a reconciled folio: its text with an editor's notes too

  // ALTO, PAGE, TEI and the layout of texts
  bool alto = false;             ///< ALTO too
  bool page_xml = false;         ///< PAGE XML too
  bool tei = false;              ///< TEI too, of each page and of the whole folio
  std::string call_number = {};  ///< of the folio, for TEI, as parse_call_number reads it; empty = not known
  TextLayout text_layout = TextLayout::lines;  ///< of the readings
};

/// All of them in words: other options, other words.
std::string choices_of(const ExportOptions& options);

std::unique_ptr<Exporter> make_hocr_exporter();
std::unique_ptr<Exporter> make_reading_exporter(Reading reading, TextLayout layout = TextLayout::lines);
std::unique_ptr<Exporter> make_layers_exporter();
std::unique_ptr<Exporter> make_pdf_exporter(const ExportOptions& options);
std::unique_ptr<Exporter> make_alto_exporter();
std::unique_ptr<Exporter> make_page_xml_exporter();
std::unique_ptr<Exporter> make_tei_exporter(const ExportOptions& options);

/// The products of every page, in the order in which they are written: hOCR, three readings, layers, and
/// where they are wanted the PDF, ALTO, PAGE and TEI.
std::vector<std::unique_ptr<Exporter>> make_exporters(const ExportOptions& options);

}  // namespace folio
