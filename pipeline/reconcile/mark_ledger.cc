#include "reconcile/mark_ledger.h"

#include <algorithm>
#include <functional>
#include <set>
#include <string>

#include "core/text.h"

namespace folio {
namespace {

using Kind = MarkEntry::Kind;
using Outcome = MarkEntry::Outcome;

/// What a mark of this kind says, of a token.
bool is_marked(const Token& token, Kind kind) {
  switch (kind) {
    case Kind::struck:
      return token.struck;
    case Kind::handwritten:
      return token.layer == Layer::hand && token.role != Role::leaf_number;
    case Kind::stamp:
      return token.layer == Layer::stamp;
    case Kind::print:
      return token.layer == Layer::print;
  }
  return false;
}

class MarkComparison {
 public:
  explicit MarkComparison(const Draft& draft) : draft_(draft) {}

  std::vector<MarkEntry> run() {
    for (const Kind kind : {Kind::struck, Kind::handwritten, Kind::stamp, Kind::print}) add_marks(kind);
    std::ranges::stable_sort(out_, {}, [](const MarkEntry& e) { return std::pair(e.line, e.column); });
    add_unmarked_strikes();
    add_unmarked_handwriting();
    return std::move(out_);
  }

 private:
  /// What the ink of a mark's tokens is.
  struct Ink {
    int letters = 0;  ///< with ink of their own
    int so = 0;       ///< of them, whose ink is what the mark says
    double confidence = 1;
  };

  void add_marks(Kind kind) {
    const std::vector<Token>& tokens = draft_.transcription.tokens;
    for (size_t begin = 0; begin < tokens.size();) {
      if (!is_marked(tokens[begin], kind)) {
        ++begin;
        continue;
      }
      size_t end = begin + 1;
      while (end < tokens.size() && is_marked(tokens[end], kind) &&
             tokens[end].paragraph_idx == tokens[begin].paragraph_idx &&
             (kind == Kind::struck || tokens[end].mark_idx == tokens[begin].mark_idx))
        ++end;
      out_.push_back(mark_entry(kind, begin, end));
      begin = end;
    }
  }

  MarkEntry mark_entry(Kind kind, size_t begin, size_t end) const {
    MarkEntry entry;
    entry.kind = kind;
    entry.line = draft_.transcription.tokens[begin].line;
    entry.column = draft_.transcription.tokens[begin].column;
    Ink ink;
    bool noted = false, inferred = false;
    for (size_t t = begin; t < end; ++t) {
      const Token& token = draft_.transcription.tokens[t];
      if (!entry.text.empty() && !token.joined) entry.text += ' ';
      entry.text += token.text;
      noted = noted || !draft_.noted[t].empty();
      for (const int k : draft_.pieces_of[t]) {
        const Piece& piece = draft_.pieces[static_cast<size_t>(k)];
        if (entry.page_idx < 0) entry.page_idx = piece.page_idx;
        if (entry.page_idx == piece.page_idx) entry.box = unite(entry.box, piece.box);
        inferred = inferred || piece.inferred;
        if (!piece.inferred) add_ink(kind, piece, ink);
      }
    }
    entry.confidence = ink.confidence;
    if (ink.letters == 0) {
      entry.outcome = noted ? Outcome::agrees : Outcome::no_ink;
      entry.reason = noted      ? "seen on the page, without words of its own"
                     : inferred ? "placed by inference"
                                : "no word of it was found";
      if (entry.page_idx < 0) entry.confidence = 0;
      return entry;
    }
    entry.outcome = 2 * ink.so >= ink.letters ? Outcome::agrees : Outcome::not_in_ink;
    if (entry.outcome == Outcome::not_in_ink)
      entry.reason = kind == Kind::struck ? "no stroke was seen through these words"
                                          : "the ink looks like another layer's";
    return entry;
  }

