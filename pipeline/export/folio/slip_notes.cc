#include "export/folio/slip_notes.h"

#include <spdlog/fmt/fmt.h>

#include <string>
#include <vector>

namespace folio {
namespace {

constexpr size_t kQuotedWords = 2;  ///< at each end of a long passage

/// The words of each slip that show, in order.
std::vector<std::vector<size_t>> words_of_slips(const FolioText& text) {
  std::vector<std::vector<size_t>> out(text.slips.size());
  for (size_t k = 0; k < text.words.size(); ++k) {
    const FolioWord& word = text.words[k];
    if (word.slip_idx < 0 || !shows(word)) continue;
    const Slip& slip = text.slips[static_cast<size_t>(word.slip_idx)].slip;
    const bool heading = word.token_idx >= slip.heading_begin && word.token_idx < slip.heading_end;
    if (!heading) out[static_cast<size_t>(word.slip_idx)].push_back(k);
  }
  return out;
}

std::string quote(const FolioText& text, const std::vector<size_t>& words) {
  std::vector<const FolioWord*> out;
  out.reserve(words.size());
  for (const size_t k : words) out.push_back(&text.words[k]);
  return quoted(out);
}

}  // namespace

void note_slips(NoteList& notes, const ReconciledFolio& folio, const Transcription& transcription,
                const FolioText& text) {
  const std::vector<std::vector<size_t>> by_slip = words_of_slips(text);
  for (size_t s = 0; s < text.slips.size(); ++s) {
    const PlacedSlip& placed = text.slips[s];
    const std::vector<size_t>& words = by_slip[s];
    if (words.empty()) continue;
    const auto tokens = [&](int begin, int end) {
      std::string out;
      for (int k = begin; k < end; ++k)
        out += (out.empty() ? "" : " ") + transcription.tokens[static_cast<size_t>(k)].text;
      return "«" + out + "»";
    };
    const auto some = [&](size_t begin, size_t end) {
      return quote(text, {words.begin() + static_cast<std::ptrdiff_t>(begin),
                          words.begin() + static_cast<std::ptrdiff_t>(end)});
    };
    const std::string what = words.size() <= 2 * kQuotedWords
                                 ? "Слова " + some(0, words.size())
                                 : "Текст от слов " + some(0, kQuotedWords) + " до слов " +
                                       some(words.size() - kQuotedWords, words.size());
    const std::string& stem = folio.pages[static_cast<size_t>(placed.page_idx)].text.origin.stem;
    std::string note = fmt::format("{} — на отдельном листе ({}): {}", what, stem,
                                   tokens(placed.slip.heading_begin, placed.slip.heading_end));
    switch (placed.place) {
      case PlacedSlip::Place::called:
        note += "; место указано в тексте: " + tokens(placed.slip.anchor_begin, placed.slip.anchor_end);
        break;
      case PlacedSlip::Place::page_end:
        note += "; место в тексте не указано, помещено в конце страницы";
        break;
      case PlacedSlip::Place::unknown:
        note += "; место в тексте не установлено, оставлено на своем листе";
        break;
    }
    notes.add(words.front(), words.back(), note + ".");
  }
}

}  // namespace folio
