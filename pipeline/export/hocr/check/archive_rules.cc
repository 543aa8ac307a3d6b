#include <algorithm>

#include "core/text.h"
#include "export/clean_text.h"
#include "export/hocr/check/rule_helpers.h"
#include "export/hocr/hocr_page_reader.h"
#include "export/hocr/hocr_word_reader.h"

namespace folio {
namespace {

using enum Consumer;
using enum Effect;

bool is_group(const HocrDocument& document, int i) {
  return i >= 0 && (document.is(i, "", "ocr_par") || document.is(i, "", "ocrx_block"));
}

/// What holds the word as a "line": the child of a paragraph or block around it; -1 = there is none.
int line_of(const HocrDocument& document, int word) {
  for (int i = word; document.at(i).parent >= 0; i = document.at(i).parent)
    if (is_group(document, document.at(i).parent)) return i == word ? -1 : i;
  return -1;
}

bool is_read(const HocrDocument& document, int word) {
  return document.at(word).css_class == "ocrx_word" && line_of(document, word) >= 0 &&
         document.around(word, "div", "ocr_page") >= 0;
}

std::vector<Hit> div_without_class(const HocrDocument& document) {
  return hits_where(document, false, [&](int i) {
    return document.at(i).tag == "div" && document.at(i).node.attribute("class").empty();
  });
}

std::vector<Hit> page_tag(const HocrDocument& document) {
  return hits_where(document, true, [&](int i) {
    return is_hocr_page(document.at(i).node) && !document.is(i, "div", "ocr_page");
  });
}

std::vector<Hit> page_box(const HocrDocument& document) {
  return hits_where(document, false, [&](int i) {
    return document.is(i, "div", "ocr_page") && !has_whole_bbox(document.at(i).title);
  });
}

std::vector<Hit> not_a_line(const HocrDocument& document) {
  return hits_where(document, false, [&](int i) {
    return is_group(document, document.at(i).parent) && !has_whole_bbox(document.at(i).title);
  });
}

std::vector<Hit> without_paragraph(const HocrDocument& document) {
  return hits_by_cause(document, [&](int word) {
    if (document.around(word, "div", "ocr_page") < 0 || line_of(document, word) >= 0) return -1;
    return document.at(word).parent;
  });
}

std::vector<Hit> word_class(const HocrDocument& document) {
  return hits_by_cause(document, [&](int word) {
    return line_of(document, word) >= 0 && document.at(word).css_class != "ocrx_word" ? word : -1;
  });
}

std::vector<Hit> word_box(const HocrDocument& document) {
  return hits_where(document, false, [&](int i) {
    return document.is(i, "", "ocrx_word") && line_of(document, i) >= 0 &&
           !has_whole_bbox(document.at(i).title);
  });
}

/// Whole numbers after "; " only: the fast way of reading cuts the title there.
bool breaks_at_confidence(std::string_view title) {
  while (true) {
    const size_t end = title.find("; ");
    const std::string_view part = title.substr(0, end);
    constexpr std::string_view kWconf = "x_wconf", kBbox = "bbox";
    if (part.starts_with(kWconf) && !is_whole_number(trim(part.substr(kWconf.size())))) return true;
    if (part.starts_with(kBbox)) {
      const std::vector<std::string> sides = split_words(part.substr(kBbox.size()));
      if (!std::ranges::all_of(sides, is_whole_number)) return true;
    }
    if (end == std::string_view::npos) return false;
    title.remove_prefix(end + 2);
  }
}

std::vector<Hit> word_title(const HocrDocument& document) {
  return hits_where(document, false, [&](int i) {
    return document.is(i, "", "ocrx_word") && line_of(document, i) >= 0 &&
           has_whole_bbox(document.at(i).title) && breaks_at_confidence(document.at(i).title);
  });
}

bool is_element(const pugi::xml_node& node) { return node.type() == pugi::node_element; }

/// Characters below a word, in elements of exactly that class; `empty` becomes true when one has no text
/// before its first child, at which the program ends.
std::string characters_of(const pugi::xml_node& node, int& count, bool& empty) {
  std::string out;
  for (const pugi::xml_node child : node.children()) {
    if (!is_element(child)) continue;
    if (std::string_view(child.attribute("class").value()) == "ocrx_cinfo") {
      ++count;
      const pugi::xml_node text = child.first_child();
      if (is_element(text) || !text) empty = true;
      if (text && !is_element(text)) out += text.value();
    }
    out += characters_of(child, count, empty);
  }
  return out;
}

struct ArchiveText {
  bool breaks = false;
  std::string text;
};

/// The text before the first child of the innermost of single children, or all characters.
ArchiveText archive_text(pugi::xml_node node) {
  ArchiveText out;
  int characters = 0;
  out.text = characters_of(node, characters, out.breaks);
  if (characters > 0) return out;
  while (true) {
    pugi::xml_node child;
    int children = 0;
    for (const pugi::xml_node each : node.children()) {
      if (!is_element(each)) continue;
      child = each;
      ++children;
    }
    if (children == 0) break;
    if (children > 1) return {true, {}};
    node = child;
  }
  const pugi::xml_node first = node.first_child();
  if (!first || is_element(first)) return {true, {}};
  return {false, first.value()};
}

std::vector<Hit> word_content(const HocrDocument& document) {
  std::vector<Hit> hits;
  for (int i = 0; i < document.size(); ++i)
    if (document.is(i, "", "ocrx_word") && line_of(document, i) >= 0 &&
        archive_text(document.at(i).node).breaks)
      hits.push_back({i, 0, 0, plain_text(document.at(i).node)});
  return hits;
}

std::vector<Hit> word_text(const HocrDocument& document) {
  std::vector<Hit> hits;
  for (const int word : document.words()) {
    if (!is_read(document, word)) continue;
    const ArchiveText read = archive_text(document.at(word).node);
    if (!read.breaks && clean_text(read.text) != clean_text(hocr_text(document.at(word).node)))
      hits.push_back({word, 1, 0, clean_text(read.text)});
  }
  return hits;
}

/// The fast way looks at the first word of a page whether characters stand by themselves.
std::vector<Hit> late_characters(const HocrDocument& document) {
  bool known = false, characters = false;
  for (const int word : document.words()) {
    if (!is_read(document, word)) continue;
    int count = 0;
    bool empty = false;
    characters_of(document.at(word).node, count, empty);
    if (!known) characters = count > 0;
    known = true;
    if (!characters && count > 1) return {{word, 0, 0, plain_text(document.at(word).node)}};
  }
  return {};
}

std::vector<Hit> unknown_direction(const HocrDocument& document) {
  return hits_where(document, false, [&](int i) {
    const pugi::xml_attribute dir = document.at(i).node.attribute("dir");
    const std::string_view value = dir.value();
    return !dir.empty() && value != "ltr" && value != "rtl" &&
           (is_group(document, i) || document.is(i, "", "ocrx_word"));
  });
}

constexpr HocrRule kRules[] = {
    {"not-xml", archive, breaks, "reads XML only", not_xml},
    {"div-class", archive, breaks, "ends with an error at a <div> without a class", div_without_class},
    {"page-class", archive, loses, "reads <div class=\"ocr_page\"> only", page_tag},
    {"box-missing", archive, breaks, "ends with an error at a page without a bbox of whole numbers",
     page_box},
    {"not-a-line", archive, breaks,
     "takes each child of a paragraph or block for a line, and ends with an error without its bbox",
     not_a_line},
    {"no-paragraph", archive, loses, "reads lines in class=\"ocr_par\" or \"ocrx_block\" only",
     without_paragraph},
    {"word-class", archive, loses, "reads only class=\"ocrx_word\" as a word", word_class},
    {"box-missing", archive, breaks, "ends with an error at a word without a bbox of whole numbers",
     word_box},
    {"title-grammar", archive, breaks,
     "ends with an error at an x_wconf that is no whole number, or a separator other than \"; \"",
     word_title},
    {"word-content", archive, breaks,
     "ends with an error at a word without text, or with more than one element in it", word_content},
    {"word-text", archive, loses, "takes the innermost text, up to the next element", word_text},
    {"late-characters", archive, breaks,
     "ends with an error at single characters in a page whose first word has none", late_characters},
    {"direction", archive, breaks, "ends with an error at a dir other than ltr and rtl", unknown_direction},
};

}  // namespace

std::span<const HocrRule> archive_rules() { return kRules; }

}  // namespace folio
