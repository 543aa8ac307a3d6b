#include "export/hocr/html_to_xml.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <utility>

#include "export/hocr/html_syntax.h"

namespace folio {
namespace {

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
    constexpr size_t kLongest = 10;
    const size_t length = html_.substr(at_, kLongest).find(';');
    if (length != std::string_view::npos) {
      const size_t end = at_ + length;
      const std::string_view name = html_.substr(at_ + 1, length - 1);
      if (const int character = character_named(name); character != 0) {
        out_ += fmt::format("&#{};", character);
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
    if (whole && is_void_element(name)) {
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

}  // namespace

std::string xml_from_html(std::string_view html) { return Converter(html).convert(); }

}  // namespace folio
