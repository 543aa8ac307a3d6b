#pragma once

#include <string>
#include <vector>

#include "page/page_text.h"

namespace folio::testing {

/// A page of typed lines, 100 pixels apart; each word is 20 pixels a byte wide and 40 high, with 20 between.
/// Ids are line_1, w_1 and so on.
inline PageText typed_rows(const std::vector<std::vector<std::string>>& rows) {
  PageText page;
  page.origin.stem = "leaf";
  page.origin.sha256 = "a scan";
  page.size = {2000, 3000};
  int words = 0;
  for (size_t l = 0; l < rows.size(); ++l) {
    TextLine line;
    line.id = "line_" + std::to_string(l + 1);
    const int y = 100 + 100 * static_cast<int>(l);
    int x = 100;
    for (const std::string& text : rows[l]) {
      Word word;
      word.id = "w_" + std::to_string(++words);
      word.text = word.ocr = text;
      const int width = 20 * static_cast<int>(text.size());
      word.box = {x, y, x + width, y + 40};
      word.confidence = 0.8;
      line.box = unite(line.box, word.box);
      line.words.push_back(word);
      x += width + 20;
    }
    line.baseline = {{100, y + 40.0}, {x - 20.0, y + 40.0}};
    line.x_height = 25;
    page.lines.push_back(line);
  }
  return page;
}

inline std::string text_of(const TextLine& line) {
  std::string text;
  for (const Word& word : line.words) text += (text.empty() ? "" : " ") + word.text;
  return text;
}

}  // namespace folio::testing
