#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "export/hocr/check/hocr_rule.h"

namespace folio {

/// A hit on each element that `test` is true of, with the words and lines within it when `counts`.
template <class Test>
std::vector<Hit> hits_where(const HocrDocument& document, bool counts, Test test) {
  std::vector<Hit> hits;
  for (int i = 0; i < document.size(); ++i) {
    if (!test(i)) continue;
    hits.push_back({i, counts ? document.at(i).words : 0, counts ? document.at(i).lines : 0,
                    std::string(document.at(i).title)});
  }
  return hits;
}

/// Hits of single words put together by the element that is the cause: `cause(word)` gives its index, or -1
/// for a word that is not hit.
template <class Cause>
std::vector<Hit> hits_by_cause(const HocrDocument& document, Cause cause) {
  std::vector<Hit> hits;
  std::vector<int> hit_of(static_cast<size_t>(document.size()), -1);
  for (const int word : document.words()) {
    const int element = cause(word);
    if (element < 0) continue;
    int& hit = hit_of[static_cast<size_t>(element)];
    if (hit < 0) {
      hit = static_cast<int>(hits.size());
      hits.push_back({element, 0, 0, std::string(document.at(element).css_class)});
    }
    ++hits[static_cast<size_t>(hit)].words;
  }
  return hits;
}

/// The file is not well-formed XML as it is (kinds of HTML that browsers take), or not UTF-8.
std::vector<Hit> not_xml(const HocrDocument& document);

/// Words whose plain text is another than what a reader of hOCR sees: alternatives, spaced-out characters.
std::vector<Hit> other_plain_text(const HocrDocument& document);

/// Lines (exactly ocr_line) within another one.
std::vector<Hit> line_in_line(const HocrDocument& document);

/// Exactly <meta name="NAME">, as indices.
std::vector<int> metas_named(const HocrDocument& document, std::string_view name);

bool is_whole_number(std::string_view text);  ///< digits, a minus before them allowed
bool is_number(std::string_view text);        ///< also with decimals and exponent

}  // namespace folio
