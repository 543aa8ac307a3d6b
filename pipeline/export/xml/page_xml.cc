#include "export/xml/page_xml.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <map>
#include <set>

#include "core/version.h"
#include "export/clean_text.h"
#include "export/line_groups.h"
#include "export/pairs/line_picture.h"
#include "export/pairs/training_lines.h"
#include "export/xml/page_xml_names.h"
#include "export/xml/xml_output.h"
#include "export/xml/xml_points.h"

namespace folio {
namespace {

constexpr const char* kNamespaces = "http://schema.primaresearch.org/PAGE/gts/pagecontent/";
constexpr const char* kNoTime = "1970-01-01T00:00:00Z";

/// Part of a `custom` attribute: "name {key:value; key:value;}".
class Custom {
 public:
  explicit Custom(std::string name) : name_(std::move(name)) {}
  Custom& add(std::string_view key, std::string value) {
    for (char& c : value)
      if (std::string_view(";:{}").find(c) != std::string_view::npos) c = '_';
    if (!value.empty()) values_ += fmt::format("{}{}:{};", values_.empty() ? "" : " ", key, value);
    return *this;
  }
  Custom& add(std::string_view key, std::string_view value) { return add(key, std::string(value)); }
  Custom& add(std::string_view key, const char* value) { return add(key, std::string(value)); }
  std::string text() const { return values_.empty() ? "" : name_ + " {" + values_ + "}"; }

 private:
  std::string name_, values_;
};

std::string joined(const std::vector<Custom>& parts) {
  std::string out;
  for (const Custom& part : parts)
    if (const std::string text = part.text(); !text.empty()) out += (out.empty() ? "" : " ") + text;
  return out;
}

std::string unless_one(double confidence) {
  const std::string text = confidence_text(confidence);
  return text == "1" ? "" : text;
}

class Writer {
 public:
  /// `whole`: all that is known, else lines to train with.
  Writer(const PageText& page, bool whole) : page_(page), whole_(whole) {}

  std::string write(const std::vector<std::vector<size_t>>& groups, const std::string& image_name) {
    name_words();
    pugi::xml_node root = start_document(
        document_, "PcGts", (std::string(kNamespaces) + (whole_ ? "2024-07-15" : "2019-07-15")).c_str());
    write_metadata(root.append_child("Metadata"));
    pugi::xml_node page = root.append_child("Page");
    set(page, "imageFilename", image_name);
    set(page, "imageWidth", page_.size.width);
    set(page, "imageHeight", page_.size.height);
    if (whole_) write_page_facts(page);
    for (const std::vector<size_t>& group : groups) region_ids_.push_back(name_group(group));
    if (whole_) {
      for (const TextRegion& region : page_.regions) region_ids_.push_back(ids_.make(region.id));
      write_order(page, groups.size());
      write_layers(page, groups);
      write_relations(page, groups);
      write_user_facts(page);
    }
    for (size_t g = 0; g < groups.size(); ++g) write_text_region(page, groups[g], region_ids_[g]);
    if (whole_)
      for (size_t r = 0; r < page_.regions.size(); ++r)
        write_region(page, page_.regions[r], region_ids_[groups.size() + r]);
    return indented_bytes(document_);
  }

 private:
  const TextLine& line(size_t idx) const { return page_.lines[idx]; }

  /// Words and lines keep their names; those of regions follow.
  void name_words() {
    for (const TextLine& line : page_.lines) {
      line_ids_.emplace(&line, ids_.make(line.id));
      for (const Word& word : line.words) {
        word_ids_.emplace(&word, ids_.make(word.id));
        words_.emplace(word.id, &word);
      }
    }
  }
  std::string name_group(const std::vector<size_t>& group) {
    return ids_.make("region_of_" + line_ids_.at(&line(group.front())));
  }

  void write_metadata(pugi::xml_node metadata) const {
    const std::string system = page_.made_with.system;
    append_element(metadata, "Creator", system.empty() ? "folio " + std::string(version()) : system);
    append_element(metadata, "Created", kNoTime);
    append_element(metadata, "LastChange", kNoTime);
    const Provenance& made = page_.made_with;
    if (!whole_ || (made.system.empty() && made.models.empty() && made.options.empty())) return;
    pugi::xml_node item = metadata.append_child("MetadataItem");
    set(item, "type", "processingStep");
    set(item, "name", "digitize");
    set(item, "value", made.system);
    pugi::xml_node labels;
    const auto add = [&](const char* type, const std::string& hash) {
      if (hash.empty()) return;
      if (!labels) labels = item.append_child("Labels"), set(labels, "externalModel", "sha256");
      pugi::xml_node label = labels.append_child("Label");
      set(label, "value", hash);
      set(label, "type", type);
    };
    add("models", made.models);
    add("options", made.options);
  }

