#include "transcription/tei_elements.h"

#include <initializer_list>
#include <sstream>
#include <string_view>
#include <utility>

#include "core/text.h"
#include "transcription/tei_header.h"

namespace folio {
namespace {

constexpr char32_t kIllegible = U'□';

bool is_white(const pugi::xml_node& node) {
  return node.type() == pugi::node_pcdata && trim(node.value()).empty();
}

bool is_change(const pugi::xml_node& node, bool del) {
  if (del) return std::string_view(node.name()) == "del";
  return std::string_view(node.name()) == "add" && node.attribute("hand");
}

}  // namespace

pugi::xml_node start_tei(pugi::xml_document& document) {
  pugi::xml_node declaration = document.append_child(pugi::node_declaration);
  declaration.append_attribute("version") = "1.0";
  declaration.append_attribute("encoding") = "UTF-8";
  append_text(document, "\n");
  pugi::xml_node root = document.append_child("TEI");
  root.append_attribute("xmlns") = "http://www.tei-c.org/ns/1.0";
  return root;
}

std::string tei_bytes(const pugi::xml_document& document) {
  std::ostringstream out;
  document.save(out, "", pugi::format_raw, pugi::encoding_utf8);
  return out.str() + "\n";
}

void append_text(pugi::xml_node parent, const std::string& text) {
  if (!text.empty()) parent.append_child(pugi::node_pcdata).set_value(text.c_str());
}

pugi::xml_node append_mark(pugi::xml_node parent, MarkName mark) {
  const auto element = [&](const char* name,
                           std::initializer_list<std::pair<const char*, const char*>> attributes) {
    pugi::xml_node node = parent.append_child(name);
    for (const auto& [key, value] : attributes) node.append_attribute(key) = value;
    return node;
  };
  switch (mark) {
    case MarkName::inserted_by_hand:
      return element("add", {{"hand", "#hand"}, {"place", "above"}});
    case MarkName::inserted_in_pencil:
      return element("add", {{"hand", "#pencil"}, {"place", "above"}});
    case MarkName::inserted:
      return element("add", {});
    case MarkName::struck:
      return element("del", {{"rend", "line"}});
    case MarkName::typed_over:
      return element("del", {{"rend", "overtyped"}});
    case MarkName::uncertain:
      return element("unclear", {});
    case MarkName::stamp:
      return element("stamp", {});
    case MarkName::print:
      return element("seg", {{"rend", "print"}});
    case MarkName::hand:
      return element("seg", {{"hand", "#hand"}});
    case MarkName::pencil:
      return element("seg", {{"hand", "#pencil"}});
    case MarkName::turned_90:
      return element("seg", {{"hand", "#hand"}, {"rend", "rotate-90"}});
    case MarkName::turned_180:
      return element("seg", {{"hand", "#hand"}, {"rend", "rotate-180"}});
    case MarkName::turned_270:
      return element("seg", {{"hand", "#hand"}, {"rend", "rotate-270"}});
    case MarkName::signature:
      return element("seg", {{"type", "signature"}, {"hand", "#hand"}});
  }
  return parent;
}

void append_word(pugi::xml_node parent, const std::string& text) {
  std::u32string run;
  int gap = 0;
  const auto flush = [&] {
    append_text(parent, from_code_points(run));
    run.clear();
    if (gap == 0) return;
    pugi::xml_node node = parent.append_child("gap");
    node.append_attribute("reason") = "illegible";
    node.append_attribute("quantity") = gap;
    node.append_attribute("unit") = "chars";
    gap = 0;
  };
  for (const char32_t c : to_code_points(xml_text(text))) {
    if ((c == kIllegible) != (gap > 0)) flush();
    if (c == kIllegible)
      ++gap;
    else
      run.push_back(c);
  }
  flush();
}

void pair_changes(pugi::xml_node parent) {
  for (pugi::xml_node child = parent.first_child(); child; child = child.next_sibling()) {
    pugi::xml_node space = child.next_sibling();
    pugi::xml_node second = is_white(space) ? space.next_sibling() : space;
    const bool pair = (is_change(child, true) && is_change(second, false)) ||
                      (is_change(child, false) && is_change(second, true));
    if (!pair) {
      if (child.type() == pugi::node_element) pair_changes(child);
      continue;
    }
    pugi::xml_node subst = parent.insert_child_before("subst", child);
    subst.append_move(child);
    if (space != second) subst.append_move(space);
    subst.append_move(second);
    pair_changes(child);
    pair_changes(second);
    child = subst;
  }
}

}  // namespace folio
