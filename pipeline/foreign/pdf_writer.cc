#include "foreign/pdf_writer.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <cassert>
#include <iterator>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include "core/error.h"
#include "core/text.h"

namespace folio {
namespace {

using Object = QPDFObjectHandle;

std::string escape_xml(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else {
      out += c;
    }
  }
  return out;
}

std::string xmp_of(const PdfDocument& document) {
  return fmt::format(
      "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
      "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
      "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
      "<rdf:Description rdf:about=\"\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\""
      " xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\n"
      "<pdfaid:part>2</pdfaid:part>\n"
      "<pdfaid:conformance>U</pdfaid:conformance>\n"
      "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{}</rdf:li></rdf:Alt></dc:title>\n"
      "<pdf:Producer>{}</pdf:Producer>\n"
      "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>\n",
      escape_xml(document.title), escape_xml(document.producer));
}

/// Hexadecimal UTF-16BE, as ToUnicode maps hold text.
std::string utf16_hex(const std::string& text) {
  std::string out;
  for (const char32_t c : to_code_points(text)) {
    if (c < 0x10000) {
      out += fmt::format("{:04X}", static_cast<uint32_t>(c));
    } else {
      const auto v = static_cast<uint32_t>(c) - 0x10000;
      out += fmt::format("{:04X}{:04X}", 0xD800 + (v >> 10), 0xDC00 + (v & 0x3FF));
    }
  }
  return out;
}

std::string to_unicode_map(const PdfFont& font) {
  std::string out =
      "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
      "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
      "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
      "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n";
  constexpr size_t kMostInBlock = 100;  // a limit of the CMap format
  for (size_t begin = 1; begin < font.text_of.size(); begin += kMostInBlock) {
    const size_t end = std::min(begin + kMostInBlock, font.text_of.size());
    out += fmt::format("{} beginbfchar\n", end - begin);
    for (size_t code = begin; code < end; ++code) {
      out += fmt::format("<{:04X}> <{}>\n", code, utf16_hex(font.text_of[code]));
    }
    out += "endbfchar\n";
  }
  return out + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";
}

class Builder {
 public:
  explicit Builder(const PdfDocument& document) : document_(document) {
    pdf_.emptyPDF();
    pdf_.getRoot().replaceKey("/Version", Object::newName("/1.7"));
  }

  std::string build() {
    add_layers();
    font_ = font();
    for (const PdfPage& page : document_.pages) add_page(page);
    add_metadata();
    return write();
  }

 private:
  Object stream(const std::string& bytes, const std::string& dictionary) {
    Object out = pdf_.newStream(bytes);
    Object entries = Object::parse(dictionary);
    for (const auto& [key, value] : entries.getDictAsMap()) out.getDict().replaceKey(key, value);
    return out;
  }

  /// A stream whose bytes are packed already.
  Object packed_stream(const std::string& bytes, const std::string& dictionary, const std::string& filter,
                       const std::string& parameters) {
    Object out = stream({}, dictionary);
    out.replaceStreamData(bytes, Object::newName(filter), Object::parse(parameters));
    return out;
  }

  Object indirect(const std::string& dictionary) {
    return pdf_.makeIndirectObject(Object::parse(dictionary));
  }

  void add_layers() {
    Object groups = Object::newArray(), on = Object::newArray(), off = Object::newArray();
    for (const PdfLayer& layer : document_.layers) {
      Object group = indirect("<< /Type /OCG >>");
      group.replaceKey("/Name", Object::newUnicodeString(layer.name));
      layers_.push_back(group);
      groups.appendItem(group);
      (layer.visible ? on : off).appendItem(group);
    }
    Object configuration = Object::parse("<< /Name (Default) /BaseState /ON >>");
    configuration.replaceKey("/Order", groups.shallowCopy());
    configuration.replaceKey("/ON", on);
    if (off.getArrayNItems() > 0) configuration.replaceKey("/OFF", off);
    Object properties = Object::newDictionary();
    properties.replaceKey("/OCGs", groups);
    properties.replaceKey("/D", configuration);
    pdf_.getRoot().replaceKey("/OCProperties", properties);
  }

