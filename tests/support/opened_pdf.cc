#include "support/opened_pdf.h"

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFEmbeddedFileDocumentHelper.hh>
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

OpenedPdf::Image image_of(Object stream) {
  Object dictionary = stream.getDict();
  OpenedPdf::Image image;
  image.filter = dictionary.getKey("/Filter").getName();
  if (!dictionary.hasKey("/ImageMask")) image.color_space = dictionary.getKey("/ColorSpace").getName();
  image.width = dictionary.getKey("/Width").getIntValueAsInt();
  image.height = dictionary.getKey("/Height").getIntValueAsInt();
  image.bytes = text_of(stream.getRawStreamData());
  image.has_mask = dictionary.hasKey("/Mask");
  return image;
}

void read_document(QPDF& pdf, OpenedPdf& out) {
  Object root = pdf.getRoot(), trailer = pdf.getTrailer();
  out.xmp = text_of(root.getKey("/Metadata").getStreamData());
  out.xmp_is_filtered = root.getKey("/Metadata").getDict().hasKey("/Filter");
  out.title = trailer.getKey("/Info").getKey("/Title").getUTF8Value();
  out.producer = trailer.getKey("/Info").getKey("/Producer").getUTF8Value();
  if (root.hasKey("/Lang")) out.language = root.getKey("/Lang").getUTF8Value();
  out.has_id = trailer.hasKey("/ID");
  Object intent = root.getKey("/OutputIntents").getArrayItem(0);
  out.intent = intent.getKey("/S").getName();
  out.icc_profile = text_of(intent.getKey("/DestOutputProfile").getStreamData());
  out.icc_components = intent.getKey("/DestOutputProfile").getDict().getKey("/N").getIntValue();
  Object properties = root.getKey("/OCProperties");
  out.layers = names_of(properties.getKey("/OCGs"));
  out.ordered_layers = names_of(properties.getKey("/D").getKey("/Order"));
  out.has_configuration_name = properties.getKey("/D").hasKey("/Name");
  out.has_as = properties.getKey("/D").hasKey("/AS");
  out.has_off = properties.getKey("/D").hasKey("/OFF");
  if (root.hasKey("/PageLabels")) {
    Object numbers = root.getKey("/PageLabels").getKey("/Nums");
    for (int i = 1; i < numbers.getArrayNItems(); i += 2)
      out.page_labels.push_back(numbers.getArrayItem(i).getKey("/P").getUTF8Value());
  }
  if (root.hasKey("/Outlines")) {
    for (Object item = root.getKey("/Outlines").getKey("/First"); item.isDictionary();
         item = item.getKey("/Next"))
      out.bookmarks.push_back(item.getKey("/Title").getUTF8Value());
  }
  for (auto& [name, file] : QPDFEmbeddedFileDocumentHelper(pdf).getEmbeddedFiles()) {
    Object specification = file->getObjectHandle();
    Object stream = file->getEmbeddedFileStream();
    OpenedPdf::Attachment attachment{name, specification.getKey("/AFRelationship").getName(),
                                     stream.getDict().getKey("/Subtype").getName(),
                                     text_of(stream.getStreamData())};
    if (root.hasKey("/AF")) {
      for (Object& associated : root.getKey("/AF").getArrayAsVector())
        attachment.is_associated |= associated.getObjGen() == specification.getObjGen();
    }
    out.attachments.push_back(attachment);
  }
}

void read_page(Object page, OpenedPdf& out) {
  out.content = text_of(page.getKey("/Contents").getStreamData());
  Object resources = page.getKey("/Resources");
  for (auto& [key, group] : resources.getKey("/Properties").getDictAsMap())
    out.page_layers.push_back(group.getKey("/Name").getUTF8Value());
  out.width = page.getKey("/MediaBox").getArrayItem(2).getNumericValue();
  out.height = page.getKey("/MediaBox").getArrayItem(3).getNumericValue();
  for (auto& [key, image] : resources.getKey("/XObject").getDictAsMap())
    out.images.push_back(image_of(image));
  for (auto& [key, font] : resources.getKey("/Font").getDictAsMap()) {
    out.fonts.push_back(font.getKey("/Subtype").getName());
    out.to_unicode = text_of(font.getKey("/ToUnicode").getStreamData());
    Object holder = font.hasKey("/DescendantFonts") ? font.getKey("/DescendantFonts").getArrayItem(0) : font;
    Object file = holder.getKey("/FontDescriptor").getKey("/FontFile2");
    out.font_file = text_of(file.getStreamData());
    out.font_length = file.getDict().getKey("/Length1").getIntValue();
  }
}

}  // namespace

OpenedPdf open_pdf(const std::string& bytes) {
  QPDF pdf;
  pdf.setSuppressWarnings(true);
  pdf.processMemoryFile("test", bytes.data(), bytes.size());
  OpenedPdf out;
  out.page_count = pdf.getAllPages().size();
  read_document(pdf, out);
  read_page(pdf.getAllPages().at(0), out);
  for (QPDFExc& warning : pdf.getWarnings()) out.warnings.emplace_back(warning.what());
  return out;
}

}  // namespace folio
