#include "transcription/notation_writer.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "core/text.h"
#include "transcription/mark_nesting.h"
#include "transcription/marks.h"
#include "transcription/plain_reading.h"

namespace folio {
namespace {

/// First letters of what stands in the brackets of a note.
constexpr std::u32string_view kNoteInitials = U"[hHwWiIaAcCsSoOtTbBоОрРвВзЗшШпПнН";

/// Backslashes before what would be read as a mark, or might be with what follows.
std::string escape_marks(const Token& token, bool next_is_joined, bool all_brackets) {
  if (token.text == "*" && !token.marked && !token.joined && !next_is_joined) return token.text;
  std::u32string out;
  const std::u32string code_points = to_code_points(token.text);
  for (size_t k = 0; k < code_points.size(); ++k) {
    const char32_t c = code_points[k];
    const char32_t next = k + 1 < code_points.size() ? code_points[k + 1] : U'\0';
    bool escape = is_mark_character(c);
    if (c == U'^') escape = next == U'{' || next == U'\0';
    if (c == U'{') escape = false;
    if (c == U'[' && !all_brackets)
      escape = next == U'\0' || kNoteInitials.find(next) != std::u32string::npos;
    if (c == U']' && !all_brackets) escape = next == U']';
    if (escape) out.push_back(U'\\');
    out.push_back(c);
  }
  return from_code_points(out);
}

struct Delimiters {
  std::string_view opening, closing;
};

Delimiters our_delimiters(MarkName name) {
  switch (name) {
    case MarkName::inserted_by_hand:
      return {"⟦ins:⟦h:", "⟧⟧"};
    case MarkName::inserted_in_pencil:
      return {"⟦ins:⟦pencil:", "⟧⟧"};
    case MarkName::inserted:
      return {"⟦ins:", "⟧"};
    case MarkName::struck:
      return {"⟦del:", "⟧"};
    case MarkName::typed_over:
      return {"⟦del-x:", "⟧"};
    case MarkName::uncertain:
      return {"⟦?:", "⟧"};
    case MarkName::stamp:
      return {"⟦s:", "⟧"};
    case MarkName::print:
      return {"⟦p:", "⟧"};
    case MarkName::hand:
      return {"⟦h:", "⟧"};
    case MarkName::pencil:
      return {"⟦pencil:", "⟧"};
    case MarkName::turned_90:
      return {"⟦h-rot90:", "⟧"};
    case MarkName::turned_180:
      return {"⟦h-rot180:", "⟧"};
    case MarkName::turned_270:
      return {"⟦h-rot270:", "⟧"};
    case MarkName::signature:
      return {"⟦h-signature:", "⟧"};
  }
  return {};
}

/// The archive's own mark where it has one.
Delimiters archive_delimiters(MarkName name) {
  switch (name) {
    case MarkName::inserted_by_hand:
      return {"^{", "}"};
    case MarkName::struck:
      return {"~~", "~~"};
    case MarkName::uncertain:
      return {"[[", "]]"};
    default:
      return our_delimiters(name);
  }
}

/// Writes word after word, with the marks, page breaks and notes before them.
class Writer {
 public:
  Writer(const Transcription& transcription, bool archive)
      : text_(transcription), archive_(archive), nesting_(transcription.marks) {}

  std::string write() {
    for (size_t k = 0; k < text_.tokens.size(); ++k) add(k);
    close(nesting_.finish());
    write_milestones(text_.tokens.size(), nullptr);
    if (!out_.empty()) out_ += '\n';
    return std::move(out_);
  }

 private:
  void add(size_t k) {
    const Token& token = text_.tokens[k];
    const Token* before = k > 0 ? &text_.tokens[k - 1] : nullptr;
    const bool new_paragraph = before != nullptr && before->paragraph_idx != token.paragraph_idx;
    MarkNesting::Step step = nesting_.go_to(token, archive_ && new_paragraph);
    close(step.closed);
    write_milestones(k, &token);
    if (before != nullptr && !at_line_start_)
      out_ += new_paragraph ? "\n\n" : before->line != token.line ? "\n" : token.joined ? "" : " ";
    at_line_start_ = false;
    out_ += pending_;
    pending_.clear();
    const bool is_remark = archive_ && step.opened == std::vector{MarkName::hand} && may_be_asterisks(k);
    if (is_remark) remark_is_open_ = true;
    for (const MarkName name : step.opened) {
      out_ += is_remark ? "*" : archive_ ? archive_delimiters(name).opening : our_delimiters(name).opening;
      uncertain_is_open_ |= name == MarkName::uncertain;
    }
    if (token.text.empty()) write_empty_signature();
    const bool next_is_joined = k + 1 < text_.tokens.size() && text_.tokens[k + 1].joined;
    out_ += escape_marks(token, next_is_joined, archive_ && uncertain_is_open_);
  }

  void write_empty_signature() {
    if (out_.ends_with(':')) out_.pop_back();  // what is only noted has no colon
  }

