#include "recognize/insertion_anchors.h"

#include <algorithm>
#include <string>

namespace folio {
namespace {

/// Id of the last word of the nearest typed line before this one; empty = there is none.
std::string last_word_before(const std::vector<TextLine>& lines, size_t line_idx) {
  while (line_idx-- > 0)
    if (lines[line_idx].layer == Layer::typed && lines[line_idx].role != Role::page_number &&
        !lines[line_idx].words.empty())
      return lines[line_idx].words.back().id;
  return {};
}

}  // namespace

std::optional<size_t> word_before(const std::vector<WordSpan>& words, double x, bool over_letters) {
  std::optional<size_t> before;
  for (size_t i = 0; i < words.size(); ++i) {
    const double from = over_letters ? words[i].left : 0.5 * (words[i].left + words[i].right);
    if (from < x) before = i;
  }
  return before;
}

void tie_insertions(const LayeredPage& page, const std::vector<size_t>& layer_line_idxs, PageText& text) {
  const PageMap::Inverse upright_from_scan = page.segmented->upright->scan_from_upright.inverse();
  for (size_t i = 0; i < text.lines.size(); ++i) {
    const LayerLine& written = page.lines[layer_line_idxs[i]];
    if (!written.place || text.lines[i].words.empty()) continue;
    const auto layer_line = line_at(page.lines, *written.place);
    if (!layer_line) continue;
    const auto found = std::ranges::find(layer_line_idxs, *layer_line);
    if (found == layer_line_idxs.end()) continue;
    const auto typed_idx = static_cast<size_t>(found - layer_line_idxs.begin());
    const std::vector<Word>& typed = text.lines[typed_idx].words;
    if (typed.empty()) continue;
    std::vector<WordSpan> spans;
    for (const Word& word : typed) {
      const Box box = upright_from_scan(word.box);
      spans.push_back({double(box.x0), double(box.x1)});
    }
    const auto before = word_before(spans, written.place->x, written.role == Role::correction);
    const size_t after = before ? *before + 1 : 0;
    const std::string after_id = before ? typed[*before].id : last_word_before(text.lines, typed_idx);
    const std::string before_id = after < typed.size() ? typed[after].id : std::string();
    for (Word& word : text.lines[i].words) {
      if (word.status == WordStatus::plain) word.status = WordStatus::inserted;
      word.after_id = after_id;
      word.before_id = before_id;
    }
  }
}

}  // namespace folio
