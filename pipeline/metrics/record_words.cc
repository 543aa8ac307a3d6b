#include "metrics/record_words.h"

#include <map>

#include "core/text.h"

namespace folio {
namespace {

using Bag = std::map<std::string, int>;

Bag words_in(const Transcription& record) {
  Bag bag;
  std::string word;
  const auto finish = [&] {
    if (!word.empty()) ++bag[word];
    word.clear();
  };
  for (const Token& token : record.tokens) {
    if (!token.joined) finish();
    word += token.text;
  }
  finish();
  return bag;
}

bool take(Bag& bag, const std::string& word) {
  const auto found = bag.find(word);
  if (found == bag.end() || found->second == 0) return false;
  --found->second;
  return true;
}

/// The word that goes on where a line ends: the first of the next line of the same layer.
const Word* next_line_start(const PageText& page, size_t line_idx) {
  for (size_t k = line_idx + 1; k < page.lines.size(); ++k) {
    const TextLine& line = page.lines[k];
    if (line.layer == page.lines[line_idx].layer && !line.words.empty()) return &line.words.front();
  }
  return nullptr;
}

class Sieve {
 public:
  explicit Sieve(Bag& bag) : bag_(bag) {}

  PageText sift(const PageText& page) {
    PageText out = page;
    const Word* kept_half = nullptr;  // second part of a divided word whose first part was kept
    for (size_t l = 0; l < page.lines.size(); ++l) {
      const TextLine& line = page.lines[l];
      out.lines[l].words.clear();
      if (line.layer == Layer::stamp) continue;
      for (const Word& word : line.words) {
        if (word.text.empty()) continue;
        bool keep = &word == kept_half || take(bag_, to_nfc(word.text));
        if (!keep && &word == &line.words.back() && word.text.ends_with('-')) {
          const Word* next = next_line_start(page, l);
          keep = next != nullptr && take_joined(word.text, next->text);
          if (keep) kept_half = next;
        }
        if (keep) out.lines[l].words.push_back(word);
      }
    }
    return out;
  }

 private:
  bool take_joined(const std::string& first, const std::string& second) {
    return take(bag_, to_nfc(first.substr(0, first.size() - 1) + second)) ||
           take(bag_, to_nfc(first + second));
  }
  Bag& bag_;
};

}  // namespace

RecordWords words_of_record(const std::vector<PageText>& pages, const Transcription& record) {
  Bag bag = words_in(record);
  RecordWords out;
  Sieve sieve(bag);
  for (const PageText& page : pages) out.pages.push_back(sieve.sift(page));
  for (const auto& [word, count] : bag)
    out.missing.insert(out.missing.end(), static_cast<size_t>(count), word);
  return out;
}

}  // namespace folio
