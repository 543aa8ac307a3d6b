#include "export/xml/page_xml_custom.h"

#include "core/text.h"

namespace folio {

std::string CustomPart::value(const std::string& key) const {
  const auto found = values.find(key);
  return found == values.end() ? std::string() : found->second;
}

std::vector<CustomPart> parse_custom(std::string_view text) {
  std::vector<CustomPart> out;
  while (true) {
    const size_t open = text.find('{');
    const size_t close = open == text.npos ? text.npos : text.find('}', open);
    if (close == text.npos) return out;
    CustomPart& part = out.emplace_back();
    part.name = trim(text.substr(0, open));
    std::string_view values = text.substr(open + 1, close - open - 1);
    while (!values.empty()) {
      const size_t end = std::min(values.find(';'), values.size());
      const std::string_view entry = values.substr(0, end);
      if (const size_t colon = entry.find(':'); colon != entry.npos)
        part.values.emplace(trim(entry.substr(0, colon)), trim(entry.substr(colon + 1)));
      values.remove_prefix(std::min(end + 1, values.size()));
    }
    text.remove_prefix(close + 1);
  }
}

}  // namespace folio
