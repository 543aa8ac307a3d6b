#include "export/hocr/hocr_reader.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <pugixml.hpp>
#include <unordered_map>
#include <utility>

#include "core/files.h"
#include "core/text.h"
#include "export/clean_text.h"
#include "export/hocr/hocr_lines.h"
#include "export/hocr/hocr_markup.h"
#include "export/hocr/hocr_page_reader.h"
#include "export/hocr/hocr_source.h"
#include "export/hocr/hocr_word_reader.h"

namespace folio {
namespace {

/// What kraken's regions say in our terms, by the names of SegmOnto and by plain ones; others are body text.
constexpr std::array kRegionRoles{std::pair{std::string_view("margintextzone"), Role::marginalia},
                                  std::pair{std::string_view("marginalia"), Role::marginalia},
                                  std::pair{std::string_view("numberingzone"), Role::page_number},
                                  std::pair{std::string_view("page-number"), Role::page_number},
                                  std::pair{std::string_view("titlepagezone"), Role::heading},
                                  std::pair{std::string_view("heading"), Role::heading},
                                  std::pair{std::string_view("header"), Role::heading},
                                  std::pair{std::string_view("stampzone"), Role::stamp},
                                  std::pair{std::string_view("stamp"), Role::stamp}};

/// What an element inherits from those around it.
struct Context {
  Layer layer = Layer::typed;
  Role role = Role::body;
  WordStatus status = WordStatus::plain;  ///< of words within a <del> or <ins>
};

Layer layer_named(std::string_view name, Layer other) {
  if (name == "signature" || name == "handwritten") return Layer::hand;
  if (name == "printed") return Layer::print;
  const std::optional<Layer> layer = layer_from_name(name);
  return layer && *layer != Layer::none ? *layer : other;
}

class Reader {
 public:
  explicit Reader(const HocrSource& source) : source_(source) {}

  std::vector<PageText> read() {
    visit(source_.document, {});
    if (pages_.empty()) source_.fail(0, "holds no ocr_page: it is not hOCR");
    end_page();
    return std::move(pages_);
  }

 private:
  /// Recursive: HocrSource has made sure that no element lies too deep.
  void visit(const pugi::xml_node& node, Context context) {
    if (std::string_view(node.name()) == "meta") {
      read_hocr_meta(node, head_);
    } else if (is_hocr_page(node)) {
      start_page(node);
    } else if (!pages_.empty()) {
      inherit(node, context);
      if (is_hocr_line(node)) return visit_line(node, context);
      if (has_class(node, "ocrx_word")) return read_word(node, context);
      if (node.attribute("data-unread")) return read_unread(node, context);
      if (has_class(node, "ocr_photo") || has_class(node, "ocr_linedrawing")) {
        if (node.attribute("data-layer")) return read_region(node, context);
      }
    }
    for (const pugi::xml_node child : node.children()) visit(child, context);
  }

  static void inherit(const pugi::xml_node& node, Context& context) {
    if (const pugi::xml_attribute layer = node.attribute("data-layer")) {
      context.layer = layer_named(layer.value(), context.layer);
      if (std::string_view(layer.value()) == "signature") context.role = Role::signature;
    } else if (node.attribute("title")) {
      const Properties properties = parse_title(node.attribute("title").value());
      if (const auto flow = properties.find("cflow"); flow != properties.end())
        context.layer = layer_named(flow->second, context.layer);
    }
    const std::string_view name = node.name();
    if (name == "del") context.status = WordStatus::struck;
    if (name == "ins") context.status = WordStatus::inserted;
    if (const std::optional<Role> role = role_from_name(node.attribute("data-role").value())) {
      context.role = *role;
    } else if (const pugi::xml_attribute region = node.attribute("data-region-type")) {
      const std::string type = to_lower(region.value());
      const auto known = std::ranges::find_if(kRegionRoles, [&](const auto& e) { return e.first == type; });
      if (known != kRegionRoles.end()) context.role = known->second;
      if (context.role == Role::stamp) context.layer = Layer::stamp;
    }
  }

  void start_page(const pugi::xml_node& node) {
    if (!pages_.empty() && is_same_page(page_node_, node)) return;  // a layer of the page before it
    end_page();
    pages_.push_back(page_from_hocr(node, head_, static_cast<int>(pages_.size())));
    page_node_ = node;
    open_lines_.clear();
  }

