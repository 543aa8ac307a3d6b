#include "export/page_reader.h"

#include <algorithm>

#include "core/error.h"
#include "core/files.h"
#include "core/text.h"
#include "export/hocr/hocr_reader.h"
#include "export/xml/alto_reader.h"
#include "export/xml/page_xml_reader.h"

namespace folio {
namespace {

/// The rest after the first `end`; nothing when there is none.
std::string_view after(std::string_view text, std::string_view end) {
  const size_t found = text.find(end);
  return found == text.npos ? std::string_view() : text.substr(found + end.size());
}

/// The rest after a document type, whose own declarations stand in brackets.
std::string_view after_document_type(std::string_view text) {
  const size_t open = text.find('['), end = text.find('>');
  return open < end ? after(after(text, "]"), ">") : after(text, ">");
}

/// The root's name without its prefix, in small letters.
std::string root_name(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  while (true) {
    text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
    if (text.starts_with("<?"))
      text = after(text, "?>");
    else if (text.starts_with("<!--"))
      text = after(text, "-->");
    else if (text.starts_with("<!"))
      text = after_document_type(text);
    else
      break;
  }
  if (!text.starts_with('<')) return {};
  std::string_view name = text.substr(1, text.find_first_of(" \t\r\n/>") - 1);
  if (const size_t colon = name.find(':'); colon != name.npos) name.remove_prefix(colon + 1);
  return to_lower(name.substr(0, 40));
}

}  // namespace

std::optional<PageFormat> page_format_of(std::string_view bytes) {
  const std::string name = root_name(bytes);
  if (name == "html") return PageFormat::hocr;
  if (name == "alto") return PageFormat::alto;
  if (name == "pcgts") return PageFormat::page_xml;
  return std::nullopt;
}

std::vector<PageText> read_pages(std::string_view bytes, const std::string& name) {
  const std::optional<PageFormat> format = page_format_of(bytes);
  if (!format)
    throw Error(ErrorCode::input, "is neither hOCR, ALTO nor PAGE XML: its root is none of theirs",
                "give what an OCR program wrote")
        .at_file(name);
  switch (*format) {
    case PageFormat::hocr:
      return read_hocr(bytes, name);
    case PageFormat::alto:
      return read_alto(bytes, name);
    case PageFormat::page_xml:
      return read_page_xml(bytes, name);
  }
  return {};
}

std::vector<PageText> read_pages_file(const std::filesystem::path& file) {
  return read_pages(read_file(file), file.string());
}

}  // namespace folio
