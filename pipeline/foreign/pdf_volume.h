#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "foreign/pdf_writer.h"

namespace folio {

/// A page of a volume.
struct PdfVolumePage {
  std::filesystem::path file;  ///< of one page, that encode_pdf() wrote
  std::string label;           ///< page label, UTF-8; empty = none
  std::string bookmark;        ///< UTF-8
};

/// Puts pages together into one file: one list of layers, a bookmark and a label for each page. Reads each
/// page's images only when they are written, so that many pages need little memory. The same pages give the
/// same bytes. Throws Error{input} for a page that is no such file, Error{file_access}. `pages` is not empty.
void write_pdf_volume(const std::vector<PdfVolumePage>& pages, const PdfFacts& facts,
                      const std::filesystem::path& file);

}  // namespace folio
