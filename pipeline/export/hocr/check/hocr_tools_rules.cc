#include <algorithm>
#include <optional>

#include "core/text.h"
#include "export/hocr/check/rule_helpers.h"
#include "export/hocr/hocr_lines.h"
#include "export/hocr/hocr_page_reader.h"
#include "export/hocr/hocr_word_reader.h"

namespace folio {
namespace {

using enum Consumer;
using enum Effect;

// hocr-check

std::vector<Hit> no_system(const HocrDocument& document) {
  return metas_named(document, "ocr-system").empty() ? std::vector<Hit>{{}} : std::vector<Hit>{};
}

std::vector<Hit> no_capabilities(const HocrDocument& document) {
  return metas_named(document, "ocr-capabilities").empty() ? std::vector<Hit>{{}} : std::vector<Hit>{};
}

std::vector<Hit> page_class(const HocrDocument& document) {
  return hits_where(document, false, [&](int i) {
    return is_hocr_page(document.at(i).node) && document.at(i).css_class != "ocr_page";
  });
}

std::vector<Hit> unseen_lines(const HocrDocument& document) {
  return hits_where(document, true, [&](int i) {
    const HocrElement& element = document.at(i);
    return element.lines > 0 && is_hocr_line(element.node) && element.css_class != "ocr_line";
  });
}

bool is_area(const HocrDocument& document, int i) {
  return document.is(i, "", "ocr_line") || document.is(i, "", "ocr_par") || document.is(i, "", "ocr_carea");
}

std::vector<Hit> outside_of_pages(const HocrDocument& document) {
  return hits_where(document, false,
                    [&](int i) { return is_area(document, i) && document.around(i, "", "ocr_page") < 0; });
}

/// It looks for bbox property by property, each a name and a value, and takes whole numbers.
bool breaks_at_title(std::string_view title) {
  if (title.empty()) return false;
  for (const auto& [name, value] : cut_title(title)) {
    if (name.empty() || value.empty()) return true;
    if (name != "bbox") continue;
    const std::vector<std::string> numbers = split_words(value);
    return numbers.size() < 4 || !std::ranges::all_of(numbers, is_whole_number);
  }
  return false;
}

std::vector<Hit> broken_titles(const HocrDocument& document) {
  return hits_where(document, false,
                    [&](int i) { return is_area(document, i) && breaks_at_title(document.at(i).title); });
}

/// Two boxes of one kind of which the common part is more than a fifth of the larger one. The first pair will
/// do.
std::vector<Hit> overlaps(const HocrDocument& document) {
  constexpr size_t kMost = 3000;  // compared each with each
  constexpr double kShare = 0.2;
  std::vector<Hit> hits;
  for (const char* css_class : {"ocr_line", "ocr_par", "ocr_carea"}) {
    std::vector<std::pair<int, Box>> boxes;
    for (int i = 0; i < document.size() && boxes.size() < kMost; ++i)
      if (document.is(i, "", css_class)) boxes.emplace_back(i, box_of(document.at(i).node));
    bool found = false;
    for (size_t a = 0; a < boxes.size() && !found; ++a) {
      for (size_t b = a + 1; b < boxes.size() && !found; ++b) {
        const auto common = static_cast<double>(intersect(boxes[a].second, boxes[b].second).area());
        const auto larger = static_cast<double>(std::max(boxes[a].second.area(), boxes[b].second.area()));
        found = common > kShare * larger;
        if (found) hits.push_back({boxes[b].first, 0, 0, css_class});
      }
    }
  }
  return hits;
}

// hocr-pdf

std::vector<Hit> pdf_line_class(const HocrDocument& document) {
  return hits_by_cause(document, [&](int word) {
    if (document.around(word, "", "ocr_line") >= 0) return -1;
    int cause = word;  // in no line at all
    for (int i = document.at(word).parent; i >= 0; i = document.at(i).parent) {
      if (!is_hocr_line(document.at(i).node)) continue;
      cause = i;
      break;
    }
    return cause;
  });
}

std::vector<Hit> pdf_word_class(const HocrDocument& document) {
  return hits_by_cause(document, [&](int word) {
    const bool in_line = document.around(word, "", "ocr_line") >= 0;
    return in_line && document.at(word).css_class != "ocrx_word" ? word : -1;
  });
}

std::vector<Hit> pdf_boxes(const HocrDocument& document) {
  return hits_where(document, false, [&](int i) {
    const bool line = document.is(i, "", "ocr_line");
    const bool word = document.at(i).words > 0 && document.is(i, "", "ocrx_word") &&
                      document.around(i, "", "ocr_line") >= 0;
    return (line || word) && !has_whole_bbox(document.at(i).title);
  });
}

constexpr HocrRule kRules[] = {
    {"meta-missing", hocr_check, objects, "asks for <meta name=\"ocr-system\">", no_system},
    {"meta-missing", hocr_check, objects, "asks for <meta name=\"ocr-capabilities\">", no_capabilities},
    {"page-class", hocr_check, objects, "sees only class=\"ocr_page\"", page_class},
    {"line-class", hocr_check, notes, "sees only class=\"ocr_line\" as a line", unseen_lines},
    {"outside-page", hocr_check, objects, "wants areas, paragraphs and lines in a page", outside_of_pages},
    {"title-grammar", hocr_check, breaks,
     "ends with an error at a property without a value or a bbox not of whole numbers", broken_titles},
    {"overlap", hocr_check, notes, "calls boxes wrong that lie over each other by more than a fifth",
     overlaps},
    {"not-xml", hocr_pdf, breaks, "reads XML only", not_xml},
    {"line-class", hocr_pdf, loses, "reads words in class=\"ocr_line\" only", pdf_line_class},
    {"word-class", hocr_pdf, loses, "reads only class=\"ocrx_word\" as a word", pdf_word_class},
    {"box-missing", hocr_pdf, breaks, "ends with an error without a bbox of whole numbers, none negative",
     pdf_boxes},
    {"line-in-line", hocr_pdf, objects, "writes the words of the inner line twice", line_in_line},
    {"word-text", hocr_pdf, loses, "takes all text within a word", other_plain_text},
};

}  // namespace

std::span<const HocrRule> hocr_tools_rules() { return kRules; }

}  // namespace folio
