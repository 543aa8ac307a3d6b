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
    } else if (c == '"') {
      out += "&quot;";
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

/// Codes whose texts follow each other: the last of a text's UTF-16 units grows with the code.
struct Range {
  size_t first = 0, last = 0;
  std::string text;  ///< of the first code, hexadecimal
};

std::vector<Range> ranges_of(const std::vector<std::string>& text_of) {
  std::vector<Range> out;
  char32_t before = 0;
  for (size_t code = 1; code < text_of.size(); ++code) {
    if (text_of[code].empty()) continue;
    const std::u32string text = to_code_points(text_of[code]);
    const char32_t only = text.size() == 1 && text[0] < 0x10000 ? text[0] : 0;
    // A range does not pass from one upper byte to the next, neither of codes nor of texts.
    const bool goes_on = only != 0 && before != 0 && only == before + 1 && (only & 0xFF) != 0 &&
                         (code & 0xFF) != 0 && out.back().last + 1 == code;
    if (goes_on)
      out.back().last = code;
    else
      out.push_back({code, code, utf16_hex(text_of[code])});
    before = only;
  }
  return out;
}

}  // namespace

std::string xmp_of(const PdfFacts& facts) {
  std::string out = fmt::format(
      "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>"
      "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
      "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
      "<rdf:Description rdf:about=\"\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\""
      " xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\""
      " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" pdfaid:part=\"{}\" pdfaid:conformance=\"U\""
      " pdf:Producer=\"{}\" xmp:CreatorTool=\"{}\"><dc:title><rdf:Alt><rdf:li "
      "xml:lang=\"x-default\">{}</rdf:li></rdf:Alt></dc:title>",
      facts.attachments.empty() ? 2 : 3, escape_xml(facts.producer),
      escape_xml(facts.producer + (facts.made_with.empty() ? "" : " (" + facts.made_with + ")")),
      escape_xml(facts.title));
  if (!facts.identifier.empty())
    out += fmt::format("<dc:identifier>{}</dc:identifier>", escape_xml(facts.identifier));
  return out + "</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"w\"?>";
}

std::string to_unicode_map(const PdfFont& font) {
  std::string out =
      "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
      "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
      "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
      "1 begincodespacerange\n";
  const int digits = font.has_short_codes() ? 2 : 4;
  const auto hex = [&](size_t code) { return fmt::format("<{:0{}X}>", code, digits); };
  out += hex(0) + " " + hex(digits == 2 ? 0xFF : 0xFFFF) + "\nendcodespacerange\n";
  const std::vector<Range> ranges = ranges_of(font.text_of);
  constexpr size_t kMostInBlock = 100;  // a limit of the CMap format
  for (size_t begin = 0; begin < ranges.size(); begin += kMostInBlock) {
    const size_t end = std::min(begin + kMostInBlock, ranges.size());
    out += fmt::format("{} beginbfrange\n", end - begin);
    for (size_t i = begin; i < end; ++i)
      out += fmt::format("{} {} <{}>\n", hex(ranges[i].first), hex(ranges[i].last), ranges[i].text);
    out += "endbfrange\n";
  }
  return out + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";
}

}  // namespace folio
