#include "export/xml/page_xml_reader.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <pugixml.hpp>

#include "core/error.h"
#include "core/text.h"
#include "export/clean_text.h"
#include "export/hocr/hocr_markup.h"
#include "export/line_text.h"
#include "export/xml/foreign_names.h"
#include "export/xml/page_xml_custom.h"
#include "export/xml/page_xml_names.h"
#include "export/xml/page_xml_nodes.h"
#include "export/xml/xml_points.h"
#include "transcription/tei_header.h"
#include "transcription/xml_input.h"

namespace folio {
namespace {

using page_xml::box_of, page_xml::child, page_xml::confidence, page_xml::equivalents_of, page_xml::number,
    page_xml::TextEquivalent, page_xml::value;

/// What an element inherits from those around it.
struct Context {
  Layer layer = Layer::typed;
  Role role = Role::body;
  int quarter_turns = 0;
  size_t order = 0;  ///< place in the reading order
  double layer_confidence = 1;

  void take(const pugi::xml_node& node) {
    if (const auto named = layer_of_name(value(node, "type"))) layer = *named;
    if (const auto named = role_of_name(value(node, "type"))) role = *named;
    if (const auto named = layer_of_name(value(node, "production"))) layer = *named;
    for (const CustomPart& part : parse_custom(value(node, "custom"))) {
      if (part.name == "layer") layer = layer_of_name(part.value("name")).value_or(layer);
      if (part.name == "layer") layer_confidence = confidence(part.value("confidence"), layer_confidence);
      if (part.name == "role") role = role_of_name(part.value("name")).value_or(role);
      if (part.name == "structure") role = role_of_name(part.value("type")).value_or(role);
    }
    if (node.attribute("orientation")) {
      const double turns = std::round(std::clamp(number(value(node, "orientation"), 0), -360.0, 360.0) / 90);
      quarter_turns = ((static_cast<int>(turns) % 4) + 4) % 4;
    }
  }
};

class Reader {
 public:
  Reader(std::string_view bytes, const std::string& name) : name_(name) {
    parse_xml(document_, bytes, DocumentTypes::refused);
  }

  std::vector<PageText> read() {
    for (const pugi::xml_node& node : document_.document_element().children()) {
      if (local_name(node) == "Metadata") read_metadata(node);
      if (local_name(node) == "Page") read_page(node);
    }
    if (pages_.empty())
      throw Error(ErrorCode::input, "line 1: holds no <Page>: it is no PAGE XML", "check how it was written");
    return std::move(pages_);
  }

 private:
  struct PlacedLine {
    size_t region_order = 0;
    std::optional<size_t> page_order;  ///< ours: place on the whole page
    TextLine line;
  };

  void read_metadata(const pugi::xml_node& metadata) {
    const std::string creator = folded_text(child(metadata, "Creator"));
    ours_ = creator.starts_with("folio");
    head_.made_with.system = creator;
    for (const pugi::xml_node& item : metadata.children()) {
      if (local_name(item) != "MetadataItem") continue;
      for (const pugi::xml_node& labels : item.children())
        for (const pugi::xml_node& label : labels.children()) {
          if (!ours_) continue;
          if (value(label, "type") == "models") head_.made_with.models = value(label, "value");
          if (value(label, "type") == "options") head_.made_with.options = value(label, "value");
        }
    }
  }

  void read_page(const pugi::xml_node& node) {
    PageText& page = pages_.emplace_back(head_);
    page.origin.file = clean_text(value(node, "imageFilename"));
    page.origin.page_idx = static_cast<int>(pages_.size()) - 1;
    page.size = {static_cast<int>(std::max(0.0, number(value(node, "imageWidth"), 0))),
                 static_cast<int>(std::max(0.0, number(value(node, "imageHeight"), 0)))};
    read_resolution(node, page);
    page.confidence = confidence(value(node, "conf"), 0);
    page.languages = read_languages(node);
    read_custom(node, page);
    for (const pugi::xml_node& fact : child(node, "UserDefined").children()) {
      if (value(fact, "name") == "stem") page.origin.stem = clean_text(value(fact, "value"));
      if (value(fact, "name") == "doubt") page.doubts.push_back(clean_text(value(fact, "value")));
    }
    if (page.origin.stem.empty()) page.origin.stem = page.origin.file.stem().string();
    if (page.origin.stem.empty()) page.origin.stem = std::filesystem::path(name_).stem().string();
    order_.clear();
    read_order(child(node, "ReadingOrder"));
    lines_.clear();
    Context context;
    context.order = order_.size();  // regions that the order does not name come last
    read_regions(node, context);
    take_lines(page);
  }

