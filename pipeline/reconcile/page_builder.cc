#include "reconcile/page_builder.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "reconcile/caret_splitter.h"
#include "reconcile/ledger_maker.h"
#include "reconcile/mark_ledger.h"

namespace folio {
namespace {

/// Gives out ids that the page does not have.
class IdMaker {
 public:
  explicit IdMaker(const PageText& page) {
    for (const TextLine& line : page.lines) {
      used_.insert(line.id);
      for (const Word& word : line.words) used_.insert(word.id);
    }
    for (const TextRegion& region : page.regions) used_.insert(region.id);
  }
  std::string word() { return next("w_", word_count_); }
  std::string line() { return next("line_", line_count_); }

 private:
  std::string next(std::string_view prefix, int& count) {
    while (true) {
      std::string id = fmt::format("{}{}", prefix, ++count);
      if (used_.insert(id).second) return id;
    }
  }
  std::unordered_set<std::string> used_;
  int word_count_ = 0, line_count_ = 0;
};

/// A word to be, with its place in the line.
struct Entry {
  double order = 0;
  int piece_idx = -1;  ///< -1 = a recognized word without a token
  int word_idx = -1;
};

/// All of a page but its lines, which are the bulk of it.
PageText without_lines(const PageText& page) {
  PageText out;
  out.origin = page.origin;
  out.size = page.size;
  out.resolution = page.resolution;
  out.skew = page.skew;
  out.kind = page.kind;
  out.made_with = page.made_with;
  out.languages = page.languages;
  out.typewriting = page.typewriting;
  out.regions = page.regions;
  out.doubts = page.doubts;
  return out;
}

double mean_of_worst_tenth(const PageText& page) {
  std::vector<double> values;
  for (const TextLine& line : page.lines)
    for (const Word& word : line.words)
      if (!word.text.empty()) values.push_back(word.confidence);
  if (values.empty()) return 0;
  std::ranges::sort(values);
  const size_t count = (values.size() + 9) / 10;
  double sum = 0;
  for (size_t k = 0; k < count; ++k) sum += values[k];
  return sum / static_cast<double>(count);
}

class Builder {
 public:
  explicit Builder(Draft& draft) : draft_(draft), ledger_(draft), id_of_piece_(draft.pieces.size()) {
    pieces_on_.resize(draft.pages.size());
    for (size_t k = 0; k < draft.pieces.size(); ++k)
      pieces_on_[static_cast<size_t>(draft.pieces[k].page_idx)].push_back(static_cast<int>(k));
    marks_strikes_ = std::ranges::any_of(draft.transcription.tokens, &Token::struck);
  }

  ReconciledFolio run() {
    ReconciledFolio folio;
    folio.has_transcription = true;
    folio.match = draft_.match;
    folio.marks = compare_marks(draft_);
    for (size_t p = 0; p < draft_.pages.size(); ++p) folio.pages.push_back(build_page(static_cast<int>(p)));
    folio.ledger = ledger_.absent_tokens();
    return folio;
  }

 private:
  const Piece& piece(int piece_idx) const { return draft_.pieces[static_cast<size_t>(piece_idx)]; }

  ReconciledPage build_page(int page_idx) {
    const PageText& before = draft_.pages[static_cast<size_t>(page_idx)];
    ReconciledPage out;
    out.text = without_lines(before);
    IdMaker ids(before);
    kept_ids_.clear();
    add_new_lines(page_idx, -1, out, ids);
    for (int l = 0; l < static_cast<int>(before.lines.size()); ++l) {
      add_old_line(page_idx, l, out, ids);
      add_new_lines(page_idx, l, out, ids);
    }
    ledger_.finish_page(page_idx, out.ledger);
    fill_in_anchors(page_idx, out.text);
    out.text.confidence = mean_of_worst_tenth(out.text);
    if (placed_here_ == 0 && recognized_here_ > 0)
      out.text.doubts.push_back("no word of the transcription was found on this page");
    placed_here_ = recognized_here_ = 0;
    release(page_idx);
    return out;
  }

