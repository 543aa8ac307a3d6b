#include "xml_rules.h"

#include <regex>
#include <set>

#include "core/text.h"
#include "export/clean_text.h"
#include "transcription/tei_header.h"

namespace folio::testing {
namespace {

class Checker {
 public:
  explicit Checker(const FormatRules& rules) : rules_(rules) {}

  std::vector<std::string> run(const pugi::xml_document& document) {
    collect_names(document.document_element());
    check(document.document_element());
    return broken_;
  }

 private:
  void collect_names(const pugi::xml_node& node) {
    if (const pugi::xml_attribute id = node.attribute(rules_.id.c_str())) {
      if (!std::regex_match(id.value(), std::regex("[A-Za-z_][A-Za-z0-9_.-]*")))
        say(node, "is no name", id.value());
      if (!names_.insert(id.value()).second) say(node, "is given twice", id.value());
    }
    for (const pugi::xml_node& child : node.children()) collect_names(child);
  }

  void check(const pugi::xml_node& node) {
    const auto rule = rules_.elements.find(std::string(local_name(node)));
    if (rule == rules_.elements.end()) return say(node, "is not known", "");
    std::string children;
    for (const pugi::xml_node& child : node.children())
      if (child.type() == pugi::node_element) children += std::string(local_name(child)) + " ";
    if (!std::regex_match(children, std::regex(rule->second.children)))
      say(node, "has the children", children);
    for (const std::string& name : rule->second.required)
      if (!node.attribute(name.c_str())) say(node, "lacks", name);
    check_values(node, rule->second.values);
    check_values(node, rules_.values);
    for (const std::string& name : rules_.references)
      for (const std::string& target : split_words(node.attribute(name.c_str()).value()))
        if (!target.starts_with(rules_.reference_prefix) ||
            !names_.contains(target.substr(rules_.reference_prefix.size())))
          say(node, "names what is not there", target);
    for (const pugi::xml_node& child : node.children())
      if (child.type() == pugi::node_element) check(child);
  }

  void check_values(const pugi::xml_node& node, const std::map<std::string, std::string>& values) {
    for (const auto& [name, pattern] : values)
      if (const pugi::xml_attribute attribute = node.attribute(name.c_str()))
        if (!std::regex_match(attribute.value(), std::regex(pattern)))
          say(node, "has the value", name + "=" + attribute.value());
  }

  void say(const pugi::xml_node& node, const std::string& what, const std::string& detail) {
    broken_.push_back("<" + std::string(node.name()) + "> " + what + " " + detail);
  }

  const FormatRules& rules_;
  std::set<std::string> names_;
  std::vector<std::string> broken_;
};

}  // namespace

std::vector<std::string> broken_rules(const pugi::xml_document& document, const FormatRules& rules) {
  return Checker(rules).run(document);
}

void carry_glyphs(Word& word) {
  std::string spelled;
  for (Glyph& glyph : word.glyphs) {
    glyph.text = clean_text(glyph.text);
    for (Glyph::Alternative& other : glyph.alternatives) other.text = clean_text(other.text);
    spelled += glyph.text;
    if (glyph.box.empty()) glyph.box = word.box;
  }
  if (spelled != word.text) word.glyphs.clear();
}

}  // namespace folio::testing
