#include "transcription/marks.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <array>
#include <utility>

#include "core/text.h"

namespace folio {
namespace {

// U+27E6 and U+27E7, the white square brackets of our own notation.
constexpr char32_t kOpen = U'⟦';
constexpr char32_t kClose = U'⟧';
// A note's heading ("[handwritten below the sentence: ") is a phrase, not a paragraph.
constexpr int kMaxNoteHeading = 80;
constexpr int kMaxPageName = 40;  // a leaf number with its verso, a page number; generous
// Marks within each other that are still told apart; deeper ones add nothing. Keeps the time linear.
constexpr size_t kMaxDepth = 64;

enum class Bracket : unsigned char { square, double_square, curly, white };

/// A bracket that is open, a mark or (square only) a literal one.
struct OpenBracket {
  Bracket bracket = Bracket::white;
  int position = 0;
  int span_idx = -1;  ///< -1 = literal, or too deep
  bool forgotten = false;
  bool too_deep = false;
};

/// A mark whose two ends look alike, `~~` or `*`, waiting for its second.
struct OpenToggle {
  int position = -1;  ///< -1 = none open
  int span_idx = -1;
  bool reported = false;
  bool open() const { return position >= 0; }
};

class Scanner {
 public:
  explicit Scanner(std::u32string_view text) : text_(text) {
    out_.is_delimiter.assign(text_.size(), false);
    contexts_.emplace_back();
  }

  MarkScan scan() {
    for (position_ = 0; position_ < size(); position_ += step_) {
      step_ = 1;
      read_here();
    }
    end_of_paragraph(size());
    close_unclosed();
    report_empty();
    std::ranges::stable_sort(out_.faults, {}, &MarkFault::position);
    return std::move(out_);
  }

 private:
  /// The toggles that are open directly within one bracket mark.
  struct Context {
    std::array<OpenToggle, 2> toggles;
    int span_idx = -1;
  };

  int size() const { return static_cast<int>(text_.size()); }
  char32_t at(int position) const {
    return position >= 0 && position < size() ? text_[static_cast<size_t>(position)] : U'\n';
  }
  bool matches(int position, std::u32string_view what) const {
    for (size_t k = 0; k < what.size(); ++k)
      if (at(position + static_cast<int>(k)) != what[k]) return false;
    return position + static_cast<int>(what.size()) <= size();
  }
  /// "⟦h:сего never closes": up to `length` characters of the text, and what is wrong with them.
  void report(int position, std::string_view what, int length = 12) {
    if (static_cast<int>(out_.faults.size()) < kMaxFaults)
      out_.faults.push_back({position, fmt::format("{} {}", shown(position, length), what)});
    else
      ++out_.more_faults;
  }
  std::string shown(int position, int length) const {
    std::u32string piece;
    for (int k = position; k < position + length && k < size() && at(k) != U'\n'; ++k) piece.push_back(at(k));
    return from_code_points(piece);
  }
  void delimit(int position, int length) {
    std::fill_n(out_.is_delimiter.begin() + position, length, true);
    step_ = length;
  }

  void read_here() {
    const char32_t c = at(position_);
    if (c == U'\n') {
      if (blank_line_follows()) end_of_paragraph(position_);
    } else if (c == U'\f') {
      out_.milestones.push_back({Milestone::Kind::form_feed, position_, {}});
    } else if (c == U'\\' && is_mark_character(at(position_ + 1)) && position_ + 1 < size()) {
      delimit(position_, 1);
      step_ = 2;
    } else if (c == kOpen) {
      open_white();
    } else if (matches(position_, U"^{")) {
      MarkMeaning meaning;
      meaning.layer = Layer::hand;
      meaning.inserted = true;
      open(Bracket::curly, meaning, 2);
    } else if (c == U'[') {
      open_square();
    } else if (c == kClose || c == U'}' || c == U']') {
      close();
    } else if (matches(position_, U"~~")) {
      MarkMeaning meaning;
      meaning.struck = true;
      meaning.strike = StrikeKind::line;
      toggle(0, meaning, 2);
    } else if (c == U'*') {
      read_asterisk();
    }
  }

