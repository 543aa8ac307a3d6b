#include "export/readings.h"

#include <map>
#include <string_view>
#include <vector>

#include "core/text.h"
#include "export/arranged_lines.h"
#include "export/broken_words.h"
#include "export/clean_text.h"
#include "export/line_groups.h"
#include "transcription/marks.h"

namespace folio {
namespace {

constexpr std::string_view kUnread = "□□□";

/// Second parts of broken words that are to be joined, by their first parts.
using Joins = std::map<const Word*, const Word*>;

bool is_joined(const Joins& joins, const Word* first, const Word* second) {
  const auto found = first == nullptr ? joins.end() : joins.find(first);
  return found != joins.end() && found->second == second;
}

std::string plain_line(const std::vector<ArrangedItem>& items, Reading reading, const Joins& joins) {
  std::string out;
  const Word* before = nullptr;
  for (const ArrangedItem& item : items) {
    if (item.word == nullptr) continue;
    if (reading == Reading::amended && item.word->status == WordStatus::struck) continue;
    const std::string text = clean_text(item.word->text);
    if (text.empty()) continue;
    if (is_joined(joins, before, item.word)) {
      out.pop_back();  // the hyphen
    } else if (!out.empty() &&
               !hangs_on_word_before(*item.line, static_cast<size_t>(item.word - item.line->words.data()))) {
      out += ' ';
    }
    out += text;
    before = item.word;
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

std::string diplomatic_line(const std::vector<ArrangedItem>& items, const Joins& joins) {
  std::string out;
  for (size_t i = 0; i < items.size();) {
    const std::vector<std::string> marks = marks_of(items[i]);
    std::string text;
    for (const Word* before = nullptr; i < items.size() && marks_of(items[i]) == marks; ++i) {
      const std::string word = items[i].word == nullptr ? std::string() : clean_text(items[i].word->text);
      if (is_joined(joins, before, items[i].word))
        text.pop_back();
      else if (!text.empty())
        text += ' ';
      before = items[i].word;
      text += word.empty() ? std::string(kUnread) : escape_marks(word);
    }
    if (!out.empty()) out += ' ';
    const bool unread_signature = !marks.empty() && marks.back() == "h-signature" && text == kUnread;
    out += unread_signature ? marked({marks.begin(), marks.end() - 1}, "⟦h-signature⟧") : marked(marks, text);
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

/// The lines of a reading with the paragraphs that they belong to, or these as one line each.
struct Paragraphs {
  static constexpr size_t kNone = static_cast<size_t>(-1);  ///< an insertion that stands alone
  struct Line {
    std::vector<ArrangedItem> items;
    size_t paragraph = kNone;
  };
  std::vector<Line> lines;

  Paragraphs(const PageText& page, Reading reading, TextLayout layout) {
    std::vector<size_t> group_of(page.lines.size(), kNone);
    size_t group = 0;
    for (const std::vector<size_t>& line_idxs : line_groups(page)) {
      for (const size_t i : line_idxs) group_of[i] = group;
      ++group;
    }
    std::map<size_t, size_t> line_of_group;
    for (std::vector<ArrangedItem>& items : arranged_lines(page, reading)) {
      if (items.empty()) continue;
      const TextLine& first = *items.front().line;
      const size_t own = group_of[static_cast<size_t>(&first - page.lines.data())];
      const bool aside = is_placed_in_text(first.role);
      const auto [known, is_new] = line_of_group.emplace(own, lines.size());
      if (layout == TextLayout::reflowed && !is_new) {
        std::vector<ArrangedItem>& whole = lines[known->second].items;
        whole.insert(whole.end(), items.begin(), items.end());
      } else {
        lines.push_back({std::move(items), aside ? kNone : own});
      }
    }
  }
};

}  // namespace

bool hangs_on_word_before(const TextLine& line, size_t word_idx) {
  const std::vector<Word>& words = line.words;
  if (word_idx == 0 || words[word_idx - 1].box.x1 != words[word_idx].box.x0) return false;
  for (const char32_t c : to_code_points(words[word_idx].text))
    if (std::u32string_view(U",.;:!?)»").find(c) == std::u32string_view::npos) return false;
  return true;
}

std::string reading_of(const PageText& page, Reading reading, TextLayout layout) {
  std::string out;
  size_t paragraph = Paragraphs::kNone;  // of the last line that has one
  const Joins joins = layout == TextLayout::reflowed ? broken_words(page) : Joins();
  for (const Paragraphs::Line& line : Paragraphs(page, reading, layout).lines) {
    const std::string text = reading == Reading::diplomatic ? diplomatic_line(line.items, joins)
                                                            : plain_line(line.items, reading, joins);
    if (text.empty()) continue;
    const bool parted = line.paragraph != paragraph && line.paragraph != Paragraphs::kNone;
    if (!out.empty() && (parted || layout == TextLayout::reflowed)) out += '\n';
    if (line.paragraph != Paragraphs::kNone) paragraph = line.paragraph;
    out += text + '\n';
  }
  if (reading != Reading::diplomatic) return out;
  const size_t end_of_lines = out.size();
  for (const TextRegion& region : page.regions) {
    const std::string text = region_line(region);
    if (text.empty()) continue;
    if (!out.empty() && (out.size() == end_of_lines || layout == TextLayout::reflowed)) out += '\n';
    out += text + '\n';
  }
  return out;
}

}  // namespace folio
