#include "transcription/tokenizer.h"

#include <algorithm>
#include <string>
#include <utility>

#include "core/text.h"

namespace folio {
namespace {

constexpr char32_t kIllegible = U'□';
// As many and more stand for words, not for letters: "21 сентября□□□".
constexpr std::u32string_view kUnread = U"□□□";

/// Takes the characters in order, with the marks that cover them, and cuts them into tokens.
class Tokenizer {
 public:
  Tokenizer(std::u32string_view text, const MarkScan& scan, int first_line)
      : text_(text), scan_(scan), line_(first_line) {
    for (size_t k = 0; k < scan.spans.size(); ++k) {
      const MarkSpan& span = scan.spans[k];
      if (span.begin == 0 || span.end < span.begin) continue;
      begins_.emplace_back(span.begin, static_cast<int>(k));
      ends_.emplace_back(span.end, static_cast<int>(k));
    }
    std::ranges::stable_sort(ends_, {}, &std::pair<int, int>::first);
  }

  TokenizedText run() {
    reserve();
    bool line_is_blank = true;
    for (size_t k = 0; k < text_.size(); ++k, ++column_) {
      const char32_t c = text_[k];
      update_marks(static_cast<int>(k));
      pass_milestones(static_cast<int>(k));
      if (c == U'\n') {
        finish_word();
        if (line_is_blank && !out_.tokens.empty() && out_.tokens.back().paragraph_idx == paragraph_idx_)
          ++paragraph_idx_;
        line_is_blank = true;
        ++line_;
        column_ = 0;
      } else if (is_space(c)) {
        if (!scan_.is_delimiter[k]) finish_word();
      } else {
        line_is_blank = false;
        if (!scan_.is_delimiter[k]) add(k);
      }
    }
    update_marks(static_cast<int>(text_.size()));
    pass_milestones(static_cast<int>(text_.size()));
    finish_word();
    return std::move(out_);
  }

 private:
  /// Room for as many tokens as there can be, so that a long text is not copied while it grows.
  void reserve() {
    size_t words = 1;
    for (size_t k = 1; k < text_.size(); ++k) words += !is_space(text_[k]) && is_space(text_[k - 1]) ? 1 : 0;
    out_.tokens.reserve(words);
  }

  void pass_milestones(int position) {
    for (; next_milestone_ < scan_.milestones.size(); ++next_milestone_) {
      const Milestone& milestone = scan_.milestones[next_milestone_];
      if (milestone.position > position) return;
      if (milestone.kind != Milestone::Kind::note) cut_word();
      const int token_idx = static_cast<int>(out_.tokens.size()) + (has_word_ ? 1 : 0);
      if (milestone.kind == Milestone::Kind::note) {
        out_.notes.push_back({token_idx, milestone.text, line_, column_});
        continue;
      }
      const bool own_line = out_.tokens.empty() || last_line_ != line_;
      out_.page_breaks.push_back({milestone.kind == Milestone::Kind::form_feed ? PageBreak::Source::form_feed
                                                                               : PageBreak::Source::mark,
                                  token_idx, milestone.text, line_, column_, own_line});
    }
  }

  void update_marks(int position) {
    while (next_end_ < ends_.size() && ends_[next_end_].first <= position) {
      const int span_idx = ends_[next_end_++].second;
      std::erase(active_, span_idx);
      style_ = style_of_marks();
      note_signature(span_idx);
    }
    while (next_begin_ < begins_.size() && begins_[next_begin_].first <= position) {
      const int span_idx = begins_[next_begin_++].second;
      const MarkSpan& span = scan_.spans[static_cast<size_t>(span_idx)];
      if (span.end <= position) continue;
      note_mark(span_idx);
      active_.push_back(span_idx);
      style_ = style_of_marks();
    }
  }

  /// Which mark this one lies in, and what it says itself.
  void note_mark(int span_idx) {
    const MarkMeaning& meaning = scan_.spans[static_cast<size_t>(span_idx)].meaning;
    out_.marks.resize(scan_.spans.size());
    out_.marks[static_cast<size_t>(span_idx)] = {style_.mark_idx < span_idx ? style_.mark_idx : -1,
                                                 meaning.struck,
                                                 meaning.inserted || meaning.remark,
                                                 meaning.uncertain,
                                                 meaning.layer != Layer::none,
                                                 meaning.quarter_turns != 0};
  }

  /// A signature without text is a token all the same.
  void note_signature(int span_idx) {
    const MarkSpan& span = scan_.spans[static_cast<size_t>(span_idx)];
    if (!span.meaning.signature) return;
    for (int k = span.begin; k < span.end; ++k) {
      const auto at = static_cast<size_t>(k);
      if (!scan_.is_delimiter[at] && !is_space(text_[at])) return;
    }
    cut_word();
    if (span.begin == span.end) note_mark(span_idx);
    active_.push_back(span_idx);
    style_ = style_of_marks();
    start();
    cut_word();
    std::erase(active_, span_idx);
    style_ = style_of_marks();
  }

