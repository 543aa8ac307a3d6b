#include "translation/original_paragraphs.h"

#include <algorithm>
#include <map>
#include <utility>

#include "core/geometry.h"
#include "core/text.h"
#include "export/folio/folio_text.h"

namespace folio {
namespace {

using Kind = ParallelRun::Kind;

Kind kind_of(const Token& token) {
  if (token.struck) return Kind::struck;
  return token.layer == Layer::hand ? Kind::handwritten : Kind::plain;
}

bool is_text(const Token& token) {
  return token.role != Role::leaf_number && token.role != Role::page_number;
}

/// Builds paragraphs of words and notes that come in their order.
class ParagraphBuilder {
 public:
  void begin() { paragraphs_.emplace_back(); }
  /// `group`: words of one run have the same.
  void add(ParallelRun run, int group) {
    if (paragraphs_.empty()) begin();
    std::vector<ParallelRun>& runs = paragraphs_.back().runs;
    const bool goes_on = !runs.empty() && group == group_ && runs.back().kind == run.kind &&
                         run.kind != Kind::note && runs.back().uncertain == run.uncertain;
    group_ = group;
    if (!goes_on) {
      runs.push_back(std::move(run));
      return;
    }
    if (!run.joined && !run.text.empty() && !runs.back().text.empty()) runs.back().text += ' ';
    runs.back().text += run.text;
    if (runs.back().stem == run.stem) runs.back().box = unite(runs.back().box, run.box);
  }
  std::vector<ParallelParagraph> take() && {
    std::erase_if(paragraphs_, [](const ParallelParagraph& p) { return p.runs.empty(); });
    return std::move(paragraphs_);
  }
  std::vector<ParallelParagraph>& paragraphs() { return paragraphs_; }

 private:
  std::vector<ParallelParagraph> paragraphs_;
  int group_ = -1;
};

void add_place(ParallelParagraph& paragraph, const std::string& stem, const TextLine& line) {
  for (const ParallelPlace& place : paragraph.places)
    if (place.stem == stem && place.line_id == line.id) return;
  paragraph.places.push_back({stem, line.id, line.box});
}

}  // namespace

std::vector<ParallelParagraph> paragraphs_of(const Transcription& transcription) {
  ParagraphBuilder builder;
  size_t next_note = 0;
  int paragraph = -1;
  const auto add_notes = [&](int before_token) {
    for (; next_note < transcription.notes.size() && transcription.notes[next_note].token_idx <= before_token;
         ++next_note) {
      const EditorialNote& note = transcription.notes[next_note];
      builder.add({Kind::note, note.text, false, false, note.line, note.column, {}, {}}, -1);
    }
  };
  for (size_t t = 0; t < transcription.tokens.size(); ++t) {
    const Token& token = transcription.tokens[t];
    if (token.paragraph_idx != paragraph) builder.begin();
    paragraph = token.paragraph_idx;
    add_notes(static_cast<int>(t));
    if (!is_text(token)) continue;
    // Each handwritten mark is one of its own; plain words are one run.
    const int group = kind_of(token) == Kind::plain ? -1 : token.mark_idx;
    builder.add({kind_of(token), token.text, token.uncertain, token.joined, token.line, token.column, {}, {}},
                group);
  }
  add_notes(static_cast<int>(transcription.tokens.size()));
  return std::move(builder).take();
}

void add_places(std::vector<ParallelParagraph>& paragraphs, const Transcription& transcription,
                const ReconciledFolio& folio) {
  // The run that a word of the file belongs to is the last that begins at it or before.
  std::map<std::pair<int, int>, std::pair<size_t, size_t>> runs;
  for (size_t p = 0; p < paragraphs.size(); ++p)
    for (size_t r = 0; r < paragraphs[p].runs.size(); ++r)
      if (paragraphs[p].runs[r].kind != Kind::note)
        runs[{paragraphs[p].runs[r].line, paragraphs[p].runs[r].column}] = {p, r};
  std::map<std::pair<int, int>, bool> is_text_at;
  for (const Token& token : transcription.tokens) is_text_at[{token.line, token.column}] = is_text(token);
  for (const ReconciledPage& page : folio.pages) {
    std::map<std::string_view, const TextLine*> line_of;
    for (const TextLine& line : page.text.lines)
      for (const Word& word : line.words) line_of[word.id] = &line;
    const std::string& stem = page.text.origin.stem;
    for (const LedgerEntry& entry : page.ledger) {
      const std::pair at(entry.truth_line, entry.truth_column);
      const auto known = is_text_at.find(at);
      const auto line = line_of.find(entry.word_id);
      auto run = runs.upper_bound(at);
      if (known == is_text_at.end() || !known->second || line == line_of.end() || run == runs.begin())
        continue;
      const auto [p, r] = std::prev(run)->second;
      add_place(paragraphs[p], stem, *line->second);
      ParallelRun& words = paragraphs[p].runs[r];
      if (words.stem.empty()) words.stem = stem;
      if (words.stem == stem) words.box = unite(words.box, entry.box);
    }
  }
}

std::vector<ParallelParagraph> paragraphs_of_pages(const ReconciledFolio& folio) {
  ParagraphBuilder builder;
  const FolioText text = amended_text(folio, {});
  int group = 0;
  const TextLine* line_before = nullptr;
  for (const FolioWord& word : text.words) {
    if (word.opens_paragraph) builder.begin();
    const TextLine& line = *word.line;
    if (line.layer == Layer::stamp || line.layer == Layer::print || word.text.empty()) continue;
    const Kind kind = word.part == FolioWord::Part::struck ? Kind::struck
                      : line.layer == Layer::hand          ? Kind::handwritten
                                                           : Kind::plain;
    // Handwriting of two lines is of two marks, as the ink has it.
    if (kind == Kind::handwritten && &line != line_before) ++group;
    line_before = &line;
    const std::string& stem = folio.pages[static_cast<size_t>(word.page_idx)].text.origin.stem;
    builder.add({kind, to_nfc(word.text), false, word.joined, 0, 0, stem, word.word->box},
                kind == Kind::handwritten ? group : -1);
    add_place(builder.paragraphs().back(), stem, line);
  }
  return std::move(builder).take();
}

}  // namespace folio
