#include "export/xml/tei_page.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <map>
#include <pugixml.hpp>
#include <set>

#include "core/text.h"
#include "core/version.h"
#include "export/arranged_lines.h"
#include "export/broken_words.h"
#include "export/clean_text.h"
#include "export/line_groups.h"
#include "export/readings.h"
#include "export/xml/xml_output.h"
#include "transcription/tei_elements.h"
#include "transcription/tei_header.h"

namespace folio {
namespace {

constexpr double kSureReading = 0.5;  ///< as the notes of an apparatus have it

/// "0.9.0" of "folio 0.9.0"; "0" when there is no such thing.
std::string version_in(const std::string& system) {
  const size_t space = system.rfind(' ');
  const std::string version = space == std::string::npos ? "" : system.substr(space + 1);
  const bool good = !version.empty() && version.find_first_not_of("0123456789.") == std::string::npos &&
                    version.front() != '.' && version.back() != '.' &&
                    version.find("..") == std::string::npos && std::ranges::count(version, '.') <= 3;
  return good ? version : "0";
}

void write_program(pugi::xml_node header, const std::vector<const PageText*>& pages) {
  if (pages.empty()) return;
  pugi::xml_node encoding =
      header.insert_child_after("encodingDesc", header.child("fileDesc")).append_child("appInfo");
  std::set<std::string> known;
  for (const PageText* page : pages) {
    const Provenance& made = page->made_with;
    const std::string system =
        made.system.empty() ? "folio " + std::string(version()) : clean_text(made.system);
    if (!known.insert(system + "\n" + made.models + "\n" + made.options).second) continue;
    pugi::xml_node application = encoding.append_child("application");
    set(application, "ident", "folio");
    set(application, "version", version_in(system));
    append_element(application, "label", system);
    if (!made.models.empty()) append_element(application, "desc", "models sha256:" + made.models);
    if (!made.options.empty()) append_element(application, "desc", "options sha256:" + made.options);
  }
}

void write_languages_used(pugi::xml_node profile, const std::vector<const PageText*>& pages) {
  std::vector<std::string> tags;
  for (const PageText* page : pages)
    for (const std::string& tag : page->languages)
      if (is_language_tag(tag) && std::ranges::find(tags, tag) == tags.end()) tags.push_back(tag);
  if (tags.empty()) return;
  pugi::xml_node usage = profile.insert_child_before("langUsage", profile.child("handNotes"));
  for (const std::string& tag : tags) set(append_element(usage, "language", tag), "ident", tag);
}

void write_header(pugi::xml_node root, const std::vector<const PageText*>& pages, const TeiFacts& facts) {
  Transcription told;
  std::string title = clean_text(facts.title);
  if (title.empty() && !pages.empty()) title = clean_text(pages.front()->origin.stem);
  if (!title.empty()) told.furniture.push_back({Furniture::title, title, 0, 0});
  if (!facts.call_number.empty())
    told.furniture.push_back({Furniture::citation, clean_text(facts.call_number), 0, 0});
  write_tei_header(told, root);
  pugi::xml_node header = root.child("teiHeader");
  write_program(header, pages);
  pugi::xml_node profile = header.child("profileDesc");
  write_languages_used(profile, pages);
  pugi::xml_node machine = append_element(profile.child("handNotes"), "handNote", "The typewriter");
  set(machine, "xml:id", "typewriter");
  set(machine, "medium", "typescript");
}

/// The names of a page's elements in the document.
struct PageIds {
  std::string surface;
  std::map<const void*, std::string> zones;  ///< of lines, words and regions
  std::string of(const void* thing) const { return "#" + zones.at(thing); }
};

void write_zone(pugi::xml_node surface, const std::string& id, const char* type, const Box& box,
                const cv::Size& size) {
  const Box b = box_on_page(box, size);
  append_text(surface, "\n");
  pugi::xml_node zone = surface.append_child("zone");
  set(zone, "xml:id", id);
  set(zone, "type", type);
  set(zone, "ulx", b.x0);
  set(zone, "uly", b.y0);
  set(zone, "lrx", b.x1);
  set(zone, "lry", b.y1);
}

PageIds write_surface(pugi::xml_node facsimile, const PageText& page, const std::string& prefix,
                      XmlIds& ids) {
  PageIds out;
  append_text(facsimile, "\n");
  pugi::xml_node surface = facsimile.append_child("surface");
  out.surface = ids.make(prefix + "surface");
  set(surface, "xml:id", out.surface);
  set(surface, "ulx", 0);
  set(surface, "uly", 0);
  set(surface, "lrx", std::max(1, page.size.width));
  set(surface, "lry", std::max(1, page.size.height));
  if (!page.origin.sha256.empty())
    append_element(surface, "desc",
                   fmt::format("image {} of {}, sha256:{}", page.origin.page_idx + 1, page.origin.page_count,
                               page.origin.sha256));
  pugi::xml_node graphic = surface.append_child("graphic");
  set(graphic, "url", uri_of(page.origin.file.filename().string()));
  set(graphic, "width", fmt::format("{}px", std::max(1, page.size.width)));
  set(graphic, "height", fmt::format("{}px", std::max(1, page.size.height)));
  const auto add = [&](const void* thing, const std::string& id, const char* type, const Box& box) {
    const std::string name = ids.make(prefix + id);
    out.zones.emplace(thing, name);
    write_zone(surface, name, type, box, page.size);
  };
  for (const TextLine& line : page.lines) {
    add(&line, line.id, "line", line.box);
    for (const Word& word : line.words) add(&word, word.id, "word", word.box);
  }
  for (const TextRegion& region : page.regions)
    add(&region, region.id, std::string(name_of(region.role)).c_str(), region.box);
  append_text(surface, "\n");
  return out;
}

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
  TextWriter(const PageText& page, const PageIds& ids, pugi::xml_node div)
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
  const PageIds& ids_;
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

}  // namespace

std::string write_tei(const std::vector<const PageText*>& pages, const TeiFacts& facts) {
  pugi::xml_document document;
  pugi::xml_node root = start_tei(document);
  append_text(root, "\n");
  write_header(root, pages, facts);
  append_text(root, "\n");
  XmlIds ids;
  for (const char* taken : {"hand", "pencil", "archive", "typewriter"}) ids.make(taken);
  std::vector<PageIds> page_ids;
  if (!pages.empty()) {
    pugi::xml_node facsimile = root.append_child("facsimile");
    for (size_t p = 0; p < pages.size(); ++p)
      page_ids.push_back(
          write_surface(facsimile, *pages[p], pages.size() == 1 ? "" : fmt::format("page_{}_", p + 1), ids));
    append_text(facsimile, "\n");
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
  bool by_hand = false;
  for (size_t p = 0; p < pages.size(); ++p) {
    append_text(div, "\n");
    pugi::xml_node begin = div.append_child("pb");
    set(begin, "n", pages[p]->origin.stem);
    set(begin, "facs", "#" + page_ids[p].surface);
    by_hand = TextWriter(*pages[p], page_ids[p], div).write(by_hand);
  }
  if (!div.child("p") && !div.child("ab")) div.append_child("p");  // a division needs one
  append_text(body, "\n");
  append_text(text, "\n");
  append_text(root, "\n");
  return tei_bytes(document);
}

}  // namespace folio
