#include "transcription/tei_writer.h"

#include <pugixml.hpp>

#include "transcription/mark_nesting.h"
#include "transcription/tei_elements.h"
#include "transcription/tei_header.h"

namespace folio {
namespace {

pugi::xml_node append(pugi::xml_node parent, const char* name) { return parent.append_child(name); }

/// Writes the words of a transcription into a <div>.
class DivWriter {
 public:
  DivWriter(const Transcription& transcription, pugi::xml_node div)
      : text_(transcription), div_(div), nesting_(transcription.marks) {}

  void write() {
    for (size_t k = 0; k < text_.tokens.size(); ++k) add(k);
    finish_block();
    write_milestones(text_.tokens.size(), nullptr);
    if (!has_p_) append(div_, "p");  // a division needs one
  }

 private:
  void add(size_t k) {
    const Token& token = text_.tokens[k];
    const Token* before = k > 0 ? &text_.tokens[k - 1] : nullptr;
    const bool new_block = before == nullptr || before->paragraph_idx != token.paragraph_idx;
    const MarkNesting::Step step = nesting_.go_to(token, new_block);
    for (size_t n = 0; n < step.closed.size(); ++n) at_ = at_.parent();
    if (new_block && before != nullptr) write_line_ends(k, token);
    if (new_block) finish_block();
    if (!new_block) write_line_ends(k, token);
    if (!new_block && before->line != token.line) {
      append_text(at_, "\n");
      append(at_, "lb");
    }
    write_milestones(k, &token);
    if (new_block) open_block(token);
    if (!new_block && before->line == token.line && !token.joined) append_text(at_, " ");
    for (const MarkName mark : step.opened) at_ = append_mark(at_, mark);
    append_word(at_, token.text);
  }

  void open_block(const Token& token) {
    append_text(div_, "\n");
    if (token.role == Role::leaf_number || token.role == Role::page_number) {
      const bool leaf = token.role == Role::leaf_number;
      block_ = append(div_, "fw");
      block_.append_attribute("type") = leaf ? "leafNum" : "pageNum";
      if (leaf) block_.append_attribute("hand") = "#archive";
    } else {
      block_ = append(div_, "p");
      has_p_ = true;
    }
    at_ = block_;
  }

  void finish_block() {
    if (block_) pair_changes(block_);
    block_ = at_ = pugi::xml_node();
  }

  bool is_before(const PageBreak& page, const EditorialNote& note) const {
    return page.line != note.line ? page.line < note.line : page.column < note.column;
  }

  /// Notes and page breaks before token `k` that end the line above it.
  void write_line_ends(size_t k, const Token& token) {
    const auto idx = static_cast<int>(k);
    while (true) {
      const PageBreak* page = next_break(idx);
      const EditorialNote* note = next_note(idx);
      const bool page_next = page != nullptr && (note == nullptr || is_before(*page, *note));
      if (page_next ? page->own_line || page->line >= token.line
                    : note == nullptr || note->line >= token.line)
        return;
      append_text(at_, " ");
      page_next ? write_break(*page, at_) : write_note(*note, at_);
    }
  }

  void write_milestones(size_t k, const Token* token) {
    const auto idx = static_cast<int>(k);
    while (true) {
      const PageBreak* page = next_break(idx);
      const EditorialNote* note = next_note(idx);
      if (page == nullptr && note == nullptr) return;
      const bool in_text = at_ && token != nullptr;
      const pugi::xml_node parent = in_text ? at_ : div_;
      append_text(parent, !in_text ? "\n" : token->joined ? "" : " ");
      page != nullptr && (note == nullptr || is_before(*page, *note)) ? write_break(*page, parent)
                                                                      : write_note(*note, parent);
    }
  }

  const PageBreak* next_break(int idx) const {
    const bool here =
        next_break_ < text_.page_breaks.size() && text_.page_breaks[next_break_].token_idx <= idx;
    return here ? &text_.page_breaks[next_break_] : nullptr;
  }
  const EditorialNote* next_note(int idx) const {
    const bool here = next_note_ < text_.notes.size() && text_.notes[next_note_].token_idx <= idx;
    return here ? &text_.notes[next_note_] : nullptr;
  }
  void write_break(const PageBreak& page, pugi::xml_node parent) {
    ++next_break_;
    pugi::xml_node node = append(parent, "pb");
    if (page.source == PageBreak::Source::numbers) node.append_attribute("type") = "numbers";
    if (!page.name.empty()) node.append_attribute("n") = xml_text(page.name).c_str();
  }
  void write_note(const EditorialNote& note, pugi::xml_node parent) {
    ++next_note_;
    pugi::xml_node node = append(parent, "note");
    node.append_attribute("type") = "editorial";
    append_text(node, xml_text(note.text));
  }

  const Transcription& text_;
  pugi::xml_node div_, block_, at_;
  MarkNesting nesting_;
  size_t next_break_ = 0, next_note_ = 0;
  bool has_p_ = false;
};

void write_div(const Transcription& transcription, const char* type, pugi::xml_node body) {
  append_text(body, "\n");
  pugi::xml_node div = append(body, "div");
  div.append_attribute("type") = type;
  DivWriter(transcription, div).write();
  append_text(div, "\n");
}

}  // namespace

std::string to_tei(const Transcription& transcription) {
  pugi::xml_document document;
  pugi::xml_node root = start_tei(document);
  append_text(root, "\n");
  write_tei_header(transcription, root);
  append_text(root, "\n");
  pugi::xml_node text = append(root, "text");
  append_text(text, "\n");
  pugi::xml_node body = append(text, "body");
  write_div(transcription, "transcription", body);
  for (const Transcription& translation : transcription.translations)
    write_div(translation, "translation", body);
  append_text(body, "\n");
  append_text(text, "\n");
  append_text(root, "\n");
  return tei_bytes(document);
}

}  // namespace folio
