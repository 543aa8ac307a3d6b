#include "export/languages.h"

#include <unicode/locid.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <map>
#include <utility>

#include "core/text.h"

namespace folio {

std::string language_tag(std::string_view tesseract_name) {
  const std::string language(tesseract_name.substr(0, tesseract_name.find('_')));
  if (language.size() != 3 || language == "osd" || language == "equ") return {};
  if (!std::ranges::all_of(language, [](char c) { return c >= 'a' && c <= 'z'; })) return {};
  // ICU knows the two-letter code of a three-letter one, and keeps a code without one as it is.
  return icu::Locale::createFromName(language.c_str()).getLanguage();
}

std::vector<std::string> language_tags(std::string_view tesseract_names) {
  std::vector<std::string> tags;
  while (!tesseract_names.empty()) {
    const size_t end = std::min(tesseract_names.find('+'), tesseract_names.size());
    const std::string tag = language_tag(tesseract_names.substr(0, end));
    if (!tag.empty() && std::ranges::find(tags, tag) == tags.end()) tags.push_back(tag);
    tesseract_names.remove_prefix(std::min(end + 1, tesseract_names.size()));
  }
  return tags;
}

std::vector<std::string> scripts_of(std::string_view text) {
  std::map<std::string, int> counts;
  for (const char32_t c : to_code_points(text)) {
    if (!is_letter(c)) continue;
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(static_cast<UChar32>(c), &status);
    if (U_SUCCESS(status) && script > USCRIPT_INHERITED) ++counts[uscript_getShortName(script)];
  }
  std::vector<std::pair<int, std::string>> order;
  order.reserve(counts.size());
  for (const auto& [script, count] : counts) order.emplace_back(-count, script);
  std::ranges::sort(order);
  std::vector<std::string> out;
  out.reserve(order.size());
  for (auto& [count, script] : order) out.push_back(std::move(script));
  return out;
}

}  // namespace folio