  void write_page_facts(pugi::xml_node page) const {
    set(page, "imageXResolution", decimal(page_.resolution.x, 2));
    set(page, "imageYResolution", decimal(page_.resolution.y, 2));
    set(page, "imageResolutionUnit", "PPI");
    const Skew& skew = page_.skew;
    const PageKindGuess& kind = page_.kind;
    std::vector<Custom> custom{Custom("resolution").add("source", page_.resolution.source_name()),
                               Custom("origin")
                                   .add("page", std::to_string(page_.origin.page_idx + 1))
                                   .add("of", std::to_string(page_.origin.page_count))
                                   .add("sha256", clean_text(page_.origin.sha256))};
    if (skew.confidence > 0)
      custom.push_back(Custom("skew")
                           .add("degrees", decimal(skew.degrees, 3))
                           .add("confidence", confidence_text(skew.confidence)));
    if (kind.confidence > 0)
      custom.push_back(
          Custom("kind").add("name", name_of(kind.kind)).add("confidence", confidence_text(kind.confidence)));
    set(page, "custom", joined(custom));
    // What turns the page upright: PAGE wants the correction, we have the skew.
    if (skew.confidence > 0) set(page, "orientation", decimal(-page_.skew.degrees, 3));
    write_languages(page, page_.languages);
    write_scripts(page, page_);
    set(page, "conf", confidence_text(page_.confidence));
  }

  void write_order(pugi::xml_node page, size_t text_regions) {
    if (text_regions == 0) return;
    pugi::xml_node group = page.append_child("ReadingOrder").append_child("OrderedGroup");
    set(group, "id", ids_.make("reading_order"));
    for (size_t g = 0; g < text_regions; ++g) {
      pugi::xml_node node = group.append_child("RegionRefIndexed");
      set(node, "index", static_cast<int>(g));
      set(node, "regionRef", region_ids_[g]);
    }
  }

  void write_layers(pugi::xml_node page, const std::vector<std::vector<size_t>>& groups) {
    constexpr Layer kFromBelow[] = {Layer::typed, Layer::print, Layer::hand, Layer::stamp, Layer::strike};
    pugi::xml_node layers;
    int height = 0;
    for (const Layer layer : kFromBelow) {
      pugi::xml_node node;
      const auto add = [&](size_t region) {
        if (!layers) layers = page.append_child("Layers");
        if (!node) {
          node = layers.append_child("Layer");
          set(node, "id", ids_.make(fmt::format("layer_{}", name_of(layer))));
          set(node, "zIndex", height);
          set(node, "caption", name_of(layer));
        }
        set(node.append_child("RegionRef"), "regionRef", region_ids_[region]);
      };
      for (size_t g = 0; g < groups.size(); ++g)
        if (line(groups[g].front()).layer == layer) add(g);
      for (size_t r = 0; r < page_.regions.size(); ++r)
        if (page_.regions[r].layer == layer) add(groups.size() + r);
      ++height;
    }
  }

  /// From an insertion's region to that of the word that it follows.
  void write_relations(pugi::xml_node page, const std::vector<std::vector<size_t>>& groups) {
    std::map<std::string_view, size_t> region_of_word;
    for (size_t g = 0; g < groups.size(); ++g)
      for (const size_t i : groups[g])
        for (const Word& word : line(i).words) region_of_word.emplace(word.id, g);
    std::set<std::pair<size_t, size_t>> links;
    for (size_t g = 0; g < groups.size(); ++g)
      for (const size_t i : groups[g])
        for (const Word& word : line(i).words)
          if (const auto target = region_of_word.find(word.after_id);
              target != region_of_word.end() && target->second != g)
            links.emplace(g, target->second);
    if (links.empty()) return;
    pugi::xml_node relations = page.append_child("Relations");
    for (const auto& [source, target] : links) {
      pugi::xml_node relation = relations.append_child("Relation");
      set(relation, "id", ids_.make(fmt::format("relation_{}", ++relations_)));
      set(relation, "type", "link");
      set(relation, "custom", Custom("relation").add("name", "inserted-after").text());
      set(relation.append_child("SourceRegionRef"), "regionRef", region_ids_[source]);
      set(relation.append_child("TargetRegionRef"), "regionRef", region_ids_[target]);
    }
  }