  static void read_resolution(const pugi::xml_node& node, PageText& page) {
    const double x = number(value(node, "imageXResolution"), 0),
                 y = number(value(node, "imageYResolution"), 0);
    if (x <= 0 || y <= 0) return;
    const double inches = value(node, "imageResolutionUnit") == "PPCM" ? 2.54 : 1;
    page.resolution = {x * inches, y * inches, Resolution::Source::declared};
  }

  void read_custom(const pugi::xml_node& node, PageText& page) const {
    if (!ours_) return;
    for (const CustomPart& part : parse_custom(value(node, "custom"))) {
      if (part.name == "resolution" && part.value("source") == "estimated")
        page.resolution.source = Resolution::Source::estimated;
      if (part.name == "origin") {
        page.origin.page_idx = static_cast<int>(std::clamp(number(part.value("page"), 1), 1.0, 1e6)) - 1;
        page.origin.page_count = static_cast<int>(std::clamp(number(part.value("of"), 1), 1.0, 1e6));
        page.origin.sha256 = part.value("sha256");
      }
      if (part.name == "skew")
        page.skew = {number(part.value("degrees"), 0), confidence(part.value("confidence"), 0)};
      if (part.name == "kind")
        if (const auto kind = page_kind_from_name(part.value("name")))
          page.kind = {*kind, confidence(part.value("confidence"), 0)};
    }
  }

  /// Groups may lie in groups; those without an index keep the order in which they stand.
  void read_order(const pugi::xml_node& group) {
    std::vector<std::pair<double, pugi::xml_node>> members;
    for (const pugi::xml_node& member : group.children())
      if (member.type() == pugi::node_element)
        members.emplace_back(number(value(member, "index"), double(members.size())), member);
    std::ranges::stable_sort(members, {}, &std::pair<double, pugi::xml_node>::first);
    for (const auto& [index, member] : members) {
      if (const std::string_view region = value(member, "regionRef"); !region.empty())
        order_.emplace(region, order_.size());
      read_order(member);
    }
  }

  void read_regions(const pugi::xml_node& parent, const Context& around) {
    for (const pugi::xml_node& node : parent.children()) {
      const std::string_view name = local_name(node);
      if (!name.ends_with("Region")) continue;
      Context context = around;
      context.take(node);
      if (const auto place = order_.find(std::string(value(node, "id"))); place != order_.end())
        context.order = place->second;
      if (name == "TextRegion")
        read_text_region(node, context);
      else
        read_ink_region(node, context);
      read_regions(node, context);
    }
  }

  /// Ink without text, where it is said whose it is.
  void read_ink_region(const pugi::xml_node& node, const Context& context) {
    const bool named = layer_of_name(value(node, "type")) ||
                       std::ranges::any_of(parse_custom(value(node, "custom")),
                                           [](const CustomPart& part) { return part.name == "layer"; });
    if (!named || !(ours_ || local_name(node) == "GraphicRegion")) return;
    pages_.back().regions.push_back({std::string(value(node, "id")), context.layer, context.role,
                                     box_of(node), context.layer_confidence});
  }

  void read_text_region(const pugi::xml_node& region, const Context& context) {
    std::vector<pugi::xml_node> nodes;
    for (const pugi::xml_node& node : region.children())
      if (local_name(node) == "TextLine") nodes.push_back(node);
    sort_lines(nodes);
    for (const pugi::xml_node& node : nodes) read_line(node, context);
    if (nodes.empty()) read_text_of_region(region, context);
  }

  /// By Transkribus's index, where all have one.
  static void sort_lines(std::vector<pugi::xml_node>& nodes) {
    std::vector<std::pair<double, pugi::xml_node>> placed;
    for (const pugi::xml_node& node : nodes) {
      std::optional<double> index = parse_number(value(node, "index"));
      for (const CustomPart& part : parse_custom(value(node, "custom")))
        if (part.name == "readingOrder") index = parse_number(part.value("index"));
      if (!index) return;
      placed.emplace_back(*index, node);
    }
    std::ranges::stable_sort(placed, {}, &std::pair<double, pugi::xml_node>::first);
    for (size_t i = 0; i < nodes.size(); ++i) nodes[i] = placed[i].second;
  }

  TextLine line_of(const Context& context, const Box& box) const {
    TextLine line;
    line.layer = context.layer;
    line.role = context.role;
    line.quarter_turns = context.quarter_turns;
    line.layer_confidence = context.layer_confidence;
    line.box = box;
    line.baseline = {cv::Point2d(box.x0, box.y1), cv::Point2d(box.x1, box.y1)};
    return line;
  }

