#include "transcription/tei_reader.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <map>
#include <pugixml.hpp>
#include <vector>

#include "core/error.h"
#include "core/text.h"
#include "transcription/notation_parser.h"
#include "transcription/tei_header.h"
#include "transcription/tei_text.h"
#include "transcription/xml_input.h"

namespace folio {
namespace {

constexpr int kLongestGap = 200;  // letters that a <gap> may claim
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// Elements that open a paragraph of ours.
constexpr std::array<std::string_view, 39> kBlocks{
    "text",     "body",      "front",    "back",      "group",   "div",          "div1",   "div2",
    "div3",     "div4",      "p",        "ab",        "head",    "lg",           "l",      "list",
    "item",     "table",     "row",      "opener",    "closer",  "salute",       "signed", "dateline",
    "trailer",  "byline",    "argument", "epigraph",  "fw",      "postscript",   "sp",     "stage",
    "addrLine", "titlePage", "docTitle", "titlePart", "docDate", "floatingText", "address"};
// Those of them that hold text and no others.
constexpr std::array<std::string_view, 5> kParagraphs{"p", "ab", "head", "item", "l"};
// Elements whose text is not on the leaf.
constexpr std::array<std::string_view, 9> kNotOnLeaf{
    "teiHeader", "facsimile", "standOff", "sourceDoc", "figDesc", "ex", "desc", "certainty", "respons"};

bool is_one_of(std::string_view name, const auto& names) {
  return std::ranges::find(names, name) != names.end();
}

std::string_view attribute(const pugi::xml_node& node, const char* name) {
  return node.attribute(name).value();
}

bool contains(std::string_view text, std::string_view part) { return text.find(part) != text.npos; }

/// Something of a leaf: text, or an element that stands for some.
bool has_content(const pugi::xml_node& node) {
  for (const pugi::xml_node& child : node.children()) {
    if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) {
      if (!trim(child.value()).empty()) return true;
    } else if (child.type() == pugi::node_element) {
      const std::string_view name = local_name(child);
      if (name == "gap" || attribute(child, "type") == "signature" || has_content(child)) return true;
    }
  }
  return false;
}

enum class Hand : unsigned char { none, ink, pencil };

/// The writers of a document by their ids, as its header tells of them.
class Hands {
 public:
  explicit Hands(const pugi::xml_node& header) { collect(header); }

  /// The hand that an element names; `none` when it names none, or a typewriter.
  Hand of(const pugi::xml_node& node) const { return named(attribute(node, "hand")); }

  /// The hand of an id, with or without "#" before it; `none` for an empty one.
  Hand named(std::string_view id) const {
    if (id.empty()) return Hand::none;
    if (id.starts_with('#')) id.remove_prefix(1);
    const auto found = hands_.find(std::string(id));
    return found != hands_.end() ? found->second : kind_of(id);
  }

 private:
  void collect(const pugi::xml_node& parent) {
    for (const pugi::xml_node& child : parent.children()) {
      if (local_name(child) == "handNote")
        hands_[child.attribute("xml:id").value()] = kind_of(attribute(child, "medium"));
      collect(child);
    }
  }
  static Hand kind_of(std::string_view medium) {
    const std::string words = to_lower(medium);
    if (contains(words, "typ") || contains(words, "print") || contains(words, "машин")) return Hand::none;
    return contains(words, "pencil") || contains(words, "карандаш") ? Hand::pencil : Hand::ink;
  }
  std::map<std::string, Hand> hands_;
};

/// Walks a part of the document and writes it in our notation.
class Walker {
 public:
  Walker(const Hands& hands, std::string_view bytes, std::vector<Diagnostic>& diagnostics)
      : hands_(hands), bytes_(bytes), diagnostics_(diagnostics) {}

  std::vector<pugi::xml_node> translations;  ///< found on the way, and left out

  void walk(const pugi::xml_node& node) {
    for (const pugi::xml_node& child : node.children()) {
      if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata)
        add_text(node, child.value());
      else if (child.type() == pugi::node_element)
        enter(child);
    }
  }
  const std::string& text() const { return text_.text(); }

 private:
  void add_text(const pugi::xml_node& parent, std::string_view text) {
    // Between the parts of a <subst> only a plain space is one: line ends are there to be read by people.
    const bool layout = local_name(parent) == "subst" && contains(text, "\n") && trim(text).empty();
    if (!layout) text_.add_text(text);
  }

