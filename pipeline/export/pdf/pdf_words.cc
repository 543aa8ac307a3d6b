#include "export/pdf/pdf_words.h"

#include <algorithm>
#include <cmath>

#include "core/text.h"
#include "export/arranged_lines.h"
#include "export/clean_text.h"
#include "export/readings.h"

namespace folio {
namespace {

using Items = std::vector<ArrangedItem>;

/// The lines that belong to the reading, as they stand on the page.
std::vector<Items> lines_in_place(const PageText& page, Reading reading) {
  std::vector<Items> out;
  for (const TextLine& line : page.lines) {
    if (!belongs(line, reading)) continue;
    Items& items = out.emplace_back();
    for (const Word& word : line.words) items.push_back({&line, &word});
  }
  return out;
}

/// That a word of another line lies within `host` all the same: what fills a gap needs not be moved.
bool stands_in(const Word& word, const TextLine& host) {
  const int common = std::min(word.box.y1, host.box.y1) - std::max(word.box.y0, host.box.y0);
  return host.quarter_turns == 0 && 2 * common > std::min(word.box.height(), host.box.height());
}

class LineBuilder {
 public:
  LineBuilder(const TextLine& host, Reading reading) : host_(host), reading_(reading) {}

  std::vector<PdfWord> build(const Items& items) {
    for (const ArrangedItem& item : items) {
      if (item.word == nullptr) continue;
      PdfWord placed{item.line,      item.word, item.line->layer, clean_text(item.word->text),
                     item.word->box, false};
      // Where a struck word is not shown there is room for what was written in instead.
      if (reading_ == Reading::amended && item.word->status == WordStatus::struck) continue;
      if (placed.text.empty()) continue;
      if (item.line != &host_ && !stands_in(*item.word, host_)) {
        moved_.push_back(std::move(placed));
        continue;
      }
      put_moved_before(item.word->box.x0);
      placed.line = item.line->quarter_turns == host_.quarter_turns ? &host_ : item.line;
      if (item.line == &host_)
        placed.hangs = hangs_on_word_before(host_, static_cast<size_t>(item.word - host_.words.data()));
      words_.push_back(std::move(placed));
    }
    const Box last = words_.empty() ? host_.box : words_.back().box;
    put_moved_before(last.x1 + last.height());
    std::erase_if(words_, [](const PdfWord& word) { return word.box.empty(); });
    return std::move(words_);
  }

 private:
  /// Side by side between the word before and `end`, with gaps that viewers take for spaces. Where there is
  /// less room than they need to tell letters apart, the word before gives up to half of its own.
  void put_moved_before(int end) {
    if (moved_.empty()) return;
    const Box before = words_.empty() ? host_.box : words_.back().box;
    constexpr double kNarrowest = 0.2, kGap = 0.3;  // a letter, a space, in heights of the line
    const double gap = kGap * before.height();
    double letters = 0;
    for (const PdfWord& word : moved_) letters += static_cast<double>(grapheme_clusters(word.text).size());
    const double gaps = gap * static_cast<double>(moved_.size() + 1);
    double begin = words_.empty() ? before.x0 : before.x1;
    begin = std::min(
        begin, std::max(0.5 * (before.x0 + before.x1), end - gaps - kNarrowest * before.height() * letters));
    if (!words_.empty()) words_.back().box.x1 = static_cast<int>(begin);
    const double letter = std::max((end - begin - gaps) / letters, 1.0);
    double x = begin + gap;
    for (PdfWord& word : moved_) {
      word.line = &host_;
      const double next = x + letter * static_cast<double>(grapheme_clusters(word.text).size());
      word.box = {static_cast<int>(x), before.y0, static_cast<int>(std::ceil(next)), before.y1};
      x = next + gap;
      words_.push_back(std::move(word));
    }
    moved_.clear();
  }

  const TextLine& host_;
  Reading reading_;
  std::vector<PdfWord> words_, moved_;
};

}  // namespace

std::vector<std::vector<PdfWord>> pdf_words(const PageText& page, Reading reading, PdfInsertions insertions) {
  const bool moves = insertions == PdfInsertions::inline_ ||
                     (insertions == PdfInsertions::by_reading && reading == Reading::amended);
  const std::vector<Items> lines = moves ? arranged_lines(page, reading) : lines_in_place(page, reading);
  std::vector<std::vector<PdfWord>> out;
  size_t i = 0;
  for (const TextLine& line : page.lines) {
    if (belongs(line, reading)) out.push_back(LineBuilder(line, reading).build(lines[i++]));
  }
  return out;
}

}  // namespace folio
