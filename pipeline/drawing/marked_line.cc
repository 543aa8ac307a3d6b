#include "drawing/marked_line.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/error.h"
#include "core/text.h"

namespace folio {

namespace {

enum class Mark : unsigned char { struck, typed_over, inserted, written };

constexpr std::array<std::pair<std::u32string_view, Mark>, 4> kMarks{{{U"del:", Mark::struck},
                                                                      {U"del-x:", Mark::typed_over},
                                                                      {U"ins:", Mark::inserted},
                                                                      {U"h:", Mark::written}}};

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
    const std::u32string_view rest = text_.substr(next_ + 1);
    for (const auto& [name, mark] : kMarks)
      if (rest.substr(0, name.size()) == name) {
        if (!writing() && (mark == Mark::inserted || mark == Mark::written))
          line_.written_in.push_back({"", line_.cells, mark == Mark::written});
        open_.emplace_back(mark, line_.cells);
        next_ += 1 + name.size();
        return;
      }
    fail("unknown mark");
  }

  void close_mark() {
    if (open_.empty()) fail("a mark closes that was not opened");
    const auto [mark, first] = open_.back();
    open_.pop_back();
    ++next_;
    if (mark == Mark::struck || mark == Mark::typed_over) {
      if (!writing()) line_.struck.push_back({first, line_.cells, kind_of(mark)});
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
    for (const auto& [mark, first] : open_) strike = kind_of(mark);
    last_was_space_ = c == U' ';
    if (!last_was_space_) line_.keys.push_back({c, line_.cells, strike});
    ++line_.cells;
  }

  bool writing() const {
    return std::any_of(open_.begin(), open_.end(), [](const auto& mark) {
      return mark.first == Mark::inserted || mark.first == Mark::written;
    });
  }

  static StrikeKind kind_of(Mark mark) {
    return mark == Mark::typed_over ? StrikeKind::typed_over : StrikeKind::line;
  }

  [[noreturn]] void fail(const std::string& problem) const {
    throw Error(ErrorCode::input, problem + " in the typed line \"" + from_code_points(text_) + "\"");
  }

  std::u32string_view text_;
  size_t next_ = 0;
  std::vector<std::pair<Mark, int>> open_;
  bool last_was_space_ = false;
  MarkedLine line_;
};

}  // namespace

MarkedLine parse_marked_line(std::string_view text) {
  const std::u32string code_points = to_code_points(to_nfc(text));
  return Parser(code_points).parse();
}

}  // namespace folio
