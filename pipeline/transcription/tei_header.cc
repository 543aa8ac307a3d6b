#include "transcription/tei_header.h"

#include <optional>

#include "core/text.h"
#include "transcription/call_number.h"

namespace folio {
namespace {

constexpr std::string_view kNoTitle = "Transcription";

pugi::xml_node child(pugi::xml_node parent, const char* name) { return parent.append_child(name); }

void set_text(pugi::xml_node node, const std::string& text) { node.text().set(xml_text(text).c_str()); }

void write_source(const Transcription& transcription, pugi::xml_node file_description) {
  pugi::xml_node source = child(file_description, "sourceDesc");
  const FurnitureSection* citation = find_furniture(transcription, Furniture::citation);
  if (citation == nullptr) {
    set_text(child(source, "p"), "A transcription of typewritten leaves.");
    return;
  }
  if (const std::optional<CallNumber> found = parse_call_number(citation->text)) {
    CallNumber call_number = *found;
    pugi::xml_node identifier = child(child(source, "msDesc"), "msIdentifier");
    if (!call_number.archive.empty()) set_text(child(identifier, "repository"), call_number.archive);
    call_number.archive.clear();
    set_text(child(identifier, "idno"), to_string(call_number));
  }
  for (const FurnitureSection& section : transcription.furniture)
    if (section.kind == Furniture::citation) set_text(child(source, "bibl"), section.text);
}

void write_hands(pugi::xml_node profile) {
  pugi::xml_node hands = child(profile, "handNotes");
  const auto add = [&](const char* id, const char* medium, const char* words) {
    pugi::xml_node note = child(hands, "handNote");
    note.append_attribute("xml:id") = id;
    note.append_attribute("medium") = medium;
    set_text(note, words);
  };
  add("hand", "ink", "Written by hand on the typewritten leaves");
  add("pencil", "pencil", "Written in pencil");
  add("archive", "pencil", "The archive's numbering of leaves");
}

bool is_note(Furniture kind) {
  return kind != Furniture::title && kind != Furniture::date && kind != Furniture::citation;
}

void add_section(std::vector<FurnitureSection>& out, Furniture kind, const pugi::xml_node& node) {
  std::string text = folded_text(node);
  if (!text.empty()) out.push_back({kind, std::move(text), 0, 0});
}

}  // namespace

void write_tei_header(const Transcription& transcription, pugi::xml_node root) {
  pugi::xml_node header = child(root, "teiHeader");
  pugi::xml_node file = child(header, "fileDesc");
  pugi::xml_node titles = child(file, "titleStmt");
  pugi::xml_node notes;
  for (const FurnitureSection& section : transcription.furniture)
    if (section.kind == Furniture::title) set_text(child(titles, "title"), section.text);
  if (!titles.first_child()) set_text(child(titles, "title"), std::string(kNoTitle));
  set_text(child(child(file, "publicationStmt"), "p"), "Written by folio.");
  for (const FurnitureSection& section : transcription.furniture) {
    if (!is_note(section.kind)) continue;
    if (!notes) notes = child(file, "notesStmt");
    pugi::xml_node note = child(notes, "note");
    note.append_attribute("type") = std::string(name_of(section.kind)).c_str();
    set_text(note, section.text);
  }
  write_source(transcription, file);
  pugi::xml_node profile = child(header, "profileDesc");
  pugi::xml_node creation;
  for (const FurnitureSection& section : transcription.furniture) {
    if (section.kind != Furniture::date) continue;
    if (!creation) creation = child(profile, "creation");
    set_text(child(creation, "date"), section.text);
  }
  write_hands(profile);
}

std::vector<FurnitureSection> read_tei_header(const pugi::xml_node& header) {
  std::vector<FurnitureSection> out;
  const auto find = [&](const pugi::xml_node& parent, std::string_view name) {
    return parent.find_child([&](const pugi::xml_node& node) { return local_name(node) == name; });
  };
  const pugi::xml_node file = find(header, "fileDesc");
  for (const pugi::xml_node& title : find(file, "titleStmt").children())
    if (local_name(title) == "title" && folded_text(title) != kNoTitle)
      add_section(out, Furniture::title, title);
  for (const pugi::xml_node& date : find(find(header, "profileDesc"), "creation").children())
    if (local_name(date) == "date") add_section(out, Furniture::date, date);
  bool has_citation = false;
  const pugi::xml_node source = find(file, "sourceDesc");
  for (const pugi::xml_node& bibl : source.children()) {
    if (local_name(bibl) != "bibl") continue;
    add_section(out, Furniture::citation, bibl);
    has_citation = true;
  }
  const pugi::xml_node identifier = find(find(source, "msDesc"), "msIdentifier");
  if (!has_citation && identifier) {
    const std::string repository = folded_text(find(identifier, "repository"));
    const std::string number = folded_text(find(identifier, "idno"));
    if (!number.empty())
      out.push_back({Furniture::citation, (repository.empty() ? "" : repository + ". ") + number, 0, 0});
  }
  for (const pugi::xml_node& note : find(file, "notesStmt").children())
    if (local_name(note) == "note")
      add_section(out, furniture_from_name(note.attribute("type").value()).value_or(Furniture::other), note);
  return out;
}

std::string xml_text(std::string_view text) {
  std::u32string out = to_code_points(text);
  for (char32_t& c : out)
    if ((c < U' ' && c != U'\t' && c != U'\n' && c != U'\r') || c == 0xFFFE || c == 0xFFFF) c = U'\uFFFD';
  return from_code_points(out);
}

std::string_view local_name(const pugi::xml_node& node) {
  const std::string_view name = node.name();
  const size_t colon = name.find(':');
  return colon == name.npos ? name : name.substr(colon + 1);
}

std::string folded_text(const pugi::xml_node& node) {
  struct Collector : pugi::xml_tree_walker {
    bool for_each(pugi::xml_node& child) override {
      if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) text += child.value();
      return true;
    }
    std::string text;
  } collector;
  pugi::xml_node start = node;
  start.traverse(collector);
  std::string out;
  for (const std::string& word : split_words(collector.text)) out += (out.empty() ? "" : " ") + word;
  return out;
}

}  // namespace folio
