#pragma once

#include <cstddef>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace folio {

/// Finds lines and columns, counted from 1, of places in a text; columns count code points.
class LineFinder {
 public:
  struct Place {
    int line = 1;
    int column = 1;
  };
  explicit LineFinder(std::string_view text);  ///< `text` must outlive it
  Place at(std::ptrdiff_t offset) const;       ///< what lies before or behind the text is clamped

 private:
  std::string_view text_;
  std::vector<size_t> starts_;
};

/// A hOCR file as a tree. Places of nodes are those of the file's lines; columns may be off in a line that
/// had to be converted from HTML.
struct HocrSource {
  /// How the file had to be taken.
  enum class Form : unsigned char {
    xml,   ///< as it is
    html,  ///< void elements closed, named entities replaced
    soup,  ///< put right as a browser would
  };

  /// Throws Error{input} with line and column for what is no UTF-8 text (NUL, UTF-16), for a document type
  /// with declarations of its own (entities: none is expanded, so none is taken), for what is deeper than
  /// kDeepestElement, and for a file that says it is XML (declaration, or the namespace of XHTML) and is not
  /// well-formed. `name` is the file, for messages. A byte order mark is passed over; malformed UTF-8 stays.
  HocrSource(std::string_view bytes, std::string name);
  HocrSource(const HocrSource&) = delete;  // `lines` and `document` point into `text`
  HocrSource& operator=(const HocrSource&) = delete;

  LineFinder::Place place(const pugi::xml_node& node) const { return lines.at(node.offset_debug()); }

  /// Throws Error{input}: "line 3, column 5: PROBLEM".
  [[noreturn]] void fail(std::ptrdiff_t offset, const std::string& problem) const;

  std::string name;
  Form form = Form::xml;
  std::string text;  ///< what was parsed: XML
  LineFinder lines{{}};
  pugi::xml_document document;
};

}  // namespace folio
