#include "unit/export/folio/described_folio.h"

#include "core/text.h"
#include "transcription/notation_parser.h"

namespace folio {
namespace {

constexpr int kCell = 30, kStep = 50, kLetter = 24;

}  // namespace

DescribedFolio::DescribedFolio(std::string_view text)
    : transcription(parse_transcription(text)), taken_(transcription.tokens.size(), false) {
  folio.has_transcription = true;
}

DescribedFolio& DescribedFolio::page() {
  folio.pages.emplace_back();
  last_page().origin.stem = "leaf-" + std::to_string(folio.pages.size());
  return *this;
}

void DescribedFolio::add_words(TextLine& line, std::string_view words, int x, int y) {
  for (std::string text : split_words(words)) {
    Word word;
    const char mark = text.front();
    if (mark == '~' || mark == '#') {
      word.status = WordStatus::struck;
      word.strike = mark == '~' ? StrikeKind::line : StrikeKind::typed_over;
    }
    if (mark == '~' || mark == '#' || mark == '=' || mark == '?') text.erase(0, 1);
    word.id = "w_" + std::to_string(next_id_++);
    word.text = text == "_" ? "" : text;
    const int width = kCell * static_cast<int>(grapheme_clusters(text).size());
    word.box = {x, y, x + width, y + kLetter};
    x += width + kCell;
    std::string whole = text;
    if (whole.ends_with('-')) whole.pop_back();
    size_t found = mark == '=' || mark == '?' ? taken_.size() : 0;
    for (; found < taken_.size(); ++found) {
      const std::string& token = transcription.tokens[found].text;
      if (!taken_[found] && (token == text || (whole != text && token.starts_with(whole)))) break;
    }
    if (mark != '=') {
      LedgerEntry& entry = folio.pages.back().ledger.emplace_back();
      entry.word_id = word.id;
      entry.ocr = word.text;
      entry.outcome = LedgerEntry::Outcome::not_in_transcription;
      if (found < taken_.size()) {
        const Token& token = transcription.tokens[found];
        taken_[found] = true;
        entry.outcome = LedgerEntry::Outcome::confirmed;
        entry.truth = token.text;
        entry.truth_line = token.line;
        entry.truth_column = token.column;
        word.source = TextSource::both;
      }
    }
    word.confidence = 0.9;
    line.box = unite(line.box, word.box);
    line.words.push_back(word);
  }
}

DescribedFolio& DescribedFolio::line(std::string_view words, int indent) {
  TextLine line;
  int rows = 0;
  for (const TextLine& other : last_page().lines) rows += other.layer == Layer::typed;
  line.x_height = kLetter;
  add_words(line, words, kCell * (4 + indent), kStep * (2 + rows));
  last_page().lines.push_back(line);
  return *this;
}

DescribedFolio& DescribedFolio::heading(std::string_view words) {
  line(words);
  last_line().role = Role::heading;
  return *this;
}

DescribedFolio& DescribedFolio::written(Role role, std::string_view words, std::string_view after,
                                        Layer layer) {
  TextLine line;
  line.layer = layer;
  line.role = role;
  const Word* anchor = nullptr;
  for (const TextLine& other : last_page().lines)
    for (const Word& word : other.words)
      if (anchor == nullptr && !after.empty() && word.text == after) anchor = &word;
  const Box place = anchor != nullptr ? anchor->box : Box{2000, 100, 2030, 124};
  add_words(line, words, place.x1, place.y0 - kStep / 2);
  for (Word& word : line.words) {
    if (is_placed_in_text(role) && word.status == WordStatus::plain) word.status = WordStatus::inserted;
    if (anchor != nullptr) word.after_id = anchor->id;
  }
  last_page().lines.push_back(line);
  return *this;
}

DescribedFolio& DescribedFolio::rest_not_found(double transcription_wrong) {
  for (size_t k = 0; k < taken_.size(); ++k) {
    if (taken_[k]) continue;
    const Token& token = transcription.tokens[k];
    LedgerEntry& entry = folio.ledger.emplace_back();
    entry.outcome = LedgerEntry::Outcome::not_found;
    entry.truth = token.text;
    entry.truth_line = token.line;
    entry.truth_column = token.column;
    entry.transcription_wrong = transcription_wrong;
  }
  return *this;
}

LedgerEntry& DescribedFolio::entry_of(std::string_view word) {
  for (ReconciledPage& page : folio.pages)
    for (const TextLine& line : page.text.lines)
      for (const Word& candidate : line.words)
        if (candidate.text == word)
          for (LedgerEntry& entry : page.ledger)
            if (entry.word_id == candidate.id) return entry;
  return folio.ledger.at(0);
}

}  // namespace folio
