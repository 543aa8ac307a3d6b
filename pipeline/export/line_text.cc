#include "export/line_text.h"

#include <algorithm>
#include <cmath>

#include "core/text.h"

namespace folio {

std::vector<Box> shares_of(const Box& line, const std::vector<std::string>& words) {
  std::vector<double> lengths;
  double total = 0;
  for (const std::string& word : words) {
    lengths.push_back(static_cast<double>(grapheme_clusters(word).size()));
    total += lengths.back() + 1;
  }
  const auto x = [&](double place) {
    return line.x0 + static_cast<int>(std::lround(place / std::max(1.0, total - 1) * line.width()));
  };
  std::vector<Box> out;
  double at = 0;
  for (const double length : lengths) {
    out.push_back({x(at), line.y0, x(at + length), line.y1});
    at += length + 1;
  }
  return out;
}

std::vector<Word> words_from_text(const std::string& text, const Box& line,
                                  const std::function<std::string()>& next_id) {
  const std::vector<std::string> words = split_words(text);
  const std::vector<Box> boxes = shares_of(line, words);
  std::vector<Word> out;
  for (size_t i = 0; i < words.size(); ++i) {
    Word& word = out.emplace_back();
    word.id = next_id();
    word.text = word.ocr = words[i];
    word.box = boxes[i];
    word.place_inferred = true;
  }
  return out;
}

}  // namespace folio
