#include "export/xml/tei_page.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <cassert>
#include <map>
#include <memory>
#include <optional>
#include <pugixml.hpp>
#include <set>
#include <sstream>

#include "core/text.h"
#include "export/arranged_lines.h"
#include "export/broken_words.h"
#include "export/clean_text.h"
#include "export/line_groups.h"
#include "export/readings.h"
#include "export/xml/tei_page_head.h"
#include "transcription/tei_elements.h"

namespace folio {
namespace {

constexpr double kSureReading = 0.5;  ///< as the notes of an apparatus have it

/// An element with its attributes, that wraps words.
struct Mark {
  std::string name;
  std::vector<std::pair<std::string, std::string>> attributes;
  bool operator==(const Mark&) const = default;
};

pugi::xml_node open(pugi::xml_node parent, const Mark& mark) {
  pugi::xml_node node = parent.append_child(mark.name.c_str());
  for (const auto& [name, value] : mark.attributes) set(node, name.c_str(), value);
  return node;
}

/// Writes the text of one page into a <div>.
class TextWriter {
 public:
  TextWriter(const PageText& page, const TeiPageIds& ids, pugi::xml_node div)
      : page_(page), ids_(ids), div_(div), broken_(broken_words(page)) {
    for (const auto& [first, second] : broken_) second_parts_.insert(second);
    for (const TextLine& line : page.lines)
      for (const Word& word : line.words) words_.emplace(word.id, &word);
    size_t group = 0;
    for (const std::vector<size_t>& line_idxs : line_groups(page)) {
      for (const size_t i : line_idxs) group_of_.emplace(&page.lines[i], group);
      ++group;
    }
  }

  /// `by_hand`: the text before was written by a person. Gives what the text after is written by.
  bool write(bool by_hand) {
    by_hand_ = by_hand;
    const std::vector<std::vector<ArrangedItem>> lines = arranged_lines(page_, Reading::diplomatic);
    for (const std::vector<ArrangedItem>& items : lines)
      if (!items.empty() && !is_all_by_hand(items)) mixed_groups_.insert(group_of_.at(items.front().line));
    for (const std::vector<ArrangedItem>& items : lines)
      if (!items.empty()) write_line(items);
    close_block();
    for (const TextRegion& region : page_.regions) write_region(region);
    append_text(div_, "\n");
    return by_hand_;
  }

 private:
  static bool is_all_by_hand(const std::vector<ArrangedItem>& items) {
    return std::ranges::all_of(items,
                               [](const ArrangedItem& item) { return item.line->layer == Layer::hand; });
  }

  /// An insertion without an anchor stands in the paragraph around it.
  void write_line(const std::vector<ArrangedItem>& items) {
    const TextLine& line = *items.front().line;
    const size_t group = group_of_.at(&line);
    const bool aside = is_placed_in_text(line.role) && block_ && (!block_by_hand_ || is_all_by_hand(items));
    if (!block_ || (!aside && group != group_)) open_block(line);
    if (!aside) group_ = group;
    append_text(block_, "\n");
    pugi::xml_node line_begin = block_.append_child("lb");
    set(line_begin, "facs", ids_.of(&line));
    const auto first =
        std::ranges::find_if(items, [](const ArrangedItem& item) { return item.word != nullptr; });
    if (first != items.end() && second_parts_.contains(first->word)) set(line_begin, "break", "no");
    for (size_t i = 0; i < items.size();) i = write_run(items, i);
  }

  /// Words with the same marks share them. Returns the index after the last.
  size_t write_run(const std::vector<ArrangedItem>& items, size_t begin) {
    const std::vector<Mark> marks = marks_of(items[begin]);
    pugi::xml_node at = block_;
    if (begin > 0 && !hangs(items[begin])) append_text(at, " ");
    for (const Mark& mark : marks) at = open(at, mark);
    size_t end = begin + 1;
    while (end < items.size() && marks_of(items[end]) == marks) ++end;
    if (end == begin + 1 && is_unread_signature(items[begin])) return end;  // what it says is not known
    for (size_t i = begin; i < end; ++i) {
      if (i > begin && !hangs(items[i])) append_text(at, " ");
      write_word(at, items[i]);
    }
    return end;
  }

  static bool is_unread_signature(const ArrangedItem& item) {
    return item.line->layer == Layer::hand && item.line->role == Role::signature &&
           (item.word == nullptr || clean_text(item.word->text).empty());
  }

  static bool hangs(const ArrangedItem& item) {
    return item.word != nullptr &&
           hangs_on_word_before(*item.line, static_cast<size_t>(item.word - item.line->words.data()));
  }

