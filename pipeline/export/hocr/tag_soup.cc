#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <array>
#include <set>
#include <utility>
#include <vector>

#include "export/hocr/html_syntax.h"
#include "export/hocr/html_to_xml.h"

namespace folio {
namespace {

/// Elements that end an open <p> where they begin.
constexpr std::array<std::string_view, 12> kBlocks{"p",  "div", "table", "ul", "ol",  "h1",
                                                   "h2", "h3",  "h4",    "h5", "pre", "blockquote"};
/// Elements that one of their own kind ends.
constexpr std::array<std::string_view, 6> kItems{"li", "td", "th", "tr", "dt", "dd"};
/// What an end tag of an inline element does not reach through.
constexpr std::array<std::string_view, 6> kWalls{"div", "td", "th", "table", "body", "html"};

template <size_t N>
bool is_in(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

class Soup {
 public:
  explicit Soup(std::string_view html) : html_(html) {}

  std::string convert() {
    out_.reserve(html_.size() + html_.size() / 8);
    while (at_ < html_.size()) {
      const char c = html_[at_];
      if (c == '<')
        convert_markup();
      else if (c == '&')
        convert_ampersand();
      else
        add_character(c);
    }
    while (!open_.empty()) close_last();
    return std::move(out_);
  }

 private:
  bool starts_with(std::string_view text) const { return html_.substr(at_, text.size()) == text; }

  void add_character(char c) {
    out_ += c;
    ++at_;
  }

  void skip_to(size_t end) {
    end = std::min(end, html_.size());
    out_.append(static_cast<size_t>(std::count(html_.begin() + static_cast<std::ptrdiff_t>(at_),
                                               html_.begin() + static_cast<std::ptrdiff_t>(end), '\n')),
                '\n');
    at_ = end;
  }
  void skip_past(std::string_view text) {
    const size_t found = html_.find(text, at_);
    skip_to(found == std::string_view::npos ? html_.size() : found + text.size());
  }

  /// An entity that is one, else the character.
  void convert_ampersand() {
    const auto [xml, length] = entity_at(html_.substr(at_, 12));
    out_ += xml;
    at_ += length;
  }

  static std::pair<std::string, size_t> entity_at(std::string_view text) {
    const size_t end = text.find(';');
    if (end == std::string_view::npos || end < 2) return {"&amp;", 1};
    const std::string_view name = text.substr(1, end - 1);
    if (const int character = character_named(name); character != 0)
      return {fmt::format("&#{};", character), end + 1};
    const bool number =
        name.size() > 1 && name[0] == '#' &&
        name.find_first_not_of("0123456789abcdefABCDEF", name[1] == 'x' ? 2 : 1) == std::string_view::npos;
    const bool known = name == "amp" || name == "lt" || name == "gt" || name == "quot" || name == "apos";
    if (number || known) return {std::string(text.substr(0, end + 1)), end + 1};
    return {"&amp;", 1};
  }

  void convert_markup() {
    if (starts_with("<!--")) return skip_past("-->");
    if (starts_with("<!") || starts_with("<?")) return skip_past(">");
    const bool closing = starts_with("</");
    const size_t name_begin = at_ + (closing ? 2 : 1);
    size_t name_end = name_begin;
    while (name_end < html_.size() && is_name_character(html_[name_end])) ++name_end;
    if (name_end == name_begin || (html_[name_begin] >= '0' && html_[name_begin] <= '9')) {
      out_ += "&lt;";
      ++at_;
      return;
    }
    const std::string name = lower_ascii(html_.substr(name_begin, name_end - name_begin));
    const size_t end = end_of_tag(html_, at_);
    if (closing) {
      skip_to(end);
      close(name);
      return;
    }
    open(name, html_.substr(name_end, end - name_end));
    skip_to(end);
    if (name == "script" || name == "style") {
      skip_to(html_.find("</" + name, at_));
      close(name);
    }
  }

  void open(const std::string& name, std::string_view rest) {
    if (is_in(kBlocks, name)) close_paragraph();
    if (is_in(kItems, name) && !open_.empty() && open_.back() == name) close_last();
    const bool whole = rest.ends_with('>');
    if (whole) rest.remove_suffix(1);
    const bool closed = is_void_element(name) || (whole && rest.ends_with('/'));
    if (!closed && open_.size() >= kDeepestElement) return;
    out_ += "<" + name;
    add_attributes(rest);
    out_ += closed ? "/>" : ">";
    if (!closed) open_.push_back(name);
  }

  void add_attributes(std::string_view text) {
    std::set<std::string> names;
    size_t at = 0;
    while (at < text.size()) {
      while (at < text.size() && (is_space(text[at]) || text[at] == '/')) ++at;
      const size_t begin = at;
      while (at < text.size() && !is_space(text[at]) && text[at] != '=' && text[at] != '/') ++at;
      const std::string name = lower_ascii(text.substr(begin, at - begin));
      while (at < text.size() && is_space(text[at])) ++at;
      std::string_view value;
      if (at < text.size() && text[at] == '=') {
        ++at;
        while (at < text.size() && is_space(text[at])) ++at;
        value = value_at(text, at);
      }
      if (is_attribute(name) && names.insert(name).second) add_attribute(name, value);
    }
  }

  static std::string_view value_at(std::string_view text, size_t& at) {
    if (at >= text.size()) return {};
    const char quote = text[at];
    if (quote == '"' || quote == '\'') {
      const size_t end = std::min(text.find(quote, at + 1), text.size());
      const std::string_view value = text.substr(at + 1, end - at - 1);
      at = std::min(end + 1, text.size());
      return value;
    }
    const size_t begin = at;
    while (at < text.size() && !is_space(text[at])) ++at;
    return text.substr(begin, at - begin);
  }

  static bool is_attribute(std::string_view name) {
    return !name.empty() && (name[0] < '0' || name[0] > '9') && name[0] != '-' &&
           std::ranges::all_of(
               name, [](char c) { return is_name_character(c) || c == '-' || c == '_' || c == ':'; });
  }

  void add_attribute(const std::string& name, std::string_view value) {
    out_ += " " + name + "=\"";
    for (size_t i = 0; i < value.size();) {
      if (value[i] == '&') {
        const auto [xml, length] = entity_at(value.substr(i, 12));
        out_ += xml;
        i += length;
        continue;
      }
      if (value[i] == '<')
        out_ += "&lt;";
      else if (value[i] == '"')
        out_ += "&quot;";
      else if (value[i] != '\n')  // skip_to() writes it
        out_ += value[i];
      else
        out_ += ' ';
      ++i;
    }
    out_ += '"';
  }

  void close_last() {
    out_ += "</" + open_.back() + ">";
    open_.pop_back();
  }

  void close(const std::string& name) {
    const bool wall = is_in(kWalls, name);
    for (size_t i = open_.size(); i-- > 0;) {
      if (open_[i] == name) {
        while (open_.size() > i) close_last();
        return;
      }
      if (!wall && is_in(kWalls, open_[i])) return;
    }
  }

  /// A <p> that is open is ended by what cannot stand within it.
  void close_paragraph() { close("p"); }

  std::string_view html_;
  std::string out_;
  std::vector<std::string> open_;
  size_t at_ = 0;
};

}  // namespace

std::string xml_from_tag_soup(std::string_view html) { return Soup(html).convert(); }

}  // namespace folio
