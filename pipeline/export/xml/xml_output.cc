#include "export/xml/xml_output.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <cmath>
#include <sstream>

#include "core/text.h"
#include "export/clean_text.h"

namespace folio {
namespace {

bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

pugi::xml_node start_document(pugi::xml_document& document, const char* root, const char* namespace_uri) {
  pugi::xml_node declaration = document.append_child(pugi::node_declaration);
  declaration.append_attribute("version") = "1.0";
  declaration.append_attribute("encoding") = "UTF-8";
  pugi::xml_node node = document.append_child(root);
  node.append_attribute("xmlns") = namespace_uri;
  return node;
}

std::string indented_bytes(const pugi::xml_document& document) {
  std::ostringstream out;
  document.save(out, " ", pugi::format_indent, pugi::encoding_utf8);
  return out.str();
}

void set(pugi::xml_node node, const char* name, std::string_view text) {
  node.append_attribute(name) = clean_text(text).c_str();
}

void set(pugi::xml_node node, const char* name, int value) { node.append_attribute(name) = value; }

pugi::xml_node append_element(pugi::xml_node parent, const char* name, std::string_view text) {
  pugi::xml_node node = parent.append_child(name);
  node.text() = clean_text(text).c_str();
  return node;
}

std::string decimal(double value, int decimals) {
  std::string out = fmt::format("{:.{}f}", std::isfinite(value) ? value : 0.0, decimals);
  if (out.find('.') != std::string::npos) {
    while (out.back() == '0') out.pop_back();
    if (out.back() == '.') out.pop_back();
  }
  return out == "-0" ? "0" : out;
}

std::string confidence_text(double confidence) {
  return decimal(std::isfinite(confidence) ? std::clamp(confidence, 0.0, 1.0) : 0.0, 3);
}

Box box_on_page(const Box& box, const cv::Size& page) {
  const int width = std::max(1, page.width), height = std::max(1, page.height);
  Box out{std::clamp(box.x0, 0, width - 1), std::clamp(box.y0, 0, height - 1), std::clamp(box.x1, 1, width),
          std::clamp(box.y1, 1, height)};
  out.x1 = std::max(out.x1, out.x0 + 1);
  out.y1 = std::max(out.y1, out.y0 + 1);
  return out;
}

std::string uri_of(std::string_view name) {
  std::string out;
  for (const char c : name) {
    const bool plain =
        is_ascii_letter(c) || is_ascii_digit(c) || std::string_view("-._~").find(c) != name.npos;
    out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

bool is_language_tag(std::string_view text) {
  for (bool first = true; first || !text.empty(); first = false) {
    const size_t end = std::min(text.find('-'), text.size());
    const std::string_view part = text.substr(0, end);
    if (part.empty() || part.size() > 8) return false;
    for (const char c : part)
      if (!is_ascii_letter(c) && (first || !is_ascii_digit(c))) return false;
    if (end + 1 == text.size()) return false;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return true;
}

std::string XmlIds::make(std::string_view wanted) {
  std::string name;
  for (const char c : wanted) {
    const bool plain = is_ascii_letter(c) || is_ascii_digit(c) || c == '_' || c == '-' || c == '.';
    name += plain ? c : '_';
  }
  if (name.empty() || !(is_ascii_letter(name.front()) || name.front() == '_')) name.insert(0, "_");
  while (!given_.insert(name).second) name = fmt::format("made_{}", ++next_);
  return name;
}

}  // namespace folio
