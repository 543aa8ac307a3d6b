#include "drawing/marked_line.h"

#include <algorithm>
#include <optional>

#include "core/error.h"
#include "core/text.h"

namespace folio {

namespace {

/// What an open mark does.
struct Mark {
  StruckCells struck{0, 0, StrikeKind::none, false, {}};  ///< `first` is where any mark was opened
  bool inserted = false, written = false;
};

/// The mark of this name, without the colon; nothing for a name that is none.
std::optional<Mark> mark_of(std::u32string_view name) {
  constexpr std::u32string_view kOver = U"del-+", kKind = U"del-";
  Mark mark;
  if (name == U"ins") {
    mark.inserted = true;
  } else if (name == U"h") {
    mark.written = true;
  } else if (name == U"del") {
    mark.struck.kind = StrikeKind::line;
    mark.struck.maybe_twice = true;
  } else if (name == U"del-x") {
    mark.struck.kind = StrikeKind::typed_over;
    mark.struck.over = U"х";
  } else if (name.size() > kOver.size() && name.substr(0, kOver.size()) == kOver) {
    mark.struck.kind = StrikeKind::typed_over;
    mark.struck.over = name.substr(kOver.size());
  } else if (name.substr(0, kKind.size()) == kKind) {
    const auto kind = strike_kind_from_name(from_code_points(std::u32string(name.substr(kKind.size()))));
    if (!kind || *kind == StrikeKind::none || *kind == StrikeKind::typed_over) return std::nullopt;
    mark.struck.kind = *kind;
  } else {
    return std::nullopt;
  }
  return mark;
}

class Parser {
 public:
  explicit Parser(std::u32string_view text) : text_(text) {}

  MarkedLine parse() {
    while (next_ < text_.size()) step();
    if (!open_.empty()) fail("a mark never closes");
    return std::move(line_);
  }

 private:
  void step() {
    const char32_t c = text_[next_];
    if (c == U'⟦') {
      open_mark();
    } else if (c == U'⟧') {
      close_mark();
    } else {
      ++next_;
      put(c);
    }
  }

  void open_mark() {
    const size_t colon = text_.find(U':', next_);
    std::optional<Mark> mark;
    if (colon != std::u32string_view::npos) mark = mark_of(text_.substr(next_ + 1, colon - next_ - 1));
    if (!mark) fail("unknown mark");
    if (!writing() && (mark->inserted || mark->written))
      line_.written_in.push_back({"", line_.cells, mark->written});
    mark->struck.first = line_.cells;
    open_.push_back(*mark);
    next_ = colon + 1;
  }

  void close_mark() {
    if (open_.empty()) fail("a mark closes that was not opened");
    Mark mark = open_.back();
    open_.pop_back();
    ++next_;
    if (mark.struck.kind != StrikeKind::none) {
      mark.struck.end = line_.cells;
      if (!writing()) line_.struck.push_back(mark.struck);
    } else if (!writing() && !line_.written_in.back().on_line) {
      const bool after_space = line_.cells == 0 || last_was_space_;
      if (after_space && next_ < text_.size() && text_[next_] == U' ') ++next_;
    }
  }

  void put(char32_t c) {
    if (writing()) {
      line_.written_in.back().text += from_code_points({&c, 1});
      if (line_.written_in.back().on_line) ++line_.cells;
      return;
    }
    StrikeKind strike = StrikeKind::none;
    for (const Mark& mark : open_)
      if (mark.struck.kind != StrikeKind::none) strike = mark.struck.kind;
    last_was_space_ = c == U' ';
    if (!last_was_space_) line_.keys.push_back({c, line_.cells, strike});
    ++line_.cells;
  }

  bool writing() const {
    return std::any_of(open_.begin(), open_.end(),
                       [](const Mark& mark) { return mark.inserted || mark.written; });
  }

  [[noreturn]] void fail(const std::string& problem) const {
    throw Error(ErrorCode::input, problem + " in the typed line \"" + from_code_points(text_) + "\"");
  }

  std::u32string_view text_;
  size_t next_ = 0;
  std::vector<Mark> open_;
  bool last_was_space_ = false;
  MarkedLine line_;
};

}  // namespace

MarkedLine parse_marked_line(std::string_view text) {
  const std::u32string code_points = to_code_points(to_nfc(text));
  return Parser(code_points).parse();
}

}  // namespace folio
