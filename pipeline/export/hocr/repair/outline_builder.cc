#include "export/hocr/repair/outline_builder.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "core/text.h"
#include "export/clean_text.h"
#include "export/hocr/check/hocr_document.h"
#include "export/hocr/hocr_lines.h"
#include "export/hocr/hocr_markup.h"
#include "export/hocr/hocr_page_reader.h"
#include "export/hocr/hocr_word_reader.h"
#include "export/hocr/hocr_writer.h"
#include "export/hocr/repair/element_parts.h"
#include "export/hocr/repair/outline_words.h"

namespace folio {
namespace {

constexpr std::array<std::string_view, 12> kFloats{
    "ocr_float",  "ocr_textfloat", "ocr_textimage", "ocr_image", "ocr_linedrawing", "ocr_photo",
    "ocr_header", "ocr_footer",    "ocr_pageno",    "ocr_table", "ocr_separator",   "ocr_noise"};
constexpr std::array<std::string_view, 3> kAreas{"ocr_carea", "ocrx_block", "ocr_column"};
constexpr std::array<std::string_view, 5> kMetas{"ocr-system", "ocr-capabilities", "ocr-number-of-pages",
                                                 "ocr-langs", "ocr-scripts"};

template <size_t N>
std::string_view class_among(const pugi::xml_node& node, const std::array<std::string_view, N>& names) {
  const auto found =
      std::ranges::find_if(names, [&](std::string_view name) { return has_class(node, name); });
  return found == names.end() ? std::string_view{} : *found;
}

bool is_blank(const pugi::xml_node& node) { return trim(plain_text(node)).empty(); }

/// What is handed down to words and areas from elements that are themselves left out.
struct Around {
  std::string layer;  ///< data-layer of a wrapper
  std::string tag;    ///< del or ins around words
  Box box;            ///< of the nearest element that has one
};

class Builder {
 public:
  Builder(const HocrSource& source, std::vector<HocrChange>& changes) : log_(source, changes) {}

  HocrOutline build(const pugi::xml_node& root) {
    add_value(outline_.metas, "ocr-system", "");
    add_value(outline_.metas, "ocr-capabilities", "");
    visit(root, {});
    finish_metas();
    return std::move(outline_);
  }

 private:
  OutlinePage& page() { return outline_.pages.back(); }

  void visit_children(const pugi::xml_node& node, const Around& around) {
    for (const pugi::xml_node child : node.children()) visit(child, around);
  }

  void visit(const pugi::xml_node& node, Around around) {
    if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata)
      return add_loose_text(node, around);
    const std::string_view tag = node.name();
    if (tag == "head") return read_head(node);
    if (tag == "html") outline_.language = clean_text(language_of(node));
    if (is_hocr_page(node)) return visit_page(node, around);
    if (outline_.pages.empty()) return visit_children(node, around);
    if (tag == "script" || tag == "style") return;
    if (const Box box = box_of(node); !box.empty()) around.box = box;
    if (!class_among(node, kAreas).empty()) return visit_area(node, around);
    if (has_class(node, "ocr_par")) return visit_paragraph(node, around);
    if (has_class(node, "ocrx_word")) return add_words(node, around);
    const bool holds_lines = has_line_below(node);
    if (is_hocr_line(node) && !(holds_lines && !has_word_child(node))) return visit_line(node, around);
    if (const std::string_view name = class_among(node, kFloats); !name.empty()) {
      if (is_blank(node)) return add_float(node, name);
      if (!holds_lines && !has_word_below(node)) return add_text_of_float(node, around);
    }
    pass_through(node, around);
  }

  static std::string language_of(const pugi::xml_node& node) {
    const std::string lang = node.attribute("lang").value();
    return lang.empty() ? node.attribute("xml:lang").value() : lang;
  }

  template <class Test>
  static bool any_below(const pugi::xml_node& node, Test test) {
    return std::ranges::any_of(
        node.children(), [&](const pugi::xml_node& child) { return test(child) || any_below(child, test); });
  }
  static bool has_line_below(const pugi::xml_node& node) { return any_below(node, is_hocr_line); }
  static bool has_word_below(const pugi::xml_node& node) {
    return any_below(node, [](const pugi::xml_node& child) { return has_class(child, "ocrx_word"); });
  }
  static bool has_word_child(const pugi::xml_node& node) {
    return std::ranges::any_of(node.children(),
                               [](const pugi::xml_node& child) { return has_class(child, "ocrx_word"); });
  }