  void enter(const pugi::xml_node& node) {
    const std::string_view name = local_name(node);
    if (is_one_of(name, kNotOnLeaf)) return;
    if ((name == "div" || name == "text") && attribute(node, "type") == "translation") {
      translations.push_back(node);
      return;
    }
    if (local_name(node.parent()) == "choice" && (name == "corr" || name == "reg" || name == "expan")) return;
    if (name == "lb") return line_break(node);
    if (name == "pb") return page_break(node);
    if (name == "gap") return gap(node);
    if ((name == "note" && hands_.of(node) == Hand::none) || name == "supplied") return note(node);
    if (name == "handShift" && node == first_element(node.parent())) return;
    if (is_one_of(name, kParagraphs)) shift_hand(first_element(node));
    if (name == "handShift") shift_hand(node);
    if (name == "delSpan" || name == "addSpan" || name == "handShift")
      report(node, fmt::format("<{}> is not read: what it covers is taken as plain text", name));
    const bool block = is_one_of(name, kBlocks);
    if (block) text_.break_paragraph();
    if (name == "cell") text_.add_text(" ");
    marked(node, name);
    if (block) text_.break_paragraph();
    if (name == "cell") text_.add_text(" ");
  }

  /// Within a word only a hyphen shows that a line ends there.
  void line_break(const pugi::xml_node& node) {
    const bool within_word = attribute(node, "break") == "no" && !text_.text().ends_with('-');
    within_word ? text_.join() : text_.break_line();
  }

  /// The element that a node begins with; nothing when it begins with text.
  static pugi::xml_node first_element(const pugi::xml_node& node) {
    pugi::xml_node child = node.first_child();
    while (child && child.type() != pugi::node_element && trim(child.value()).empty())
      child = child.next_sibling();
    return child.type() == pugi::node_element ? child : pugi::xml_node();
  }

  /// Another hand goes on from here; what is no <handShift> changes nothing.
  void shift_hand(const pugi::xml_node& node) {
    if (local_name(node) == "handShift") writing_ = hands_.named(attribute(node, "new"));
  }

  void marked(const pugi::xml_node& node, std::string_view name) {
    const std::vector<std::string> marks = marks_of(node, name);
    const bool empty = !marks.empty() && !has_content(node);
    if (empty && marks.back() == "⟦h-signature:") {
      text_.open_mark("⟦h-signature⟧");
      return;
    }
    if (empty) {
      report(node, fmt::format("<{}> is empty", name));
      return walk(node);
    }
    for (const std::string& mark : marks) text_.open_mark(mark);
    restored_ += name == "restore" ? 1 : 0;
    walk(node);
    restored_ -= name == "restore" ? 1 : 0;
    for (size_t k = 0; k < marks.size(); ++k) text_.close_mark("⟧");
  }

  std::vector<std::string> marks_of(const pugi::xml_node& node, std::string_view name) const {
    std::vector<std::string> out;
    const std::string rend = to_lower(attribute(node, "rend"));
    if (name == "del" && restored_ == 0) {
      const bool typed = contains(rend, "typ") || contains(rend, "overwr") || contains(rend, "x-out");
      out.emplace_back(typed ? "⟦del-x:" : "⟦del:");
    }
    if (name == "add") out.emplace_back("⟦ins:");
    if (name == "unclear") out.emplace_back("⟦?:");
    if (name == "stamp") out.emplace_back("⟦s:");
    if (name == "seg" && rend == "print") out.emplace_back("⟦p:");
    const bool is_change = name == "del" || name == "fw" || name == "handShift" || name == "restore";
    Hand hand = is_change ? Hand::none : hands_.of(node);
    if (hand == Hand::none && is_one_of(name, kParagraphs)) hand = writing_;
    const bool signature = attribute(node, "type") == "signature" || (name == "signed" && hand != Hand::none);
    const bool turned = rend == "rotate-90" || rend == "rotate-180" || rend == "rotate-270";
    if (hand == Hand::pencil) out.emplace_back("⟦pencil:");
    if (hand == Hand::ink && !signature && !turned) out.emplace_back("⟦h:");
    if (turned) out.emplace_back("⟦h-rot" + rend.substr(7) + ":");
    if (signature) out.emplace_back("⟦h-signature:");
    return out;
  }

