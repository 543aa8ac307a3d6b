#include "export/hocr/check/rule_helpers.h"

#include <algorithm>
#include <charconv>

#include "core/text.h"
#include "export/clean_text.h"
#include "export/hocr/hocr_word_reader.h"

namespace folio {

std::string_view name_of(Consumer consumer) {
  constexpr std::array<std::string_view, kConsumers.size()> kNames{
      "hocr-check",   "hocr-pdf", "archive-hocr-tools", "OCRmyPDF", "hocr-spec",
      "hOCR-to-ALTO", "hocrjs",   "BookReader"};
  return kNames[static_cast<size_t>(consumer)];
}

std::string_view name_of(Effect effect) {
  constexpr std::array<std::string_view, 4> kNames{"notes", "objects", "loses", "breaks"};
  return kNames[static_cast<size_t>(effect)];
}

std::vector<Hit> not_xml(const HocrDocument& document) {
  const int words = static_cast<int>(document.words().size());
  if (document.source().form != HocrSource::Form::xml)
    return {{-1, words, document.line_count(), "HTML that is no XML"}};
  if (!is_utf8(document.source().text))
    return {{-1, words, document.line_count(), "bytes that are no UTF-8"}};
  return {};
}

std::vector<Hit> other_plain_text(const HocrDocument& document) {
  std::vector<Hit> hits;
  for (const int word : document.words()) {
    const std::string plain = plain_text(document.at(word).node);
    std::string seen;
    for (const Word& part : words_of(document.at(word).node)) seen += (seen.empty() ? "" : " ") + part.text;
    if (clean_text(plain) != seen) hits.push_back({word, 1, 0, plain});
  }
  return hits;
}

std::vector<Hit> line_in_line(const HocrDocument& document) {
  return hits_where(document, true, [&](int i) {
    return document.is(i, "", "ocr_line") && document.around(i, "", "ocr_line") >= 0;
  });
}

std::vector<int> metas_named(const HocrDocument& document, std::string_view name) {
  std::vector<int> out;
  for (int i = 0; i < document.size(); ++i)
    if (document.at(i).tag == "meta" && document.at(i).node.attribute("name").value() == name)
      out.push_back(i);
  return out;
}

bool is_whole_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_number(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  double value = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  return failure == std::errc() && end == text.data() + text.size();
}

}  // namespace folio
