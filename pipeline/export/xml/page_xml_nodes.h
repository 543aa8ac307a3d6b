#pragma once

#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "export/xml/page_xml_custom.h"
#include "page/page_text.h"

/// Parts of PAGE XML, as any program writes them.
namespace folio::page_xml {

/// An attribute; empty when it is not there.
std::string_view value(const pugi::xml_node& node, const char* name);

/// A number, cut to ten million, which no scan's pixels reach; `other` when there is none.
double number(std::string_view text, double other);

/// The same within [0, 1].
double confidence(std::string_view text, double other);

/// The first child of that name, whatever its prefix.
pugi::xml_node child(const pugi::xml_node& node, std::string_view name);

/// A reading of a region, a line, a word or a glyph.
struct TextEquivalent {
  double index = 0;
  double confidence = 0;
  std::string text;  ///< as it stands
};

/// By their index, the best one first; those without one count as 0.
std::vector<TextEquivalent> equivalents_of(const pugi::xml_node& node);

/// Around the points of its Coords; empty without.
Box box_of(const pugi::xml_node& node);

/// A Word with its glyphs; the id is empty where it has none. `ours`: written by folio, so that the second
/// reading is the recognizer's.
Word read_word(const pugi::xml_node& node, bool ours);

/// Transkribus says which characters of a line are struck: a word is where most of its own are.
void mark_strikes(const std::vector<CustomPart>& custom, TextLine& line);

}  // namespace folio::page_xml