  static void add_user_fact(pugi::xml_node& facts, pugi::xml_node parent, const char* name,
                            const std::string& value) {
    if (value.empty()) return;
    if (!facts) facts = parent.append_child("UserDefined");
    pugi::xml_node fact = facts.append_child("UserAttribute");
    set(fact, "name", name);
    set(fact, "type", "xsd:string");
    set(fact, "value", value);
  }

  void write_user_facts(pugi::xml_node page) const {
    pugi::xml_node facts;
    add_user_fact(facts, page, "stem", page_.origin.stem);
    for (const std::string& doubt : page_.doubts) add_user_fact(facts, page, "doubt", doubt);
  }

  void write_text_region(pugi::xml_node page, const std::vector<size_t>& group, const std::string& id) {
    const TextLine& first = line(group.front());
    Box box;
    for (const size_t i : group) box = unite(box, box_around(outline_of(line(i))));
    pugi::xml_node region = page.append_child("TextRegion");
    set(region, "id", id);
    set(region, "type", text_type_of(first.role));
    if (first.layer != Layer::strike) set(region, "production", production_of(first.layer));
    // Counted as the skew of a page is: the clockwise turn that brings it upright.
    if (first.quarter_turns != 0)
      set(region, "orientation", first.quarter_turns == 3 ? -90 : 90 * first.quarter_turns);
    set(region, "custom",
        joined({Custom("layer").add("name", name_of(first.layer)),
                Custom("role").add("name", name_of(first.role))}));
    set(region.append_child("Coords"), "points", points_text(corners_of(box)));
    std::string text;
    for (const size_t i : group) {
      write_line(region, line(i), i);
      const std::string words = text_on_line(line(i));
      if (!words.empty()) text += (text.empty() ? "" : "\n") + words;
    }
    if (!whole_) return;
    if (!text.empty()) region.append_child("TextEquiv").append_child("Unicode").text() = text.c_str();
    if (first.layer == Layer::typed) set(region.append_child("TextStyle"), "monospace", "true");
  }

  void write_line(pugi::xml_node region, const TextLine& line, size_t line_idx) {
    pugi::xml_node node = region.append_child("TextLine");
    set(node, "id", line_ids_.at(&line));
    if (whole_)
      set(node, "custom",
          joined({Custom("page").add("line", std::to_string(line_idx)),
                  Custom("layer").add("confidence", unless_one(line.layer_confidence)),
                  Custom("letters").add("x-height", line.x_height > 0 ? decimal(line.x_height, 1) : "")}));
    set(node.append_child("Coords"), "points", points_text(outline_of(line)));
    if (line.quarter_turns == 0) set(node.append_child("Baseline"), "points", points_text(baseline_of(line)));
    if (whole_)
      for (const Word& word : line.words) write_word(node, word);
    const std::string text = text_on_line(line);
    if (!whole_ || !text.empty()) {
      pugi::xml_node equivalent = node.append_child("TextEquiv");
      set(equivalent, "conf",
          whole_ ? confidence_text(confidence_of(line)) : fmt::format("{:.2f}", confidence_of(line)));
      append_element(equivalent, "Unicode", text);
    }
    pugi::xml_node facts;
    if (!whole_) return;
    add_user_fact(facts, node, "reader", line.reader);
    add_user_fact(facts, node, "reader-reason", line.reader_reason);
  }

  void write_word(pugi::xml_node line, const Word& word) {
    const std::string text = clean_text(word.text), ocr = clean_text(word.ocr);
    pugi::xml_node node = line.append_child("Word");
    set(node, "id", word_ids_.at(&word));
    const auto anchor = [&](const std::string& id) -> std::string {
      const auto found = words_.find(id);
      return id.empty() || found == words_.end() ? "" : word_ids_.at(found->second);
    };
    const std::string custom =
        joined({Custom("status").add(
                    "name", word.status == WordStatus::plain ? std::string_view() : name_of(word.status)),
                Custom("strike")
                    .add("name", word.strike == StrikeKind::none ? std::string_view() : name_of(word.strike))
                    .add("confidence", unless_one(word.strike_confidence)),
                Custom("anchor").add("after", anchor(word.after_id)).add("before", anchor(word.before_id)),
                Custom("source").add("name", word.source == TextSource::recognizer ? std::string_view()
                                                                                   : name_of(word.source)),
                Custom("place").add("name", word.place_inferred ? "inferred" : "")});
    if (!custom.empty()) set(node, "custom", custom);
    set(node.append_child("Coords"), "points", points_text(corners_of(box_on_page(word.box, page_.size))));
    write_glyphs(node, word, text);
    write_reading(node, 0, confidence_text(word.confidence), text);
    if (ocr != text) write_reading(node, 1, "", ocr);
    if (word.status == WordStatus::struck) set(node.append_child("TextStyle"), "strikethrough", "true");
  }

