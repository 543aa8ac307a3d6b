#include "export/xml/page_xml_nodes.h"

#include <algorithm>

#include "core/text.h"
#include "export/clean_text.h"
#include "export/hocr/hocr_markup.h"
#include "export/xml/foreign_names.h"
#include "export/xml/xml_points.h"
#include "transcription/tei_header.h"

namespace folio::page_xml {
namespace {

/// All text of an element, as it stands.
std::string raw_text(const pugi::xml_node& node) {
  std::string out;
  for (const pugi::xml_node& part : node.children())
    if (part.type() == pugi::node_pcdata || part.type() == pugi::node_cdata) out += part.value();
  return out;
}

void read_glyph(const pugi::xml_node& node, Word& word) {
  const std::vector<TextEquivalent> equivalents = equivalents_of(node);
  if (equivalents.empty()) return;
  Glyph& glyph = word.glyphs.emplace_back();
  glyph.text = clean_text(equivalents.front().text);
  glyph.confidence = equivalents.front().confidence;
  glyph.box = box_of(node);
  for (size_t i = 1; i < equivalents.size(); ++i)
    glyph.alternatives.push_back({clean_text(equivalents[i].text), equivalents[i].confidence});
}

}  // namespace

std::string_view value(const pugi::xml_node& node, const char* name) { return node.attribute(name).value(); }

double number(std::string_view text, double other) {
  constexpr double kLargest = 1e7;  // pixels; no scan is wider
  return std::clamp(parse_number(text).value_or(other), -kLargest, kLargest);
}

double confidence(std::string_view text, double other) { return std::clamp(number(text, other), 0.0, 1.0); }

pugi::xml_node child(const pugi::xml_node& node, std::string_view name) {
  return node.find_child([&](const pugi::xml_node& candidate) { return local_name(candidate) == name; });
}

std::vector<TextEquivalent> equivalents_of(const pugi::xml_node& node) {
  std::vector<TextEquivalent> out;
  for (const pugi::xml_node& part : node.children()) {
    if (local_name(part) != "TextEquiv") continue;
    pugi::xml_node text = child(part, "Unicode");
    if (!text) text = child(part, "PlainText");
    out.push_back({number(value(part, "index"), 0), confidence(value(part, "conf"), 0), raw_text(text)});
  }
  std::ranges::stable_sort(out, {}, &TextEquivalent::index);
  return out;
}

Box box_of(const pugi::xml_node& node) {
  const pugi::xml_node coords = child(node, "Coords");
  if (coords.attribute("points")) return box_around(parse_points(value(coords, "points")));
  std::vector<cv::Point2d> points;  // PAGE 2010
  for (const pugi::xml_node& point : coords.children())
    points.emplace_back(number(value(point, "x"), 0), number(value(point, "y"), 0));
  return box_around(points);
}

Word read_word(const pugi::xml_node& node, bool ours) {
  Word word;
  word.id = value(node, "id");
  word.box = box_of(node);
  const std::vector<TextEquivalent> equivalents = equivalents_of(node);
  if (!equivalents.empty()) {
    word.text = word.ocr = clean_text(equivalents.front().text);
    word.confidence = equivalents.front().confidence;
    if (ours && equivalents.size() > 1) word.ocr = clean_text(equivalents[1].text);
  }
  if (child(node, "TextStyle").attribute("strikethrough").as_bool()) word.status = WordStatus::struck;
  for (const CustomPart& part : parse_custom(value(node, "custom"))) {
    const std::string name = part.value("name");
    if (part.name == "status") word.status = word_status_of_name(name).value_or(word.status);
    if (part.name == "strike") word.strike = strike_kind_from_name(name).value_or(word.strike);
    if (part.name == "strike") word.strike_confidence = confidence(part.value("confidence"), 1);
    if (part.name == "source") word.source = text_source_of_name(name).value_or(word.source);
    if (part.name == "place") word.place_inferred = name == "inferred";
    if (part.name == "anchor") word.after_id = part.value("after");
    if (part.name == "anchor") word.before_id = part.value("before");
  }
  for (const pugi::xml_node& glyph : node.children())
    if (local_name(glyph) == "Glyph") read_glyph(glyph, word);
  return word;
}

void mark_strikes(const std::vector<CustomPart>& custom, TextLine& line) {
  const bool any = std::ranges::any_of(custom, [](const CustomPart& part) {
    return part.name == "textStyle" && part.value("strikethrough") == "true";
  });
  if (!any) return;
  std::vector<size_t> lengths;
  size_t total = 0;
  for (const Word& word : line.words) {
    lengths.push_back(to_code_points(word.text).size());
    total += lengths.back() + 1;
  }
  std::vector<int> starts(total + 1);  // strikes that begin at a character, less those that end before it
  for (const CustomPart& part : custom) {
    if (part.name != "textStyle" || part.value("strikethrough") != "true") continue;
    const double begin = std::clamp(number(part.value("offset"), 0), 0.0, double(total));
    const double end = std::clamp(begin + number(part.value("length"), 0), begin, double(total));
    ++starts[static_cast<size_t>(begin)];
    --starts[static_cast<size_t>(end)];
  }
  int open = 0;
  size_t at = 0;
  for (size_t i = 0; i < lengths.size(); ++i) {
    size_t struck = 0;
    for (size_t k = 0; k <= lengths[i]; ++k) {  // the blank after it too
      open += starts[at++];
      struck += k < lengths[i] && open > 0 ? 1 : 0;
    }
    if (2 * struck > lengths[i]) line.words[i].status = WordStatus::struck;
  }
}

}  // namespace folio::page_xml
