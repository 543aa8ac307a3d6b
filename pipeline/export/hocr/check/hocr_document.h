#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "export/hocr/hocr_source.h"

namespace folio {

/// One element of a hOCR file, with what the rules ask of it. Text views point into the document.
struct HocrElement {
  pugi::xml_node node;
  LineFinder::Place place;
  int parent = -1;  ///< index; -1 = none
  int end = 0;      ///< index after its last descendant
  std::string_view tag;
  std::string_view css_class;  ///< the attribute as it stands
  std::string_view title;
  bool has_title = false;
  int words = 0;  ///< words with text within it, itself counted
  int lines = 0;  ///< lines within it, itself counted
};

/// All elements of a hOCR file in their order.
class HocrDocument {
 public:
  /// Throws what HocrSource throws, and Error{input} when there is no element with the class ocr_page.
  HocrDocument(std::string_view bytes, const std::string& name);

  const HocrSource& source() const { return source_; }
  const std::vector<HocrElement>& elements() const { return elements_; }
  const HocrElement& at(int idx) const { return elements_[static_cast<size_t>(idx)]; }
  int size() const { return static_cast<int>(elements_.size()); }

  /// Words with text (whose class names ocrx_word), as indices.
  const std::vector<int>& words() const { return words_; }
  int line_count() const;

  bool is(int idx, std::string_view tag, std::string_view css_class) const;  ///< exactly; empty tag = any
  /// Nearest element around `idx` of exactly that tag and class; -1 = none.
  int around(int idx, std::string_view tag, std::string_view css_class) const;
  /// Index of the child of `ancestor` on the way to `idx`.
  int step_below(int ancestor, int idx) const;

 private:
  void add(const pugi::xml_node& node, int parent);

  HocrSource source_;
  std::vector<HocrElement> elements_;
  std::vector<int> words_;
};

/// All text within, as a program takes it that knows no hOCR: runs of white space are one space, none at the
/// ends.
std::string plain_text(const pugi::xml_node& node);

/// The value of a property as it stands, "" when it has none; nothing when the title has no such property.
/// Titles are cut at each semicolon, in quotes too, as most programs do it.
std::vector<std::pair<std::string, std::string>> cut_title(std::string_view title);

/// Four whole numbers, none negative, after the first "bbox " of the title: what most programs look for.
bool has_whole_bbox(std::string_view title);

}  // namespace folio