  void add_ink(Kind kind, const Piece& piece, Ink& ink) const {
    const int letters = static_cast<int>(to_code_points(piece.text).size());
    ink.letters += letters;
    if (kind == Kind::struck) {
      for (const int w : piece.word_idxs) {
        const Word& word = draft_.word({piece.page_idx, piece.line_idx, w});
        if (word.status != WordStatus::struck) continue;
        ink.so += letters;
        ink.confidence = std::min(ink.confidence, word.strike_confidence);
        break;
      }
      return;
    }
    const Layer wanted = kind == Kind::handwritten ? Layer::hand
                         : kind == Kind::stamp     ? Layer::stamp
                                                   : Layer::print;
    // Ink of a region has no recognized line, and is of the region's layer.
    if (piece.line_idx < 0) {
      ink.so += letters;
      return;
    }
    const TextLine& line = draft_.line(piece.page_idx, piece.line_idx);
    if (line.layer == wanted) ink.so += letters;
    ink.confidence = std::min(ink.confidence, line.layer_confidence);
  }

  void add_unmarked_strikes() {
    std::set<WordRef> marked;
    for (const Piece& piece : draft_.pieces)
      if (std::ranges::any_of(piece.token_idxs, [&](int t) { return draft_.token(t).struck; }))
        for (const int w : piece.word_idxs) marked.insert({piece.page_idx, piece.line_idx, w});
    for (int p = 0; p < static_cast<int>(draft_.pages.size()); ++p) {
      const PageText& page = draft_.pages[static_cast<size_t>(p)];
      for (int l = 0; l < static_cast<int>(page.lines.size()); ++l) {
        bool goes_on = false;
        for (int w = 0; w < static_cast<int>(page.lines[static_cast<size_t>(l)].words.size()); ++w) {
          const Word& word = draft_.word({p, l, w});
          const bool unmarked = word.status == WordStatus::struck && !marked.contains({p, l, w});
          if (unmarked)
            add_to_last(goes_on, Kind::struck, p, word.box, Draft::reading(word), word.strike_confidence);
          goes_on = unmarked;
        }
      }
    }
  }

  void add_unmarked_handwriting() {
    std::set<std::pair<int, int>> marked;
    for (const Piece& piece : draft_.pieces)
      if (std::ranges::any_of(piece.token_idxs, [&](int t) { return draft_.token(t).layer == Layer::hand; }))
        marked.insert({piece.page_idx, piece.line_idx});
    for (int p = 0; p < static_cast<int>(draft_.pages.size()); ++p) {
      const PageText& page = draft_.pages[static_cast<size_t>(p)];
      for (int l = 0; l < static_cast<int>(page.lines.size()); ++l) {
        const TextLine& line = page.lines[static_cast<size_t>(l)];
        const bool taken = draft_.line_taken[static_cast<size_t>(p)][static_cast<size_t>(l)];
        if (line.layer != Layer::hand || line.role == Role::leaf_number || marked.contains({p, l})) continue;
        std::string text;
        for (const Word& word : line.words) text += (text.empty() ? "" : " ") + Draft::reading(word);
        add_to_last(false, Kind::handwritten, p, line.box, text, line.layer_confidence);
        if (taken) out_.back().reason = "the transcription has its words without a mark";
      }
    }
  }

  void add_to_last(bool goes_on, Kind kind, int page_idx, const Box& box, const std::string& text,
                   double confidence) {
    if (!goes_on) {
      out_.emplace_back();
      out_.back().kind = kind;
      out_.back().outcome = Outcome::not_marked;
      out_.back().page_idx = page_idx;
      out_.back().reason = kind == Kind::struck ? "struck on the page"
                                                : "handwriting that no word of the transcription goes to";
    }
    MarkEntry& entry = out_.back();
    entry.box = unite(entry.box, box);
    if (!entry.text.empty() && !text.empty()) entry.text += ' ';
    entry.text += text;
    entry.confidence = std::min(entry.confidence, confidence);
  }

  const Draft& draft_;
  std::vector<MarkEntry> out_;
};

}  // namespace

std::vector<MarkEntry> compare_marks(const Draft& draft) { return MarkComparison(draft).run(); }

}  // namespace folio