  void read_head(const pugi::xml_node& head) {
    for (const pugi::xml_node child : head.children()) {
      const std::string_view tag = child.name();
      if (tag == "title") outline_.title = clean_text(child.child_value());
      if (tag == "title") {
        for (const pugi::xml_node inner : child.children())  // of a title that is never closed
          if (inner.type() == pugi::node_element) visit(inner, {});
        continue;
      }
      if (tag == "link" || tag == "style" || tag == "script" || tag == "base") {
        log_.add("links, styles and scripts of the head are left out", child);
        continue;
      }
      if (tag != "meta") {
        if (child.type() == pugi::node_element) visit(child, {});  // of a head that is never closed
        continue;
      }
      std::string name = clean_text(child.attribute("name").value());
      const std::string content = clean_value(child.attribute("content").value());
      if (name.empty()) continue;  // http-equiv and charset are written anew
      const bool known = std::ranges::find(kMetas, name) != kMetas.end();
      if (name.starts_with("ocr") && !known) {
        log_.add("metadata named ocr… that hOCR does not know is named x-ocr… now", child);
        name.insert(0, "x-");
      }
      for (auto& [other, value] : outline_.metas)
        if (other == name && value.empty()) value = content;
      add_value(outline_.metas, name, content);
    }
  }

  void finish_metas() {
    for (auto& [name, content] : outline_.metas) {
      if (name == "ocr-system" && content.empty()) content = "unknown";
      if (name == "ocr-number-of-pages") content = std::to_string(outline_.pages.size());
    }
  }

  void visit_page(const pugi::xml_node& node, const Around& around) {
    if (!outline_.pages.empty() && is_same_page(page_node_, node)) {
      log_.add("pages of one picture were put together", node);
      end_area();
      return visit_children(node, with_layer(node, around));
    }
    end_area();
    page_node_ = node;
    outline_.pages.emplace_back();
    read_parts(node, OutlineKind::page, "ocr_page", page(), log_);
    const Properties properties = parse_title(node.attribute("title").value());
    for (const char* name : {"file", "image"})
      if (const auto image = properties.find(name); image != properties.end())
        page().image = encode_image_name(clean_text(decode_image_name(image->second)));
    Around inside = with_layer(node, {});
    inside.box = page().box;
    visit_children(node, inside);
    end_area();
  }

  static Around with_layer(const pugi::xml_node& node, Around around) {
    if (const pugi::xml_attribute layer = node.attribute("data-layer")) around.layer = layer.value();
    return around;
  }

  void visit_area(const pugi::xml_node& node, Around around) {
    around = with_layer(node, around);
    end_area();
    OutlineBlock& area = page().blocks.emplace_back();
    read_parts(node, OutlineKind::block, "ocr_carea", area, log_);
    if (!around.layer.empty()) add_value(area.attributes, "data-layer", around.layer);
    in_area_ = true;
    visit_children(node, around);
    end_area();
  }

  /// Ids stay with the first of the areas that an inner one cuts apart.
  void end_area() { in_area_ = in_paragraph_ = in_line_ = false; }

  OutlineBlock& area(const Around& around) {
    if (!in_area_) {
      OutlineBlock& made = page().blocks.emplace_back();
      if (!around.layer.empty()) made.attributes.emplace_back("data-layer", around.layer);
      in_area_ = true;
      in_paragraph_ = in_line_ = false;
    }
    return page().blocks.back();
  }

  void visit_paragraph(const pugi::xml_node& node, const Around& around) {
    if (std::string_view(node.name()) != "p") log_.add("paragraphs are <p> now", node);
    OutlineParagraph& paragraph = area(around).paragraphs.emplace_back();
    read_parts(node, OutlineKind::paragraph, "ocr_par", paragraph, log_);
    in_paragraph_ = true;
    in_line_ = false;
    visit_children(node, around);
    in_paragraph_ = in_line_ = false;
  }

  OutlineParagraph& paragraph(const Around& around, const pugi::xml_node& node) {
    if (!in_paragraph_) {
      log_.add("lines outside of paragraphs stand in one now", node);
      area(around).paragraphs.emplace_back();
      in_paragraph_ = true;
      in_line_ = false;
    }
    return page().blocks.back().paragraphs.back();
  }

  void visit_line(const pugi::xml_node& node, const Around& around) {
    if (in_line_) log_.add("a line within a line stands after it now", node);
    if (std::string_view(node.name()) != "span") log_.add("lines are <span> now", node);
    paragraph(around, node).lines.emplace_back();
    OutlineLine& line = page().blocks.back().paragraphs.back().lines.back();
    read_parts(node, OutlineKind::line, "ocr_line", line, log_);
    line.words = words_of_line(node, around.tag, log_);
    in_line_ = true;
    for (const pugi::xml_node child : node.children()) visit_lines_within(child, around);
    in_line_ = false;
  }

