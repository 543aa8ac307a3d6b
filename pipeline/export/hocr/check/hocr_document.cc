#include "export/hocr/check/hocr_document.h"

#include <algorithm>
#include <utility>

#include "core/text.h"
#include "export/clean_text.h"
#include "export/hocr/hocr_lines.h"
#include "export/hocr/hocr_page_reader.h"
#include "export/hocr/hocr_word_reader.h"

namespace folio {
namespace {

constexpr std::string_view kSpace = " \t\r\n";

void append_text(std::string& out, const pugi::xml_node& node) {
  if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) out += node.value();
  for (const pugi::xml_node child : node.children()) append_text(out, child);
}

}  // namespace

HocrDocument::HocrDocument(std::string_view bytes, const std::string& name) : source_(bytes, name) {
  for (const pugi::xml_node child : source_.document.children()) add(child, -1);
  if (std::ranges::none_of(elements_, [](const auto& e) { return is_hocr_page(e.node); }))
    source_.fail(0, "holds no ocr_page: it is not hOCR");
}

/// Recursive: HocrSource has made sure that no element lies too deep.
void HocrDocument::add(const pugi::xml_node& node, int parent) {
  if (node.type() != pugi::node_element) return;
  const int idx = size();
  HocrElement element;
  element.node = node;
  element.place = source_.place(node);
  element.parent = parent;
  element.tag = node.name();
  element.css_class = node.attribute("class").value();
  element.has_title = !node.attribute("title").empty();
  element.title = node.attribute("title").value();
  element.lines = is_hocr_line(node) ? 1 : 0;
  const bool word = has_class(node, "ocrx_word") && !clean_text(hocr_text(node)).empty();
  element.words = word ? 1 : 0;
  elements_.push_back(element);
  if (word) words_.push_back(idx);
  for (const pugi::xml_node child : node.children()) add(child, idx);
  elements_[static_cast<size_t>(idx)].end = size();
  if (parent < 0) return;
  HocrElement& around = elements_[static_cast<size_t>(parent)];
  around.words += elements_[static_cast<size_t>(idx)].words;
  around.lines += elements_[static_cast<size_t>(idx)].lines;
}

int HocrDocument::line_count() const {
  return static_cast<int>(
      std::ranges::count_if(elements_, [](const HocrElement& e) { return is_hocr_line(e.node); }));
}

bool HocrDocument::is(int idx, std::string_view tag, std::string_view css_class) const {
  return (tag.empty() || at(idx).tag == tag) && at(idx).css_class == css_class;
}

int HocrDocument::around(int idx, std::string_view tag, std::string_view css_class) const {
  for (int i = at(idx).parent; i >= 0; i = at(i).parent)
    if (is(i, tag, css_class)) return i;
  return -1;
}

int HocrDocument::step_below(int ancestor, int idx) const {
  while (at(idx).parent != ancestor) idx = at(idx).parent;
  return idx;
}

std::string plain_text(const pugi::xml_node& node) {
  std::string all;
  append_text(all, node);
  std::string out;
  for (const std::string& word : split_words(all)) out += (out.empty() ? "" : " ") + word;
  return out;
}

std::vector<std::pair<std::string, std::string>> cut_title(std::string_view title) {
  std::vector<std::pair<std::string, std::string>> out;
  for (bool more = true; more;) {
    const size_t end = title.find(';');
    more = end != std::string_view::npos;
    std::string_view part = title.substr(0, end);
    title.remove_prefix(more ? end + 1 : title.size());
    const size_t begin = part.find_first_not_of(kSpace);
    part.remove_prefix(std::min(begin, part.size()));
    part = part.substr(0, part.find_last_not_of(kSpace) + 1);
    const size_t name_end = std::min(part.find_first_of(kSpace), part.size());
    const size_t value = std::min(part.find_first_not_of(kSpace, name_end), part.size());
    out.emplace_back(part.substr(0, name_end), part.substr(value));
  }
  return out;
}

bool has_whole_bbox(std::string_view title) {
  constexpr std::string_view kName = "bbox";
  for (size_t at = 0; (at = title.find(kName, at)) != std::string_view::npos; ++at) {
    std::string_view rest = title.substr(at + kName.size());
    int numbers = 0;
    while (numbers < 4) {
      const size_t begin = rest.find_first_not_of(kSpace);
      if (begin == 0 || begin == std::string_view::npos) break;
      const size_t digits = std::min(rest.find_first_not_of("0123456789", begin), rest.size());
      if (digits == begin) break;
      rest.remove_prefix(digits);
      ++numbers;
    }
    if (numbers == 4) return true;
  }
  return false;
}

}  // namespace folio