  void end_page() {
    if (pages_.empty()) return;
    place_unread_words(page().lines, unread_);
    unread_.clear();
    if (page().size.empty()) page().size = size_of_content(page());
  }

  PageText& page() { return pages_.back(); }

  /// A line that came without words is split at white space. After a line within a line the outer one goes
  /// on.
  void visit_line(const pugi::xml_node& node, const Context& context) {
    page().lines.push_back(line_from_hocr(node));
    TextLine& line = page().lines.back();
    line.layer = context.layer;
    line.role = context.role;
    const size_t pages = pages_.size(), idx = page().lines.size() - 1;
    open_lines_.push_back(idx);
    for (const pugi::xml_node child : node.children()) visit(child, context);
    if (pages != pages_.size()) return;  // a page within a line
    open_lines_.pop_back();
    finish_line(node, page().lines[idx], page().lines.size() == idx + 1);
  }

  void finish_line(const pugi::xml_node& node, TextLine& line, bool innermost) {
    if (line.words.empty() && innermost) {
      const std::string text = clean_text(hocr_text(node));
      if (line.box.empty()) line.box = box_of_page();
      split_line(line, text, made_words_);
      return;
    }
    join_single_characters(node, line);
    give_boxes(line);
  }

  Box box_of_page() { return {0, 0, std::max(1, page().size.width), std::max(1, page().size.height)}; }

  void read_word(const pugi::xml_node& node, const Context& context) {
    for (Word& word : words_of(node)) {
      if (word.id.empty()) word.id = made_word_id(made_words_);
      if (word.status == WordStatus::plain) word.status = context.status;
      if (open_lines_.empty()) {
        page().lines.push_back(line_of_word(word));
        page().lines.back().layer = context.layer;
        page().lines.back().role = context.role;
        page().lines.back().words.push_back(std::move(word));
      } else {
        page().lines[open_lines_.back()].words.push_back(std::move(word));
      }
    }
  }

  void read_unread(const pugi::xml_node& node, const Context& context) {
    Word word;
    word.box = box_of(node);
    word.text = clean_text(hocr_text(node));  // empty, unless a person wrote it there
    read_word_attributes(node, word);
    if (std::string_view(node.attribute("data-unread").value()) == "word") {
      word.id = node.attribute("id").value();
      unread_.push_back(
          {node.attribute("data-line").value(), node.attribute("data-previous").value(), std::move(word)});
      return;
    }
    TextLine line = line_from_hocr(node);
    line.layer = context.layer;
    line.role = context.role;
    const double turns = parse_number(node.attribute("data-quarter-turns").value()).value_or(0);
    line.quarter_turns = static_cast<int>(std::clamp(turns, 0.0, 3.0));
    if (const pugi::xml_attribute id = node.attribute("data-word")) {
      word.id = id.value();
      line.words.push_back(std::move(word));
    } else {
      split_line(line, word.text, made_words_);
    }
    page().lines.push_back(std::move(line));
  }

  void read_region(const pugi::xml_node& node, const Context& context) {
    TextRegion region;
    region.id = node.attribute("id").value();
    region.layer = context.layer;
    const Role usual = context.layer == Layer::stamp ? Role::stamp : Role::marginalia;
    region.role = context.role == Role::body && !node.attribute("data-role") ? usual : context.role;
    region.box = box_of(node);
    region.confidence = parse_number(node.attribute("data-confidence").value()).value_or(1);
    page().regions.push_back(std::move(region));
  }

  const HocrSource& source_;
  PageText head_;  ///< what is the same on all pages
  std::vector<PageText> pages_;
  pugi::xml_node page_node_;        ///< of the last page
  std::vector<size_t> open_lines_;  ///< words belong to the innermost of them
  std::vector<UnreadWord> unread_;  ///< of the last page
  int made_words_ = 0;
};

}  // namespace

std::vector<PageText> read_hocr(std::string_view bytes, const std::string& name) {
  return Reader(HocrSource(bytes, name)).read();
}

std::vector<PageText> read_hocr_file(const std::filesystem::path& file) {
  return read_hocr(read_file(file), file.string());
}

}  // namespace folio
