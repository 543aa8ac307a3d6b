#include "export/folio/text_notes.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "export/folio/pen_runs.h"
#include "export/folio/publication_notes.h"
#include "export/folio/slip_notes.h"
#include "export/folio/token_places.h"

namespace folio {
namespace {

constexpr double kSure = 0.5;  ///< below this a word that only the recognizer has is doubtful

class NoteFinder {
 public:
  NoteFinder(const ReconciledFolio& folio, const Transcription& transcription, const FolioText& text)
      : folio_(folio),
        transcription_(transcription),
        text_(text),
        places_(folio, transcription),
        notes_(text) {}

  std::vector<TextNote> run() {
    note_slips(notes_, folio_, transcription_, text_);
    note_pen();
    note_unread();
    note_doubtful();
    note_publication(notes_, folio_, transcription_, text_, places_);
    return std::move(notes_).take();
  }

 private:
  const FolioWord& word(size_t k) const { return text_.words[k]; }
  const Token* token(const FolioWord& w) const {
    return w.token_idx < 0 ? nullptr : &transcription_.tokens[static_cast<size_t>(w.token_idx)];
  }
  bool is_doubtful(const FolioWord& w) const {
    if (w.text.empty() || is_unread(w)) return false;
    const Token* t = token(w);
    if (t != nullptr) return t->uncertain;
    const LedgerEntry* entry = places_.entry_of(w.page_idx, *w.word);
    return entry != nullptr && w.word->confidence < kSure;
  }

  std::string quote(const std::vector<size_t>& words) const {
    std::vector<const FolioWord*> out;
    out.reserve(words.size());
    for (const size_t k : words) out.push_back(&word(k));
    return quoted(out);
  }

  /// «до сего дня» (в том числе от руки: «сего»)
  std::string struck_text(const PenRun& run) const {
    std::string out = quote(run.words);
    std::vector<size_t> written;
    bool doubtful = false;
    for (const size_t k : run.words) {
      if (word(k).line->layer == Layer::hand) written.push_back(k);
      doubtful = doubtful || is_doubtful(word(k));
    }
    if (!written.empty() && written.size() < run.words.size())
      out += " (в том числе от руки: " + quote(written) + ")";
    if (doubtful) out += " (чтение предположительно)";
    return out;
  }
  bool is_all_written(const PenRun& run) const {
    return std::ranges::all_of(run.words, [&](size_t k) { return word(k).line->layer == Layer::hand; });
  }

  void note_strike(const PenRun& run) {
    const std::string what = run.kind == PenRun::Kind::typed_over ? "забито на машинке"
                             : is_all_written(run) ? "вписано от руки и зачеркнуто"
                                                   : "зачеркнуто";
    const std::string text = what + ": " + struck_text(run) + ".";
    notes_.add_beside(run.words.front(), run.words.back(), "Далее " + text, "Перед этим словом " + text);
  }

  void note_insertion(const PenRun& run, const PenRun* strike) {
    const FolioWord& first = word(run.words.front());
    const bool pencil = std::ranges::any_of(run.words, [&](size_t k) {
      const Token* t = token(word(k));
      return t != nullptr && t->pencil;
    });
    const std::string hand = first.line->layer != Layer::hand ? "на машинке"
                             : pencil                         ? "карандашом"
                                                              : "от руки";
    std::string text = (run.kind == PenRun::Kind::written ? "Написано " : "Вписано ") + hand;
    if (!run.place.empty()) text += ' ' + run.place;
    if (strike != nullptr) {
      text +=
          strike->kind == PenRun::Kind::typed_over ? " вместо забитого на машинке " : " вместо зачеркнутого ";
      text += struck_text(*strike);
    }
    const auto unread = std::ranges::count_if(run.words, [&](size_t k) { return is_unread(word(k)); });
    if (unread == static_cast<long>(run.words.size()))
      text += "; не прочитано";
    else if (unread > 0)
      text += "; не прочитано слов: " + std::to_string(unread);
    notes_.add(run.words.front(), run.words.back(), text + ".");
  }

  void note_pen() {
    const std::vector<PenRun> runs = find_pen_runs(text_);
    for (const PenRun& run : runs) {
      const PenRun* partner = run.partner < 0 ? nullptr : &runs[static_cast<size_t>(run.partner)];
      if (!run.is_strike())
        note_insertion(run, partner);
      else if (partner == nullptr)
        note_strike(run);
    }
  }

  /// Calls `note` for each run of words that show and for which `is` holds.
  template <typename Is>
  void for_runs(Is is, const std::string& note) {
    std::optional<size_t> first, last;
    for (size_t k = 0; k <= text_.words.size(); ++k) {
      const bool in = k < text_.words.size() && shows(word(k)) && is(word(k));
      if (in && first && !word(k).opens_paragraph) {
        last = k;
        continue;
      }
      if (k < text_.words.size() && !shows(word(k))) continue;
      if (first) notes_.add(*first, *last, note);
      first = last = in ? std::optional(k) : std::nullopt;
    }
  }
  void note_unread() {
    for_runs(
        [](const FolioWord& w) {
          const bool told = w.word->status == WordStatus::inserted || w.line->layer == Layer::hand;
          return is_unread(w) && !told;
        },
        "Не прочитано.");
  }
  void note_doubtful() {
    for_runs([&](const FolioWord& w) { return is_doubtful(w); }, "Чтение предположительно.");
  }

  const ReconciledFolio& folio_;
  const Transcription& transcription_;
  const FolioText& text_;
  TokenPlaces places_;
  NoteList notes_;
};

}  // namespace

std::vector<TextNote> text_notes(const ReconciledFolio& folio, const Transcription& transcription,
                                 const FolioText& text) {
  return NoteFinder(folio, transcription, text).run();
}

}  // namespace folio
