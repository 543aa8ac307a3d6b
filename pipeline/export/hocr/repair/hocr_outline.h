#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/geometry.h"

namespace folio {

/// A hOCR file put into the one form that all consumers take: pages of areas and floats, areas of paragraphs,
/// paragraphs of lines, lines of words. Attributes are those that are kept (id, lang, dir, style, data-*);
/// properties are the title's without its bbox. Both in the order in which they are written.
using NamedValues = std::vector<std::pair<std::string, std::string>>;

struct OutlineElement {
  Box box;  ///< empty = not known yet
  NamedValues attributes;
  NamedValues properties;
};

struct OutlineWord : OutlineElement {
  std::string text;
  std::string tag;     ///< of the one element around the text ("del"); empty = none
  int confidence = 0;  ///< percent
};
struct OutlineLine : OutlineElement {
  std::vector<OutlineWord> words;
};
struct OutlineParagraph : OutlineElement {
  std::vector<OutlineLine> lines;
};
/// An area, or a float when it has a class.
struct OutlineBlock : OutlineElement {
  std::string float_class;
  std::vector<OutlineParagraph> paragraphs;
};
struct OutlinePage : OutlineElement {
  std::string image;  ///< as it stands in the title
  std::vector<OutlineBlock> blocks;
};
struct HocrOutline {
  std::string title;
  std::string language;  ///< of the whole file; empty = none
  NamedValues metas;     ///< by name, those of hOCR first; the capabilities are added when it is written
  std::vector<OutlinePage> pages;
};

/// Fills in the boxes that are not known: of words by their share of the line, of all else by what they hold,
/// or by what is around them. Puts all boxes right: nothing negative, a pixel at least, no word at 0 0. Takes
/// lines, paragraphs and areas out that hold nothing.
void complete(HocrOutline& outline);

/// The file. Elements without an id get one, ids are made unique.
std::string write_outline(const HocrOutline& outline);

}  // namespace folio
