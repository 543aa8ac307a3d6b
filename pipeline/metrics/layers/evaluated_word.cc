#include "metrics/layers/evaluated_word.h"

#include <algorithm>
#include <map>

#include "core/text.h"
#include "export/arranged_lines.h"
#include "export/readings.h"
#include "transcription/plain_reading.h"

namespace folio {
namespace {

/// Says of each word which one is before it, given their indices in the amended reading's order.
void set_order(EvaluatedWords& words, const std::vector<size_t>& amended) {
  int before = -1;
  for (const size_t idx : amended) {
    words[idx].before_idx = before;
    words[idx].in_amended = true;
    before = static_cast<int>(idx);
  }
}

std::vector<const Word*> amended_words(const PageText& page) {
  std::vector<const Word*> out;
  for (const std::vector<ArrangedItem>& line : arranged_lines(page, Reading::amended)) {
    for (const ArrangedItem& item : line)
      if (item.word != nullptr && item.word->status != WordStatus::struck) out.push_back(item.word);
  }
  return out;
}

WordStatus status_of(const Token& token) {
  if (token.struck) return WordStatus::struck;
  return token.inserted || token.role == Role::insertion ? WordStatus::inserted : WordStatus::plain;
}

}  // namespace

EvaluatedWords evaluated_words(const PageText& page, const Normalizations& normalizations) {
  EvaluatedWords out;
  std::map<const Word*, size_t> idx_of;
  bool is_sure_of_any = false;
  for (size_t l = 0; l < page.lines.size(); ++l) {
    const TextLine& line = page.lines[l];
    for (size_t w = 0; w < line.words.size(); ++w) {
      const Word& word = line.words[w];
      if (word.text.empty()) continue;
      EvaluatedWord entry;
      entry.text = word.text;
      entry.compared = normalized(word.text, normalizations);
      entry.box = word.box;
      entry.layer = line.layer;
      entry.status = word.status;
      entry.line_idx = static_cast<int>(l);
      entry.joined = hangs_on_word_before(line, w);
      entry.confidence = word.confidence;
      is_sure_of_any = is_sure_of_any || word.confidence > 0;
      idx_of.emplace(&word, out.size());
      out.push_back(std::move(entry));
    }
  }
  if (!is_sure_of_any)
    for (EvaluatedWord& word : out) word.confidence.reset();
  std::vector<size_t> amended;
  for (const Word* word : amended_words(page))
    if (const auto found = idx_of.find(word); found != idx_of.end()) amended.push_back(found->second);
  set_order(out, amended);
  return out;
}

EvaluatedWords evaluated_words(const Transcription& transcription, const Normalizations& normalizations) {
  EvaluatedWords out;
  std::map<int, size_t> idx_of;
  for (size_t t = 0; t < transcription.tokens.size(); ++t) {
    const Token& token = transcription.tokens[t];
    if (token.text.empty()) continue;
    EvaluatedWord entry;
    entry.text = token.text;
    entry.compared = normalized(token.text, normalizations);
    entry.layer = token.layer;
    entry.status = status_of(token);
    entry.line_idx = token.line;
    entry.joined = token.joined;
    idx_of.emplace(static_cast<int>(t), out.size());
    out.push_back(std::move(entry));
  }
  std::vector<size_t> amended;
  for (const int token_idx : amended_tokens(transcription)) amended.push_back(idx_of.at(token_idx));
  set_order(out, amended);
  return out;
}

EvaluatedWords evaluated_words(std::string_view text, const Normalizations& normalizations) {
  EvaluatedWords out;
  int line_idx = 0;
  for (const std::string& line : split_lines(text)) {
    for (std::string& word : split_words(line)) {
      EvaluatedWord entry;
      entry.compared = normalized(word, normalizations);
      entry.text = std::move(word);
      entry.line_idx = line_idx;
      out.push_back(std::move(entry));
    }
    ++line_idx;
  }
  std::vector<size_t> amended(out.size());
  for (size_t k = 0; k < amended.size(); ++k) amended[k] = k;
  set_order(out, amended);
  return out;
}

bool have_boxes(const EvaluatedWords& words) {
  const auto boxed = static_cast<size_t>(
      std::ranges::count_if(words, [](const EvaluatedWord& word) { return !word.box.empty(); }));
  return 2 * boxed > words.size();
}

bool is_in(TextLayer text_layer, const EvaluatedWord& word) {
  return is_in(text_layer, word.layer, word.status);
}

std::string text_of(const EvaluatedWords& words, TextLayer layer) {
  std::string out;
  const EvaluatedWord* last = nullptr;
  for (size_t k = 0; k < words.size(); ++k) {
    const EvaluatedWord& word = words[k];
    if (!is_in(layer, word)) continue;
    const bool follows = last != nullptr && k > 0 && last == &words[k - 1];
    if (last != nullptr && last->line_idx != word.line_idx)
      out += '\n';
    else if (last != nullptr && !(word.joined && follows))
      out += ' ';
    out += word.text;
    last = &word;
  }
  return out;
}

}  // namespace folio
