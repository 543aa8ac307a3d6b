#include "foreign/pdf_metadata.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>

#include "core/text.h"

namespace folio {
namespace {

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

}  // namespace

std::string xmp_of(const PdfFacts& facts) {
  std::string out = fmt::format(
      "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
      "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
      "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
      "<rdf:Description rdf:about=\"\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\""
      " xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\n"
      "<pdfaid:part>{}</pdfaid:part>\n"
      "<pdfaid:conformance>U</pdfaid:conformance>\n"
      "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{}</rdf:li></rdf:Alt></dc:title>\n"
      "<pdf:Producer>{}</pdf:Producer>\n",
      facts.attachments.empty() ? 2 : 3, escape_xml(facts.title), escape_xml(facts.producer));
  if (!facts.identifier.empty())
    out += fmt::format("<dc:identifier>{}</dc:identifier>\n", escape_xml(facts.identifier));
  if (!facts.made_with.empty()) {
    out += fmt::format(
        "<xmpMM:History xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\""
        " xmlns:stEvt=\"http://ns.adobe.com/xap/1.0/sType/ResourceEvent#\"><rdf:Seq>"
        "<rdf:li rdf:parseType=\"Resource\"><stEvt:action>converted</stEvt:action>"
        "<stEvt:softwareAgent>{}</stEvt:softwareAgent><stEvt:parameters>{}</stEvt:parameters></rdf:li>"
        "</rdf:Seq></xmpMM:History>\n",
        escape_xml(facts.producer), escape_xml(facts.made_with));
  }
  return out + "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>\n";
}

std::string to_unicode_map(const PdfFont& font) {
  std::string out =
      "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
      "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
      "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
      "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n";
  std::vector<size_t> used;
  for (size_t code = 1; code < font.text_of.size(); ++code)
    if (!font.text_of[code].empty()) used.push_back(code);
  constexpr size_t kMostInBlock = 100;  // a limit of the CMap format
  for (size_t begin = 0; begin < used.size(); begin += kMostInBlock) {
    const size_t end = std::min(begin + kMostInBlock, used.size());
    out += fmt::format("{} beginbfchar\n", end - begin);
    for (size_t i = begin; i < end; ++i)
      out += fmt::format("<{:04X}> <{}>\n", used[i], utf16_hex(font.text_of[used[i]]));
    out += "endbfchar\n";
  }
  return out + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";
}

}  // namespace folio
