#include "export/folio/apparatus.h"

#include <spdlog/fmt/fmt.h>

#include <string_view>
#include <utility>
#include <vector>

#include "core/text.h"
#include "export/folio/leaf_notes.h"
#include "export/folio/text_notes.h"
#include "export/folio/token_places.h"

namespace folio {
namespace {

/// Letters before and behind each word.
struct Letters {
  std::vector<std::string> before, behind;
};

Letters place_letters(const std::vector<TextNote>& notes, size_t word_count) {
  Letters out{std::vector<std::string>(word_count), std::vector<std::string>(word_count)};
  for (size_t n = 0; n < notes.size(); ++n) {
    const std::string letter = "[" + note_letter(n) + "]";
    if (notes[n].first != notes[n].last) out.before[notes[n].first] += letter;
    // Passages that end together close the inner one first: notes come with the outer one first.
    out.behind[notes[n].last].insert(0, letter);
  }
  return out;
}

std::string text_with_letters(const FolioText& text, const Letters& letters) {
  std::string out;
  bool paragraph = false, gap = false;
  for (size_t k = 0; k < text.words.size(); ++k) {
    const FolioWord& word = text.words[k];
    paragraph = paragraph || word.opens_paragraph;
    if (!shows(word)) continue;
    // Unread words that follow each other are one gap, unless a note begins or ends between them.
    const bool unread = is_unread(word);
    const bool more = unread && gap && !paragraph && letters.before[k].empty();
    if (!more) {
      if (!out.empty()) out += paragraph ? "\n\n" : word.joined ? "" : " ";
      out += letters.before[k];
      out += unread ? "[…]" : word.text;
    }
    out += letters.behind[k];
    gap = unread && letters.behind[k].empty();
    paragraph = false;
  }
  return out.empty() ? out : out + '\n';
}

}  // namespace

std::string note_letter(size_t n) {
  static const std::u32string letters = U"абвгдежзиклмнопрстуфхцчшщэюя";
  std::u32string out;
  for (size_t rest = n + 1; rest > 0; rest = (rest - 1) / letters.size())
    out.insert(out.begin(), letters[(rest - 1) % letters.size()]);
  return from_code_points(out);
}

std::string apparatus_of(const ReconciledFolio& folio, const Transcription& transcription,
                         const FolioText& text) {
  const std::vector<TextNote> notes = text_notes(folio, transcription, text);
  std::string out = text_with_letters(text, place_letters(notes, text.words.size()));
  const auto part = [&](std::string_view title) {
    if (!out.empty()) out += '\n';
    out += title;
    out += '\n';
  };
  const auto leaf = [&](size_t page_idx) { part("Лист " + folio.pages[page_idx].text.origin.stem); };
  if (!notes.empty()) part("ТЕКСТУАЛЬНЫЕ ПРИМЕЧАНИЯ");
  int page_idx = -1;
  for (size_t n = 0; n < notes.size(); ++n) {
    const int on = text.words[notes[n].first].page_idx;
    if (std::exchange(page_idx, on) != on) leaf(static_cast<size_t>(on));
    const std::string letter = note_letter(n);
    out += notes[n].first == notes[n].last ? letter : fmt::format("{0}-{0}", letter);
    out += "  " + notes[n].text + '\n';
  }
  const TokenPlaces places(folio, transcription);
  bool titled = false;
  for (size_t p = 0; p < folio.pages.size(); ++p) {
    const std::vector<std::string> on_leaf =
        leaf_notes(folio.pages[p].text, static_cast<int>(p), places, transcription);
    if (on_leaf.empty()) continue;
    if (!std::exchange(titled, true)) part("НА ЛИСТАХ, КРОМЕ ТЕКСТА");
    leaf(p);
    for (const std::string& note : on_leaf) out += note + '\n';
  }
  return out;
}

}  // namespace folio