  void write_word(pugi::xml_node at, const ArrangedItem& item) {
    const std::string text = item.word == nullptr ? "" : clean_text(item.word->text);
    if (text.empty()) {
      pugi::xml_node gap = at.append_child("gap");
      set(gap, "reason", "illegible");
      set(gap, "facs", item.word == nullptr ? ids_.of(item.line) : ids_.of(item.word));
      return;
    }
    const Word& word = *item.word;
    if (word.source == TextSource::recognizer && word.confidence < kSureReading) {
      at = at.append_child("unclear");
      set(at, "cert", "low");
    }
    pugi::xml_node node = at.append_child("w");
    set(node, "facs", ids_.of(&word));
    if (second_parts_.contains(&word)) set(node, "part", broken_.contains(&word) ? "M" : "F");
    if (!broken_.contains(&word)) return append_word(node, text);
    if (!node.attribute("part")) set(node, "part", "I");
    append_word(node, text.substr(0, text.size() - 1));
    set(append_element(node, "pc", "-"), "force", "weak");
  }

  /// Outermost first; the same as the diplomatic reading has, and how and where.
  std::vector<Mark> marks_of(const ArrangedItem& item) const {
    std::vector<Mark> out;
    const TextLine& line = *item.line;
    const Word* word = item.word;
    const bool inserted =
        word != nullptr ? word->status == WordStatus::inserted : is_placed_in_text(line.role);
    const bool adds = inserted && line.role != Role::fill_in;
    const bool by_hand = line.layer == Layer::hand;
    if (adds) {
      Mark mark{"add", {{"place", place_of(line, word)}}};
      if (by_hand) mark.attributes.emplace_back("hand", "#hand");
      out.push_back(std::move(mark));
    }
    if (word != nullptr && word->status == WordStatus::struck) {
      const bool typed = word->strike == StrikeKind::typed_over;
      const std::string kind(name_of(word->strike == StrikeKind::none ? StrikeKind::line : word->strike));
      out.push_back({"del", {{"rend", typed ? "overtyped" : kind}}});
    }
    if (line.layer == Layer::stamp) out.push_back({"stamp", {}});
    if (line.layer == Layer::print) out.push_back({"seg", {{"rend", "print"}}});
    if (by_hand && line.role == Role::signature)
      out.push_back({"seg", {{"type", "signature"}, {"hand", "#hand"}}});
    else if (by_hand && line.quarter_turns != 0 && !block_by_hand_)
      out.push_back(
          {"seg", {{"hand", "#hand"}, {"rend", fmt::format("rotate-{}", 90 * line.quarter_turns)}}});
    else if (by_hand && !adds && !block_by_hand_)
      out.push_back({"seg", {{"hand", "#hand"}}});
    return out;
  }

  std::string place_of(const TextLine& line, const Word* word) const {
    if (line.role == Role::correction) return "overwritten";
    const auto anchor = word == nullptr ? words_.end() : words_.find(word->after_id);
    if (anchor != words_.end() && word->box.center_y() > anchor->second->box.y1) return "below";
    return "above";
  }

  void open_block(const TextLine& line) {
    close_block();
    const bool by_hand = line.layer == Layer::hand && !mixed_groups_.contains(group_of_.at(&line));
    const bool number = line.role == Role::leaf_number || line.role == Role::page_number;
    const bool remark = by_hand && (line.role == Role::marginalia || line.role == Role::resolution);
    const bool running =
        by_hand && (line.role == Role::body || line.role == Role::heading) && line.quarter_turns == 0;
    append_text(div_, "\n");
    if (number) {
      block_ = div_.append_child("fw");
      set(block_, "type", line.role == Role::leaf_number ? "leafNum" : "pageNum");
      if (line.role == Role::leaf_number) set(block_, "hand", "#archive");
    } else if (remark) {
      block_ = div_.append_child("note");
      set(block_, "type", name_of(line.role));
      set(block_, "place", line.role == Role::marginalia ? "margin" : "top");
      set(block_, "hand", "#hand");
      if (line.quarter_turns != 0) set(block_, "rend", fmt::format("rotate-{}", 90 * line.quarter_turns));
    } else {
      block_ = div_.append_child(line.role == Role::heading ? "ab" : "p");
      if (line.role == Role::heading) set(block_, "type", "heading");
      shift_hand(running);
    }
    block_by_hand_ = number || remark || running;
  }

  void shift_hand(bool by_hand) {
    if (by_hand == by_hand_) return;
    by_hand_ = by_hand;
    set(block_.append_child("handShift"), "new", by_hand ? "#hand" : "#typewriter");
  }

  void close_block() {
    if (block_) pair_changes(block_);
    block_ = pugi::xml_node();
    block_by_hand_ = false;
  }

