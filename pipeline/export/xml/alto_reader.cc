#include "export/xml/alto_reader.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <pugixml.hpp>

#include "core/error.h"
#include "core/text.h"
#include "export/clean_text.h"
#include "export/hocr/hocr_markup.h"
#include "export/line_text.h"
#include "export/xml/alto_head.h"
#include "export/xml/foreign_names.h"
#include "export/xml/xml_points.h"
#include "transcription/tei_header.h"
#include "transcription/xml_input.h"

namespace folio {
namespace {

constexpr double kLargest = 1e7;  // pixels; no scan is wider

/// What an element inherits from those around it.
struct Context {
  Layer layer = Layer::typed;
  Role role = Role::body;
  int quarter_turns = 0;
};

class Reader {
 public:
  Reader(const pugi::xml_node& root, const std::string& name) : root_(root), head_(root), name_(name) {}

  std::vector<PageText> read() {
    for (const pugi::xml_node& child : root_.children())
      if (local_name(child) == "Layout") read_layout(child);
    if (pages_.empty())
      throw Error(ErrorCode::input, "line 1: holds no <Page>: it is no ALTO", "check how it was written");
    return std::move(pages_);
  }

 private:
  static std::string_view value(const pugi::xml_node& node, const char* name) {
    return node.attribute(name).value();
  }
  static double number(const pugi::xml_node& node, const char* name, double other = 0) {
    return std::clamp(parse_number(value(node, name)).value_or(other), -kLargest, kLargest);
  }

  void inherit(const pugi::xml_node& node, Context& context) const {
    for (const AltoTag& tag : head_.tags_of(node)) {
      const bool ours = tag.type == "layer" || tag.type == "role";
      if (tag.type != "role") context.layer = layer_of_name(tag.label).value_or(context.layer);
      if (tag.type != "layer") context.role = role_of_name(tag.label).value_or(context.role);
      if (!ours && context.role == Role::insertion) context.layer = Layer::hand;
    }
    if (node.attribute("ROTATION")) {
      const auto turns =
          static_cast<int>(std::lround(std::clamp(number(node, "ROTATION"), -3600.0, 3600.0) / 90));
      context.quarter_turns = ((turns % 4) + 4) % 4;
    }
  }

  void read_layout(const pugi::xml_node& layout) {
    for (const pugi::xml_node& node : layout.children()) {
      if (local_name(node) != "Page") continue;
      PageText& page = pages_.emplace_back(head_.page);
      page.origin.page_idx =
          static_cast<int>(std::clamp(number(node, "PHYSICAL_IMG_NR", double(pages_.size())), 1.0, 1e6)) - 1;
      if (page.origin.stem.empty()) page.origin.stem = page.origin.file.stem().string();
      if (page.origin.stem.empty()) page.origin.stem = std::filesystem::path(name_).stem().string();
      page.size = {static_cast<int>(std::lround(std::max(0.0, number(node, "WIDTH")))),
                   static_cast<int>(std::lround(std::max(0.0, number(node, "HEIGHT"))))};
      if (head_.dpi > 0) page.resolution = {head_.dpi, head_.dpi, Resolution::Source::declared};
      page.confidence = std::clamp(number(node, "PC"), 0.0, 1.0);
      if (const std::string_view doubts = value(node, "QUALITY_DETAIL"); !doubts.empty())
        page.doubts = {clean_text(doubts)};
      page.languages = split_words(value(node, "LANG"));
      for (const std::string& other : split_words(value(node, "OTHERLANGS"))) page.languages.push_back(other);
      read_blocks(node, {});
      put_in_order(page);
    }
  }

  void read_blocks(const pugi::xml_node& parent, const Context& around) {
    for (const pugi::xml_node& node : parent.children()) {
      if (node.type() != pugi::node_element) continue;
      const std::string_view name = local_name(node);
      Context context = around;
      inherit(node, context);
      if (name == "TextLine")
        read_line(node, context);
      else if (name == "Illustration" || name == "GraphicalElement")
        read_region(node, context);
      else if (name != "Shape")
        read_blocks(node, context);
    }
  }

  void read_region(const pugi::xml_node& node, const Context& context) {
    const bool named = std::ranges::any_of(head_.tags_of(node), [](const AltoTag& tag) {
      return tag.type == "layer" || layer_of_name(tag.label);
    });
    if (!named) return;  // another program's picture or rule is no ink of a layer
    pages_.back().regions.push_back(
        {node.attribute("ID").value(), context.layer, context.role, box_of(node), 1});
  }

  /// Of the attributes, else of the shape.
  static Box box_of(const pugi::xml_node& node) {
    if (node.attribute("HPOS") && node.attribute("WIDTH"))
      return Box{static_cast<int>(std::lround(number(node, "HPOS"))),
                 static_cast<int>(std::lround(number(node, "VPOS"))),
                 static_cast<int>(std::lround(number(node, "HPOS") + number(node, "WIDTH"))),
                 static_cast<int>(std::lround(number(node, "VPOS") + number(node, "HEIGHT")))};
    for (const pugi::xml_node& shape : node.children())
      if (local_name(shape) == "Shape")
        for (const pugi::xml_node& polygon : shape.children())
          if (local_name(polygon) == "Polygon") return box_around(parse_points(value(polygon, "POINTS")));
    return {};
  }

