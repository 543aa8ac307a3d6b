#include "export/xml/alto_writer.h"

#include <spdlog/fmt/fmt.h>
#include <spdlog/fmt/ranges.h>

#include <cmath>
#include <map>

#include "core/text.h"
#include "core/version.h"
#include "export/broken_words.h"
#include "export/clean_text.h"
#include "export/line_groups.h"
#include "export/readings.h"
#include "export/xml/xml_output.h"

namespace folio {
namespace {

constexpr const char* kNamespace = "http://www.loc.gov/standards/alto/ns-v4#";
constexpr size_t kLongestVariant = 3;  // code points, by the schema

class Writer {
 public:
  explicit Writer(const PageText& page) : page_(page) {
    for (const auto& [first, second] : broken_words(page)) {
      second_part_.emplace(first, second);
      first_part_.emplace(second, first);
    }
    for (const TextLine& line : page.lines)
      for (const Word& word : line.words) word_ids_.emplace(&word, ids_.make(word.id));
    for (const TextLine& line : page.lines)
      for (const Word& word : line.words) known_ids_.emplace(word.id, word_ids_.at(&word));
  }

  std::string write() {
    pugi::xml_node root = start_document(document_, "alto", kNamespace);
    set(root, "SCHEMAVERSION", "4.4");
    description_ = root.append_child("Description");
    tags_ = root.append_child("Tags");
    order_ = root.append_child("ReadingOrder");
    write_description();
    write_layout(root.append_child("Layout"));
    write_order();
    if (!tags_.first_child()) root.remove_child(tags_);
    return indented_bytes(document_);
  }

 private:
  void write_description() {
    append_element(description_, "MeasurementUnit", "pixel");
    pugi::xml_node source = description_.append_child("sourceImageInformation");
    append_element(source, "fileName", page_.origin.file.filename().string());
    const auto add = [&](const char* name, const char* location, const std::string& text) {
      if (text.empty()) return;
      set(append_element(source, name, text), location, name[0] == 'f' ? "sha256" : "folio");
    };
    add("fileIdentifier", "fileIdentifierLocation", page_.origin.sha256);
    add("documentIdentifier", "documentIdentifierLocation", page_.origin.stem);
    std::string settings;
    if (!page_.made_with.models.empty()) settings += "models sha256:" + page_.made_with.models;
    if (!page_.made_with.options.empty())
      settings += (settings.empty() ? "" : "; ") + ("options sha256:" + page_.made_with.options);
    made_id_ = write_processing(
        "made_with", "layout, layers and text", settings,
        page_.made_with.system.empty() ? "folio " + std::string(version()) : page_.made_with.system);
  }

  std::string write_processing(const char* id, const char* what, const std::string& settings,
                               const std::string& software) {
    pugi::xml_node step = description_.append_child("Processing");
    std::string name = ids_.make(id);
    set(step, "ID", name);
    append_element(step, "processingCategory", "contentGeneration");
    append_element(step, "processingStepDescription", what);
    if (!settings.empty()) append_element(step, "processingStepSettings", settings);
    append_element(step.append_child("processingSoftware"), "softwareName", software);
    return name;
  }

  /// The tag of this name, made when it is first asked for.
  std::string tag(const char* element, const std::string& type, std::string_view label) {
    std::string& id = tag_ids_[{type, std::string(label)}];
    if (id.empty()) {
      id = ids_.make(fmt::format("{}_{}", type, label));
      pugi::xml_node node = tags_.append_child(element);
      set(node, "ID", id);
      set(node, "TYPE", type);
      set(node, "LABEL", label);
    }
    return id;
  }
  std::string layer_and_role(Layer layer, Role role) {
    return tag("LayoutTag", "layer", name_of(layer)) + " " + tag("OtherTag", "role", name_of(role));
  }

  void set_box(pugi::xml_node node, const Box& box) const {
    const Box b = box_on_page(box, page_.size);
    set(node, "HPOS", b.x0);
    set(node, "VPOS", b.y0);
    set(node, "WIDTH", b.width());
    set(node, "HEIGHT", b.height());
  }

