#include "export/readings.h"

#include <map>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "core/text.h"
#include "export/clean_text.h"
#include "transcription/marks.h"

namespace folio {
namespace {

constexpr std::string_view kUnread = "□□□";

/// A word with the line that says whose it is. `word` is null for a line without words.
struct Item {
  const TextLine* line = nullptr;
  const Word* word = nullptr;
};

bool belongs(const TextLine& line, Reading reading) {
  switch (reading) {
    case Reading::typed:
      return line.layer == Layer::typed;
    case Reading::amended:
      if (line.layer == Layer::stamp || line.role == Role::leaf_number) return false;
      return line.layer != Layer::hand || is_placed_in_text(line.role) || line.role == Role::body;
    case Reading::diplomatic:
      return true;
  }
  return false;
}

/// Puts each insertion, and other handwriting with an anchor, after that. An insertion without one, or in a
/// ring of insertions that follow each other, stays in its line.
class Arrangement {
 public:
  Arrangement(const PageText& page, Reading reading) {
    for (const TextLine& line : page.lines) {
      if (!belongs(line, reading)) continue;
      std::vector<Item>& items = lines_.emplace_back();
      if (line.words.empty()) items.push_back({&line, nullptr});
      for (const Word& word : line.words) items.push_back({&line, &word});
    }
    if (reading != Reading::typed) place_insertions();
  }

  const std::vector<std::vector<Item>>& lines() const { return lines_; }

 private:
  void place_insertions() {
    std::set<std::string_view> known;
    for (const auto& line : lines_) {
      for (const Item& item : line) {
        if (item.word != nullptr) known.insert(item.word->id);
      }
    }
    const auto is_anchored = [&](const Item& item) {
      return item.word != nullptr && known.contains(item.word->after_id);
    };
    for (const auto& line : lines_) {
      for (const Item& item : line) {
        if (is_anchored(item)) followers_[item.word->after_id].push_back(item);
      }
    }
    std::vector<std::vector<Item>> arranged(lines_.size());
    for (size_t i = 0; i < lines_.size(); ++i) {
      for (const Item& item : lines_[i]) {
        if (!is_anchored(item)) put(item, arranged[i]);
      }
    }
    for (size_t i = 0; i < lines_.size(); ++i) {
      for (const Item& item : lines_[i]) put(item, arranged[i]);
    }
    lines_ = std::move(arranged);
  }

  /// `item` and all that follow it, unless they are placed already.
  void put(const Item& first, std::vector<Item>& out) {
    std::vector<Item> stack{first};
    while (!stack.empty()) {
      const Item item = stack.back();
      stack.pop_back();
      if (item.word != nullptr && !placed_.insert(item.word).second) continue;
      if (item.word == nullptr && !wordless_.insert(item.line).second) continue;
      out.push_back(item);
      if (item.word == nullptr) continue;
      const auto found = followers_.find(item.word->id);
      if (found != followers_.end()) stack.insert(stack.end(), found->second.rbegin(), found->second.rend());
    }
  }

  std::vector<std::vector<Item>> lines_;
  std::map<std::string_view, std::vector<Item>> followers_;  ///< by the word's id, in page order
  std::set<const Word*> placed_;
  std::set<const TextLine*> wordless_;
};

std::string plain_line(const std::vector<Item>& items, Reading reading) {
  std::string out;
  for (const Item& item : items) {
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
std::vector<std::string> marks_of(const Item& item) {
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

std::string diplomatic_line(const std::vector<Item>& items) {
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
  const Arrangement arrangement(page, reading);
  for (const auto& items : arrangement.lines()) {
    add(reading == Reading::diplomatic ? diplomatic_line(items) : plain_line(items, reading));
  }
  if (reading == Reading::diplomatic) {
    for (const TextRegion& region : page.regions) add(region_line(region));
  }
  return out;
}

}  // namespace folio