  void read_line(const pugi::xml_node& node, const Context& context) {
    TextLine line;
    line.id = node.attribute("ID").value();
    line.layer = context.layer;
    line.role = context.role;
    line.quarter_turns = context.quarter_turns;
    line.box = box_of(node);
    for (const std::string& id : split_words(value(node, "PROCESSINGREFS")))
      if (const auto reader = head_.readers.find(id); reader != head_.readers.end())
        line.reader = reader->second;
    for (const pugi::xml_node& child : node.children()) {
      if (local_name(child) == "String") read_word(child, line, node.attribute("STYLEREFS").value());
      if (local_name(child) == "HYP") read_hyphen(child, line);
    }
    if (line.box.empty())
      for (const Word& word : line.words) line.box = unite(line.box, word.box);
    read_baseline(node, line);
    pages_.back().lines.push_back(std::move(line));
  }

  static void read_baseline(const pugi::xml_node& node, TextLine& line) {
    line.baseline = {cv::Point2d(line.box.x0, line.box.y1), cv::Point2d(line.box.x1, line.box.y1)};
    const std::string_view text = value(node, "BASELINE");
    const std::vector<cv::Point2d> points = parse_points(text);
    if (points.size() > 1)
      line.baseline = baseline_through(points);
    else if (const auto y = parse_number(text))  // before ALTO 4.2 it was a height
      line.baseline.left.y = line.baseline.right.y = std::clamp(*y, -kLargest, kLargest);
  }

  void read_word(const pugi::xml_node& node, TextLine& line, std::string_view line_styles) {
    const std::string text = clean_text(value(node, "CONTENT"));
    if (text.empty() && !node.attribute("ID")) return;  // stands for a line without words
    const bool struck = value(node, "STYLE").find("strikethrough") != std::string_view::npos ||
                        head_.strikes(value(node, "STYLEREFS")) || head_.strikes(line_styles);
    Box box = box_of(node);
    if (box.empty()) box = line.box;
    if (text.find(' ') != std::string::npos) {
      has_alternative_ = false;
      for (Word& word : words_from_text(text, box, [&] { return next_id(); })) {
        word.confidence = std::clamp(number(node, "WC"), 0.0, 1.0);
        if (struck) word.status = WordStatus::struck;
        line.words.push_back(std::move(word));
      }
      return;
    }
    has_alternative_ = false;
    Word& word = line.words.emplace_back();
    word.id = node.attribute("ID") ? std::string(value(node, "ID")) : next_id();
    word.text = word.ocr = text;
    word.box = box;
    word.confidence = std::clamp(number(node, "WC"), 0.0, 1.0);
    if (struck) word.status = WordStatus::struck;
    read_word_tags(node, word);
    for (const pugi::xml_node& child : node.children()) {
      const std::string_view purpose = value(child, "PURPOSE");
      if (local_name(child) == "ALTERNATIVE" && (purpose == "recognizer" || purpose == "guess")) {
        word.ocr = clean_text(folded_text(child));
        has_alternative_ = true;
      }
      if (local_name(child) == "Glyph") read_glyph(child, word);
    }
  }

  void read_word_tags(const pugi::xml_node& node, Word& word) const {
    for (const auto& [type, label] : head_.tags_of(node)) {
      if (type == "status") word.status = word_status_of_name(label).value_or(word.status);
      if (type == "strike") word.strike = strike_kind_from_name(label).value_or(word.strike);
      if (type == "source") word.source = text_source_of_name(label).value_or(word.source);
      if (type == "place") word.place_inferred = label == "inferred";
      if (type == "after") word.after_id = label;
      if (type == "before") word.before_id = label;
    }
  }

  static void read_glyph(const pugi::xml_node& node, Word& word) {
    Glyph& glyph = word.glyphs.emplace_back();
    glyph.text = clean_text(value(node, "CONTENT"));
    glyph.confidence = std::clamp(number(node, "GC"), 0.0, 1.0);
    glyph.box = box_of(node);
    for (const pugi::xml_node& child : node.children())
      if (local_name(child) == "Variant")
        glyph.alternatives.push_back(
            {clean_text(value(child, "CONTENT")), std::clamp(number(child, "VC"), 0.0, 1.0)});
  }

  /// The hyphen of a line's end is the last letter of the word before it.
  void read_hyphen(const pugi::xml_node& node, TextLine& line) const {
    if (line.words.empty()) return;
    Word& word = line.words.back();
    std::string text = clean_text(value(node, "CONTENT"));
    if (text.empty() || text == "\u00AD") text = "-";
    if (!has_alternative_) word.ocr += text;
    word.text += text;
    word.box = unite(word.box, box_of(node));
  }

  void put_in_order(PageText& page) const {
    std::map<std::string, size_t> places;
    for (const TextLine& line : page.lines) {
      const auto found = head_.order.find(line.id);
      if (found == head_.order.end()) return;
      places.emplace(line.id, found->second);
    }
    std::ranges::stable_sort(page.lines, {}, [&](const TextLine& line) { return places.at(line.id); });
  }

  std::string next_id() { return fmt::format("word_{}", ++made_words_); }

  pugi::xml_node root_;
  AltoHead head_;
  std::string name_;
  std::vector<PageText> pages_;
  int made_words_ = 0;
  bool has_alternative_ = false;  ///< the last word has a reading of its own besides its text
};

}  // namespace

std::vector<PageText> read_alto(std::string_view bytes, const std::string& name) {
  try {
    pugi::xml_document document;
    parse_xml(document, bytes, DocumentTypes::refused);
    return Reader(document.document_element(), name).read();
  } catch (Error& error) {
    throw error.at_file(name);
  }
}

}  // namespace folio