  void write_layout(pugi::xml_node layout) {
    pugi::xml_node page = layout.append_child("Page");
    set(page, "ID", ids_.make("page_1"));
    set(page, "PHYSICAL_IMG_NR", page_.origin.page_idx + 1);
    set(page, "WIDTH", std::max(1, page_.size.width));
    set(page, "HEIGHT", std::max(1, page_.size.height));
    set(page, "PROCESSINGREFS", made_id_);
    if (page_.kind.confidence > 0) set(page, "PAGECLASS", name_of(page_.kind.kind));
    if (!page_.doubts.empty()) set(page, "QUALITY_DETAIL", fmt::format("{}", fmt::join(page_.doubts, "; ")));
    set(page, "PC", confidence_text(page_.confidence));
    write_languages(page);
    pugi::xml_node space = page.append_child("PrintSpace");
    set_box(space, {0, 0, page_.size.width, page_.size.height});
    for (const std::vector<size_t>& group : line_groups(page_)) write_block(space, group);
    for (const TextRegion& region : page_.regions) write_region(space, region);
  }

  void write_languages(pugi::xml_node page) const {
    std::string others;
    for (size_t i = 1; i < page_.languages.size(); ++i)
      if (is_language_tag(page_.languages[i])) others += (others.empty() ? "" : " ") + page_.languages[i];
    if (!page_.languages.empty() && is_language_tag(page_.languages.front()))
      set(page, "LANG", page_.languages.front());
    if (!others.empty()) set(page, "OTHERLANGS", others);
  }

  void write_block(pugi::xml_node space, const std::vector<size_t>& group) {
    const TextLine& first = page_.lines[group.front()];
    Box box;
    for (const size_t i : group) box = unite(box, page_.lines[i].box);
    pugi::xml_node block = space.append_child("TextBlock");
    set(block, "ID", ids_.make(fmt::format("block_{}", ++blocks_)));
    set(block, "TAGREFS", layer_and_role(first.layer, first.role));
    set_box(block, box);
    if (first.quarter_turns != 0) set(block, "ROTATION", 90 * first.quarter_turns);
    for (const size_t i : group) write_line(block, page_.lines[i]);
  }

  void write_line(pugi::xml_node block, const TextLine& line) {
    pugi::xml_node node = block.append_child("TextLine");
    const std::string id = ids_.make(line.id);
    line_ids_.emplace(&line, id);
    set(node, "ID", id);
    if (!line.reader.empty()) {
      std::string& reader = reader_ids_[line.reader];
      if (reader.empty())
        reader = write_processing(fmt::format("reader_{}", reader_ids_.size()).c_str(), "text of lines", "",
                                  line.reader);
      set(node, "PROCESSINGREFS", reader);
    }
    set_box(node, line.box);
    if (line.quarter_turns == 0) set(node, "BASELINE", baseline_of(line));
    if (line.words.empty()) set(node.append_child("String"), "CONTENT", "");  // the schema asks for one
    const Word* before = nullptr;
    for (size_t i = 0; i < line.words.size(); ++i) {
      const Word& word = line.words[i];
      if (before != nullptr && !hangs_on_word_before(line, i)) {
        pugi::xml_node space = node.append_child("SP");
        const int gap = word.box.x0 - before->box.x1;
        if (gap > 0) set_box(space, {before->box.x1, line.box.y0, word.box.x0, line.box.y1});
      }
      const auto broken = second_part_.find(&word);
      broken == second_part_.end() ? write_word(node.append_child("String"), word, word.box, word.text)
                                   : write_first_part(node, word, *broken->second);
      before = &word;
    }
  }

  /// "x,y x,y", within the page.
  std::string baseline_of(const TextLine& line) const {
    const auto point = [&](double x) {
      return fmt::format("{},{}", std::lround(std::clamp(x, 0.0, double(page_.size.width))),
                         std::lround(std::clamp(line.baseline.y_at(x), 0.0, double(page_.size.height))));
    };
    const double left = line.baseline.left.x, right = line.baseline.right.x;
    const std::string middle = line.baseline.bend != 0 ? " " + point((left + right) / 2) : "";
    return point(left) + middle + " " + point(right);
  }

  /// A word that ends with the hyphen of its line's end: that is an element of its own.
  void write_first_part(pugi::xml_node line, const Word& word, const Word& second) {
    std::string text = clean_text(word.text);
    text.pop_back();
    const auto letters = static_cast<int>(grapheme_clusters(text).size());
    Box head = word.box;
    head.x1 -= word.box.width() / (letters + 1);
    pugi::xml_node node = line.append_child("String");
    write_word(node, word, head, text);
    set(node, "SUBS_TYPE", "HypPart1");
    set(node, "SUBS_CONTENT", text + clean_text(second.text));
    pugi::xml_node hyphen = line.append_child("HYP");
    set_box(hyphen, {head.x1, word.box.y0, word.box.x1, word.box.y1});
    set(hyphen, "CONTENT", "-");
  }

