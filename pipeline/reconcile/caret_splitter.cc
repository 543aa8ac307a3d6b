#include "reconcile/caret_splitter.h"

#include <cmath>
#include <string>

#include "core/text.h"

namespace folio {
namespace {

/// Position after the first stroke that may be a caret; 0 = none.
size_t caret_end(const std::u32string& text) {
  for (size_t k = 1; k + 1 < text.size(); ++k) {
    if (text[k] != U'/' && text[k] != U'\\') continue;
    const char32_t after = text[k + 1];
    if (!is_digit(text[k - 1]) && text[k - 1] != U'/' && (is_letter(after) || after == U'(')) return k + 1;
  }
  return 0;
}

}  // namespace

std::set<WordRef> split_at_carets(std::vector<PageText>& pages) {
  std::set<WordRef> out;
  for (size_t p = 0; p < pages.size(); ++p) {
    for (size_t l = 0; l < pages[p].lines.size(); ++l) {
      TextLine& line = pages[p].lines[l];
      if (line.layer != Layer::typed) continue;
      for (size_t w = 0; w < line.words.size(); ++w) {
        const std::u32string text = to_code_points(line.words[w].ocr);
        const size_t cut = line.words[w].ocr == line.words[w].text ? caret_end(text) : 0;
        if (cut == 0 || line.words[w].box.width() < 2) continue;
        Word part = line.words[w];
        Word& word = line.words[w];
        part.id.clear();
        word.text = word.ocr = from_code_points(std::u32string_view(text).substr(0, cut));
        part.text = part.ocr = from_code_points(std::u32string_view(text).substr(cut));
        const double share = static_cast<double>(cut) / static_cast<double>(text.size());
        word.box.x1 = part.box.x0 = word.box.x0 + static_cast<int>(std::lround(share * word.box.width()));
        if (word.glyphs.size() == text.size()) {
          part.glyphs.erase(part.glyphs.begin(), part.glyphs.begin() + static_cast<std::ptrdiff_t>(cut));
          word.glyphs.resize(cut);
        } else {
          part.glyphs.clear();
        }
        line.words.insert(line.words.begin() + static_cast<std::ptrdiff_t>(w) + 1, std::move(part));
        out.insert({static_cast<int>(p), static_cast<int>(l), static_cast<int>(w) + 1});
      }
    }
  }
  return out;
}

Word rejoin(const Word& word, const Word& part) {
  Word out = word;
  out.text += part.text;
  out.ocr += part.ocr;
  out.box = unite(out.box, part.box);
  out.glyphs.insert(out.glyphs.end(), part.glyphs.begin(), part.glyphs.end());
  return out;
}

}  // namespace folio
