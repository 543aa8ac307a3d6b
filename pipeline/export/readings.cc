#include "export/readings.h"

#include <string_view>
#include <vector>

#include "core/text.h"
#include "export/arranged_lines.h"
#include "export/clean_text.h"
#include "transcription/marks.h"

namespace folio {
namespace {

constexpr std::string_view kUnread = "□□□";

std::string plain_line(const std::vector<ArrangedItem>& items, Reading reading) {
  std::string out;
  for (const ArrangedItem& item : items) {
    if (item.word == nullptr) continue;
    if (reading == Reading::amended && item.word->status == WordStatus::struck) continue;
    const std::string text = clean_text(item.word->text);
    if (text.empty()) continue;
    if (!out.empty() &&
        !hangs_on_word_before(*item.line, static_cast<size_t>(item.word - item.line->words.data())))
      out += ' ';
    out += text;
  }
  return out;
}

/// Opening marks, outermost first. Words with the same ones share them.
std::vector<std::string> marks_of(const ArrangedItem& item) {
  std::vector<std::string> marks;
  const TextLine& line = *item.line;
  const bool has_word = item.word != nullptr;
  // What fills a gap is no insertion: the line was typed around it.
  const bool inserted = has_word ? item.word->status == WordStatus::inserted : is_placed_in_text(line.role);
  if (inserted && line.role != Role::fill_in) marks.emplace_back("ins");
  if (has_word && item.word->status == WordStatus::struck) {
    marks.emplace_back(item.word->strike == StrikeKind::typed_over ? "del-x" : "del");
  }
  if (line.layer == Layer::stamp) marks.emplace_back("s");
  if (line.layer == Layer::print) marks.emplace_back("p");
  if (line.layer == Layer::hand) {
    marks.push_back(line.role == Role::signature ? "h-signature"
                    : line.quarter_turns != 0    ? "h-rot" + std::to_string(90 * line.quarter_turns)
                                                 : "h");
  }
  return marks;
}

/// Backslashes before what would be read as a mark.
std::string escape_marks(const std::string& text) {
  std::u32string out;
  for (const char32_t c : to_code_points(text)) {
    if (is_mark_character(c)) out.push_back(U'\\');
    out.push_back(c);
  }
  return from_code_points(out);
}

std::string marked(const std::vector<std::string>& marks, const std::string& text) {
  std::string out;
  for (const std::string& mark : marks) out += "⟦" + mark + ":";
  out += text;
  for (size_t i = 0; i < marks.size(); ++i) out += "⟧";
  return out;
}

std::string diplomatic_line(const std::vector<ArrangedItem>& items) {
  std::string out;
  for (size_t i = 0; i < items.size();) {
    const std::vector<std::string> marks = marks_of(items[i]);
    std::string text;
    for (; i < items.size() && marks_of(items[i]) == marks; ++i) {
      const std::string word = items[i].word == nullptr ? std::string() : clean_text(items[i].word->text);
      if (!text.empty()) text += ' ';
      text += word.empty() ? std::string(kUnread) : escape_marks(word);
    }
    if (!out.empty()) out += ' ';
    const bool unread_signature = !marks.empty() && marks.back() == "h-signature" && text == kUnread;
    out += unread_signature ? "⟦h-signature⟧" : marked(marks, text);
  }
  return out;
}

std::string region_line(const TextRegion& region) {
  switch (region.layer) {
    case Layer::hand:
      return region.role == Role::signature ? "⟦h-signature⟧" : marked({"h"}, std::string(kUnread));
    case Layer::stamp:
      return marked({"s"}, std::string(kUnread));
    case Layer::print:
      return marked({"p"}, std::string(kUnread));
    case Layer::typed:
      return std::string(kUnread);
    case Layer::none:
    case Layer::strike:
      return {};
  }
  return {};
}

}  // namespace

bool hangs_on_word_before(const TextLine& line, size_t word_idx) {
  const std::vector<Word>& words = line.words;
  if (word_idx == 0 || words[word_idx - 1].box.x1 != words[word_idx].box.x0) return false;
  for (const char32_t c : to_code_points(words[word_idx].text))
    if (std::u32string_view(U",.;:!?)»").find(c) == std::u32string_view::npos) return false;
  return true;
}

std::string reading_of(const PageText& page, Reading reading) {
  std::string out;
  const auto add = [&](const std::string& line) {
    if (!line.empty()) out += line + '\n';
  };
  for (const auto& items : arranged_lines(page, reading)) {
    add(reading == Reading::diplomatic ? diplomatic_line(items) : plain_line(items, reading));
  }
  if (reading == Reading::diplomatic) {
    for (const TextRegion& region : page.regions) add(region_line(region));
  }
  return out;
}

}  // namespace folio
