#pragma once

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <string>
#include <vector>

#include "foreign/pdf_writer.h"

namespace folio {

/// Parts that files of one page and volumes have in common, as qpdf's objects.
using PdfObject = QPDFObjectHandle;

/// A stream that qpdf packs, with the entries of a dictionary in PDF's syntax.
PdfObject pdf_stream(QPDF& pdf, const std::string& bytes, const std::string& dictionary);

PdfObject pdf_object(QPDF& pdf, const std::string& dictionary);

/// Sets /OCProperties; returns the groups in the order of `layers`.
std::vector<PdfObject> add_layers(QPDF& pdf, const std::vector<PdfLayer>& layers);

/// Metadata, document information, language, output intent and attachments.
void add_facts(QPDF& pdf, const PdfFacts& facts);

/// A page label for each page; empty = none is known. Nothing is set when all are empty.
void add_page_labels(QPDF& pdf, const std::vector<std::string>& labels);

}  // namespace folio
