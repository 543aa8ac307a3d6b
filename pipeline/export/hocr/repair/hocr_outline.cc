#include "export/hocr/repair/hocr_outline.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <iterator>
#include <unordered_set>

#include "core/text.h"
#include "export/hocr/hocr_lines.h"
#include "export/hocr/hocr_markup.h"

namespace folio {
namespace {

Box put_right(const Box& box) {
  Box out{std::max(0, std::min(box.x0, box.x1)), std::max(0, std::min(box.y0, box.y1)),
          std::max(0, std::max(box.x0, box.x1)), std::max(0, std::max(box.y0, box.y1))};
  out.x1 = std::max(out.x1, out.x0 + 1);
  out.y1 = std::max(out.y1, out.y0 + 1);
  return out;
}

/// BookReader drops words at 0 0.
Box out_of_the_corner(Box box) {
  if (box.x0 != 0 || box.y0 != 0) return box;
  box.x0 = 1;
  box.x1 = std::max(box.x1, 2);
  return box;
}

void complete(OutlineLine& line, const Box& around) {
  for (const OutlineWord& word : line.words)
    if (line.box == Box{} || line.box.empty()) line.box = unite(line.box, word.box);
  if (line.box.empty()) line.box = around;
  line.box = put_right(line.box);
  TextLine row;  // for the shares of words without a box
  row.box = line.box;
  for (const OutlineWord& word : line.words) {
    row.words.emplace_back();
    row.words.back().text = word.text;
    row.words.back().box = word.box.empty() ? Box{} : word.box;
  }
  give_boxes(row);
  for (size_t i = 0; i < line.words.size(); ++i)
    line.words[i].box = out_of_the_corner(put_right(row.words[i].box));
}

template <class Parts>
Box box_of_all(const Parts& parts) {
  Box box;
  for (const auto& part : parts) box = unite(box, part.box);
  return box;
}

void complete(OutlinePage& page) {
  for (OutlineBlock& block : page.blocks) {
    for (OutlineParagraph& paragraph : block.paragraphs) {
      std::erase_if(paragraph.lines, [](const OutlineLine& line) { return line.words.empty(); });
      const Box around = !paragraph.box.empty() ? paragraph.box : !block.box.empty() ? block.box : page.box;
      for (OutlineLine& line : paragraph.lines) complete(line, around);
      if (paragraph.box.empty()) paragraph.box = box_of_all(paragraph.lines);
      paragraph.box = put_right(paragraph.box);
    }
    std::erase_if(block.paragraphs, [](const OutlineParagraph& part) { return part.lines.empty(); });
    if (block.box.empty()) block.box = box_of_all(block.paragraphs);
    block.box = put_right(block.box);
  }
  std::erase_if(page.blocks, [](const OutlineBlock& block) {
    return block.float_class.empty() && block.paragraphs.empty();
  });
  if (page.box.empty()) {
    const Box all = box_of_all(page.blocks);
    page.box = {0, 0, all.x1, all.y1};
  }
  page.box = put_right(page.box);
}

class OutlineWriter {
 public:
  explicit OutlineWriter(const HocrOutline& outline) : outline_(outline) {}

  std::string write() {
    std::string body;
    out_.swap(body);
    for (const OutlinePage& page : outline_.pages) write_page(page);
    out_.swap(body);
    write_head();
    out_ += body;
    out_ += "</body>\n</html>\n";
    return std::move(out_);
  }

 private:
  template <class... Args>
  void add(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(out_), format, std::forward<Args>(args)...);
  }

  void write_head() {
    const std::string language = outline_.language.empty() ? "" : markup_attribute("lang", outline_.language);
    add("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<html xmlns=\"http://www.w3.org/1999/xhtml\"{}>\n",
        language);
    add("<head>\n<title>{}</title>\n", escape_markup(outline_.title));
    out_ += "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\"/>\n";
    for (const auto& [name, content] : outline_.metas) {
      if (name == "ocr-capabilities")
        for (const std::string& word : split_words(content)) capabilities_.insert(word);
    }
    for (const auto& [name, content] : outline_.metas) {
      const bool capabilities = name == "ocr-capabilities";
      const std::string value = capabilities ? fmt::format("{}", fmt::join(capabilities_, " ")) : content;
      add("<meta{}{}/>\n", markup_attribute("name", name), markup_attribute("content", value));
    }
    out_ += "</head>\n<body>\n";
  }

