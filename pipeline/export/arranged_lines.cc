#include "export/arranged_lines.h"

#include <map>
#include <set>
#include <string_view>
#include <utility>

namespace folio {
namespace {

/// See arranged_lines().
class Arrangement {
 public:
  Arrangement(const PageText& page, Reading reading) {
    for (const TextLine& line : page.lines) {
      if (!belongs(line, reading)) continue;
      std::vector<ArrangedItem>& items = lines_.emplace_back();
      if (line.words.empty()) items.push_back({&line, nullptr});
      for (const Word& word : line.words) items.push_back({&line, &word});
    }
    if (reading != Reading::typed) place_insertions();
  }

  std::vector<std::vector<ArrangedItem>> take_lines() && { return std::move(lines_); }

 private:
  void place_insertions() {
    std::set<std::string_view> known;
    for (const auto& line : lines_) {
      for (const ArrangedItem& item : line) {
        if (item.word != nullptr) known.insert(item.word->id);
      }
    }
    const auto is_anchored = [&](const ArrangedItem& item) {
      return item.word != nullptr && known.contains(item.word->after_id);
    };
    for (const auto& line : lines_) {
      for (const ArrangedItem& item : line) {
        if (is_anchored(item)) followers_[item.word->after_id].push_back(item);
      }
    }
    std::vector<std::vector<ArrangedItem>> arranged(lines_.size());
    for (size_t i = 0; i < lines_.size(); ++i) {
      for (const ArrangedItem& item : lines_[i]) {
        if (!is_anchored(item)) put(item, arranged[i]);
      }
    }
    for (size_t i = 0; i < lines_.size(); ++i) {
      for (const ArrangedItem& item : lines_[i]) put(item, arranged[i]);
    }
    lines_ = std::move(arranged);
  }

  /// `item` and all that follow it, unless they are placed already.
  void put(const ArrangedItem& first, std::vector<ArrangedItem>& out) {
    std::vector<ArrangedItem> stack{first};
    while (!stack.empty()) {
      const ArrangedItem item = stack.back();
      stack.pop_back();
      if (item.word != nullptr && !placed_.insert(item.word).second) continue;
      if (item.word == nullptr && !wordless_.insert(item.line).second) continue;
      out.push_back(item);
      if (item.word == nullptr) continue;
      const auto found = followers_.find(item.word->id);
      if (found != followers_.end()) stack.insert(stack.end(), found->second.rbegin(), found->second.rend());
    }
  }

  std::vector<std::vector<ArrangedItem>> lines_;
  std::map<std::string_view, std::vector<ArrangedItem>> followers_;  ///< by the word's id, in page order
  std::set<const Word*> placed_;
  std::set<const TextLine*> wordless_;
};

}  // namespace

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

std::vector<std::vector<ArrangedItem>> arranged_lines(const PageText& page, Reading reading) {
  return Arrangement(page, reading).take_lines();
}

}  // namespace folio
