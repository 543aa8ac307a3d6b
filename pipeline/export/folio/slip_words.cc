#include "export/folio/slip_words.h"

#include <algorithm>
#include <map>
#include <optional>

#include "core/text.h"

namespace folio {
namespace {

/// Per token the slip that a range of tokens belongs to; -1 = none.
std::vector<int> slips_of_tokens(const Transcription& transcription, int Slip::*begin, int Slip::*end) {
  std::vector<int> out(transcription.tokens.size(), -1);
  for (size_t s = 0; s < transcription.slips.size(); ++s) {
    const Slip& slip = transcription.slips[s];
    for (int k = slip.*begin; k < slip.*end; ++k) out[static_cast<size_t>(k)] = static_cast<int>(s);
  }
  return out;
}

/// Gives words without a token the slip of their neighbors on the page where both have the same, and to the
/// rest of a broken word that of its beginning.
void fill_gaps(std::vector<int>& slip_of, const TokenPlaces& places, const std::vector<FolioWord>& words) {
  size_t last = SlipWords::kNone;  // with a token
  for (size_t k = 0; k < words.size(); ++k) {
    const bool is_rest = k > 0 && words[k - 1].text.ends_with('-') &&
                         places.entry_of(words[k].page_idx, *words[k].word) == nullptr;
    if (is_rest) slip_of[k] = slip_of[k - 1];
    if (words[k].token_idx < 0 && !is_rest) continue;
    if (last != SlipWords::kNone && slip_of[last] == slip_of[k] && words[last].page_idx == words[k].page_idx)
      std::fill(slip_of.begin() + static_cast<std::ptrdiff_t>(last) + 1,
                slip_of.begin() + static_cast<std::ptrdiff_t>(k), slip_of[k]);
    last = k;
  }
}

/// The number of "2." and "- 4 -"; nothing without digits, or with too many.
std::optional<int> number_in(const TextLine& line) {
  int value = 0, digits = 0;
  for (const Word& word : line.words) {
    if (word.status == WordStatus::struck) continue;
    for (const char32_t c : to_code_points(word.text)) {
      if (c < U'0' || c > U'9') continue;
      if (++digits > 4) return std::nullopt;
      value = value * 10 + static_cast<int>(c - U'0');
    }
  }
  return digits > 0 ? std::optional(value) : std::nullopt;
}

/// Pages by the typist's numbers, the first of a number; a first page without one has number 1.
std::map<int, int> pages_by_number(const ReconciledFolio& folio, const TokenPlaces& places) {
  std::map<int, int> out;
  for (int p = 0; p < static_cast<int>(folio.pages.size()); ++p) {
    bool has_number = false;
    for (const TextLine& line : folio.pages[static_cast<size_t>(p)].text.lines) {
      if (!places.is_page_number(p, line)) continue;
      has_number = true;
      if (const std::optional<int> number = number_in(line)) out.emplace(*number, p);
    }
    if (p == 0 && !has_number) out.emplace(1, 0);
  }
  return out;
}

/// Takes away the calls that run in rings.
void break_rings(SlipWords& slips) {
  enum class State : unsigned char { fresh, open, done };
  std::vector<State> states(slips.words.size(), State::fresh);
  for (size_t s = 0; s < states.size(); ++s) {
    size_t at = s;
    std::vector<size_t> path;
    while (states[at] == State::fresh) {
      states[at] = State::open;
      path.push_back(at);
      if (!slips.is_called(at)) break;
      const int caller = slips.text_of[slips.first_call[at]];
      if (caller < 0) break;
      at = static_cast<size_t>(caller);
      if (states[at] == State::open) slips.first_call[at] = SlipWords::kNone;
    }
    for (const size_t done : path) states[done] = State::done;
  }
}

}  // namespace

SlipWords find_slip_words(const ReconciledFolio& folio, const Transcription& transcription,
                          const TokenPlaces& places, const std::vector<FolioWord>& words) {
  const std::vector<int> text = slips_of_tokens(transcription, &Slip::text_begin, &Slip::text_end);
  const std::vector<int> heading = slips_of_tokens(transcription, &Slip::heading_begin, &Slip::heading_end);
  const std::vector<int> call = slips_of_tokens(transcription, &Slip::anchor_begin, &Slip::anchor_end);
  SlipWords out;
  out.words.resize(transcription.slips.size());
  out.first_call.assign(transcription.slips.size(), SlipWords::kNone);
  for (const FolioWord& word : words) {
    const auto at = static_cast<size_t>(word.token_idx);
    out.text_of.push_back(word.token_idx < 0 ? -1 : text[at]);
    out.heading_of.push_back(word.token_idx < 0 ? -1 : heading[at]);
    out.call_of.push_back(word.token_idx < 0 ? -1 : call[at]);
  }
  fill_gaps(out.text_of, places, words);
  for (size_t k = 0; k < words.size(); ++k) {
    if (const int s = out.text_of[k]; s >= 0) out.words[static_cast<size_t>(s)].push_back(k);
    if (const int s = out.call_of[k]; s >= 0 && out.first_call[static_cast<size_t>(s)] == SlipWords::kNone)
      out.first_call[static_cast<size_t>(s)] = k;
  }
  break_rings(out);
  const std::map<int, int> pages = pages_by_number(folio, places);
  for (const Slip& slip : transcription.slips) {
    const auto found = pages.find(slip.page_number);
    out.target_page.push_back(found == pages.end() ? -1 : found->second);
  }
  return out;
}

}  // namespace folio
