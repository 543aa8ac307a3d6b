#pragma once

#include <filesystem>
#include <qpdf/QPDF.hh>
#include <string>

namespace folio {

/// The document as a file's bytes: PDF 1.7, small objects packed together, an ID made of the content and no
/// time stamps. Throws what qpdf throws.
std::string pdf_bytes(QPDF& pdf);

/// The same straight into a file, so that what it holds need not be in memory.
void write_pdf(QPDF& pdf, const std::filesystem::path& file);

}  // namespace folio
