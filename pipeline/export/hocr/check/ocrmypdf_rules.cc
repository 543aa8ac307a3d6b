#include <unicode/normalizer2.h>

#include <algorithm>
#include <array>

#include "export/clean_text.h"
#include "export/hocr/check/rule_helpers.h"
#include "export/hocr/hocr_page_reader.h"
#include "export/hocr/hocr_word_reader.h"

namespace folio {
namespace {

using enum Consumer;
using enum Effect;

constexpr std::array<std::string_view, 5> kLines{"ocr_line", "ocr_header", "ocr_footer", "ocr_caption",
                                                 "ocr_textfloat"};

int first_page(const HocrDocument& document) {
  for (int i = 0; i < document.size(); ++i)
    if (document.is(i, "div", "ocr_page")) return i;
  return -1;
}

bool is_within(const HocrDocument& document, int idx, int around) {
  return around >= 0 && idx > around && idx < document.at(around).end;
}

/// Nearest line that it knows, below `paragraph`.
int line_of(const HocrDocument& document, int word, int paragraph) {
  for (int i = document.at(word).parent; i > paragraph; i = document.at(i).parent)
    if (document.at(i).tag == "span" && std::ranges::find(kLines, document.at(i).css_class) != kLines.end())
      return i;
  return -1;
}

bool is_word(const HocrDocument& document, int i) { return document.is(i, "span", "ocrx_word"); }

/// Paragraph and line of a word as it looks for them; -1 = none.
struct Place {
  int paragraph = -1;
  int line = -1;
};

Place place_of(const HocrDocument& document, int word) {
  Place place;
  place.paragraph = document.around(word, "p", "ocr_par");
  if (place.paragraph >= 0) place.line = line_of(document, word, place.paragraph);
  return place;
}

/// When no paragraph has any words in lines, all words of the page are read as they come.
bool has_paragraphs(const HocrDocument& document, int page) {
  return std::ranges::any_of(document.words(), [&](int word) {
    const Place place = place_of(document, word);
    return is_within(document, word, page) && place.line >= 0 && is_word(document, word) &&
           has_whole_bbox(document.at(place.line).title);
  });
}

std::vector<Hit> no_page(const HocrDocument& document) {
  const int page = first_page(document);
  if (page >= 0 && has_whole_bbox(document.at(page).title)) return {};
  return {{page, static_cast<int>(document.words().size()), document.line_count(), {}}};
}

/// Pages after the first that are, or are not, a layer of the page before them.
std::vector<Hit> later_pages(const HocrDocument& document, bool layers) {
  const int first = first_page(document);
  int last = -1;
  return hits_where(document, true, [&](int i) {
    if (!is_hocr_page(document.at(i).node)) return false;
    const bool layer = last >= 0 && is_same_page(document.at(last).node, document.at(i).node);
    if (!layer) last = i;
    return first >= 0 && i != first && !is_within(document, i, first) && layer == layers;
  });
}
std::vector<Hit> other_pages(const HocrDocument& document) { return later_pages(document, false); }
std::vector<Hit> layer_pages(const HocrDocument& document) { return later_pages(document, true); }

std::vector<Hit> no_paragraph(const HocrDocument& document) {
  const int page = first_page(document);
  if (!has_paragraphs(document, page)) return {};
  return hits_by_cause(document, [&](int word) {
    const bool lost = is_within(document, word, page) && place_of(document, word).paragraph < 0;
    return lost ? document.at(word).parent : -1;
  });
}

std::vector<Hit> line_class(const HocrDocument& document) {
  const int page = first_page(document);
  if (!has_paragraphs(document, page)) return {};
  return hits_by_cause(document, [&](int word) {
    const Place place = place_of(document, word);
    const bool lost = is_within(document, word, page) && place.paragraph >= 0 && place.line < 0;
    return lost ? document.at(word).parent : -1;
  });
}

std::vector<Hit> no_lines(const HocrDocument& document) {
  const int page = first_page(document);
  if (page < 0 || has_paragraphs(document, page) || document.at(page).words == 0) return {};
  return {{page, 0, document.at(page).lines, {}}};
}

std::vector<Hit> line_box(const HocrDocument& document) {
  return hits_by_cause(document, [&](int word) {
    const Place place = place_of(document, word);
    return place.line >= 0 && !has_whole_bbox(document.at(place.line).title) ? place.line : -1;
  });
}

std::vector<Hit> word_class(const HocrDocument& document) {
  return hits_by_cause(document, [&](int word) { return is_word(document, word) ? -1 : word; });
}

std::vector<Hit> word_box(const HocrDocument& document) {
  return hits_by_cause(document, [&](int word) {
    return is_word(document, word) && !has_whole_bbox(document.at(word).title) ? word : -1;
  });
}

std::vector<Hit> nested(const HocrDocument& document) {
  return hits_where(document, true, [&](int i) {
    const int paragraph = document.around(i, "p", "ocr_par");
    if (document.is(i, "p", "ocr_par")) return paragraph >= 0;
    return document.at(i).tag == "span" && paragraph >= 0 && line_of(document, i, paragraph) >= 0 &&
           std::ranges::find(kLines, document.at(i).css_class) != kLines.end();
  });
}

std::vector<Hit> compatibility(const HocrDocument& document) {
  UErrorCode failure = U_ZERO_ERROR;
  const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCInstance(failure);
  std::vector<Hit> hits;
  if (U_FAILURE(failure)) return hits;
  for (const int word : document.words()) {
    const std::string text = clean_text(hocr_text(document.at(word).node));
    if (!nfkc->isNormalized(icu::UnicodeString::fromUTF8(text), failure)) hits.push_back({word, 1, 0, text});
  }
  return hits;
}

constexpr HocrRule kRules[] = {
    {"not-xml", ocrmypdf, breaks, "reads XML only", not_xml},
    {"page-class", ocrmypdf, breaks,
     "ends with an error without a <div class=\"ocr_page\"> with a bbox of whole numbers", no_page},
    {"pages", ocrmypdf, loses, "reads the first page of a file only", other_pages},
    {"layer-page", ocrmypdf, loses,
     "reads the first page of a file only, not a second one of the same picture", layer_pages},
    {"no-paragraph", ocrmypdf, loses, "reads lines in <p class=\"ocr_par\"> only, when there are any",
     no_paragraph},
    {"no-paragraph", ocrmypdf, loses,
     "takes the words without their lines when there is no <p class=\"ocr_par\">", no_lines},
    {"line-class", ocrmypdf, loses,
     "reads words in <span> of the class ocr_line, ocr_header, ocr_footer, ocr_caption or ocr_textfloat only",
     line_class},
    {"box-missing", ocrmypdf, loses, "drops a line without a bbox of whole numbers", line_box},
    {"word-class", ocrmypdf, loses, "reads <span class=\"ocrx_word\"> only as a word", word_class},
    {"box-missing", ocrmypdf, loses, "has no place for a word without a bbox of whole numbers", word_box},
    {"line-in-line", ocrmypdf, objects, "writes the words of the inner line twice", nested},
    {"word-text", ocrmypdf, loses, "takes all text within a word", other_plain_text},
    {"nfkc", ocrmypdf, notes, "writes other characters (NFKC: № becomes No)", compatibility},
};

}  // namespace

std::span<const HocrRule> ocrmypdf_rules() { return kRules; }

}  // namespace folio
