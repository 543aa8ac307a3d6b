#include "export/hocr/hocr_word_reader.h"

#include <algorithm>

#include "core/text.h"
#include "export/clean_text.h"
#include "export/hocr/hocr_characters.h"
#include "export/hocr/hocr_markup.h"

namespace folio {
namespace {

bool is_character(const pugi::xml_node& node) {
  return has_class(node, "ocrx_cinfo") || has_class(node, "ocr_cinfo");
}

bool is_text(const pugi::xml_node& node) {
  return node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata;
}

/// Tesseract's choices beside the text that they belong to: a group of characters without a title of its own.
bool is_choices(const pugi::xml_node& node) {
  const std::string_view id = node.attribute("id").value();
  return has_class(node, "ocr_symbol") || id.starts_with("lstm_choices_") || id.starts_with("timestep") ||
         id.starts_with("symbol_");
}

bool has_own_text(const pugi::xml_node& node) {
  return std::ranges::any_of(node.children(), [](const pugi::xml_node& child) {
    return is_text(child) && !trim(child.value()).empty();
  });
}

double fraction(double figure, double largest) {
  // In percent as a rule; kraken counts to 1.
  return std::clamp(figure / (largest > 1 ? 100 : 1), 0.0, 1.0);
}

std::vector<double> numbers_of(std::string_view text) {
  std::vector<double> numbers;
  for (const std::string& word : split_words(text)) numbers.push_back(parse_number(word).value_or(0));
  return numbers;
}

std::vector<Glyph> glyphs_of_lists(const Properties& properties, const std::vector<std::string>& clusters) {
  std::vector<Glyph> glyphs;
  const auto confs = properties.find("x_confs");
  if (confs == properties.end()) return glyphs;
  const std::vector<double> figures = numbers_of(confs->second);
  if (figures.size() != clusters.size() || figures.empty()) return glyphs;
  const auto boxes = properties.find("x_bboxes");
  const std::vector<double> sides = numbers_of(boxes == properties.end() ? "" : boxes->second);
  const double largest = *std::ranges::max_element(figures);
  for (size_t i = 0; i < clusters.size(); ++i) {
    Glyph& glyph = glyphs.emplace_back();
    glyph.text = clusters[i];
    glyph.confidence = fraction(figures[i], largest);
    if (sides.size() == 4 * clusters.size())
      glyph.box =
          box_from_sides(sides[4 * i], sides[4 * i + 1], sides[4 * i + 2], sides[4 * i + 3]).value_or(Box{});
  }
  return glyphs;
}

/// Of the elements that hold a character each.
std::vector<Glyph> glyphs_of_elements(const pugi::xml_node& node, const std::vector<std::string>& clusters) {
  std::vector<Glyph> glyphs;
  for (const pugi::xml_node child : node.children()) {
    if (!is_character(child) || is_choices(child)) continue;
    const std::string text = clean_text(hocr_text(child));
    if (text.empty()) continue;
    const Properties properties = parse_title(child.attribute("title").value());
    Glyph& glyph = glyphs.emplace_back();
    glyph.text = text;
    for (const char* name : {"x_conf", "x_confs", "x_wconf"})
      if (const auto found = properties.find(name); found != properties.end())
        glyph.confidence = std::clamp(parse_number(found->second).value_or(0) / 100, 0.0, 1.0);
    for (const char* name : {"bbox", "x_bboxes"})
      if (const auto found = properties.find(name); found != properties.end())
        glyph.box = parse_bbox(found->second).value_or(Box{});
  }
  const bool whole = glyphs.size() == clusters.size() &&
                     std::ranges::equal(glyphs, clusters, {}, [](const Glyph& glyph) { return glyph.text; });
  return whole ? glyphs : std::vector<Glyph>{};
}

double mean_of(const std::vector<Glyph>& glyphs) {
  double sum = 0;
  for (const Glyph& glyph : glyphs) sum += glyph.confidence;
  return glyphs.empty() ? 0 : sum / static_cast<double>(glyphs.size());
}

double confidence_of(const Properties& properties, const std::vector<Glyph>& glyphs) {
  for (const char* name : {"x_wconf", "x_conf"})
    if (const auto found = properties.find(name); found != properties.end())
      return std::clamp(parse_number(found->second).value_or(0) / 100, 0.0, 1.0);
  const auto confs = properties.find("x_confs");
  if (confs == properties.end()) return mean_of(glyphs);
  const std::vector<double> figures = numbers_of(confs->second);
  if (figures.empty()) return 0;
  double sum = 0;
  for (const double figure : figures) sum += figure;
  return fraction(sum / static_cast<double>(figures.size()), *std::ranges::max_element(figures));
}

WordStatus status_of(const pugi::xml_node& node) {
  const std::string_view name = node.name();
  if (has_class(node, "alt")) return WordStatus::plain;
  return name == "del" || name == "s" || name == "strike" ? WordStatus::struck
         : name == "ins"                                  ? WordStatus::inserted
                                                          : WordStatus::plain;
}

/// Children that are more than white space.
std::vector<pugi::xml_node> content_of(const pugi::xml_node& node) {
  std::vector<pugi::xml_node> out;
  for (const pugi::xml_node child : node.children())
    if (!is_text(child) || !trim(child.value()).empty()) out.push_back(child);
  return out;
}

void append(std::string& out, const pugi::xml_node& node, int depth) {
  constexpr int kDeepest = 200;
  if (is_text(node)) {
    out += node.value();
    return;
  }
  if (depth > kDeepest) return;
  const bool alternatives = has_class(node, "alternatives");
  const bool characters = std::ranges::any_of(node.children(), is_character);
  const bool beside = has_own_text(node) || std::ranges::any_of(node.children(), [](const auto& child) {
                        return is_character(child) && !is_choices(child);
                      });
  std::string text;
  for (const pugi::xml_node child : node.children()) {
    if (beside && is_choices(child)) continue;
    append(text, child, depth + 1);
    // The first of the alternatives is the best one; so it is where a character has only choices.
    const bool first_of_choices = is_choices(node) && !trim(text).empty();
    if ((alternatives && child.type() == pugi::node_element) || first_of_choices) break;
  }
  if (characters) {
    for (const std::string& word : split_words(text)) out += word;
  } else {
    out += text;
  }
}

}  // namespace

bool has_class(const pugi::xml_node& node, std::string_view wanted) {
  std::string_view classes = node.attribute("class").value();
  while (!classes.empty()) {
    const size_t end = std::min(classes.find_first_of(" \t\r\n"), classes.size());
    if (classes.substr(0, end) == wanted) return true;
    classes.remove_prefix(std::min(end + 1, classes.size()));
  }
  return false;
}

Box box_of(const pugi::xml_node& node) {
  const Properties properties = parse_title(node.attribute("title").value());
  const auto found = properties.find("bbox");
  return found == properties.end() ? Box{} : parse_bbox(found->second).value_or(Box{});
}

std::string hocr_text(const pugi::xml_node& node) {
  std::string out;
  append(out, node, 0);
  return out;
}

std::vector<Word> words_of(const pugi::xml_node& node) {
  const Properties properties = parse_title(node.attribute("title").value());
  Word word;
  word.id = node.attribute("id").value();
  word.box = box_of(node);
  const std::vector<pugi::xml_node> content = content_of(node);
  const bool replaced = content.size() == 2 && status_of(content[0]) == WordStatus::struck &&
                        status_of(content[1]) == WordStatus::inserted;
  if (replaced) {
    std::vector<Word> out;
    for (const pugi::xml_node& part : content) {
      Word& half = out.emplace_back(word);
      half.text = half.ocr = clean_text(hocr_text(part));
      half.confidence = confidence_of(properties, {});
      half.status = status_of(part);
    }
    out[1].after_id = word.id;
    if (!word.id.empty()) out[1].id += "_ins";
    std::erase_if(out, [](const Word& half) { return half.text.empty(); });
    return out;
  }
  word.text = word.ocr = clean_text(hocr_text(node));
  if (word.text.empty()) return {};
  read_word_attributes(node, word);
  if (word.status == WordStatus::plain && content.size() == 1) word.status = status_of(content[0]);
  if (word.glyphs.empty()) {
    const std::vector<std::string> clusters = grapheme_clusters(word.ocr);
    word.glyphs = glyphs_of_elements(node, clusters);
    if (word.glyphs.empty()) word.glyphs = glyphs_of_lists(properties, clusters);
  }
  word.confidence = confidence_of(properties, word.glyphs);
  return {std::move(word)};
}

void read_word_attributes(const pugi::xml_node& node, Word& word) {
  const std::string_view status = node.attribute("data-status").value();
  if (status == name_of(WordStatus::struck)) word.status = WordStatus::struck;
  if (status == name_of(WordStatus::inserted)) word.status = WordStatus::inserted;
  if (std::string_view(node.attribute("data-layer").value()) == "struck") word.status = WordStatus::struck;
  if (const auto strike = strike_kind_from_name(node.attribute("data-strike").value())) word.strike = *strike;
  word.strike_confidence = parse_number(node.attribute("data-strike-confidence").value()).value_or(1);
  const std::string_view source = node.attribute("data-source").value();
  if (source == name_of(TextSource::truth)) word.source = TextSource::truth;
  if (source == name_of(TextSource::both)) word.source = TextSource::both;
  if (source == name_of(TextSource::person)) word.source = TextSource::person;
  if (const pugi::xml_attribute ocr = node.attribute("data-ocr")) word.ocr = clean_text(ocr.value());
  word.place_inferred = std::string_view(node.attribute("data-place").value()) == "inferred";
  word.after_id = node.attribute("data-after").value();
  word.before_id = node.attribute("data-before").value();
  word.glyphs = glyphs_from(word.ocr, node.attribute("data-confs").value(),
                            node.attribute("data-alternatives").value());
}

}  // namespace folio
