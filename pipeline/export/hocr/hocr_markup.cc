#include "export/hocr/hocr_markup.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

namespace folio {
namespace {

constexpr std::array<std::string_view, 8> kVoidElements{"meta", "link",  "br",  "img",
                                                        "hr",   "input", "wbr", "col"};

constexpr std::array kEntities{
    std::pair{std::string_view("nbsp"), 160},    std::pair{std::string_view("shy"), 173},
    std::pair{std::string_view("laquo"), 171},   std::pair{std::string_view("raquo"), 187},
    std::pair{std::string_view("ndash"), 8211},  std::pair{std::string_view("mdash"), 8212},
    std::pair{std::string_view("lsquo"), 8216},  std::pair{std::string_view("rsquo"), 8217},
    std::pair{std::string_view("sbquo"), 8218},  std::pair{std::string_view("ldquo"), 8220},
    std::pair{std::string_view("rdquo"), 8221},  std::pair{std::string_view("bdquo"), 8222},
    std::pair{std::string_view("hellip"), 8230}, std::pair{std::string_view("middot"), 183},
    std::pair{std::string_view("bull"), 8226},   std::pair{std::string_view("sect"), 167},
    std::pair{std::string_view("deg"), 176},     std::pair{std::string_view("copy"), 169},
    std::pair{std::string_view("frac12"), 189},  std::pair{std::string_view("times"), 215}};

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

std::string lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

/// End of the tag that starts at `begin`: the index after its '>', which quotes may hide.
size_t end_of_tag(std::string_view html, size_t begin) {
  char quote = 0;
  for (size_t i = begin + 1; i < html.size(); ++i) {
    const char c = html[i];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '>') {
      return i + 1;
    }
  }
  return html.size();
}

class Converter {
 public:
  explicit Converter(std::string_view html) : html_(html) {}

  std::string convert() {
    out_.reserve(html_.size() + html_.size() / 16);
    while (at_ < html_.size()) {
      const size_t next = std::min(html_.find_first_of("<&", at_), html_.size());
      copy_to(next);
      if (at_ == html_.size()) break;
      if (html_[at_] == '&') {
        convert_entity();
      } else if (starts_with("<!--")) {
        copy_past("-->");
      } else if (starts_with("<![CDATA[")) {
        copy_past("]]>");
      } else if (starts_with("<!") || starts_with("<?")) {
        copy_past(">");
      } else {
        convert_tag();
      }
    }
    return std::move(out_);
  }

 private:
  bool starts_with(std::string_view text) const { return html_.substr(at_, text.size()) == text; }
  void copy_to(size_t end) {
    out_ += html_.substr(at_, end - at_);
    at_ = end;
  }
  void copy_past(std::string_view text) {
    const size_t found = html_.find(text, at_);
    copy_to(found == std::string_view::npos ? html_.size() : found + text.size());
  }

  void convert_entity() {
    const size_t end = html_.find(';', at_);
    if (end != std::string_view::npos && end - at_ < 10) {
      const std::string_view name = html_.substr(at_ + 1, end - at_ - 1);
      const auto found = std::ranges::find_if(kEntities, [&](const auto& e) { return e.first == name; });
      if (found != kEntities.end()) {
        out_ += fmt::format("&#{};", found->second);
        at_ = end + 1;
        return;
      }
    }
    copy_to(at_ + 1);
  }

  void convert_tag() {
    const bool closing = starts_with("</");
    const size_t name_begin = at_ + (closing ? 2 : 1);
    size_t name_end = name_begin;
    while (name_end < html_.size() && is_name_character(html_[name_end])) ++name_end;
    const std::string name = lower_ascii(html_.substr(name_begin, name_end - name_begin));
    const size_t begin = at_, end = end_of_tag(html_, at_);
    const bool whole = html_[end - 1] == '>' && end - begin > 2;
    const bool closed = whole && html_[end - 2] == '/';
    if (whole && std::ranges::find(kVoidElements, name) != kVoidElements.end()) {
      if (closing) {
        keep_line_ends(begin, end);
      } else {
        out_ += html_.substr(begin, end - begin - (closed ? 2 : 1));
        out_ += "/>";
      }
      at_ = end;
      return;
    }
    convert_attributes(end);
    if (!closing && whole && !closed && (name == "script" || name == "style")) {
      const size_t content_end = std::min(html_.find("</" + name, at_), html_.size());
      keep_line_ends(at_, content_end);
      at_ = content_end;
    }
  }

  /// The rest of a tag, its entities converted.
  void convert_attributes(size_t end) {
    while (at_ < end) {
      copy_to(std::min(html_.find('&', at_), end));
      if (at_ < end) convert_entity();
    }
  }

  void keep_line_ends(size_t begin, size_t end) {
    out_.append(static_cast<size_t>(std::count(html_.begin() + static_cast<std::ptrdiff_t>(begin),
                                               html_.begin() + static_cast<std::ptrdiff_t>(end), '\n')),
                '\n');
  }

  std::string_view html_;
  std::string out_;
  size_t at_ = 0;
};

std::string_view trim_ascii(std::string_view text) {
  const size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

}  // namespace

std::string xml_from_html(std::string_view html) { return Converter(html).convert(); }

std::map<std::string, std::string> parse_title(std::string_view title) {
  std::map<std::string, std::string> out;
  while (!title.empty()) {
    char quote = 0;
    size_t end = 0;
    for (; end < title.size(); ++end) {
      if (quote != 0) {
        if (title[end] == quote) quote = 0;
      } else if (title[end] == '"' || title[end] == '\'') {
        quote = title[end];
      } else if (title[end] == ';') {
        break;
      }
    }
    const std::string_view property = trim_ascii(title.substr(0, end));
    const size_t name_end = std::min(property.find_first_of(" \t\r\n"), property.size());
    std::string_view value = trim_ascii(property.substr(name_end));
    if (value.size() >= 2 && (value.front() == '"' || value.front() == '\'') &&
        value.back() == value.front()) {
      value = value.substr(1, value.size() - 2);
    }
    if (name_end > 0) out.emplace(property.substr(0, name_end), value);
    title.remove_prefix(std::min(end + 1, title.size()));
  }
  return out;
}

std::optional<double> parse_number(std::string_view text) {
  text = trim_ascii(text);
  if (text.starts_with('+')) text.remove_prefix(1);
  double value = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failure != std::errc() || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::optional<Box> parse_bbox(std::string_view value) {
  constexpr double kLargest = 1e7;  // pixels; no scan is wider
  std::array<int, 4> sides{};
  for (int& side : sides) {
    value = trim_ascii(value);
    const size_t end = std::min(value.find_first_of(" \t\r\n"), value.size());
    const std::optional<double> number = parse_number(value.substr(0, end));
    if (!number || std::abs(*number) > kLargest) return std::nullopt;
    side = static_cast<int>(std::lround(*number));
    value.remove_prefix(end);
  }
  return Box{sides[0], sides[1], sides[2], sides[3]};
}

}  // namespace folio