  void close(const std::vector<MarkName>& names) {
    for (const MarkName name : names) {
      out_ += remark_is_open_ && name == MarkName::hand
                  ? "*"
                  : (archive_ ? archive_delimiters(name) : our_delimiters(name)).closing;
      if (name == MarkName::hand) remark_is_open_ = false;
      if (name == MarkName::uncertain) uncertain_is_open_ = false;
    }
  }

  /// A run of words that `*…*` reads back to: handwriting alone in its paragraph.
  bool may_be_asterisks(size_t begin) const {
    const Token& first = text_.tokens[begin];
    if (first.joined) return false;
    size_t k = begin;
    for (; k < text_.tokens.size() && text_.tokens[k].paragraph_idx == first.paragraph_idx; ++k) {
      const Token& token = text_.tokens[k];
      if (marks_of(token) != std::vector{MarkName::hand}) break;
      if (token.text.find('*') != std::string::npos || token.joined) return false;
    }
    if (k < text_.tokens.size() && text_.tokens[k].joined) return false;
    if (first.text.starts_with(')')) return false;
    // A wider mark that begins here would take the asterisks in.
    return first.role == Role::marginalia && !goes_on_within(k, first);
  }

  /// Whether the mark of the run that ends at `k` goes on around other marks.
  bool goes_on_within(size_t k, const Token& first) const {
    if (k >= text_.tokens.size() || text_.tokens[k].paragraph_idx != first.paragraph_idx) return false;
    const std::vector<MarkName> marks = marks_of(text_.tokens[k]);
    return std::ranges::find(marks, MarkName::hand) != marks.end() && marks.size() > 1;
  }

  /// Page breaks and notes before token `k`, in the order of the file. Those that end a line stay there,
  /// those on a line of their own get one; the rest wait for the space before the token.
  void write_milestones(size_t k, const Token* next) {
    const auto idx = static_cast<int>(k);
    while (true) {
      const PageBreak* page =
          next_break_ < text_.page_breaks.size() ? &text_.page_breaks[next_break_] : nullptr;
      if (page != nullptr && page->source == PageBreak::Source::numbers) {
        ++next_break_;  // the line of numbers says it
        continue;
      }
      if (page != nullptr && page->token_idx > idx) page = nullptr;
      const EditorialNote* note = next_note_ < text_.notes.size() ? &text_.notes[next_note_] : nullptr;
      if (note != nullptr && note->token_idx > idx) note = nullptr;
      if (page == nullptr && note == nullptr) return;
      const bool page_first =
          note == nullptr || (page != nullptr && (page->line < note->line ||
                                                  (page->line == note->line && page->column < note->column)));
      if (page_first) {
        put(page_mark(*page), page->line, page->own_line, next);
        ++next_break_;
      } else {
        put(note_mark(*note), note->line, false, next);
        ++next_note_;
      }
    }
  }

  void put(const std::string& mark, int line, bool own_line, const Token* next) {
    if (next == nullptr) {
      if (!out_.empty()) out_ += own_line ? "\n" : " ";
      out_ += mark;
    } else if (own_line) {
      const bool paragraph = next != text_.tokens.data() && next[-1].paragraph_idx != next->paragraph_idx;
      if (!out_.empty() && !at_line_start_) {
        if (!pending_.empty()) out_ += " " + trim(std::exchange(pending_, {}));
        out_ += paragraph ? "\n\n" : "\n";
      }
      out_ += pending_ + mark + "\n";
      pending_.clear();
      at_line_start_ = true;
    } else if (line < next->line && pending_.empty() && !out_.empty() && !at_line_start_) {
      out_ += " " + mark;
    } else {
      pending_ += mark + (next->joined ? "" : " ");
    }
  }

  static std::string page_mark(const PageBreak& page) {
    return page.name.empty() ? "⟦pb⟧" : "⟦pb:" + page.name + "⟧";
  }
  static std::string note_mark(const EditorialNote& note) {
    std::string out = "⟦note:";
    for (const char32_t c : to_code_points(note.text)) {
      if (c == U'⟦' || c == U'⟧' || c == U'\\') out += '\\';
      out += from_code_points(std::u32string(1, c));
    }
    return out + "⟧";
  }

  const Transcription& text_;
  bool archive_ = false;
  MarkNesting nesting_;
  std::string out_;
  std::string pending_;  ///< marks that stand right before the next token
  size_t next_break_ = 0, next_note_ = 0;
  bool at_line_start_ = false;
  bool remark_is_open_ = false;
  bool uncertain_is_open_ = false;
};

}  // namespace

std::string to_our_notation(const Transcription& transcription) {
  return Writer(transcription, false).write();
}

std::string to_archive_notation(const Transcription& transcription) {
  return Writer(transcription, true).write();
}

std::string reading_of(const Transcription& transcription, Reading reading) {
  switch (reading) {
    case Reading::typed:
      return typed_reading(transcription);
    case Reading::amended:
      return amended_reading(transcription);
    case Reading::diplomatic:
      return to_our_notation(transcription);
  }
  return {};
}

}  // namespace folio
