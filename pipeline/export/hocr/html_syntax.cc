#include "export/hocr/html_syntax.h"

#include <algorithm>
#include <array>
#include <utility>

namespace folio {
namespace {

constexpr std::array<std::string_view, 8> kVoidElements{"meta", "link",  "br",  "img",
                                                        "hr",   "input", "wbr", "col"};

constexpr std::array kEntities{
    std::pair{std::string_view("nbsp"), 160},    std::pair{std::string_view("shy"), 173},
    std::pair{std::string_view("laquo"), 171},   std::pair{std::string_view("raquo"), 187},
    std::pair{std::string_view("ndash"), 8211},  std::pair{std::string_view("mdash"), 8212},
    std::pair{std::string_view("lsquo"), 8216},  std::pair{std::string_view("rsquo"), 8217},
    std::pair{std::string_view("sbquo"), 8218},  std::pair{std::string_view("ldquo"), 8220},
    std::pair{std::string_view("rdquo"), 8221},  std::pair{std::string_view("bdquo"), 8222},
    std::pair{std::string_view("hellip"), 8230}, std::pair{std::string_view("middot"), 183},
    std::pair{std::string_view("bull"), 8226},   std::pair{std::string_view("sect"), 167},
    std::pair{std::string_view("deg"), 176},     std::pair{std::string_view("copy"), 169},
    std::pair{std::string_view("frac12"), 189},  std::pair{std::string_view("times"), 215}};

}  // namespace

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

std::string lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

/// End of the tag that starts at `begin`: the index after its '>', which quotes may hide.
size_t end_of_tag(std::string_view html, size_t begin) {
  char quote = 0;
  for (size_t i = begin + 1; i < html.size(); ++i) {
    const char c = html[i];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '>') {
      return i + 1;
    }
  }
  return html.size();
}

bool is_void_element(std::string_view name) {
  return std::ranges::find(kVoidElements, name) != kVoidElements.end();
}

int character_named(std::string_view name) {
  const auto found =
      std::ranges::find_if(kEntities, [&](const auto& entity) { return entity.first == name; });
  return found == kEntities.end() ? 0 : found->second;
}

}  // namespace folio
