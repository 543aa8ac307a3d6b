#include "foreign/pdf_objects.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <qpdf/QPDFEFStreamObjectHelper.hh>
#include <qpdf/QPDFEmbeddedFileDocumentHelper.hh>
#include <qpdf/QPDFFileSpecObjectHelper.hh>

#include "foreign/pdf_metadata.h"

namespace folio {
namespace {

/// Files within the file, each tied to the document as PDF/A-3 asks.
void add_attachments(QPDF& pdf, const std::vector<PdfAttachment>& attachments) {
  if (attachments.empty()) return;
  QPDFEmbeddedFileDocumentHelper embedded(pdf);
  PdfObject associated = PdfObject::newArray();
  for (const PdfAttachment& attachment : attachments) {
    QPDFEFStreamObjectHelper stream =
        QPDFEFStreamObjectHelper::createEFStream(pdf, [make = attachment.bytes](Pipeline* to) {
          *to << make();
          to->finish();
        });
    stream.setSubtype(attachment.media_type);
    QPDFFileSpecObjectHelper file = QPDFFileSpecObjectHelper::createFileSpec(pdf, attachment.name, stream);
    file.setDescription(attachment.description);
    file.getObjectHandle().replaceKey("/AFRelationship", PdfObject::newName("/Alternative"));
    embedded.replaceEmbeddedFile(attachment.name, file);
    associated.appendItem(file.getObjectHandle());
  }
  pdf.getRoot().replaceKey("/AF", associated);
}

}  // namespace

PdfObject pdf_stream(QPDF& pdf, const std::string& bytes, const std::string& dictionary) {
  PdfObject out = pdf.newStream(bytes);
  PdfObject entries = PdfObject::parse(dictionary);
  for (const auto& [key, value] : entries.getDictAsMap()) out.getDict().replaceKey(key, value);
  return out;
}

PdfObject pdf_object(QPDF& pdf, const std::string& dictionary) {
  return pdf.makeIndirectObject(PdfObject::parse(dictionary));
}

std::vector<PdfObject> add_layers(QPDF& pdf, const std::vector<PdfLayer>& layers) {
  std::vector<PdfObject> groups;
  PdfObject all = PdfObject::newArray(), off = PdfObject::newArray();
  for (const PdfLayer& layer : layers) {
    PdfObject group = pdf_object(pdf, "<< /Type /OCG >>");
    group.replaceKey("/Name", PdfObject::newUnicodeString(layer.name));
    groups.push_back(group);
    all.appendItem(group);
    if (!layer.visible) off.appendItem(group);
  }
  PdfObject configuration = PdfObject::parse("<< /Name (Default) /BaseState /ON >>");
  configuration.replaceKey("/Order", all.shallowCopy());
  if (off.getArrayNItems() > 0) configuration.replaceKey("/OFF", off);
  PdfObject properties = PdfObject::newDictionary();
  properties.replaceKey("/OCGs", all);
  properties.replaceKey("/D", configuration);
  pdf.getRoot().replaceKey("/OCProperties", properties);
  return groups;
}

void add_facts(QPDF& pdf, const PdfFacts& facts) {
  PdfObject root = pdf.getRoot();
  if (!facts.language.empty()) root.replaceKey("/Lang", PdfObject::newUnicodeString(facts.language));
  root.replaceKey("/Metadata", pdf_stream(pdf, xmp_of(facts), "<< /Type /Metadata /Subtype /XML >>"));
  PdfObject intent = PdfObject::parse("<< /Type /OutputIntent /S /GTS_PDFA1 >>");
  intent.replaceKey("/OutputConditionIdentifier", PdfObject::newUnicodeString(facts.icc_name));
  intent.replaceKey("/Info", PdfObject::newUnicodeString(facts.icc_name));
  intent.replaceKey("/DestOutputProfile",
                    pdf_stream(pdf, facts.icc_profile, fmt::format("<< /N {} >>", facts.icc_components)));
  root.replaceKey("/OutputIntents", PdfObject::newArray(std::vector<PdfObject>{intent}));
  root.replaceKey("/ViewerPreferences", PdfObject::parse("<< /DisplayDocTitle true >>"));
  PdfObject info = pdf_object(pdf, "<< >>");
  info.replaceKey("/Title", PdfObject::newUnicodeString(facts.title));
  info.replaceKey("/Producer", PdfObject::newUnicodeString(facts.producer));
  pdf.getTrailer().replaceKey("/Info", info);
  add_attachments(pdf, facts.attachments);
}

void add_page_labels(QPDF& pdf, const std::vector<std::string>& labels) {
  if (std::all_of(labels.begin(), labels.end(), [](const std::string& label) { return label.empty(); }))
    return;
  PdfObject numbers = PdfObject::newArray();
  for (size_t i = 0; i < labels.size(); ++i) {
    // A page without a name of its own has its number in the file, in brackets so that it is taken for none.
    const std::string label = labels[i].empty() ? fmt::format("[{}]", i + 1) : labels[i];
    PdfObject entry = PdfObject::newDictionary();
    entry.replaceKey("/P", PdfObject::newUnicodeString(label));
    numbers.appendItem(PdfObject::newInteger(static_cast<long long>(i)));
    numbers.appendItem(entry);
  }
  PdfObject tree = PdfObject::newDictionary();
  tree.replaceKey("/Nums", numbers);
  pdf.getRoot().replaceKey("/PageLabels", tree);
}

}  // namespace folio
