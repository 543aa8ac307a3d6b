#include "export/broken_words.h"

#include <algorithm>
#include <string>

#include "core/text.h"
#include "export/clean_text.h"
#include "export/line_groups.h"

namespace folio {

bool ends_with_break(std::string_view text) {
  if (!text.ends_with('-')) return false;
  const std::u32string code_points = to_code_points(text);
  return code_points.size() > 1 && is_letter(code_points[code_points.size() - 2]);
}

bool begins_small(std::string_view text) {
  const std::u32string code_points = to_code_points(text);
  if (code_points.empty() || !is_letter(code_points.front())) return false;
  const std::string first = from_code_points(code_points.substr(0, 1));
  return to_lower(first) == first;
}

std::pair<const Word*, const Word*> word_broken_over(const TextLine& above, const TextLine& below) {
  const auto has_text = [](const Word& word) { return !clean_text(word.text).empty(); };
  const auto last = std::find_if(above.words.rbegin(), above.words.rend(), has_text);
  const auto first = std::ranges::find_if(below.words, has_text);
  if (last == above.words.rend() || first == below.words.end()) return {};
  if (!ends_with_break(clean_text(last->text)) || !begins_small(clean_text(first->text))) return {};
  return {&*last, &*first};
}

std::map<const Word*, const Word*> broken_words(const PageText& page) {
  std::map<const Word*, const Word*> out;
  for (const std::vector<size_t>& group : line_groups(page)) {
    for (size_t i = 1; i < group.size(); ++i) {
      const auto [first, second] = word_broken_over(page.lines[group[i - 1]], page.lines[group[i]]);
      if (first != nullptr) out.emplace(first, second);
    }
  }
  return out;
}

}  // namespace folio
