#include "export/review_list.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <string_view>

#include "core/text.h"

namespace folio {
namespace {

struct Row {
  double confidence = 0;
  std::string text;
};

std::string text_of(const TextLine& line) {
  std::string text;
  for (const Word& word : line.words) {
    if (word.text.empty()) continue;
    text += (text.empty() ? "" : " ") + word.text;
  }
  return text;
}

bool is_strike(WordDoubt::Question question) {
  return question == WordDoubt::Question::is_struck || question == WordDoubt::Question::is_not_struck;
}

std::string_view words_of(WordDoubt::Question question) {
  switch (question) {
    case WordDoubt::Question::is_struck:
      return "is it struck?";
    case WordDoubt::Question::is_not_struck:
      return "is it not struck?";
    case WordDoubt::Question::is_it_this:
      return "not read: is it this?";
    case WordDoubt::Question::is_read:
      return "is it read rightly?";
    case WordDoubt::Question::is_one_script:
      return "Cyrillic and Latin letters in one word?";
  }
  return {};
}

class ReviewList {
 public:
  ReviewList(const PageText& page, const ReviewOptions& options, std::vector<Row>& rows)
      : page_(page), options_(options), rows_(rows) {}

  void add_all() {
    const Box whole{0, 0, page_.size.width, page_.size.height};
    if (page_.kind.confidence > 0 && page_.kind.confidence < options_.sure_kind)
      add(page_.kind.confidence, "page", "", "", "", whole, "",
          fmt::format("is the page {}?", name_of(page_.kind.kind)));
    for (const TextLine& line : page_.lines) add_line(line);
    for (const TextRegion& region : page_.regions) {
      if (region.confidence < options_.sure_layer)
        add(region.confidence, "region", region.id, name_of(region.layer), name_of(region.role), region.box,
            "", "whose ink is it?");
    }
  }

 private:
  void add_line(const TextLine& line) {
    if (line.layer_confidence < options_.sure_layer)
      add(line.layer_confidence, "line", line.id, name_of(line.layer), name_of(line.role), line.box,
          text_of(line), "whose ink is it?");
    for (const Word& word : line.words)
      for (const WordDoubt& doubt : doubts_of(word, options_))
        add(doubt.confidence, is_strike(doubt.question) ? "strike" : "word", word.id, name_of(line.layer),
            name_of(line.role), word.box,
            doubt.question == WordDoubt::Question::is_it_this ? word.ocr : word.text,
            words_of(doubt.question));
  }

  void add(double confidence, std::string_view what, std::string_view id, std::string_view layer,
           std::string_view role, const Box& box, std::string_view text, std::string_view why) {
    rows_.push_back({confidence, fmt::format("{:.2f}\t{}\t{}\t{}\t{}\t{}\t{} {} {} {}\t{}\t{}\n", confidence,
                                             tsv_field(page_.origin.stem), what, tsv_field(id), layer, role,
                                             box.x0, box.y0, box.x1, box.y1, tsv_field(text), why)});
  }

  const PageText& page_;
  const ReviewOptions& options_;
  std::vector<Row>& rows_;
};

}  // namespace

std::string review_tsv(const PageSequence& pages, const ReviewOptions& options) {
  std::vector<Row> rows;
  for (size_t p = 0; p < pages.size(); ++p) ReviewList(*pages.load(p), options, rows).add_all();
  std::ranges::stable_sort(rows, {}, &Row::confidence);
  std::string out = "confidence\tpage\twhat\tid\tlayer\trole\tbox\ttext\twhy\n";
  for (const Row& row : rows) out += row.text;
  return out;
}

std::string review_tsv(const std::vector<PageText>& pages, const ReviewOptions& options) {
  return review_tsv(PageSequence(pages), options);
}

}  // namespace folio
