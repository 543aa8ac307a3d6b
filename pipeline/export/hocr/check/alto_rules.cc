#include <algorithm>

#include "core/text.h"
#include "export/clean_text.h"
#include "export/hocr/check/rule_helpers.h"
#include "export/hocr/hocr_lines.h"
#include "export/hocr/hocr_page_reader.h"
#include "export/hocr/hocr_word_reader.h"

namespace folio {
namespace {

using enum Consumer;
using enum Effect;

bool is_page(const HocrDocument& document, int i) {
  return document.is(i, "div", "ocr_page") && document.at(i).parent >= 0 &&
         document.at(document.at(i).parent).tag == "body";
}

int page_of(const HocrDocument& document, int idx) {
  for (int i = document.at(idx).parent; i >= 0; i = document.at(i).parent)
    if (is_page(document, i)) return i;
  return -1;
}

bool is_block(const HocrDocument& document, int i) { return document.is(i, "div", "ocrx_block"); }
bool is_line(const HocrDocument& document, int i) { return document.is(i, "span", "ocr_line"); }
bool is_word(const HocrDocument& document, int i) { return document.is(i, "span", "ocrx_word"); }
bool is_paragraph(const HocrDocument& document, int i) { return document.is(i, "p", "ocr_par"); }

/// The first element from the page down to `idx` that is passed over, with all that it holds; -1 when `idx`
/// is reached. A page takes areas, blocks and paragraphs that are its children; a block paragraphs and lines;
/// a line words; all else is walked through.
int passed_over(const HocrDocument& document, int page, int idx) {
  std::vector<int> way;
  for (int i = idx; i != page; i = document.at(i).parent) way.push_back(i);
  int around = page;
  for (auto step = way.rbegin(); step != way.rend(); around = *step, ++step) {
    const int i = *step;
    if (around == page &&
        !(document.is(i, "div", "ocr_carea") || is_block(document, i) || is_paragraph(document, i)))
      return i;
    if (is_block(document, around) && !is_paragraph(document, i) && !is_line(document, i)) return i;
    if (is_line(document, around) && !is_word(document, i)) return i;
  }
  return -1;
}

std::vector<Hit> no_page(const HocrDocument& document) {
  return hits_where(document, true,
                    [&](int i) { return is_hocr_page(document.at(i).node) && !is_page(document, i); });
}

std::vector<Hit> lost_words(const HocrDocument& document) {
  return hits_by_cause(document, [&](int word) {
    const int page = page_of(document, word);
    const int culprit = page < 0 ? -1 : passed_over(document, page, word);
    return culprit == word ? -1 : culprit;
  });
}

std::vector<Hit> lines_without_element(const HocrDocument& document) {
  return hits_where(document, false, [&](int i) {
    if (!is_hocr_line(document.at(i).node) || is_line(document, i) || document.at(i).words == 0) return false;
    const int page = page_of(document, i);
    return page >= 0 && passed_over(document, page, i) < 0;
  });
}

std::vector<Hit> counted(std::vector<Hit> hits) {
  for (Hit& hit : hits) hit.lines = 1;
  return hits;
}

std::vector<Hit> line_class(const HocrDocument& document) { return counted(lines_without_element(document)); }

std::vector<Hit> word_class(const HocrDocument& document) {
  return hits_by_cause(document, [&](int word) {
    const int page = page_of(document, word);
    if (page < 0 || is_word(document, word)) return -1;
    const int culprit = passed_over(document, page, word);
    return culprit < 0 || culprit == word ? word : -1;
  });
}

/// The program cuts the title at "; " and the first piece at spaces, and counts from there.
bool starts_with_box(std::string_view title) {
  const std::vector<std::string> pieces = split_words(title.substr(0, title.find(';')));
  return pieces.size() == 5 && pieces[0] == "bbox" &&
         std::all_of(pieces.begin() + 1, pieces.end(), [](const std::string& p) { return is_number(p); });
}

std::vector<Hit> boxes(const HocrDocument& document) {
  return hits_where(document, false, [&](int i) {
    const bool element = is_word(document, i) || is_line(document, i) || is_paragraph(document, i) ||
                         document.is(i, "div", "ocr_carea");
    return element && page_of(document, i) >= 0 && !starts_with_box(document.at(i).title);
  });
}

/// The second property of a word is taken for a number whatever it is.
std::vector<Hit> confidence(const HocrDocument& document) {
  return hits_where(document, false, [&](int i) {
    if (!is_word(document, i) || page_of(document, i) < 0) return false;
    const std::string title = clean_text(document.at(i).title);
    const size_t second = title.find("; ");
    if (second == std::string::npos) return false;
    std::string value = title.substr(second + 2, title.find("; ", second + 2) - second - 2);
    for (const std::string_view name : {"x_wconf ", "x_confs "})
      if (const size_t at = value.find(name); at != std::string::npos) value.erase(at, name.size());
    const std::vector<std::string> numbers = split_words(value);
    return !value.empty() && (numbers.empty() || !is_number(numbers.front()));
  });
}

std::vector<Hit> no_confidence(const HocrDocument& document) {
  return hits_where(document, false, [&](int i) {
    return document.at(i).words > 0 && is_word(document, i) && page_of(document, i) >= 0 &&
           document.at(i).title.find(';') == std::string_view::npos;
  });
}

std::vector<Hit> image_name(const HocrDocument& document) {
  return hits_where(document, false, [&](int i) {
    return is_page(document, i) && !document.at(i).title.starts_with("image \"");
  });
}

constexpr HocrRule kRules[] = {
    {"not-xml", alto, breaks, "reads XML only", not_xml},
    {"page-class", alto, loses, "reads <div class=\"ocr_page\"> in <body> only", no_page},
    {"wrapper", alto, loses, "passes over what stands between page, area, line and word", lost_words},
    {"line-class", alto, loses, "makes no TextLine of a line that is no <span class=\"ocr_line\">",
     line_class},
    {"word-class", alto, loses, "reads <span class=\"ocrx_word\"> only as a word", word_class},
    {"title-order", alto, loses, "finds no box where the title does not begin with bbox", boxes},
    {"title-order", alto, breaks, "ends with an error where a word's second property is no confidence",
     confidence},
    {"confidence", alto, loses, "takes a word without a second property as one of confidence 0",
     no_confidence},
    {"title-order", alto, loses, "finds no file name where the page's title does not begin with image \"",
     image_name},
    {"word-text", alto, loses, "takes all text within a word", other_plain_text},
};

}  // namespace

std::span<const HocrRule> alto_rules() { return kRules; }

}  // namespace folio
