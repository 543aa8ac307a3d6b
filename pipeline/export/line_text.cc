#include "export/line_text.h"

#include <algorithm>
#include <cmath>

#include "core/text.h"

namespace folio {

std::vector<Word> words_from_text(const std::string& text, const Box& line,
                                  const std::function<std::string()>& next_id) {
  const std::vector<std::string> words = split_words(text);
  double total = 0;
  for (const std::string& word : words) total += static_cast<double>(grapheme_clusters(word).size()) + 1;
  std::vector<Word> out;
  double at = 0;
  for (const std::string& text_of_word : words) {
    Word& word = out.emplace_back();
    word.id = next_id();
    word.text = word.ocr = text_of_word;
    const auto length = static_cast<double>(grapheme_clusters(text_of_word).size());
    const auto x = [&](double place) {
      return line.x0 + static_cast<int>(std::lround(place / std::max(1.0, total - 1) * line.width()));
    };
    word.box = {x(at), line.y0, x(at + length), line.y1};
    word.place_inferred = true;
    at += length + 1;
  }
  return out;
}

}  // namespace folio