  /// What the result has taken over is not needed twice.
  void release(int page_idx) {
    for (const int k : pieces_on_[static_cast<size_t>(page_idx)])
      std::vector<Glyph>().swap(draft_.pieces[static_cast<size_t>(k)].glyphs);
    for (TextLine& line : draft_.pages[static_cast<size_t>(page_idx)].lines)
      for (Word& word : line.words) std::vector<Glyph>().swap(word.glyphs);
  }

  void add_new_lines(int page_idx, int after_line_idx, ReconciledPage& out, IdMaker& ids) {
    for (int n = 0; n < static_cast<int>(draft_.new_lines.size()); ++n) {
      const NewLine& line = draft_.new_lines[static_cast<size_t>(n)];
      if (line.page_idx != page_idx || line.after_line_idx != after_line_idx) continue;
      std::vector<Entry> entries;
      for (const int k : pieces_on_[static_cast<size_t>(page_idx)])
        if (piece(k).new_line_idx == n) entries.push_back({piece(k).order, k, -1});
      if (entries.empty()) continue;
      TextLine written = line.line;
      written.id = ids.line();
      add_line(page_idx, -1, std::move(written), entries, out, ids);
    }
  }

  void add_old_line(int page_idx, int line_idx, ReconciledPage& out, IdMaker& ids) {
    const TextLine& before = draft_.line(page_idx, line_idx);
    std::vector<Entry> entries;
    for (int w = 0; w < static_cast<int>(before.words.size()); ++w) {
      const bool taken =
          draft_.taken[static_cast<size_t>(page_idx)][static_cast<size_t>(line_idx)][static_cast<size_t>(w)];
      if (!taken) entries.push_back({static_cast<double>(w), -1, w});
    }
    for (const int k : pieces_on_[static_cast<size_t>(page_idx)])
      if (piece(k).line_idx == line_idx && piece(k).new_line_idx < 0)
        entries.push_back({piece(k).order, k, -1});
    if (entries.empty() && !before.words.empty()) return;  // its words have moved to another line
    TextLine after = before;
    after.words.clear();
    const auto role = draft_.line_roles.find({page_idx, line_idx});
    if (role != draft_.line_roles.end()) after.role = role->second;
    const auto layer = draft_.line_layers.find({page_idx, line_idx});
    if (layer != draft_.line_layers.end()) after.layer = layer->second;
    const bool unread = before.words.empty() && entries.empty() &&
                        !draft_.line_taken[static_cast<size_t>(page_idx)][static_cast<size_t>(line_idx)];
    add_line(page_idx, line_idx, std::move(after), entries, out, ids);
    if (unread) ledger_.add_unread_line(before, out.ledger);
  }

  void add_line(int page_idx, int line_idx, TextLine line, std::vector<Entry>& entries, ReconciledPage& out,
                IdMaker& ids) {
    std::ranges::stable_sort(entries, {}, &Entry::order);
    for (const Entry& entry : entries) {
      if (entry.piece_idx < 0) {
        add_word_without_token({page_idx, line_idx, entry.word_idx}, line, out, ids);
        continue;
      }
      ++placed_here_;
      line.words.push_back(word_of(entry.piece_idx, line, ids));
      ledger_.add_tokens(entry.piece_idx, line.words.back(), line.layer, out.ledger);
    }
    out.text.lines.push_back(std::move(line));
  }

  void add_word_without_token(const WordRef& ref, TextLine& line, ReconciledPage& out, IdMaker& ids) {
    const WordRef before{ref.page_idx, ref.line_idx, ref.word_idx - 1};
    Word word = draft_.word(ref);
    if (draft_.cut_off.contains(ref)) {
      const bool alone = draft_.taken[static_cast<size_t>(ref.page_idx)][static_cast<size_t>(ref.line_idx)]
                                     [static_cast<size_t>(before.word_idx)];
      if (!alone) {  // neither part has a token: the word stays as it was read
        line.words.back() = rejoin(line.words.back(), word);
        out.ledger.back().ocr = line.words.back().ocr;
        out.ledger.back().box = line.words.back().box;
        return;
      }
      word.id = ids.word();
    }
    if (!word.text.empty()) ++recognized_here_;
    ledger_.add_extra(word, line.layer, out.ledger);
    line.words.push_back(std::move(word));
  }

