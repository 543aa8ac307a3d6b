#pragma once

#include <opencv2/core.hpp>
#include <pugixml.hpp>
#include <set>
#include <string>
#include <string_view>

#include "core/geometry.h"

namespace folio {

/// What the writers of ALTO, PAGE and TEI share. Text that goes in is cleaned (clean_text) and so always
/// well-formed.

/// A document with an XML declaration and its root, which is returned.
pugi::xml_node start_document(pugi::xml_document& document, const char* root, const char* namespace_uri);

/// The document's bytes, indented by a space a level.
std::string indented_bytes(const pugi::xml_document& document);

/// Sets an attribute; text is cleaned.
void set(pugi::xml_node node, const char* name, std::string_view text);
void set(pugi::xml_node node, const char* name, int value);

/// A child element that holds this text, cleaned.
pugi::xml_node append_element(pugi::xml_node parent, const char* name, std::string_view text);

/// Rounded to so many decimals, without trailing zeros: "0.5", "-0.012", "0".
std::string decimal(double value, int decimals);

/// [0, 1], three decimals; what is no number counts as 0.
std::string confidence_text(double confidence);

/// Within the page, a pixel at least; the page is taken as a pixel at least.
Box box_on_page(const Box& box, const cv::Size& page);

/// A file's name as a URI: all but letters, digits and -._~ as %XX.
std::string uri_of(std::string_view name);

/// BCP 47 as XML Schema's xsd:language has it: "ru", "sr-Latn".
bool is_language_tag(std::string_view text);

/// Names for the elements of one document: valid as xsd:ID and given once each.
class XmlIds {
 public:
  /// `made`: of another part of the same document, whose wanted names are not wanted here.
  explicit XmlIds(int made = 0) : next_(made) {}
  /// `wanted` itself where it is a name that is still free, else something like it.
  std::string make(std::string_view wanted);
  /// How many names were not as wanted.
  int made() const { return next_; }

 private:
  std::set<std::string, std::less<>> given_;
  int next_ = 0;
};

}  // namespace folio
