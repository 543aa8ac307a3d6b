#pragma once

#include <map>
#include <pugixml.hpp>
#include <string>
#include <vector>

#include "page/page_text.h"

namespace folio::testing {

/// What a format asks of one element, by its name without prefix.
struct ElementRule {
  /// Regular expression over the names of its element children, each followed by a space.
  std::string children;
  std::vector<std::string> required;  ///< attributes
  /// Regular expressions that the values of these attributes match, where they are there.
  std::map<std::string, std::string> values = {};
};

struct FormatRules {
  std::map<std::string, ElementRule> elements;  ///< every element has one
  std::map<std::string, std::string> values;    ///< attributes of all elements
  std::string id;                               ///< the attribute whose values are names, each given once
  std::vector<std::string> references;          ///< attributes that hold names, with spaces between
  std::string reference_prefix = {};            ///< of each name: "#"
};

/// What of the rules a document breaks, in words; empty = nothing.
std::vector<std::string> broken_rules(const pugi::xml_document& document, const FormatRules& rules);

/// Leaves of a word's characters what ALTO and PAGE carry: none where they do not spell its text; those
/// without a box have the word's.
void carry_glyphs(Word& word);

}  // namespace folio::testing
