#include "support/opened_pdf.h"

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>

namespace folio {
namespace {

using Object = QPDFObjectHandle;

std::string text_of(const std::shared_ptr<Buffer>& buffer) {
  return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

std::vector<std::string> names_of(Object groups) {
  std::vector<std::string> names;
  for (Object& group : groups.getArrayAsVector()) names.push_back(group.getKey("/Name").getUTF8Value());
  return names;
}

}  // namespace

OpenedPdf open_pdf(const std::string& bytes) {
  QPDF pdf;
  pdf.setSuppressWarnings(true);
  pdf.processMemoryFile("test", bytes.data(), bytes.size());
  OpenedPdf out;
  Object root = pdf.getRoot(), page = pdf.getAllPages().at(0), trailer = pdf.getTrailer();
  out.xmp = text_of(root.getKey("/Metadata").getStreamData());
  out.xmp_is_filtered = root.getKey("/Metadata").getDict().hasKey("/Filter");
  out.title = trailer.getKey("/Info").getKey("/Title").getUTF8Value();
  out.producer = trailer.getKey("/Info").getKey("/Producer").getUTF8Value();
  if (root.hasKey("/Lang")) out.language = root.getKey("/Lang").getUTF8Value();
  out.has_id = trailer.hasKey("/ID");
  Object intent = root.getKey("/OutputIntents").getArrayItem(0);
  out.intent = intent.getKey("/S").getName();
  out.icc_profile = text_of(intent.getKey("/DestOutputProfile").getStreamData());
  Object properties = root.getKey("/OCProperties");
  out.layers = names_of(properties.getKey("/OCGs"));
  out.ordered_layers = names_of(properties.getKey("/D").getKey("/Order"));
  out.has_configuration_name = properties.getKey("/D").hasKey("/Name");
  out.has_as = properties.getKey("/D").hasKey("/AS");
  Object resources = page.getKey("/Resources");
  for (auto& [key, group] : resources.getKey("/Properties").getDictAsMap()) {
    out.page_layers.push_back(group.getKey("/Name").getUTF8Value());
  }
  out.width = page.getKey("/MediaBox").getArrayItem(2).getNumericValue();
  out.height = page.getKey("/MediaBox").getArrayItem(3).getNumericValue();
  Object image = resources.getKey("/XObject").getKey("/Scan");
  out.image_filter = image.getDict().getKey("/Filter").getName();
  out.image_color_space = image.getDict().getKey("/ColorSpace").getName();
  out.image_bits = image.getDict().getKey("/BitsPerComponent").getIntValue();
  out.image_bytes = text_of(image.getRawStreamData());
  Object font = resources.getKey("/Font").getKey("/Text");
  out.to_unicode = text_of(font.getKey("/ToUnicode").getStreamData());
  Object file =
      font.getKey("/DescendantFonts").getArrayItem(0).getKey("/FontDescriptor").getKey("/FontFile2");
  out.font_file = text_of(file.getStreamData());
  out.font_length = file.getDict().getKey("/Length1").getIntValue();
  for (QPDFExc& warning : pdf.getWarnings()) out.warnings.emplace_back(warning.what());
  return out;
}

}  // namespace folio