  void read_line(const pugi::xml_node& node, const Context& around) {
    Context context = around;
    context.take(node);
    PlacedLine placed{context.order, {}, line_of(context, box_of(node))};
    TextLine& line = placed.line;
    line.id = value(node, "id");
    const std::vector<cv::Point2d> points = parse_points(value(child(node, "Baseline"), "points"));
    if (points.size() > 1) line.baseline = baseline_through(points);
    const std::vector<CustomPart> custom = parse_custom(value(node, "custom"));
    for (const CustomPart& part : custom) {
      if (ours_ && part.name == "page")
        placed.page_order = static_cast<size_t>(std::max(0.0, number(part.value("line"), 0)));
      if (ours_ && part.name == "letters") line.x_height = std::max(0.0, number(part.value("x-height"), 0));
    }
    for (const pugi::xml_node& fact : child(node, "UserDefined").children()) {
      if (value(fact, "name") == "reader") line.reader = clean_text(value(fact, "value"));
      if (value(fact, "name") == "reader-reason") line.reader_reason = clean_text(value(fact, "value"));
    }
    read_words(node, line);
    page_xml::mark_strikes(custom, line);
    lines_.push_back(std::move(placed));
  }

  /// The line's words; its text where it has no words, or these have no text.
  void read_words(const pugi::xml_node& node, TextLine& line) {
    bool any_text = false;
    for (const pugi::xml_node& word : node.children()) {
      if (local_name(word) != "Word") continue;
      line.words.push_back(page_xml::read_word(word, ours_));
      if (line.words.back().id.empty()) line.words.back().id = next_id();
      any_text = any_text || !line.words.back().text.empty();
    }
    const std::vector<TextEquivalent> equivalents = equivalents_of(node);
    if (equivalents.empty() || any_text || (ours_ && !line.words.empty())) {
      if (!ours_) std::erase_if(line.words, [](const Word& word) { return word.text.empty(); });
      return;
    }
    line.words = words_from_text(clean_text(equivalents.front().text), line.box, [&] { return next_id(); });
    for (Word& word : line.words) word.confidence = equivalents.front().confidence;
    if (child(node, "TextStyle").attribute("strikethrough").as_bool())
      for (Word& word : line.words) word.status = WordStatus::struck;
  }

  /// Some truths have text for whole regions only.
  void read_text_of_region(const pugi::xml_node& region, const Context& context) {
    const std::vector<TextEquivalent> equivalents = equivalents_of(region);
    if (equivalents.empty()) return;
    const std::vector<std::string> texts = split_lines(equivalents.front().text);
    const Box box = box_of(region);
    for (size_t i = 0; i < texts.size(); ++i) {
      const auto y = [&](size_t k) {
        return box.y0 + static_cast<int>(static_cast<double>(box.height()) * static_cast<double>(k) /
                                         static_cast<double>(texts.size()));
      };
      TextLine line = line_of(context, {box.x0, y(i), box.x1, y(i + 1)});
      line.id = fmt::format("{}_line_{}", value(region, "id"), i + 1);
      line.words = words_from_text(clean_text(texts[i]), line.box, [&] { return next_id(); });
      for (Word& word : line.words) word.confidence = equivalents.front().confidence;
      if (!line.words.empty()) lines_.push_back({context.order, {}, std::move(line)});
    }
  }

  void take_lines(PageText& page) {
    const bool placed =
        std::ranges::all_of(lines_, [](const PlacedLine& line) { return line.page_order.has_value(); });
    std::ranges::stable_sort(lines_, {}, [&](const PlacedLine& line) {
      return placed ? line.page_order.value_or(0) : line.region_order;
    });
    for (PlacedLine& line : lines_) page.lines.push_back(std::move(line.line));
  }

  std::string next_id() { return fmt::format("word_{}", ++made_words_); }

  pugi::xml_document document_;
  std::string name_;
  PageText head_;                        ///< what is the same on all pages
  bool ours_ = false;                    ///< written by folio: `custom` means what we mean by it
  std::map<std::string, size_t> order_;  ///< of regions
  std::vector<PlacedLine> lines_;
  std::vector<PageText> pages_;
  int made_words_ = 0;
};

}  // namespace

std::vector<PageText> read_page_xml(std::string_view bytes, const std::string& name) {
  try {
    return Reader(bytes, name).read();
  } catch (Error& error) {
    throw error.at_file(name);
  }
}

}  // namespace folio
