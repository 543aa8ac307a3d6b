#include "reconcile/typed_stream.h"

#include <algorithm>
#include <string>
#include <utility>

#include "core/text.h"

namespace folio {
namespace {

constexpr double kBlank = 0.75;  ///< cells between words: a blank, with some of the neighbors' own cells

std::vector<TypedUnit> units_of(const Transcription& transcription) {
  std::vector<TypedUnit> out;
  const std::vector<Token>& tokens = transcription.tokens;
  for (int k = 0; k < static_cast<int>(tokens.size()); ++k) {
    const Token& token = tokens[static_cast<size_t>(k)];
    if (!is_machine_token(token)) continue;
    const bool continues = token.joined && !out.empty() && out.back().token_idxs.back() == k - 1;
    if (!continues) out.emplace_back();
    out.back().token_idxs.push_back(k);
  }
  for (TypedUnit& unit : out) {
    std::string text;
    size_t letters = 0, struck = 0;
    for (const int k : unit.token_idxs) {
      const Token& token = tokens[static_cast<size_t>(k)];
      text += token.text;
      letters += token.text.size();
      struck += token.struck ? token.text.size() : 0;
    }
    const auto last = static_cast<size_t>(unit.token_idxs.back());
    const bool line_end = last + 1 < tokens.size() && tokens[last + 1].line != tokens[last].line;
    unit.word = AlignedWord(letters_of(text), 2 * struck > letters, line_end);
    const auto first = static_cast<size_t>(unit.token_idxs.front());
    unit.word.opens_paragraph = first == 0 || tokens[first - 1].paragraph_idx != tokens[first].paragraph_idx;
  }
  return out;
}

std::vector<TypedWord> stream_of(const std::vector<PageText>& pages, const std::vector<TypingSize>& sizes) {
  std::vector<TypedWord> out;
  for (size_t p = 0; p < pages.size(); ++p) {
    for (size_t l = 0; l < pages[p].lines.size(); ++l) {
      const TextLine& line = pages[p].lines[l];
      if (line.layer != Layer::typed && line.layer != Layer::print) continue;
      for (size_t w = 0; w < line.words.size(); ++w) {
        Letters letters = letters_of(trim(Draft::reading(line.words[w])), line.words[w].glyphs);
        if (letters.empty()) continue;
        out.push_back({{static_cast<int>(p), static_cast<int>(l), static_cast<int>(w)},
                       AlignedWord(std::move(letters), line.words[w].status == WordStatus::struck,
                                   w + 1 == line.words.size())});
        out.back().word.stands_apart =
            w > 0 && line.words[w].box.x0 - line.words[w - 1].box.x1 > kBlank * sizes[p].pitch;
      }
    }
  }
  return out;
}

}  // namespace

TypedStream::TypedStream(const Draft& draft)
    : units(units_of(draft.transcription)), words(stream_of(draft.pages, draft.sizes)), sizes(draft.sizes) {
  link_of_unit.assign(units.size(), -1);
  link_of_word.assign(words.size(), -1);
}

void TypedStream::accept(const WordLink& link) {
  const int link_idx = static_cast<int>(links.size());
  for (int u = link.truth_begin; u < link.truth_end; ++u) link_of_unit[static_cast<size_t>(u)] = link_idx;
  for (int w = link.page_begin; w < link.page_end; ++w) link_of_word[static_cast<size_t>(w)] = link_idx;
  links.push_back(link);
  unlinked.push_back(false);
}

void TypedStream::unlink(int link_idx) {
  const WordLink& link = links[static_cast<size_t>(link_idx)];
  for (int u = link.truth_begin; u < link.truth_end; ++u) link_of_unit[static_cast<size_t>(u)] = -1;
  for (int w = link.page_begin; w < link.page_end; ++w) link_of_word[static_cast<size_t>(w)] = -1;
  unlinked[static_cast<size_t>(link_idx)] = true;
}

int TypedStream::end_of_free_units(int unit_idx) const {
  while (unit_idx < static_cast<int>(units.size()) && link_of_unit[static_cast<size_t>(unit_idx)] < 0)
    ++unit_idx;
  return unit_idx;
}

bool TypedStream::words_are_free(int begin, int end) const {
  for (int w = begin; w < end; ++w)
    if (link_of_word[static_cast<size_t>(w)] >= 0) return false;
  return true;
}

const WordLink* TypedStream::link_at(int unit_idx) const {
  if (unit_idx < 0 || unit_idx >= static_cast<int>(units.size())) return nullptr;
  const int link_idx = link_of_unit[static_cast<size_t>(unit_idx)];
  return link_idx < 0 ? nullptr : &links[static_cast<size_t>(link_idx)];
}

double TypedStream::letters_of_units(int begin, int end) const {
  double letters = 0;
  for (int u = begin; u < end; ++u)
    letters += static_cast<double>(units[static_cast<size_t>(u)].word.letters.size());
  return letters;
}

std::optional<double> TypedStream::match() const {
  const auto letters_in = [](const auto& holders) {
    size_t letters = 0;
    for (const auto& holder : holders) letters += holder.word.letters.size();
    return static_cast<double>(letters);
  };
  const double least = std::min(letters_in(units), letters_in(words));
  if (least == 0) return std::nullopt;
  double alike = 0;
  for (size_t k = 0; k < links.size(); ++k)
    if (!unlinked[k])
      alike += links[k].similarity * letters_of_units(links[k].truth_begin, links[k].truth_end);
  return std::min(1.0, alike / least);
}

}  // namespace folio
