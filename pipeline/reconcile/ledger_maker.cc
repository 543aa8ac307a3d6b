#include "reconcile/ledger_maker.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>

namespace folio {
namespace {

using Outcome = LedgerEntry::Outcome;

constexpr double kHardToRead = 0.2;  // weight of what was read in handwriting and under strokes
constexpr int kNear = 2;             // tokens between two that count as neighbors in the transcription

FolioErrors errors_of(const Draft& draft) {
  FolioErrors errors;
  for (const Token& token : draft.transcription.tokens) errors.counts.add(token.text);
  int compared = 0, differing = 0;
  for (const Piece& piece : draft.pieces) {
    if (piece.ocr.empty()) continue;
    ++compared;
    const Difference difference = difference_of(piece.text, piece.ocr);
    differing += difference == Difference::letters || difference == Difference::number ||
                 difference == Difference::word;
  }
  if (compared > 0) errors.differing = static_cast<double>(differing) / compared;
  return errors;
}

}  // namespace

LedgerMaker::LedgerMaker(const Draft& draft) : draft_(draft), errors_(errors_of(draft)) {
  places_.assign(draft.transcription.tokens.size(), {-1, -1});
}

LedgerEntry LedgerMaker::entry_of(int token_idx) const {
  const Token& token = draft_.token(token_idx);
  LedgerEntry entry;
  entry.truth = token.text;
  entry.truth_line = token.line;
  entry.truth_column = token.column;
  entry.layer = token.layer;
  return entry;
}

void LedgerMaker::add_tokens(int piece_idx, const Word& word, Layer layer, std::vector<LedgerEntry>& ledger) {
  const Piece& from = draft_.pieces[static_cast<size_t>(piece_idx)];
  for (const int token_idx : from.token_idxs) {
    const std::vector<int>& all = draft_.pieces_of[static_cast<size_t>(token_idx)];
    if (all.front() != piece_idx) continue;
    LedgerEntry entry = entry_of(token_idx);
    entry.word_id = word.id;
    entry.layer = layer;
    entry.box = word.box;
    entry.score = word.confidence;
    entry.reason = from.reason;
    bool same = true;
    double reading_confidence = 1;
    std::vector<Glyph> glyphs;
    for (const int k : all) {
      const Piece& piece = draft_.pieces[static_cast<size_t>(k)];
      same = same && piece.text == piece.ocr;
      if (!piece.ocr.empty() && !entry.ocr.empty()) entry.ocr += ' ';
      entry.ocr += piece.ocr;
      if (piece.reading_confidence >= 0)
        reading_confidence = std::min(reading_confidence, piece.reading_confidence);
      glyphs.insert(glyphs.end(), piece.glyphs.begin(), piece.glyphs.end());
    }
    entry.outcome = same ? Outcome::confirmed : entry.ocr.empty() ? Outcome::placed : Outcome::corrected;
    if (entry.outcome == Outcome::corrected) {
      entry.difference = difference_of(entry.truth, entry.ocr);
      Blame blame = blame_for(entry.truth, entry.ocr, glyphs, reading_confidence, errors_);
      if (is_hard_to_read(from, layer)) {
        blame.transcription_wrong *= kHardToRead;
        blame.reading_wrong = 1 - (1 - blame.reading_wrong) * kHardToRead;
      }
      entry.transcription_wrong = blame.transcription_wrong;
      entry.reading_wrong = blame.reading_wrong;
    } else if (entry.outcome == Outcome::placed) {
      entry.difference = Difference::word;
      entry.transcription_wrong = 0.1;
      entry.reading_wrong = 0.5;
    }
    if (word.status != WordStatus::struck && was_struck(from))
      entry.reason = "struck on the page, not in the transcription";
    places_[static_cast<size_t>(token_idx)].second = static_cast<int>(ledger.size());
    entry_tokens_.resize(ledger.size(), -1);
    entry_tokens_.push_back(token_idx);
    ledger.push_back(std::move(entry));
  }
}

/// Handwriting, and letters under a stroke: what was read there says little.
bool LedgerMaker::is_hard_to_read(const Piece& piece, Layer layer) const {
  return layer == Layer::hand || was_struck(piece) || draft_.token(piece.token_idxs.front()).struck;
}

bool LedgerMaker::was_struck(const Piece& piece) const {
  return std::ranges::any_of(piece.word_idxs, [&](int w) {
    return draft_.word({piece.page_idx, piece.line_idx, w}).status == WordStatus::struck;
  });
}

void LedgerMaker::add_extra(const Word& word, Layer layer, std::vector<LedgerEntry>& ledger) {
  LedgerEntry entry;
  entry.outcome = Outcome::not_in_transcription;
  entry.difference = Difference::word;
  entry.ocr = Draft::reading(word);
  entry.word_id = word.id;
  entry.layer = layer;
  entry.box = word.box;
  entry.score = word.confidence;
  if (word.text.empty()) entry.reason = "was not read";
  ledger.push_back(std::move(entry));
}

void LedgerMaker::add_unread_line(const TextLine& line, std::vector<LedgerEntry>& ledger) {
  LedgerEntry entry;
  entry.outcome = Outcome::not_in_transcription;
  entry.difference = Difference::word;
  entry.layer = line.layer;
  entry.box = line.box;
  entry.reason = fmt::format("{} was not read, and no word of the transcription goes there", line.id);
  ledger.push_back(std::move(entry));
}

void LedgerMaker::finish_page(int page_idx, std::vector<LedgerEntry>& ledger) {
  entry_tokens_.resize(ledger.size(), -1);
  std::vector<int> next(ledger.size(), -1);  // token of the next entry that has one
  for (size_t k = ledger.size(), token = entry_tokens_.size(); k-- > 0;) {
    next[k] = token < entry_tokens_.size() ? entry_tokens_[token] : -1;
    if (entry_tokens_[k] >= 0) token = k;
  }
  int last = -1;
  for (size_t k = 0; k < ledger.size(); ++k) {
    LedgerEntry& entry = ledger[k];
    if (entry_tokens_[k] >= 0) {
      last = entry_tokens_[k];
      places_[static_cast<size_t>(last)].first = page_idx;
      continue;
    }
    if (last >= 0) {
      entry.after_line = draft_.token(last).line;
      entry.after_column = draft_.token(last).column;
    }
    const bool enclosed = last >= 0 && next[k] > last && next[k] - last <= kNear;
    const bool machine = entry.layer == Layer::typed || entry.layer == Layer::print;
    const bool unread = entry.ocr.empty() || entry.reason == "was not read";
    const Blame blame =
        unread || !machine ? Blame{0.05, 0.5} : blame_for_extra(entry.ocr, entry.score, enclosed, errors_);
    entry.transcription_wrong = blame.transcription_wrong;
    entry.reading_wrong = blame.reading_wrong;
  }
  entry_tokens_.clear();
}

std::vector<LedgerEntry> LedgerMaker::absent_tokens() const {
  std::vector<LedgerEntry> out;
  const int count = static_cast<int>(draft_.transcription.tokens.size());
  const auto absent = [&](int t) { return draft_.pieces_of[static_cast<size_t>(t)].empty(); };
  for (int begin = 0; begin < count;) {
    int end = begin;
    while (end < count && absent(end)) ++end;
    const auto place = [&](int t) {
      return t < 0 || t >= count ? std::pair(-1, -1) : places_[static_cast<size_t>(t)];
    };
    const auto before = place(begin - 1), after = place(end);
    const bool enclosed =
        before.first >= 0 && before.first == after.first && after.second == before.second + 1;
    for (int t = begin; t < end; ++t) {
      LedgerEntry entry = entry_of(t);
      const std::string& noted = draft_.noted[static_cast<size_t>(t)];
      entry.outcome = noted.empty() ? Outcome::not_found : Outcome::placed;
      entry.reason = noted.empty() ? reason_of_absence(t) : noted;
      entry.difference = Difference::word;
      const Blame blame = noted.empty() ? blame_for_absent(enclosed, end - begin) : Blame{0.05, 0.5};
      entry.transcription_wrong = blame.transcription_wrong;
      entry.reading_wrong = blame.reading_wrong;
      out.push_back(std::move(entry));
    }
    begin = std::max(end, begin + 1);
  }
  return out;
}

std::string LedgerMaker::reason_of_absence(int token_idx) const {
  const Token& token = draft_.token(token_idx);
  if (token.layer == Layer::hand) return "no handwriting is left where it should stand";
  if (token.layer == Layer::stamp) return "no stamp is left where it should stand";
  return "no word of the pages is left where it should stand";
}

}  // namespace folio
