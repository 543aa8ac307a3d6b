#include "export/hocr/hocr_source.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <utility>

#include "core/error.h"
#include "export/hocr/html_syntax.h"
#include "export/hocr/html_to_xml.h"

namespace folio {
namespace {

constexpr auto kParsing = pugi::parse_default | pugi::parse_ws_pcdata;
constexpr size_t kProlog = 4096;  // bytes in which a file says what it is

/// What says of itself that it is XML has to be.
bool says_xml(std::string_view text) {
  const std::string_view prolog = text.substr(0, kProlog);
  return text.starts_with("<?xml") || prolog.find("xmlns=") != std::string_view::npos;
}

/// Offset of the '[' that opens declarations in the document type; npos when there are none.
size_t internal_subset(std::string_view text) {
  size_t at = 0;
  while ((at = text.find("<!", at)) != std::string_view::npos) {
    if (text.substr(at, 4) == "<!--") {
      at = std::min(text.find("-->", at), text.size());
      continue;
    }
    const std::string word = lower_ascii(text.substr(at, 9));
    if (word == "<!entity " || word == "<!entity\n") return at;
    if (word != "<!doctype") {
      at += 2;
      continue;
    }
    char quote = 0;
    for (at += 9; at < text.size(); ++at) {
      const char c = text[at];
      if (quote != 0) {
        if (c == quote) quote = 0;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '[') {
        return at;
      } else if (c == '>') {
        break;
      }
    }
  }
  return std::string_view::npos;
}

/// The first node too deep; none when all is well. Walks without recursion.
pugi::xml_node too_deep(const pugi::xml_document& document) {
  int depth = 0;
  pugi::xml_node node = document.first_child();
  while (node) {
    if (depth > kDeepestElement) return node;
    if (node.first_child()) {
      node = node.first_child();
      ++depth;
      continue;
    }
    while (node && !node.next_sibling()) {
      node = node.parent();
      --depth;
      if (node == document) return {};
    }
    node = node.next_sibling();
  }
  return {};
}

}  // namespace

LineFinder::LineFinder(std::string_view text) : text_(text) {
  starts_.push_back(0);
  for (size_t i = 0; i < text.size(); ++i)
    if (text[i] == '\n') starts_.push_back(i + 1);
}

LineFinder::Place LineFinder::at(std::ptrdiff_t offset) const {
  const size_t place = std::min(text_.size(), static_cast<size_t>(std::max<std::ptrdiff_t>(0, offset)));
  const auto next = std::ranges::upper_bound(starts_, place);
  const size_t begin = *(next - 1);
  const auto is_first_byte = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
  return {static_cast<int>(next - starts_.begin()),
          1 + static_cast<int>(std::ranges::count_if(text_.substr(begin, place - begin), is_first_byte))};
}

HocrSource::HocrSource(std::string_view bytes, std::string file) : name(std::move(file)) {
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  if (bytes.starts_with(kMark)) bytes.remove_prefix(kMark.size());
  const auto take = [&](std::string&& from) {
    text = std::move(from);
    lines = LineFinder(text);
    return document.load_buffer(text.data(), text.size(), kParsing, pugi::encoding_utf8);
  };
  text = bytes;
  lines = LineFinder(text);
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) fail(0, "is UTF-16, not UTF-8");
  if (const size_t nul = bytes.find('\0'); nul != std::string_view::npos)
    fail(static_cast<std::ptrdiff_t>(nul), "has a NUL byte: it is no text in UTF-8");
  if (const size_t subset = internal_subset(bytes); subset != std::string_view::npos)
    fail(static_cast<std::ptrdiff_t>(subset), "declares entities of its own, which are not taken");
  pugi::xml_parse_result result = take(xml_from_html(bytes));
  form = text == bytes ? Form::xml : Form::html;
  if (!result && !says_xml(bytes)) {
    result = take(xml_from_tag_soup(bytes));
    form = Form::soup;
  }
  if (!result) fail(result.offset, std::string("is not well-formed: ") + result.description());
  if (const pugi::xml_node node = too_deep(document))
    fail(node.offset_debug(), "has elements nested too deeply");
}

void HocrSource::fail(std::ptrdiff_t offset, const std::string& problem) const {
  const LineFinder::Place place = lines.at(offset);
  throw Error(ErrorCode::input, fmt::format("line {}, column {}: {}", place.line, place.column, problem),
              "write the file again, or check it with an XML program")
      .at_file(name);
}

}  // namespace folio