  /// The first id of its kind that is free.
  std::string free_id(const std::string& wanted, std::string_view kind) {
    std::string id = wanted;
    while (id.empty() || !ids_.insert(id).second) id = fmt::format("{}_{}", kind, ++made_ids_);
    return id;
  }

  void write_attributes(const OutlineElement& element, std::string_view kind) {
    std::string wanted;
    for (const auto& [name, value] : element.attributes)
      if (name == "id") wanted = value;
    out_ += markup_attribute("id", free_id(wanted, kind));
    for (const auto& [name, value] : element.attributes) {
      if (name == "lang") capabilities_.insert("ocrp_lang");
      if (name == "dir") capabilities_.insert("ocrp_dir");
      if (name != "id") out_ += markup_attribute(name, value);
    }
  }

  /// The title with what comes after the box, and the declarations that it needs.
  std::string title_of(const OutlineElement& element, const std::string& second = {}) {
    std::string title =
        fmt::format("bbox {} {} {} {}", element.box.x0, element.box.y0, element.box.x1, element.box.y1);
    if (!second.empty()) title += "; " + second;
    for (const auto& [name, value] : element.properties) {
      title += "; " + name + " " + value;
      if (name == "poly") capabilities_.insert("ocrp_poly");
      if (name == "x_fsize") capabilities_.insert("ocrp_font");
      if (name == "cflow") capabilities_.insert("cflow");
    }
    return markup_attribute("title", title);
  }

  void start(std::string_view indent, std::string_view tag, const std::string& css_class,
             const OutlineElement& element, std::string_view kind, const std::string& title) {
    capabilities_.insert(css_class);
    add("{}<{} class=\"{}\"", indent, tag, css_class);
    write_attributes(element, kind);
    out_ += title;
    out_ += ">";
  }

  void write_page(const OutlinePage& page) {
    capabilities_.insert("ocr_page");
    std::string title = "image \"" + page.image + "\"; ";
    title += fmt::format("bbox {} {} {} {}", page.box.x0, page.box.y0, page.box.x1, page.box.y1);
    for (const auto& [name, value] : page.properties) title += "; " + name + " " + value;
    out_ += "<div class=\"ocr_page\"";
    write_attributes(page, "page");
    out_ += markup_attribute("title", title) + ">\n";
    for (const OutlineBlock& block : page.blocks) write_block(block);
    out_ += "</div>\n";
  }

  void write_block(const OutlineBlock& block) {
    if (!block.float_class.empty()) {
      start(" ", "div", block.float_class, block, "float", title_of(block));
      out_ += "</div>\n";
      return;
    }
    start(" ", "div", "ocr_carea", block, "area", title_of(block));
    out_ += '\n';
    for (const OutlineParagraph& paragraph : block.paragraphs) {
      start("  ", "p", "ocr_par", paragraph, "par", title_of(paragraph));
      out_ += '\n';
      for (const OutlineLine& line : paragraph.lines) write_line(line);
      out_ += "  </p>\n";
    }
    out_ += " </div>\n";
  }

  void write_line(const OutlineLine& line) {
    start("   ", "span", "ocr_line", line, "line", title_of(line));
    out_ += '\n';
    for (const OutlineWord& word : line.words) {
      start("    ", "span", "ocrx_word", word, "word",
            title_of(word, fmt::format("x_wconf {}", word.confidence)));
      const std::string text = escape_markup(word.text);
      out_ += word.tag.empty() ? text : fmt::format("<{0}>{1}</{0}>", word.tag, text);
      out_ += "</span>\n";
    }
    out_ += "   </span>\n";
  }

  const HocrOutline& outline_;
  std::string out_;
  std::set<std::string> capabilities_;
  std::unordered_set<std::string> ids_;
  int made_ids_ = 0;
};

}  // namespace

void complete(HocrOutline& outline) {
  for (OutlinePage& page : outline.pages) complete(page);
}

std::string write_outline(const HocrOutline& outline) { return OutlineWriter(outline).write(); }

}  // namespace folio
