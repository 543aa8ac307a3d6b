#include "export/folio/publication_notes.h"

#include <optional>
#include <string>
#include <vector>

#include "export/clean_text.h"

namespace folio {
namespace {

constexpr double kLikely = 0.6;  ///< a fault of the transcription is told above this

/// Words that the leaf has otherwise, or alone.
void note_differences(NoteList& notes, const FolioText& text, const TokenPlaces& places) {
  for (size_t k = 0; k < text.words.size(); ++k) {
    if (!shows(text.words[k]) || is_unread(text.words[k])) continue;
    if (text.words[k].word->source == TextSource::person) continue;  // no longer the publication's
    const LedgerEntry* entry = places.entry_of(text.words[k].page_idx, *text.words[k].word);
    if (entry == nullptr || entry->transcription_wrong <= kLikely) continue;
    if (entry->outcome == LedgerEntry::Outcome::not_in_transcription) {
      notes.add(k, k, "В публикации нет.");
      continue;
    }
    std::string ocr = clean_text(entry->ocr);
    if (const size_t at = ocr.find("- "); at != std::string::npos) ocr.erase(at, 2);  // a broken word
    if (!ocr.empty() && ocr != entry->truth)
      notes.add(k, k, "Так в публикации; в подлиннике, по-видимому: «" + ocr + "».");
  }
}

/// What the transcription has, and no page.
void note_missing(NoteList& notes, const ReconciledFolio& folio, const Transcription& transcription,
                  const FolioText& text, const TokenPlaces& places) {
  std::vector<std::optional<size_t>> shown(transcription.tokens.size());
  for (size_t k = 0; k < text.words.size(); ++k)
    if (text.words[k].token_idx >= 0 && shows(text.words[k]))
      shown[static_cast<size_t>(text.words[k].token_idx)] = k;
  std::vector<bool> missing(shown.size(), false);
  for (const LedgerEntry& entry : folio.ledger) {
    const int t = places.token_of(entry);
    if (t >= 0 && entry.transcription_wrong > kLikely) missing[static_cast<size_t>(t)] = true;
  }
  std::optional<size_t> last;
  std::string words;
  for (size_t t = 0; t <= shown.size(); ++t) {
    if (t < shown.size() && missing[t]) {
      words += (words.empty() ? "" : " ") + transcription.tokens[t].text;
      continue;
    }
    if (!words.empty() && last)
      notes.add(*last, *last, "В публикации далее: «" + words + "»; в подлиннике нет.");
    if (t < shown.size() && shown[t]) {
      if (!words.empty() && !last)
        notes.add(*shown[t], *shown[t], "В публикации перед этим словом: «" + words + "»; в подлиннике нет.");
      last = shown[t];
    }
    if (last) words.clear();
  }
}

}  // namespace

void note_publication(NoteList& notes, const ReconciledFolio& folio, const Transcription& transcription,
                      const FolioText& text, const TokenPlaces& places) {
  note_differences(notes, text, places);
  note_missing(notes, folio, transcription, text, places);
}

}  // namespace folio
