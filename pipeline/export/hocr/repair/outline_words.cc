#include "export/hocr/repair/outline_words.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "core/text.h"
#include "export/clean_text.h"
#include "export/hocr/check/hocr_document.h"
#include "export/hocr/hocr_characters.h"
#include "export/hocr/hocr_lines.h"
#include "export/hocr/hocr_page_reader.h"
#include "export/hocr/hocr_word_reader.h"
#include "export/hocr/repair/element_parts.h"

namespace folio {
namespace {

/// Elements that may stand around the whole text of a word.
constexpr std::array<std::string_view, 12> kFormats{"del", "ins", "em",  "strong", "i",    "b",
                                                    "u",   "s",   "sup", "sub",    "code", "small"};

/// The format that holds all of the word's text, and nothing but text; empty = none.
std::string format_of(const pugi::xml_node& node) {
  const pugi::xml_node child = node.first_child();
  if (!child || child.next_sibling() || child.type() != pugi::node_element || has_class(child, "alt"))
    return {};
  const bool text_only = std::ranges::all_of(child.children(), [](const pugi::xml_node& inner) {
    return inner.type() == pugi::node_pcdata || inner.type() == pugi::node_cdata;
  });
  return text_only && std::ranges::find(kFormats, std::string_view(child.name())) != kFormats.end()
             ? child.name()
             : "";
}

std::string tag_of(WordStatus status, const std::string& other) {
  return status == WordStatus::struck ? "del" : status == WordStatus::inserted ? "ins" : other;
}

/// Readings that are left out of the text: whatever stands in the word beside it.
std::string other_readings(const pugi::xml_node& node, const std::string& text) {
  std::string out;
  for (const std::string& word : split_words(plain_text(node)))
    if (word != text) out += (out.empty() ? "" : " ") + clean_text(word);
  return out;
}

void add_characters(const Word& read, OutlineWord& word) {
  const CharacterAttributes characters = attributes_of(read.glyphs, read.ocr);
  if (!characters.confs.empty()) add_value(word.attributes, "data-confs", characters.confs);
  if (!characters.alternatives.empty())
    add_value(word.attributes, "data-alternatives", characters.alternatives);
  std::string boxes;
  for (const Glyph& glyph : read.glyphs) {
    if (glyph.box.empty()) return;
    boxes += fmt::format("{}{} {} {} {}", boxes.empty() ? "" : " ", glyph.box.x0, glyph.box.y0, glyph.box.x1,
                         glyph.box.y1);
  }
  if (!boxes.empty()) add_value(word.attributes, "data-x-bboxes", boxes);
}

std::string clean(std::string text) { return clean_text(text); }

/// Text beside the words of a line, and the words themselves, in their order.
void collect(const pugi::xml_node& node, const std::string& tag, ChangeLog& log,
             std::vector<OutlineWord>& out) {
  for (const pugi::xml_node child : node.children()) {
    if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) {
      for (OutlineWord& word : words_of_text(clean(child.value()), tag)) {
        log.add("text outside of words is words now", node);
        if (!is_hocr_line(node)) word.box = box_of(node);  // of an element that is no word
        out.push_back(std::move(word));
      }
    } else if (has_class(child, "ocrx_word")) {
      for (OutlineWord& word : outline_words(child, tag, log)) out.push_back(std::move(word));
    } else if (child.type() == pugi::node_element && !is_hocr_line(child) && !is_hocr_page(child)) {
      const std::string_view name = child.name();
      const bool mark = name == "del" || name == "ins";
      if (mark)
        log.add(fmt::format("<{}> around words stands within each of them now", name), child);
      else
        log.add(fmt::format("<{}> within a line was left out", name), child);
      collect(child, mark ? std::string(name) : tag, log, out);
    }
  }
}

bool has_words(const pugi::xml_node& node) {
  return std::ranges::any_of(node.children(), [](const pugi::xml_node& child) {
    return has_class(child, "ocrx_word") || has_words(child);
  });
}

/// Words of one character each, joined.
void join(const pugi::xml_node& node, std::vector<OutlineWord>& words, ChangeLog& log) {
  TextLine line;
  for (const OutlineWord& word : words) {
    Word& read = line.words.emplace_back();
    read.text = read.ocr = word.text;
    read.box = word.box;
    read.confidence = word.confidence / 100.0;
  }
  join_single_characters(node, line);
  if (line.words.size() == words.size()) return;
  log.add("words of one character each were joined", node);
  std::vector<OutlineWord> joined;
  size_t at = 0;
  for (const Word& read : line.words) {
    OutlineWord& word = joined.emplace_back(std::move(words[at]));
    word.text = read.text;
    word.box = read.box;
    word.confidence = static_cast<int>(std::lround(100 * read.confidence));
    std::erase_if(word.attributes, [](const auto& entry) { return entry.first.starts_with("data-x-"); });
    add_characters(read, word);
    at += grapheme_clusters(read.text).size();
  }
  words = std::move(joined);
}

}  // namespace

std::vector<OutlineWord> outline_words(const pugi::xml_node& node, const std::string& tag, ChangeLog& log) {
  std::vector<OutlineWord> out;
  const std::vector<Word> read = words_of(node);
  if (read.empty()) log.add("words without text were left out", node);
  for (const Word& each : read) {
    OutlineWord& word = out.emplace_back();
    read_parts(node, OutlineKind::word, "ocrx_word", word, log);
    word.box = each.box;
    word.text = each.text;
    word.confidence = static_cast<int>(std::lround(100 * each.confidence));
    word.tag = tag_of(each.status, format_of(node));
    if (word.tag.empty()) word.tag = tag;
    add_characters(each, word);
    if (read.size() > 1) {
      log.add("a word that holds an old and a new reading is two words now", node);
      if (&each != read.data())
        for (auto& [name, value] : word.attributes)
          if (name == "id") value = each.id;
      if (!each.after_id.empty()) add_value(word.attributes, "data-after", each.after_id);
      continue;
    }
    if (plain_text(node) == word.text) continue;
    log.add("what stands in a word beside its text is data-other-readings now", node);
    const bool characters = clean_text(plain_text(node)).size() == 0;
    const std::string others = characters ? "" : other_readings(node, word.text);
    std::string joined;
    for (const std::string& part : split_words(others)) joined += part;
    if (joined != word.text && !others.empty()) add_value(word.attributes, "data-other-readings", others);
  }
  return out;
}

std::vector<OutlineWord> words_of_line(const pugi::xml_node& node, const std::string& tag, ChangeLog& log) {
  std::vector<OutlineWord> words;
  if (!has_words(node)) {
    // Without words a line's text is read as a whole, alternatives and single characters with it.
    bool lines = false;
    for (const pugi::xml_node child : node.children()) lines = lines || is_hocr_line(child);
    if (!lines) {
      words = words_of_text(clean_text(hocr_text(node)), tag);
      if (!words.empty()) log.add("lines without words were split at white space", node);
      return words;
    }
  }
  collect(node, tag, log, words);
  join(node, words, log);
  return words;
}

std::vector<OutlineWord> words_of_text(const std::string& text, const std::string& tag) {
  std::vector<OutlineWord> out;
  for (const std::string& piece : split_words(text)) {
    OutlineWord& word = out.emplace_back();
    word.text = piece;
    word.tag = tag;
    word.attributes.emplace_back("data-place", "inferred");
  }
  return out;
}

}  // namespace folio
