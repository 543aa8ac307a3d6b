#include "export/pairs/training_lines.h"

#include <algorithm>
#include <cassert>

#include "core/text.h"
#include "export/clean_text.h"
#include "export/readings.h"

namespace folio {
namespace {

bool is_taught(Layer layer) { return layer == Layer::typed || layer == Layer::print || layer == Layer::hand; }

/// Two words without white space between them, of which the second is more than a closing mark.
bool is_cut(const TextLine& line, size_t word_idx) {
  return word_idx > 0 && line.quarter_turns == 0 && !hangs_on_word_before(line, word_idx) &&
         line.words[word_idx].box.x0 <= line.words[word_idx - 1].box.x1 &&
         line.words[word_idx].box.x1 > line.words[word_idx - 1].box.x0;
}

}  // namespace

std::string_view reason_of(LineDoubt doubt) {
  switch (doubt) {
    case LineDoubt::no_text:
      return "nothing was read, or it is neither typed nor written";
    case LineDoubt::unread:
      return "a word was not read";
    case LineDoubt::not_in_transcription:
      return "a word is not in the transcription";
    case LineDoubt::inferred_place:
      return "the place of a word is inferred";
    case LineDoubt::no_ink_read:
      return "a word lies on ink that was not read";
    case LineDoubt::struck_beyond_reading:
      return "a word is struck beyond reading";
    case LineDoubt::unsure_word:
      return "a word is not sure enough";
    case LineDoubt::unsure_layer:
      return "the layer is not sure enough";
    case LineDoubt::cut_word:
      return "a mark cuts a word";
    case LineDoubt::covered:
      return "ink of another layer lies over a word";
    case LineDoubt::loose_ink:
      return "there is ink without a word";
  }
  assert(false);
  return {};
}

std::optional<LineDoubt> doubt_of(const Word& word, Layer layer, const TrainingRule& rule) {
  if (!is_taught(layer)) return LineDoubt::no_text;
  const std::string text = clean_text(word.text);
  if (text.empty() || text.find("□") != std::string::npos) return LineDoubt::unread;
  if (word.source == TextSource::recognizer) return LineDoubt::not_in_transcription;
  if (word.place_inferred) return LineDoubt::inferred_place;
  if (word.ocr.empty()) return LineDoubt::no_ink_read;
  const bool read_otherwise = word.source == TextSource::truth && text != clean_text(word.ocr);
  if (word.status == WordStatus::struck && read_otherwise) return LineDoubt::struck_beyond_reading;
  if (word.confidence < rule.least_confidence || (layer == Layer::hand && read_otherwise))
    return LineDoubt::unsure_word;
  return std::nullopt;
}

std::optional<LineDoubt> doubt_of(const TextLine& line, const TrainingRule& rule) {
  if (!is_taught(line.layer) || line.words.empty()) return LineDoubt::no_text;
  std::optional<LineDoubt> first;
  for (const Word& word : line.words) {
    const std::optional<LineDoubt> doubt = doubt_of(word, line.layer, rule);
    if (doubt && (!first || *doubt < *first)) first = doubt;
  }
  if (first) return first;
  if (line.layer_confidence < rule.sure_layer) return LineDoubt::unsure_layer;
  for (size_t i = 0; i < line.words.size(); ++i)
    if (is_cut(line, i)) return LineDoubt::cut_word;
  return std::nullopt;
}

std::string text_on_line(const TextLine& line) {
  std::string out;
  for (size_t i = 0; i < line.words.size(); ++i) {
    const std::string text = clean_text(line.words[i].text);
    if (text.empty()) continue;
    if (!out.empty() && !hangs_on_word_before(line, i)) out += ' ';
    out += text;
  }
  return out;
}

double confidence_of(const TextLine& line) {
  double least = line.words.empty() ? 0 : 1;
  for (const Word& word : line.words) least = std::min(least, word.confidence);
  return least;
}

PageText sure_words_of(PageText page, const TrainingRule& rule) {
  for (TextLine& line : page.lines) {
    if (line.layer_confidence < rule.sure_layer) line.words.clear();
    std::erase_if(line.words, [&](const Word& word) { return doubt_of(word, line.layer, rule).has_value(); });
  }
  return page;
}

}  // namespace folio