  bool blank_line_follows() const { return blank_line_follows_at(position_); }
  bool blank_line_follows_at(int line_end) const {
    int k = line_end + 1;
    while (k < size() && at(k) != U'\n' && is_space(at(k))) ++k;
    return k >= size() || at(k) == U'\n';
  }

  void open(Bracket bracket, const MarkMeaning& meaning, int length) {
    if (contexts_.size() > kMaxDepth) {
      if (!told_too_deep_)
        report(position_,
               fmt::format("lies within more than {} marks; it and others as deep are not read", kMaxDepth));
      told_too_deep_ = true;
      brackets_.push_back({bracket, position_, -1, false, true});
      delimit(position_, length);
      return;
    }
    const int span_idx = static_cast<int>(out_.spans.size());
    out_.spans.push_back({meaning, position_ + length, -1});
    brackets_.push_back({bracket, position_, span_idx});
    contexts_.push_back({{}, span_idx});
    starts_.push_back(position_);
    delimit(position_, length);
  }

  void open_white() {
    int end = position_ + 1;
    std::u32string name;
    while (end < size() && name.size() < 20 &&
           ((at(end) >= U'a' && at(end) <= U'z') || is_digit(at(end)) || at(end) == U'-' || at(end) == U'?'))
      name.push_back(at(end++));
    const bool colon = at(end) == U':';
    // A name without a colon is complete only when the mark ends there: ⟦h-signature⟧.
    const bool complete = colon || at(end) == kClose;
    if (name == U"pb" && complete) return read_page_break(end);
    if (name == U"note" && colon) return read_note(end + 1);
    MarkMeaning meaning = meaning_of_name(name);
    if (!complete) {
      meaning = {};
      meaning.known = false;
    }
    if (!meaning.known) report(position_, "is an unknown mark; its text is read as plain");
    open(Bracket::white, meaning,
         complete && (colon || meaning.known) ? end - position_ + (colon ? 1 : 0) : 1);
  }

  /// ⟦pb⟧ or ⟦pb:13об⟧, its name ending at `name_end`.
  void read_page_break(int name_end) {
    std::u32string name;
    int end = name_end;
    if (at(end) == U':') {
      for (++end; at(end) != kClose && at(end) != kOpen && at(end) != U'\n' && end - name_end <= kMaxPageName;
           ++end)
        name.push_back(at(end));
    }
    const bool closes = at(end) == kClose;
    if (!closes) {
      report(position_, "never closes; it is a page break without a name");
      name.clear();
    }
    out_.milestones.push_back({Milestone::Kind::page_break, position_, to_nfc(trim(from_code_points(name)))});
    delimit(position_, (closes ? end : name_end) + 1 - position_);
  }

  /// ⟦note:…⟧, whose words are not on the leaf. Marks in it are not read, but must be even.
  void read_note(int begin) {
    std::u32string note;
    int end = begin;
    for (int depth = 1; end < size(); ++end) {
      char32_t c = at(end);
      if (c == U'\n' && blank_line_follows_at(end)) break;
      if (c == U'\\' && end + 1 < size() && is_mark_character(at(end + 1))) {
        c = at(++end);
      } else if (c == kOpen) {
        ++depth;
      } else if (c == kClose && --depth == 0) {
        break;
      }
      if (!is_space(c))
        note.push_back(c);
      else if (!note.empty() && note.back() != U' ')
        note.push_back(U' ');
    }
    const bool closes = at(end) == kClose;
    if (!closes) report(position_, "never closes");
    const std::string text = to_nfc(trim(from_code_points(note)));
    if (closes && text.empty()) report(position_, "is empty");
    if (!text.empty()) out_.milestones.push_back({Milestone::Kind::note, position_, text});
    delimit(position_, end - position_ + (closes ? 1 : 0));
  }