  Token style_of_marks() const {
    Token style;
    for (const int span_idx : active_) {
      const MarkMeaning& meaning = scan_.spans[static_cast<size_t>(span_idx)].meaning;
      if (!meaning.known || !meaning.says_something()) continue;
      style.marked = true;
      style.mark_idx = span_idx;
      if (meaning.layer != Layer::none) {
        style.layer = meaning.layer;
        style.role = meaning.signature               ? Role::signature
                     : meaning.layer == Layer::stamp ? Role::stamp
                                                     : Role::body;
      }
      if (meaning.struck) {
        style.struck = true;
        style.strike = meaning.strike;
      }
      if (meaning.quarter_turns != 0) style.quarter_turns = meaning.quarter_turns;
      style.inserted |= meaning.inserted;
      style.uncertain |= meaning.uncertain;
      style.pencil |= meaning.pencil;
      if (meaning.inserted || style.inserted)
        style.role = style.role == Role::body ? Role::insertion : style.role;
    }
    if (style.layer != Layer::hand) {
      style.pencil = false;
      style.quarter_turns = 0;
    }
    return style;
  }

  /// The innermost mark that says whose writing it is decides.
  bool style_is_remark() const {
    bool remark_here = false;
    for (const int span_idx : active_) {
      const MarkMeaning& meaning = scan_.spans[static_cast<size_t>(span_idx)].meaning;
      if (meaning.layer != Layer::none) remark_here = meaning.remark;
    }
    return remark_here;
  }

  void start() {
    current_ = style_;
    current_.joined = joined_;
    current_.paragraph_idx = paragraph_idx_;
    current_.line = line_;
    current_.column = column_;
    current_remark_ = style_is_remark();
    has_word_ = true;
  }

  void add(size_t position) {
    const char32_t c = text_[position];
    if (has_word_ && !same_style()) cut_word();
    const bool unread = c == kIllegible && (in_unread_ || text_.substr(position, 3) == kUnread);
    if (unread != in_unread_) cut_word();
    in_unread_ = unread;
    if (!has_word_) start();
    word_.push_back(c);
  }

  bool same_style() const {
    const Token& a = current_;
    const Token& b = style_;
    return a.mark_idx == b.mark_idx && a.layer == b.layer && a.role == b.role && a.struck == b.struck &&
           a.strike == b.strike && a.inserted == b.inserted && a.uncertain == b.uncertain &&
           a.pencil == b.pencil && a.quarter_turns == b.quarter_turns && a.marked == b.marked &&
           current_remark_ == style_is_remark();
  }

  /// Ends the token, but not the word.
  void cut_word() {
    in_unread_ = false;
    if (!has_word_) return;
    current_.text = to_nfc(from_code_points(word_));
    if (!word_.empty() && std::ranges::all_of(word_, [](char32_t c) { return c == kIllegible; }))
      current_.uncertain = true;
    last_line_ = current_.line;
    out_.tokens.push_back(std::move(current_));
    out_.remark.push_back(current_remark_);
    word_.clear();
    has_word_ = false;
    joined_ = true;
  }

  void finish_word() {
    cut_word();
    joined_ = false;
  }

  std::u32string_view text_;
  const MarkScan& scan_;
  std::vector<std::pair<int, int>> begins_, ends_;  ///< position, span
  size_t next_begin_ = 0, next_end_ = 0;
  std::vector<int> active_;  ///< spans that cover the position, innermost last
  Token style_, current_;
  bool current_remark_ = false;
  bool has_word_ = false;
  bool joined_ = false;
  bool in_unread_ = false;  ///< the word at hand is a run of kUnread
  std::u32string word_;
  TokenizedText out_;
  size_t next_milestone_ = 0;
  int paragraph_idx_ = 0;
  int line_ = 1, column_ = 1;  ///< of the character at hand
  int last_line_ = 0;          ///< of the last token
};

}  // namespace

TokenizedText tokenize(std::u32string_view text, const MarkScan& scan, int first_line) {
  return Tokenizer(text, scan, first_line).run();
}

void rejoin_pieces(TokenizedText& text) {
  std::vector<Token>& tokens = text.tokens;
  size_t next_break = 0, next_note = 0, kept = 0;
  bool is_joined = false;  // the last token kept has pieces: composed only once, as it may have many
  const auto compose = [&] {
    if (std::exchange(is_joined, false)) tokens[kept - 1].text = to_nfc(tokens[kept - 1].text);
  };
  for (size_t k = 0; k < tokens.size(); ++k) {
    const auto idx = static_cast<int>(k);
    bool page_begins = false;
    const Token& token = tokens[k];
    for (; next_break < text.page_breaks.size() && text.page_breaks[next_break].token_idx <= idx;
         ++next_break) {
      text.page_breaks[next_break].token_idx = static_cast<int>(kept);
      page_begins = true;
    }
    const bool joins = kept > 0 && !page_begins && token.joined && !token.text.empty() &&
                       !tokens[kept - 1].text.empty() && same_marks(tokens[kept - 1], token);
    for (; next_note < text.notes.size() && text.notes[next_note].token_idx <= idx; ++next_note)
      text.notes[next_note].token_idx = static_cast<int>(kept);
    if (joins) {
      tokens[kept - 1].text += token.text;
      is_joined = true;
      continue;
    }
    compose();
    if (kept != k) {
      tokens[kept] = std::move(tokens[k]);
      text.remark[kept] = text.remark[k];
    }
    ++kept;
  }
  compose();
  for (; next_break < text.page_breaks.size(); ++next_break)
    text.page_breaks[next_break].token_idx = static_cast<int>(kept);
  for (; next_note < text.notes.size(); ++next_note) text.notes[next_note].token_idx = static_cast<int>(kept);
  tokens.resize(kept);
  text.remark.resize(kept);
}

}  // namespace folio