  void write_region(const TextRegion& region) {
    if (region.layer == Layer::none || region.layer == Layer::strike) return;
    append_text(div_, "\n");
    block_ = div_.append_child("p");
    shift_hand(false);
    const bool by_hand = region.layer == Layer::hand;
    const bool signature = by_hand && region.role == Role::signature;
    Mark mark{"seg", {}};
    if (region.layer == Layer::stamp) mark.name = "stamp";
    if (region.layer == Layer::print) mark.attributes.emplace_back("rend", "print");
    if (signature) mark.attributes.emplace_back("type", "signature");
    if (by_hand) mark.attributes.emplace_back("hand", "#hand");
    pugi::xml_node node = open(block_, mark);
    set(node, "facs", ids_.of(&region));
    if (!signature) set(node.append_child("gap"), "reason", "illegible");
    block_ = pugi::xml_node();
  }

  const PageText& page_;
  const TeiPageIds& ids_;
  pugi::xml_node div_, block_;
  std::map<const Word*, const Word*> broken_;
  std::set<const Word*> second_parts_;
  std::map<std::string_view, const Word*> words_;
  std::map<const TextLine*, size_t> group_of_;
  std::set<size_t> mixed_groups_;  ///< not all of them is handwriting
  size_t group_ = 0;               ///< that of the open block
  bool by_hand_ = false;           ///< the text that follows is a person's
  bool block_by_hand_ = false;     ///< the open block says so of all that is in it
};

/// What the header tells of the pages, without their text.
std::vector<PageText> heads_of(const PageSequence& pages) {
  std::vector<PageText> heads(pages.size());
  for (size_t p = 0; p < pages.size(); ++p) {
    const std::shared_ptr<const PageText> page = pages.load(p);
    heads[p].origin.stem = page->origin.stem;
    heads[p].languages = page->languages;
    heads[p].made_with = page->made_with;
  }
  return heads;
}

// Stands where pages come in; no text of ours holds it, and this is how it is written.
constexpr const char* kPlace = "\x02";
constexpr std::string_view kWrittenPlace = "&#02;";

/// A translation's paragraphs and the zones of their originals: by page and line, as text of `facs`.
class TranslationWriter {
 public:
  explicit TranslationWriter(const ParallelText& text) : text_(text) {
    for (size_t p = 0; p < text.pairs.size(); ++p)
      for (size_t o = text.pairs[p].original_begin; o < text.pairs[p].original_end; ++o)
        for (const ParallelPlace& place : text.original[o].places)
          wanted_[{place.stem, place.line_id}].insert(p);
    zones_.resize(text.pairs.size());
  }

  /// Pages come in their order.
  void take_page(const PageText& page, const TeiPageIds& ids) {
    for (const TextLine& line : page.lines) {
      const auto wanted = wanted_.find({page.origin.stem, line.id});
      if (wanted == wanted_.end()) continue;
      for (const size_t pair : wanted->second)
        zones_[pair] += (zones_[pair].empty() ? "" : " ") + ids.of(&line);
    }
  }

  void write(pugi::xml_node div) const {
    for (size_t p = 0; p < text_.pairs.size(); ++p) {
      for (size_t t = text_.pairs[p].translation_begin; t < text_.pairs[p].translation_end; ++t) {
        append_text(div, "\n");
        pugi::xml_node block = div.append_child("p");
        if (!zones_[p].empty()) set(block, "facs", zones_[p]);
        for (const ParallelRun& run : text_.translation[t].runs) write_run(block, run);
      }
    }
    append_text(div, "\n");
  }

 private:
  static void write_run(pugi::xml_node block, const ParallelRun& run) {
    if (block.first_child() && !run.joined) append_text(block, " ");
    pugi::xml_node at = block;
    if (run.kind == ParallelRun::Kind::struck) at = at.append_child("del");
    if (run.kind == ParallelRun::Kind::handwritten) {
      at = at.append_child(run.text.empty() ? "seg" : "add");
      set(at, "hand", "#hand");
      if (run.text.empty()) set(at, "type", "signature");
    }
    if (run.kind == ParallelRun::Kind::note) {
      at = at.append_child("note");
      set(at, "type", "editorial");
    }
    if (run.uncertain) at = at.append_child("unclear");
    append_text(at, clean_text(run.text));
  }