  /// A note of a translation, an uncertain reading, or a bracket of the text.
  void open_square() {
    if (at(position_ + 1) == U'[') {
      MarkMeaning meaning;
      meaning.uncertain = true;
      open(Bracket::double_square, meaning, 2);
      return;
    }
    std::u32string heading;
    int end = position_ + 1;
    while (end < size() && end - position_ < kMaxNoteHeading && at(end) != U':' && at(end) != U']' &&
           at(end) != U'[')
      heading.push_back(at(end++));
    const bool alone = at(end) == U']';
    NoteHeading note;
    if (alone || at(end) == U':') note = meaning_of_note_heading(heading, alone);
    if (!note.is_note || end >= size()) {
      brackets_.push_back({Bracket::square, position_, -1});
      return;
    }
    if (note.says_more)
      out_.milestones.push_back({Milestone::Kind::note, position_, to_nfc(fold_space(heading))});
    int content = alone ? end : end + 1;
    if (const int signed_end = note.meaning.remark ? end_of_signed(content) : 0; signed_end > 0) {
      note.meaning.signature = true;
      note.meaning.remark = false;
      content = signed_end;
    }
    open(Bracket::square, note.meaning, content - position_);
  }

  static std::string fold_space(std::u32string_view text) {
    std::string out;
    for (const std::string& word : split_words(from_code_points(text)))
      out += (out.empty() ? "" : " ") + word;
    return out;
  }

  /// Where the word ends in "[handwritten: signed]", which notes a signature; 0 for anything else.
  int end_of_signed(int position) const {
    while (position < size() && is_space(at(position))) ++position;
    return matches(position, U"signed]") ? position + 6 : 0;
  }

  void close() {
    const char32_t c = at(position_);
    const bool double_square = matches(position_, U"]]");
    // The innermost open bracket of this kind. Those of other kinds opened within it stay open, and cross it.
    int found = -1;
    for (int k = static_cast<int>(brackets_.size()) - 1; k >= 0 && found < 0; --k) {
      const Bracket bracket = brackets_[static_cast<size_t>(k)].bracket;
      if (c == kClose ? bracket == Bracket::white
          : c == U'}' ? bracket == Bracket::curly
                      : bracket == Bracket::square || (bracket == Bracket::double_square && double_square))
        found = k;
      // Searching on past many others would make the time quadratic.
      if (static_cast<int>(brackets_.size()) - k > 64) break;
    }
    if (found < 0) {
      if (c != U']' || double_square) {
        report(position_, "closes nothing", 1);
      }
      if (c == kClose) delimit(position_, 1);
      return;
    }
    const OpenBracket bracket = brackets_[static_cast<size_t>(found)];
    for (size_t k = static_cast<size_t>(found) + 1; k < brackets_.size(); ++k) {
      if (brackets_[k].span_idx < 0 || brackets_[k].forgotten) continue;
      report(brackets_[k].position, "nests wrongly: a mark around it closes before it does");
      brackets_[k].forgotten = true;
    }
    brackets_.erase(brackets_.begin() + found);
    if (bracket.too_deep) delimit(position_, bracket.bracket == Bracket::double_square ? 2 : 1);
    if (bracket.span_idx < 0) return;
    out_.spans[static_cast<size_t>(bracket.span_idx)].end = position_;
    delimit(position_, bracket.bracket == Bracket::double_square ? 2 : 1);
    leave_context(bracket.span_idx);
  }

  /// Toggles that a closing bracket mark leaves open cross it: they close one opened outside, or go on there.
  void leave_context(int span_idx) {
    const auto found = std::ranges::find(contexts_, span_idx, &Context::span_idx);
    if (found == contexts_.end() || found == contexts_.begin()) return;
    const Context inner = *found;
    Context& outer = *std::prev(found);
    for (size_t kind = 0; kind < 2; ++kind) {
      OpenToggle open = inner.toggles[kind];
      if (!open.open()) continue;
      if (!open.reported) report(open.position, "nests wrongly: a mark around it closes first");
      open.reported = true;
      if (outer.toggles[kind].open()) {
        out_.spans[static_cast<size_t>(outer.toggles[kind].span_idx)].end = open.position;
        out_.spans[static_cast<size_t>(open.span_idx)] = {};  // it was the end of the outer one
        outer.toggles[kind] = {};
      } else {
        outer.toggles[kind] = open;
      }
    }
    contexts_.erase(found);
  }