  /// The words of a line are there already.
  void visit_lines_within(const pugi::xml_node& node, const Around& around) {
    if (node.type() != pugi::node_element || has_class(node, "ocrx_word")) return;
    if (is_hocr_page(node)) return visit_page(node, {});
    if (is_hocr_line(node)) return visit_line(node, around);
    if (const std::string_view name = class_among(node, kFloats); !name.empty() && is_blank(node)) {
      log_.add("an element without text within a line was left out", node);
      return;
    }
    for (const pugi::xml_node child : node.children()) visit_lines_within(child, around);
  }

  void add_line(std::vector<OutlineWord> words, const Box& box, const Around& around,
                const pugi::xml_node& node) {
    if (words.empty()) return;
    OutlineLine& line = paragraph(around, node).lines.emplace_back();
    line.box = box;
    line.words = std::move(words);
  }

  /// Words outside of lines that follow each other at one height make a line.
  void add_words(const pugi::xml_node& node, const Around& around) {
    log_.add("words outside of lines stand in one now", node);
    for (OutlineWord& word : outline_words(node, around.tag, log_)) {
      OutlineParagraph& into = paragraph(around, node);
      OutlineLine* last = into.lines.empty() || !in_line_ ? nullptr : &into.lines.back();
      const bool same_row = last != nullptr && !last->words.empty() &&
                            std::abs(last->words.back().box.center_y() - word.box.center_y()) <
                                0.5 * last->words.back().box.height() &&
                            last->words.back().box.x0 < word.box.x0;
      if (same_row)
        last->words.push_back(std::move(word));
      else
        into.lines.emplace_back().words.push_back(std::move(word));
      in_line_ = true;
    }
  }

  void add_loose_text(const pugi::xml_node& node, const Around& around) {
    if (outline_.pages.empty() || trim(node.value()).empty()) return;
    log_.add("text outside of lines is a line now", node.parent());
    in_line_ = false;
    add_line(words_of_text(clean_text(node.value()), around.tag), around.box, around, node.parent());
  }

  void add_float(const pugi::xml_node& node, std::string_view name) {
    const bool was_in_area = in_area_;
    if (was_in_area) log_.add("a float within an area stands after it now", node);
    OutlineBlock block;
    read_parts(node, OutlineKind::block, name, block, log_);
    block.float_class = name;
    if (block.box.empty()) block.box = page().box;
    // What follows of an area that a float cuts apart is an area of its own.
    end_area();
    page().blocks.push_back(std::move(block));
  }

  /// Somebody wrote into a float that had no text.
  void add_text_of_float(const pugi::xml_node& node, const Around& around) {
    log_.add("text within a float is an area now", node);
    end_area();
    OutlineElement parts;
    read_parts(node, OutlineKind::line, "", parts, log_);
    Around inside = around;
    inside.layer = value_of(parts.attributes, "data-layer");
    OutlineParagraph& paragraph = area(inside).paragraphs.emplace_back();
    if (const std::string role = value_of(parts.attributes, "data-role"); !role.empty())
      paragraph.attributes.emplace_back("data-role", role);
    OutlineLine& line = paragraph.lines.emplace_back();
    line.words = words_of_text(clean_text(plain_text(node)), around.tag);
    line.box = parts.box;
    for (auto& [name, value] : parts.attributes)
      if (name != "data-layer" && name != "data-role" && name != "data-unread" && name != "data-class")
        line.attributes.emplace_back(name, value);
    end_area();
  }

  static std::string value_of(const NamedValues& values, const std::string& name) {
    const auto found = std::ranges::find_if(values, [&](const auto& entry) { return entry.first == name; });
    return found == values.end() ? std::string{} : found->second;
  }

  /// Elements that are none of the form's: what is in them stays.
  void pass_through(const pugi::xml_node& node, Around around) {
    const std::string_view tag = node.name();
    if (tag == "del" || tag == "ins") {
      log_.add(fmt::format("<{}> around words stands within each of them now", tag), node);
      around.tag = tag;
    } else if (tag != "body" && tag != "html" && tag.data()[0] != 0) {
      log_.add(fmt::format("<{}> between the elements of hOCR was left out", tag), node);
    }
    visit_children(node, with_layer(node, around));
  }

  HocrOutline outline_;
  ChangeLog log_;
  pugi::xml_node page_node_;
  bool in_area_ = false, in_paragraph_ = false, in_line_ = false;
};

}  // namespace

HocrOutline outline_of(const HocrSource& source, std::vector<HocrChange>& changes) {
  return Builder(source, changes).build(source.document);
}

}  // namespace folio
