#include "export/folio/token_places.h"

#include <algorithm>

namespace folio {

TokenPlaces::TokenPlaces(const ReconciledFolio& folio, const Transcription& transcription)
    : transcription_(transcription) {
  for (const ReconciledPage& page : folio.pages) {
    auto& entries = entries_.emplace_back();
    for (const LedgerEntry& entry : page.ledger)
      if (!entry.word_id.empty()) entries.emplace(entry.word_id, &entry);
  }
  for (int k = 0; k < static_cast<int>(transcription.tokens.size()); ++k) {
    const Token& token = transcription.tokens[static_cast<size_t>(k)];
    tokens_.emplace(std::pair(token.line, token.column), k);
  }
}

const LedgerEntry* TokenPlaces::entry_of(int page_idx, const Word& word) const {
  const auto& entries = entries_[static_cast<size_t>(page_idx)];
  const auto found = entries.find(word.id);
  return found == entries.end() ? nullptr : found->second;
}

int TokenPlaces::token_of(const LedgerEntry& entry) const {
  if (entry.truth_line == 0) return -1;
  const auto found = tokens_.find({entry.truth_line, entry.truth_column});
  return found == tokens_.end() ? -1 : found->second;
}

int TokenPlaces::token_of(int page_idx, const Word& word) const {
  const LedgerEntry* entry = entry_of(page_idx, word);
  return entry == nullptr ? -1 : token_of(*entry);
}

bool TokenPlaces::is_page_number(int page_idx, const TextLine& line) const {
  return line.role == Role::page_number || std::ranges::any_of(line.words, [&](const Word& word) {
           const int token = token_of(page_idx, word);
           return token >= 0 && transcription_.tokens[static_cast<size_t>(token)].role == Role::page_number;
         });
}

}  // namespace folio
