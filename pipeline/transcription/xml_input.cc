#include "transcription/xml_input.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>

#include "core/error.h"
#include "core/text.h"

namespace folio {
namespace {

constexpr int kDeepest = 500;  // elements within each other

/// Does not recur itself.
void check_depth(const pugi::xml_node& root) {
  int depth = 0;
  for (pugi::xml_node node = root; node;) {
    if (node.first_child()) {
      node = node.first_child();
      if (++depth > kDeepest)
        throw Error(ErrorCode::input, fmt::format("has elements more than {} deep", kDeepest),
                    "give it as XML that a person could read");
      continue;
    }
    while (node && node != root && !node.next_sibling()) {
      node = node.parent();
      --depth;
    }
    if (!node || node == root) return;
    node = node.next_sibling();
  }
}

}  // namespace

TextPosition position_of(std::string_view bytes, std::ptrdiff_t offset) {
  const std::string_view before = bytes.substr(0, static_cast<size_t>(std::max<std::ptrdiff_t>(offset, 0)));
  const size_t line_begin = before.rfind('\n') == before.npos ? 0 : before.rfind('\n') + 1;
  return {static_cast<int>(std::ranges::count(before, '\n')) + 1,
          static_cast<int>(to_code_points(before.substr(line_begin)).size()) + 1};
}

void parse_xml(pugi::xml_document& document, std::string_view bytes, DocumentTypes types) {
  const unsigned options = pugi::parse_default | pugi::parse_ws_pcdata | pugi::parse_doctype;
  const pugi::xml_parse_result result =
      document.load_buffer(bytes.data(), bytes.size(), options, pugi::encoding_utf8);
  if (!result) {
    const TextPosition place = position_of(bytes, result.offset);
    throw Error(ErrorCode::input,
                fmt::format("is not well-formed XML in line {}, column {}: {}", place.line, place.column,
                            to_lower(result.description())),
                "mend it with an XML editor");
  }
  for (const pugi::xml_node& node : document.children()) {
    if (types == DocumentTypes::passed_over || node.type() != pugi::node_doctype) continue;
    const TextPosition place = position_of(bytes, node.offset_debug());
    throw Error(ErrorCode::input,
                fmt::format("has a document type in line {}, column {}: these are not read", place.line,
                            place.column),
                "take the <!DOCTYPE …> out");
  }
  check_depth(document);
}

}  // namespace folio
