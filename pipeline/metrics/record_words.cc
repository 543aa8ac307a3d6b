#include "metrics/record_words.h"

#include <map>
#include <utility>

#include "core/text.h"

namespace folio {
namespace {

using Bag = std::map<std::string, int>;
/// Words of which a mark covers a part only, with the lengths of their parts in code points, and whether each
/// is struck.
using Cuts = std::map<std::string, std::vector<std::pair<size_t, bool>>>;

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

Cuts cuts_in(const Transcription& record) {
  Cuts cuts;
  for (size_t begin = 0; begin < record.tokens.size();) {
    size_t end = begin + 1;
    while (end < record.tokens.size() && record.tokens[end].joined) ++end;
    std::string word;
    std::vector<std::pair<size_t, bool>> parts;
    for (size_t k = begin; k < end; ++k) {
      word += record.tokens[k].text;
      parts.emplace_back(to_code_points(record.tokens[k].text).size(), record.tokens[k].struck);
    }
    if (parts.size() > 1) cuts.emplace(std::move(word), std::move(parts));
    begin = end;
  }
  return cuts;
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
  Sieve(Bag& bag, const Cuts& cuts) : bag_(bag), cuts_(cuts) {}

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
        if (keep) add(word, out.lines[l]);
      }
    }
    return out;
  }

 private:
  bool take_joined(const std::string& first, const std::string& second) {
    return take(bag_, to_nfc(first.substr(0, first.size() - 1) + second)) ||
           take(bag_, to_nfc(first + second));
  }

  /// A word that the record's marks cut is cut there, each part with its share of the width.
  void add(const Word& word, TextLine& line) const {
    const auto found = cuts_.find(to_nfc(word.text));
    if (found == cuts_.end() || word.box.width() < 2) {
      line.words.push_back(word);
      return;
    }
    const std::u32string letters = to_code_points(to_nfc(word.text));
    size_t begin = 0;
    for (const auto& [length, struck] : found->second) {
      Word part = word;
      part.text = from_code_points(letters.substr(begin, length));
      const auto x = [&](size_t letter) {
        return word.box.x0 +
               static_cast<int>(static_cast<size_t>(word.box.width()) * letter / letters.size());
      };
      part.box.x0 = x(begin);
      part.box.x1 = x(begin + length);
      if (word.status == WordStatus::struck && !struck) part.status = WordStatus::plain;
      line.words.push_back(part);
      begin += length;
    }
  }

  Bag& bag_;
  const Cuts& cuts_;
};

}  // namespace

RecordWords words_of_record(const std::vector<PageText>& pages, const Transcription& record) {
  Bag bag = words_in(record);
  RecordWords out;
  const Cuts cuts = cuts_in(record);
  Sieve sieve(bag, cuts);
  for (const PageText& page : pages) out.pages.push_back(sieve.sift(page));
  for (const auto& [word, count] : bag)
    out.missing.insert(out.missing.end(), static_cast<size_t>(count), word);
  return out;
}

PageText given_words(const PageText& page) {
  PageText out = page;
  for (TextLine& line : out.lines)
    std::erase_if(line.words, [](const Word& word) { return word.source == TextSource::recognizer; });
  return out;
}

}  // namespace folio