  Object font() {
    const PdfFont& f = document_.font;
    Object descriptor = indirect(fmt::format(
        "<< /Type /FontDescriptor /FontName /FolioGlyphless /Flags 5 /FontBBox [0 {} {} {}] /ItalicAngle 0"
        " /Ascent {} /Descent {} /CapHeight {} /StemV 80 >>",
        f.descent, f.advance, f.ascent, f.ascent, f.descent, f.ascent));
    descriptor.replaceKey("/FontFile2",
                          stream(f.truetype, fmt::format("<< /Length1 {} >>", f.truetype.size())));
    Object descendant = indirect(fmt::format(
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /FolioGlyphless /CIDToGIDMap /Identity /DW {}"
        " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        f.advance));
    descendant.replaceKey("/FontDescriptor", descriptor);
    Object out =
        indirect("<< /Type /Font /Subtype /Type0 /BaseFont /FolioGlyphless /Encoding /Identity-H >>");
    out.replaceKey("/DescendantFonts", Object::newArray(std::vector<Object>{descendant}));
    out.replaceKey("/ToUnicode", stream(to_unicode_map(f), "<< >>"));
    return out;
  }

  Object image(const PdfImage& i) {
    const bool g4 = i.packing == PdfImage::Packing::g4;
    const std::string dictionary = fmt::format(
        "<< /Type /XObject /Subtype /Image /Width {} /Height {} /ColorSpace {} /BitsPerComponent {} >>",
        i.width, i.height, i.channels == 3 ? "/DeviceRGB" : "/DeviceGray", g4 ? 1 : 8);
    if (!g4) return packed_stream(i.bytes, dictionary, "/DCTDecode", "null");
    return packed_stream(i.bytes, dictionary, "/CCITTFaxDecode",
                         fmt::format("<< /K -1 /Columns {} /Rows {} /BlackIs1 false >>", i.width, i.height));
  }

  void add_page(const PdfPage& page) {
    Object properties = Object::newDictionary();
    for (size_t i = 0; i < layers_.size(); ++i) properties.replaceKey(fmt::format("/Layer{}", i), layers_[i]);
    Object resources = Object::newDictionary();
    resources.replaceKey("/Properties", properties);
    resources.replaceKey("/Font", Object::parse("<< >>"));
    resources.getKey("/Font").replaceKey("/Text", font_);
    resources.replaceKey("/XObject", Object::parse("<< >>"));
    resources.getKey("/XObject").replaceKey("/Scan", image(page.image));
    Object out = indirect(fmt::format("<< /Type /Page /MediaBox [0 0 {:.3f} {:.3f}] >>", page.width_points,
                                      page.height_points));
    out.replaceKey("/Resources", resources);
    out.replaceKey("/Contents", stream(page.content, "<< >>"));
    QPDFPageDocumentHelper(pdf_).addPage(QPDFPageObjectHelper(out), false);
  }

  void add_metadata() {
    Object root = pdf_.getRoot();
    if (!document_.language.empty()) root.replaceKey("/Lang", Object::newUnicodeString(document_.language));
    root.replaceKey("/Metadata", stream(xmp_of(document_), "<< /Type /Metadata /Subtype /XML >>"));
    Object intent = Object::parse("<< /Type /OutputIntent /S /GTS_PDFA1 >>");
    intent.replaceKey("/OutputConditionIdentifier", Object::newUnicodeString(document_.icc_name));
    intent.replaceKey("/Info", Object::newUnicodeString(document_.icc_name));
    intent.replaceKey("/DestOutputProfile", stream(document_.icc_profile, "<< /N 3 >>"));
    root.replaceKey("/OutputIntents", Object::newArray(std::vector<Object>{intent}));
    root.replaceKey("/ViewerPreferences", Object::parse("<< /DisplayDocTitle true >>"));
    Object info = indirect("<< >>");
    info.replaceKey("/Title", Object::newUnicodeString(document_.title));
    info.replaceKey("/Producer", Object::newUnicodeString(document_.producer));
    pdf_.getTrailer().replaceKey("/Info", info);
  }

  std::string write() {
    QPDFWriter writer(pdf_);
    writer.setOutputMemory();
    writer.setMinimumPDFVersion("1.7");
    writer.setDeterministicID(true);
    writer.setObjectStreamMode(qpdf_o_generate);
    writer.setNewlineBeforeEndstream(true);
    writer.write();
    const std::shared_ptr<Buffer> buffer = writer.getBufferSharedPointer();
    return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
  }

  const PdfDocument& document_;
  QPDF pdf_;
  std::vector<Object> layers_;
  Object font_;
};

}  // namespace

std::string encode_pdf(const PdfDocument& document) {
  assert(!document.pages.empty());
  try {
    return Builder(document).build();
  } catch (const QPDFExc& failure) {
    throw Error(ErrorCode::file_access, std::string("a PDF could not be made: ") + failure.what());
  }
}

}  // namespace folio
