#include "foreign/pdf_output.h"

#include <mutex>
#include <qpdf/Pl_Flate.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFWriter.hh>

namespace folio {
namespace {

void set_up(QPDF& pdf, QPDFWriter& writer) {
  static std::once_flag once;
  std::call_once(once, [] { Pl_Flate::setCompressionLevel(9); });
  pdf.getRoot().replaceKey("/Version", QPDFObjectHandle::newName("/1.7"));
  writer.setMinimumPDFVersion("1.7");
  writer.setDeterministicID(true);
  writer.setObjectStreamMode(qpdf_o_generate);
  writer.setNewlineBeforeEndstream(true);
}

}  // namespace

std::string pdf_bytes(QPDF& pdf) {
  QPDFWriter writer(pdf);
  writer.setOutputMemory();
  set_up(pdf, writer);
  writer.write();
  const std::shared_ptr<Buffer> buffer = writer.getBufferSharedPointer();
  return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

void write_pdf(QPDF& pdf, const std::filesystem::path& file) {
  QPDFWriter writer(pdf, file.c_str());
  set_up(pdf, writer);
  writer.write();
}

}  // namespace folio