  const ParallelText& text_;
  std::map<std::pair<std::string, std::string>, std::set<size_t>> wanted_;  // pairs of a page's line
  std::vector<std::string> zones_;                                          // of each pair
};

/// All but the pages and the translation, with kWrittenPlace for their surfaces, where there are any, for
/// their text, and for the translation's.
std::string frame_of(const std::vector<PageText>& heads, const TeiFacts& facts) {
  std::vector<const PageText*> pages;
  pages.reserve(heads.size());
  for (const PageText& head : heads) pages.push_back(&head);
  pugi::xml_document document;
  pugi::xml_node root = start_tei(document);
  append_text(root, "\n");
  write_tei_page_header(root, pages, facts);
  append_text(root, "\n");
  if (!pages.empty()) {
    append_text(root.append_child("facsimile"), std::string(kPlace) + "\n");
    append_text(root, "\n");
  }
  pugi::xml_node text = root.append_child("text");
  for (const PageText* page : pages) {
    if (page->languages.empty() || !is_language_tag(page->languages.front())) continue;
    set(text, "xml:lang", page->languages.front());
    break;
  }
  append_text(text, "\n");
  pugi::xml_node body = text.append_child("body");
  append_text(body, "\n");
  pugi::xml_node div = body.append_child("div");
  set(div, "type", "transcription");
  append_text(div, kPlace);
  append_text(body, "\n");
  if (facts.parallel != nullptr && !facts.parallel->empty()) {
    pugi::xml_node translation = body.append_child("div");
    set(translation, "type", "translation");
    if (is_language_tag(facts.parallel->language)) set(translation, "xml:lang", facts.parallel->language);
    append_text(translation, kPlace);
    append_text(body, "\n");
  }
  append_text(text, "\n");
  append_text(root, "\n");
  return tei_bytes(document);
}

/// The bytes of all that is in a node.
std::string content_of(pugi::xml_node node) {
  std::ostringstream out;
  for (const pugi::xml_node child : node.children())
    child.print(out, "", pugi::format_raw, pugi::encoding_utf8);
  return out.str();
}

/// Names of the pages' elements, page by page: those of several pages begin with the page's number and so
/// cannot meet.
class PageNames {
 public:
  explicit PageNames(size_t pages) : made_(pages + 1, 0), is_one_(pages == 1) {}

  /// The page's surface with its names; the pages in their order the first time.
  TeiPageIds write_surface(pugi::xml_node facsimile, const PageText& page, size_t page_idx) {
    XmlIds ids(made_[page_idx]);
    for (const char* taken : {"hand", "pencil", "archive", "typewriter"}) ids.make(taken);
    TeiPageIds names =
        write_tei_surface(facsimile, page, is_one_ ? "" : fmt::format("page_{}_", page_idx + 1), ids);
    made_[page_idx + 1] = ids.made();
    return names;
  }

 private:
  std::vector<int> made_;  ///< names made up before each page
  bool is_one_;
};

}  // namespace

void write_tei(const PageSequence& pages, const TeiFacts& facts,
               const std::function<void(std::string_view)>& sink) {
  const std::string frame = frame_of(heads_of(pages), facts);
  std::string_view rest = frame;
  const auto write_up_to_place = [&] {
    const size_t place = rest.find(kWrittenPlace);
    assert(place != std::string_view::npos);
    sink(rest.substr(0, place));
    rest.remove_prefix(place + kWrittenPlace.size());
  };
  PageNames names(pages.size());
  if (!pages.empty()) write_up_to_place();
  for (size_t p = 0; p < pages.size(); ++p) {
    pugi::xml_document part;
    pugi::xml_node facsimile = part.append_child("facsimile");
    names.write_surface(facsimile, *pages.load(p), p);
    sink(content_of(facsimile));
  }
  write_up_to_place();
  std::optional<TranslationWriter> translation;
  if (facts.parallel != nullptr && !facts.parallel->empty()) translation.emplace(*facts.parallel);
  bool by_hand = false, has_block = false;
  for (size_t p = 0; p < pages.size(); ++p) {
    const std::shared_ptr<const PageText> page = pages.load(p);
    pugi::xml_document part;
    const TeiPageIds ids = names.write_surface(part.append_child("facsimile"), *page, p);
    pugi::xml_node div = part.append_child("div");
    append_text(div, "\n");
    pugi::xml_node begin = div.append_child("pb");
    set(begin, "n", page->origin.stem);
    set(begin, "facs", "#" + ids.surface);
    by_hand = TextWriter(*page, ids, div).write(by_hand);
    has_block = has_block || div.child("p") || div.child("ab");
    sink(content_of(div));
    if (translation) translation->take_page(*page, ids);
  }
  if (!has_block) sink("<p/>");  // a division needs one
  if (translation) {
    write_up_to_place();
    pugi::xml_document part;
    pugi::xml_node div = part.append_child("div");
    translation->write(div);
    sink(content_of(div));
  }
  sink(rest);
}

std::string write_tei(const PageSequence& pages, const TeiFacts& facts) {
  std::string out;
  write_tei(pages, facts, [&](std::string_view piece) { out += piece; });
  return out;
}

std::string write_tei(const PageText& page, const TeiFacts& facts) {
  return write_tei(PageSequence(1, [&](size_t) { return page; }), facts);
}

}  // namespace folio