  Word word_of(int piece_idx, const TextLine& line, IdMaker& ids) {
    const Piece& from = piece(piece_idx);
    Word word;
    word.id = id_for(from, ids);
    id_of_piece_[static_cast<size_t>(piece_idx)] = word.id;
    word.text = from.text;
    word.ocr = from.ocr;
    word.box = from.box;
    word.confidence = std::clamp(from.confidence, 0.0, 1.0);
    word.glyphs = from.glyphs;
    word.place_inferred = from.inferred;
    word.source = from.text == from.ocr ? TextSource::both : TextSource::truth;
    const Token& token = draft_.token(from.token_idxs.front());
    StrikeKind seen = StrikeKind::none;
    for (const int word_idx : from.word_idxs) {
      const Word& old = draft_.word({from.page_idx, from.line_idx, word_idx});
      if (old.status == WordStatus::struck && seen == StrikeKind::none) seen = old.strike;
    }
    const bool image_struck = seen != StrikeKind::none;
    if (token.struck || (image_struck && !marks_strikes_)) {
      word.status = WordStatus::struck;
      word.strike = image_struck ? seen : token.strike == StrikeKind::none ? StrikeKind::line : token.strike;
    } else if (from.inserted) {
      word.status = WordStatus::inserted;
    }
    // An insertion of the machine's writing keeps its line, whatever the transcription calls it.
    if (line.layer != Layer::hand && word.status == WordStatus::inserted && !token.inserted)
      word.status = WordStatus::plain;
    return word;
  }

  /// The first piece that has a word's ink keeps its id.
  std::string id_for(const Piece& from, IdMaker& ids) {
    for (const int word_idx : from.word_idxs) {
      const std::string& id = draft_.word({from.page_idx, from.line_idx, word_idx}).id;
      if (!id.empty() && kept_ids_.insert(id).second) return id;
    }
    return ids.word();
  }

  /// Ids of the words that insertions follow, known only when all lines of the page are there.
  void fill_in_anchors(int page_idx, PageText& page) const {
    std::unordered_map<std::string, std::string> anchors;
    for (const int k : pieces_on_[static_cast<size_t>(page_idx)]) {
      const Piece& from = piece(k);
      if (from.after_token_idx < 0) continue;
      for (const int other : draft_.pieces_of[static_cast<size_t>(from.after_token_idx)])
        if (piece(other).page_idx == page_idx)
          anchors[id_of_piece_[static_cast<size_t>(k)]] = id_of_piece_[static_cast<size_t>(other)];
    }
    std::unordered_set<std::string> known;
    for (const TextLine& line : page.lines)
      for (const Word& word : line.words) known.insert(word.id);
    for (TextLine& line : page.lines) {
      for (Word& word : line.words) {
        const auto found = anchors.find(word.id);
        if (found != anchors.end()) word.after_id = found->second;
        // What the image says of a word that stays unplaced may name one that is no more.
        if (!known.contains(word.after_id)) word.after_id.clear();
        if (!known.contains(word.before_id)) word.before_id.clear();
      }
    }
  }

  Draft& draft_;
  LedgerMaker ledger_;
  std::vector<std::vector<int>> pieces_on_;  ///< by page
  std::vector<std::string> id_of_piece_;
  std::unordered_set<std::string> kept_ids_;
  bool marks_strikes_ = false;
  int placed_here_ = 0, recognized_here_ = 0;
};

}  // namespace

ReconciledFolio build_folio(Draft& draft) { return Builder(draft).run(); }

}  // namespace folio