  static void write_reading(pugi::xml_node parent, int index, const std::string& confidence,
                            const std::string& text) {
    pugi::xml_node node = parent.append_child("TextEquiv");
    set(node, "index", index);
    if (!confidence.empty()) set(node, "conf", confidence);
    append_element(node, "Unicode", text);
  }

  void write_glyphs(pugi::xml_node word_node, const Word& word, const std::string& text) {
    std::string spelled;
    for (const Glyph& glyph : word.glyphs) spelled += clean_text(glyph.text);
    if (spelled != text) return;
    int number = 0;
    for (const Glyph& glyph : word.glyphs) {
      pugi::xml_node node = word_node.append_child("Glyph");
      set(node, "id", ids_.make(fmt::format("{}_{}", word_ids_.at(&word), ++number)));
      set(node.append_child("Coords"), "points",
          points_text(corners_of(box_on_page(glyph.box.empty() ? word.box : glyph.box, page_.size))));
      int index = 0;
      write_reading(node, index, confidence_text(glyph.confidence), glyph.text);
      for (const Glyph::Alternative& other : glyph.alternatives)
        write_reading(node, ++index, confidence_text(other.confidence), other.text);
    }
  }

  void write_region(pugi::xml_node page, const TextRegion& region, const std::string& id) const {
    const bool picture = region.role == Role::picture;
    pugi::xml_node node = page.append_child(picture ? "ImageRegion" : "GraphicRegion");
    set(node, "id", id);
    set(node, "custom",
        joined({Custom("layer")
                    .add("name", name_of(region.layer))
                    .add("confidence", unless_one(region.confidence)),
                Custom("role").add("name", name_of(region.role))}));
    if (!picture) set(node, "type", graphic_type_of(region.layer, region.role));
    set(node.append_child("Coords"), "points", points_text(corners_of(box_on_page(region.box, page_.size))));
  }

  std::vector<cv::Point2d> outline_of(const TextLine& line) const {
    if (whole_) return corners_of(box_on_page(line.box, page_.size));
    std::vector<cv::Point2d> out;
    for (const cv::Point2d& corner : band_of(line).corners()) out.push_back(on_page(corner));
    return out;
  }

  std::vector<cv::Point2d> baseline_of(const TextLine& line) const {
    const Baseline baseline = whole_ ? line.baseline : band_of(line).baseline;
    const double middle = 0.5 * (baseline.left.x + baseline.right.x);
    std::vector<cv::Point2d> out{on_page(baseline.left)};
    if (baseline.bend != 0) out.push_back(on_page({middle, baseline.y_at(middle)}));
    out.push_back(on_page(baseline.right));
    return out;
  }

  cv::Point2d on_page(const cv::Point2d& point) const {
    const auto within = [](double value, int size) {
      return std::clamp(value, 0.0, std::max(0.0, size - 1.0));
    };
    return {within(point.x, page_.size.width), within(point.y, page_.size.height)};
  }

  const PageText& page_;
  const bool whole_;
  pugi::xml_document document_;
  XmlIds ids_;
  std::map<const TextLine*, std::string> line_ids_;
  std::map<const Word*, std::string> word_ids_;
  std::map<std::string, const Word*> words_;  ///< by the page's own ids
  std::vector<std::string> region_ids_;       ///< of groups, then of the page's regions
  int relations_ = 0;
};

}  // namespace

std::string write_page_xml(const PageText& page) {
  return Writer(page, true).write(line_groups(page), page.origin.file.filename().string());
}

std::string write_page_xml_lines(const PageText& page, const std::vector<size_t>& line_idxs,
                                 const std::string& image_name) {
  std::vector<std::vector<size_t>> groups;
  for (size_t k = 0; k < line_idxs.size(); ++k) {
    const TextLine& line = page.lines[line_idxs[k]];
    const TextLine* before = k == 0 ? nullptr : &page.lines[line_idxs[k - 1]];
    if (before == nullptr || before->layer != line.layer || before->role != line.role) groups.emplace_back();
    groups.back().push_back(line_idxs[k]);
  }
  return Writer(page, false).write(groups, image_name);
}

}  // namespace folio