  void page_break(const pugi::xml_node& node) {
    if (attribute(node, "type") == "numbers") return;  // the line of numbers after it says it
    std::string name;
    for (const char32_t c : to_code_points(attribute(node, "n")))
      if (c != U'⟦' && c != U'⟧') name += from_code_points(std::u32string(1, is_space(c) ? U' ' : c));
    if (attribute(node, "break") == "no") text_.join();
    text_.add_milestone(name.empty() ? "⟦pb⟧" : "⟦pb:" + name + "⟧", is_between_paragraphs(node));
  }

  static bool is_between_paragraphs(const pugi::xml_node& node) {
    const std::string_view parent = local_name(node.parent());
    return parent == "text" || parent == "front" || parent == "back" || parent == "body" ||
           parent.starts_with("div");
  }

  void gap(const pugi::xml_node& node) {
    int letters = 3;
    const std::string_view unit = attribute(node, "unit");
    if (unit.starts_with("char") || unit.starts_with("letter"))
      letters = std::clamp(node.attribute("quantity").as_int(3), 1, kLongestGap);
    std::string boxes;
    for (int k = 0; k < letters; ++k) boxes += "□";
    text_.add_text(boxes);
  }

  void note(const pugi::xml_node& node) {
    std::string mark = "⟦note:";
    for (const char32_t c : to_code_points(folded_text(node))) {
      if (c == U'⟦' || c == U'⟧' || c == U'\\') mark += '\\';
      mark += from_code_points(std::u32string(1, c));
    }
    if (mark == "⟦note:") return report(node, fmt::format("<{}> is empty", local_name(node)));
    text_.add_milestone(mark + "⟧", is_between_paragraphs(node));
  }

  void report(const pugi::xml_node& node, std::string message) {
    if (diagnostics_.size() >= kMaxReports) return;
    const TextPosition place = position_of(bytes_, node.offset_debug());
    diagnostics_.push_back({place.line, place.column, std::move(message)});
  }

  static constexpr size_t kMaxReports = 100;  // each counts the lines before it
  const Hands& hands_;
  std::string_view bytes_;
  std::vector<Diagnostic>& diagnostics_;
  TeiText text_;
  Hand writing_ = Hand::none;  ///< of whole paragraphs, since the last <handShift>
  int restored_ = 0;           ///< open <restore>s: what is struck in them stands again
};

Transcription read_part(const pugi::xml_node& part, const Hands& hands, std::string_view bytes,
                        std::vector<pugi::xml_node>& translations, std::vector<Diagnostic>& diagnostics) {
  Walker walker(hands, bytes, diagnostics);
  walker.walk(part);
  translations.insert(translations.end(), walker.translations.begin(), walker.translations.end());
  return parse_transcription(walker.text(), {}, {.all_text = true});
}

}  // namespace

bool looks_like_xml(std::string_view bytes) {
  if (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
  bytes.remove_prefix(std::min(bytes.find_first_not_of(" \t\r\n"), bytes.size()));
  return bytes.starts_with("<?xml") || bytes.starts_with("<!DOCTYPE") || bytes.starts_with("<TEI") ||
         bytes.starts_with("<tei");
}

Transcription read_tei(std::string_view bytes, std::string file) {
  pugi::xml_document document;
  parse_xml(document, bytes, DocumentTypes::passed_over);
  const pugi::xml_node root = document.document_element();
  const std::string_view name = local_name(root);
  if (name != "TEI" && name != "TEI.2" && name != "teiCorpus")
    throw Error(ErrorCode::input, fmt::format("is XML, but not TEI: its root is <{}>", root.name()),
                "give the transcription as TEI, or as plain text with marks");
  std::vector<Diagnostic> diagnostics;
  if (const size_t entity = bytes.find("<!ENTITY"); entity != bytes.npos) {
    const TextPosition place = position_of(bytes, static_cast<std::ptrdiff_t>(entity));
    diagnostics.push_back({place.line, place.column, "declares entities; they are not expanded"});
  }
  const pugi::xml_node header =
      root.find_child([](const pugi::xml_node& node) { return local_name(node) == "teiHeader"; });
  const Hands hands(header);
  std::vector<pugi::xml_node> translations;
  Transcription out = read_part(root, hands, bytes, translations, diagnostics);
  for (size_t k = 0; k < translations.size(); ++k) {  // none lies within another
    std::vector<pugi::xml_node> inner;
    out.translations.push_back(read_part(translations[k], hands, bytes, inner, diagnostics));
    out.translations.back().file = file;
  }
  out.furniture = read_tei_header(header);
  out.diagnostics.insert(out.diagnostics.end(), diagnostics.begin(), diagnostics.end());
  out.file = std::move(file);
  return out;
}

}  // namespace folio
