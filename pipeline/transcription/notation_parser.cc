#include "transcription/notation_parser.h"

#include <algorithm>
#include <utility>

#include "core/error.h"
#include "core/files.h"
#include "core/text.h"
#include "transcription/marks.h"
#include "transcription/structure.h"

namespace folio {
namespace {

constexpr char32_t kIllegible = U'□';

std::vector<PlacedChar> place_characters(std::string_view text) {
  std::vector<PlacedChar> out;
  int line = 1, column = 1;
  const std::u32string code_points = to_code_points(text);
  for (size_t k = 0; k < code_points.size(); ++k) {
    const char32_t c = code_points[k];
    if (k == 0 && c == U'\uFEFF') continue;  // byte order mark
    if (c == U'\r' && k + 1 < code_points.size() && code_points[k + 1] == U'\n') continue;
    out.push_back({c, line, column});
    ++column;
    if (c == U'\n') {
      ++line;
      column = 1;
    }
  }
  return out;
}

/// Takes the characters in order, with the marks that cover them, and cuts them into tokens.
class Tokenizer {
 public:
  Tokenizer(const std::vector<PlacedChar>& characters, const MarkScan& scan)
      : characters_(characters), scan_(scan) {
    for (size_t k = 0; k < scan.spans.size(); ++k) {
      const MarkSpan& span = scan.spans[k];
      if (span.begin == 0 || span.end < span.begin) continue;
      begins_.emplace_back(span.begin, static_cast<int>(k));
      ends_.emplace_back(span.end, static_cast<int>(k));
    }
    std::ranges::stable_sort(begins_, {}, &std::pair<int, int>::first);
    std::ranges::stable_sort(ends_, {}, &std::pair<int, int>::first);
  }

  void run() {
    bool line_is_blank = true;
    for (size_t k = 0; k < characters_.size(); ++k) {
      const PlacedChar& character = characters_[k];
      update_marks(static_cast<int>(k));
      if (character.c == U'\n') {
        finish_word();
        if (line_is_blank && !tokens.empty() && tokens.back().paragraph_idx == paragraph_idx_)
          ++paragraph_idx_;
        line_is_blank = true;
      } else if (is_space(character.c)) {
        finish_word();
      } else {
        line_is_blank = false;
        if (!scan_.is_delimiter[k]) add(character);
      }
    }
    update_marks(static_cast<int>(characters_.size()));
    finish_word();
  }

  std::vector<Token> tokens;
  std::vector<bool> remark;  ///< one a token

 private:
  void update_marks(int position) {
    bool changed = false;
    while (next_end_ < ends_.size() && ends_[next_end_].first <= position) {
      const int span_idx = ends_[next_end_++].second;
      std::erase(active_, span_idx);
      changed = true;
      note_signature(span_idx, position);
    }
    while (next_begin_ < begins_.size() && begins_[next_begin_].first <= position) {
      const int span_idx = begins_[next_begin_++].second;
      const MarkSpan& span = scan_.spans[static_cast<size_t>(span_idx)];
      if (span.end <= position) continue;
      active_.push_back(span_idx);
      changed = true;
    }
    if (changed) style_ = style_of_marks();
  }

  /// A signature without text is a token all the same.
  void note_signature(int span_idx, int position) {
    const MarkSpan& span = scan_.spans[static_cast<size_t>(span_idx)];
    if (!span.meaning.signature) return;
    for (int k = span.begin; k < span.end; ++k) {
      const auto at = static_cast<size_t>(k);
      if (!scan_.is_delimiter[at] && !is_space(characters_[at].c)) return;
    }
    cut_word();
    active_.push_back(span_idx);
    style_ = style_of_marks();
    const auto place = static_cast<size_t>(std::clamp(position, 0, static_cast<int>(characters_.size()) - 1));
    start(characters_[place]);
    cut_word();
    std::erase(active_, span_idx);
  }

  Token style_of_marks() const {
    Token style;
    for (const int span_idx : active_) {
      const MarkMeaning& meaning = scan_.spans[static_cast<size_t>(span_idx)].meaning;
      if (!meaning.known) continue;
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

  void start(const PlacedChar& character) {
    current_ = style_;
    current_.joined = joined_;
    current_.paragraph_idx = paragraph_idx_;
    current_.line = character.line;
    current_.column = character.column;
    current_remark_ = style_is_remark();
    has_word_ = true;
  }

  void add(const PlacedChar& character) {
    if (has_word_ && !same_style()) cut_word();
    if (!has_word_) start(character);
    word_.push_back(character.c);
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
    if (!has_word_) return;
    current_.text = to_nfc(from_code_points(word_));
    if (!word_.empty() && std::ranges::all_of(word_, [](char32_t c) { return c == kIllegible; }))
      current_.uncertain = true;
    tokens.push_back(std::move(current_));
    remark.push_back(current_remark_);
    word_.clear();
    has_word_ = false;
    joined_ = true;
  }

  void finish_word() {
    cut_word();
    joined_ = false;
  }

  const std::vector<PlacedChar>& characters_;
  const MarkScan& scan_;
  std::vector<std::pair<int, int>> begins_, ends_;  ///< position, span
  size_t next_begin_ = 0, next_end_ = 0;
  std::vector<int> active_;  ///< spans that cover the position, innermost last
  Token style_, current_;
  bool current_remark_ = false;
  bool has_word_ = false;
  bool joined_ = false;
  std::u32string word_;
  int paragraph_idx_ = 0;
};

/// Pieces of a word that crossing marks cut, and that mean the same after all.
void rejoin_pieces(std::vector<Token>& tokens) {
  std::vector<Token> out;
  for (Token& token : tokens) {
    if (!out.empty() && token.joined && !token.text.empty() && !out.back().text.empty() &&
        same_marks(out.back(), token))
      out.back().text = to_nfc(out.back().text + token.text);
    else
      out.push_back(std::move(token));
  }
  tokens = std::move(out);
}

}  // namespace

Transcription parse_transcription(std::string_view text, std::string file) {
  Transcription out;
  out.file = std::move(file);
  const std::vector<PlacedChar> characters = place_characters(text);
  MarkScan scan = scan_marks(characters);
  Tokenizer tokenizer(characters, scan);
  tokenizer.run();
  out.tokens = std::move(tokenizer.tokens);
  find_roles(out.tokens, tokenizer.remark);
  rejoin_pieces(out.tokens);
  out.slips = find_slips(out.tokens);
  out.diagnostics = std::move(scan.diagnostics);
  if (!is_utf8(text)) {
    const auto bad = std::ranges::find(characters, U'\uFFFD', &PlacedChar::c);
    if (bad != characters.end())
      out.diagnostics.push_back(
          {bad->line, bad->column, "the file is not UTF-8 here; the bytes are read as U+FFFD"});
  }
  return out;
}

Transcription read_transcription(const std::filesystem::path& path) {
  const std::string bytes = read_file(path);
  if (bytes.find('\0') != std::string::npos)
    throw Error(ErrorCode::input, "is not a text file", "give the transcription as UTF-8 text")
        .at_file(path.string());
  return parse_transcription(bytes, path.string());
}

}  // namespace folio