  void toggle(size_t kind, const MarkMeaning& meaning, int length) {
    OpenToggle& open = contexts_.back().toggles[kind];
    if (open.open()) {
      out_.spans[static_cast<size_t>(open.span_idx)].end = position_;
      open = {};
    } else {
      open = {position_, static_cast<int>(out_.spans.size()), false};
      out_.spans.push_back({meaning, position_ + length, -1});
      starts_.push_back(position_);
    }
    delimit(position_, length);
  }

  /// An asterisk opens a remark only before a word and not within one, closes one only after a word and not
  /// within one; any other is an asterisk of the text: a multiplication, a footnote's.
  void read_asterisk() {
    const char32_t before = at(position_ - 1), after = at(position_ + 1);
    if (before == U'*' || after == U'*') return;
    const auto in_word = [](char32_t c) { return is_letter(c) || is_digit(c); };
    const bool may_open = !is_space(after) && !in_word(before) && after != U')';
    const bool may_close = !is_space(before) && !in_word(after);
    const bool is_open = contexts_.back().toggles[1].open();
    if (is_open ? !may_close : !may_open) return;
    MarkMeaning meaning;
    meaning.layer = Layer::hand;
    meaning.remark = true;
    toggle(1, meaning, 1);
  }

  void end_of_paragraph(int position) {
    for (Context& context : contexts_) {
      for (size_t kind = 0; kind < 2; ++kind) {
        const OpenToggle open = std::exchange(context.toggles[kind], {});
        if (!open.open()) continue;
        if (!open.reported) report(open.position, "never closes in its paragraph");
        MarkSpan& span = out_.spans[static_cast<size_t>(open.span_idx)];
        if (kind == 0) {
          span.end = position;
        } else {  // an asterisk of the text after all
          span = {};
          out_.is_delimiter[static_cast<size_t>(open.position)] = false;
        }
      }
    }
  }

  /// Brackets may cover several paragraphs; one that never closes covers its own.
  void close_unclosed() {
    for (const OpenBracket& bracket : brackets_) {
      if (bracket.span_idx < 0) continue;
      if (!bracket.forgotten) report(bracket.position, "never closes");
      MarkSpan& span = out_.spans[static_cast<size_t>(bracket.span_idx)];
      position_ = span.begin;
      while (position_ < size() && !(at(position_) == U'\n' && blank_line_follows())) ++position_;
      span.end = position_;
    }
  }

  void report_empty() {
    for (size_t k = 0; k < out_.spans.size(); ++k) {
      const MarkSpan& span = out_.spans[k];
      if (span.begin == 0 || span.meaning.signature) continue;
      int position = span.begin;
      while (position < span.end && is_space(at(position))) ++position;
      if (position >= span.end) report(starts_[k], "is empty");
    }
  }

  std::u32string_view text_;
  MarkScan out_;
  std::vector<OpenBracket> brackets_;
  std::vector<Context> contexts_;  ///< the last is the innermost; the first lies outside all marks
  std::vector<int> starts_;        ///< of each span's opening delimiter
  int position_ = 0;
  int step_ = 1;
  bool told_too_deep_ = false;
};

}  // namespace

bool is_mark_character(char32_t c) {
  return c == U'\\' || c == U'*' || c == U'~' || c == U'^' || c == U'[' || c == U']' || c == U'{' ||
         c == U'}' || c == kOpen || c == kClose;
}

MarkScan scan_marks(std::u32string_view text) { return Scanner(text).scan(); }

}  // namespace folio