  void write_word(pugi::xml_node node, const Word& word, const Box& box, const std::string& shown) {
    const std::string text = clean_text(shown), ocr = clean_text(word.ocr);
    set(node, "ID", word_ids_.at(&word));
    const std::string tags = tags_of(word);
    if (!tags.empty()) set(node, "TAGREFS", tags);
    set_box(node, box);
    set(node, "CONTENT", text);
    if (word.status == WordStatus::struck) set(node, "STYLE", "strikethrough");
    set(node, "WC", confidence_text(word.confidence));
    if (word.source == TextSource::person) set(node, "CS", "true");
    if (const auto first = first_part_.find(&word); first != first_part_.end()) {
      std::string whole = clean_text(first->second->text);
      whole.pop_back();
      set(node, "SUBS_TYPE", "HypPart2");
      set(node, "SUBS_CONTENT", whole + text);
    }
    if (ocr != clean_text(word.text))
      set(append_element(node, "ALTERNATIVE", ocr), "PURPOSE", text.empty() ? "guess" : "recognizer");
    write_glyphs(node, word, text);
  }

  std::string tags_of(const Word& word) {
    std::string out;
    const auto add = [&](const char* type, std::string_view label) {
      out += (out.empty() ? "" : " ") + tag("OtherTag", type, label);
    };
    if (word.status != WordStatus::plain) add("status", name_of(word.status));
    if (word.strike != StrikeKind::none) add("strike", name_of(word.strike));
    if (word.source != TextSource::recognizer) add("source", name_of(word.source));
    if (word.place_inferred) add("place", "inferred");
    // Anchors are named by the ids of their words here.
    const auto anchor = [&](const char* type, const std::string& id) {
      const auto known = known_ids_.find(id);
      if (!id.empty() && known != known_ids_.end()) add(type, known->second);
    };
    anchor("after", word.after_id);
    anchor("before", word.before_id);
    return out;
  }

  void write_glyphs(pugi::xml_node node, const Word& word, const std::string& text) const {
    std::string spelled;
    bool single = true;
    for (const Glyph& glyph : word.glyphs) {
      spelled += clean_text(glyph.text);
      single = single && to_code_points(clean_text(glyph.text)).size() == 1;
    }
    if (word.glyphs.empty() || !single || spelled != text) return;
    for (const Glyph& glyph : word.glyphs) {
      pugi::xml_node child = node.append_child("Glyph");
      set(child, "CONTENT", glyph.text);
      set(child, "GC", confidence_text(glyph.confidence));
      set_box(child, glyph.box.empty() ? word.box : glyph.box);
      for (const Glyph::Alternative& other : glyph.alternatives) {
        const std::string variant = clean_text(other.text);
        if (variant.empty() || to_code_points(variant).size() > kLongestVariant) continue;
        pugi::xml_node grandchild = child.append_child("Variant");
        set(grandchild, "CONTENT", variant);
        set(grandchild, "VC", confidence_text(other.confidence));
      }
    }
  }

  void write_region(pugi::xml_node space, const TextRegion& region) {
    pugi::xml_node node = space.append_child("Illustration");
    set(node, "ID", ids_.make(region.id));
    set(node, "TAGREFS", layer_and_role(region.layer, region.role));
    set_box(node, region.box);
    set(node, "TYPE", name_of(region.role));
  }

  void write_order() {
    if (page_.lines.empty()) {
      order_.parent().remove_child(order_);
      return;
    }
    pugi::xml_node group = order_.append_child("OrderedGroup");
    set(group, "ID", ids_.make("reading_order"));
    for (const TextLine& line : page_.lines) {
      pugi::xml_node node = group.append_child("ElementRef");
      set(node, "ID", ids_.make(fmt::format("order_{}", ++ordered_)));
      set(node, "REF", line_ids_.at(&line));
    }
  }

  const PageText& page_;
  pugi::xml_document document_;
  pugi::xml_node description_, tags_, order_;
  XmlIds ids_;
  std::string made_id_;
  std::map<const Word*, std::string> word_ids_;
  std::map<const TextLine*, std::string> line_ids_;
  std::map<std::string, std::string> known_ids_;   ///< of words, by those that the page has
  std::map<std::string, std::string> reader_ids_;  ///< by the reader's name
  std::map<std::pair<std::string, std::string>, std::string> tag_ids_;
  std::map<const Word*, const Word*> second_part_, first_part_;
  int blocks_ = 0, ordered_ = 0;
};

}  // namespace

std::string write_alto(const PageText& page) { return Writer(page).write(); }

}  // namespace folio
