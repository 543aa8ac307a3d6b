#include "true_lines.h"

#include <algorithm>
#include <cstdint>

#include "core/text.h"
#include "metrics/edit_distance.h"
#include "metrics/normalization.h"

namespace folio {
namespace {

/// A word, of one side or of a line of the pages; joined where a line's end broke it.
struct WholeWord {
  std::string text;
  std::vector<int> word_idxs;   ///< of the text
  std::vector<TrueLine> lines;  ///< of the pages
};

bool ends_with_hyphen(const std::string& word) { return word.size() > 1 && word.back() == '-'; }

std::vector<WholeWord> words_of_pages(const std::vector<LinedPage>& pages) {
  std::vector<WholeWord> out;
  bool open = false;  // the last word goes on
  for (const LinedPage& page : pages) {
    for (size_t l = 0; l < page.lines.size(); ++l) {
      const TrueLine here{page.stem, static_cast<int>(l)};
      const std::vector<std::string> words = split_words(page.lines[l]);
      for (size_t w = 0; w < words.size(); ++w) {
        if (open) {
          out.back().text.pop_back();
          out.back().text += words[w];
          out.back().lines.push_back(here);
        } else {
          out.push_back({words[w], {}, {here}});
        }
        open = w + 1 == words.size() && ends_with_hyphen(words[w]);
      }
    }
  }
  return out;
}

/// Without hyphens: the two sides break words elsewhere, and one may have kept a break's hyphen.
std::string key_of(const std::string& word) {
  std::string key;
  for (const char c : word)
    if (c != '-') key += c;
  return key.empty() ? word : key;
}

/// Words of the text that together are one of the pages' count as one.
std::vector<WholeWord> words_of_text(const std::vector<std::string>& words) {
  std::vector<WholeWord> out;
  for (size_t k = 0; k < words.size(); ++k) {
    const bool goes_on = !out.empty() && ends_with_hyphen(out.back().text) &&
                         out.back().word_idxs.size() == 1 && out.back().text.size() > 2;
    if (goes_on) {
      out.back().text.pop_back();
      out.back().text += words[k];
      out.back().word_idxs.push_back(static_cast<int>(k));
    } else {
      out.push_back({words[k], {static_cast<int>(k)}, {}});
    }
  }
  return out;
}

/// Pairs of a longest common subsequence.
std::vector<std::pair<size_t, size_t>> common_words(const std::vector<WholeWord>& a,
                                                    const std::vector<WholeWord>& b) {
  std::vector<std::string> keys_a, keys_b;
  for (const WholeWord& word : a) keys_a.push_back(key_of(word.text));
  for (const WholeWord& word : b) keys_b.push_back(key_of(word.text));
  const size_t columns = b.size() + 1;
  std::vector<std::uint16_t> longest((a.size() + 1) * columns, 0);
  for (size_t i = a.size(); i-- > 0;) {
    for (size_t j = b.size(); j-- > 0;) {
      longest[i * columns + j] = keys_a[i] == keys_b[j]
                                     ? static_cast<std::uint16_t>(longest[(i + 1) * columns + j + 1] + 1)
                                     : std::max(longest[(i + 1) * columns + j], longest[i * columns + j + 1]);
    }
  }
  std::vector<std::pair<size_t, size_t>> out;
  for (size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (keys_a[i] == keys_b[j]) {
      out.emplace_back(i++, j++);
    } else if (longest[(i + 1) * columns + j] >= longest[i * columns + j + 1]) {
      ++i;
    } else {
      ++j;
    }
  }
  return out;
}

std::vector<std::string> letters_to_compare(const std::string& line) {
  return grapheme_clusters(normalized(line, typescript_normalizations()));
}

}  // namespace

PlacedWords place_words(const std::vector<std::string>& words, const std::vector<LinedPage>& pages) {
  const std::vector<WholeWord> text = words_of_text(words), page = words_of_pages(pages);
  std::vector<std::pair<size_t, size_t>> pairs = common_words(text, page);
  pairs.emplace_back(text.size(), page.size());
  PlacedWords out;
  out.lines.resize(words.size());
  size_t t = 0, p = 0;
  for (const auto& [next_t, next_p] : pairs) {
    if (t < next_t || p < next_p) {
      PlacedWords::Edit edit;
      edit.begin = t < text.size() ? text[t].word_idxs.front() : static_cast<int>(words.size());
      edit.end = next_t < text.size() ? text[next_t].word_idxs.front() : static_cast<int>(words.size());
      std::vector<TrueLine> lines;
      for (size_t k = p; k < next_p; ++k) {
        edit.on_page += (k > p ? " " : "") + page[k].text;
        lines.insert(lines.end(), page[k].lines.begin(), page[k].lines.end());
      }
      for (size_t k = t; k < next_t; ++k) {
        edit.text += (k > t ? " " : "") + text[k].text;
        for (const int word_idx : text[k].word_idxs) out.lines[static_cast<size_t>(word_idx)] = lines;
      }
      const auto bare = [](const std::string& s) { return normalized(key_of(s), {Normalization::spaces}); };
      if (bare(edit.text) != bare(edit.on_page)) out.edits.push_back(edit);
    }
    if (next_t == text.size()) break;
    for (const int word_idx : text[next_t].word_idxs)
      out.lines[static_cast<size_t>(word_idx)] = page[next_p].lines;
    t = next_t + 1;
    p = next_p + 1;
  }
  return out;
}

std::vector<TrueLine> lines_like(const std::string& found, const LinedPage& page) {
  const std::vector<std::string> letters = letters_to_compare(found);
  std::vector<TrueLine> out;
  double best = 0.5;
  for (size_t l = 0; l < page.lines.size(); ++l) {
    const std::vector<std::string> truth = letters_to_compare(page.lines[l]);
    const size_t longer = std::max<size_t>({letters.size(), truth.size(), 1});
    const double like =
        1 - static_cast<double>(edit_counts(truth, letters).distance()) / static_cast<double>(longer);
    if (like > best) out.clear();
    if (like >= best) out.push_back({page.stem, static_cast<int>(l)});
    best = std::max(best, like);
  }
  return out;
}

}  // namespace folio
