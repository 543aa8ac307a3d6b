#include "reconcile/group_writer.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

#include "core/text.h"
#include "reconcile/ink_matcher.h"
#include "reconcile/ink_shares.h"
#include "reconcile/link_divider.h"

namespace folio {
namespace {

/// A stretch of ink: one recognized word, or a whole line or region.
struct Ink {
  int line_idx = -1, new_line_idx = -1;
  int word_idx = -1;  ///< -1 = not a recognized word
  int page_idx = 0;
  Box box;
};

/// The last recognized line that lies above `y`; -1 when none does.
int line_above(const PageText& page, double y) {
  int out = -1;
  for (size_t l = 0; l < page.lines.size(); ++l)
    if (page.lines[l].box.center_y() <= y) out = static_cast<int>(l);
  return out;
}

int add_line(Draft& draft, int page_idx, int after_line_idx, Layer layer, Role role, const Box& box,
             int quarter_turns) {
  NewLine line;
  line.page_idx = page_idx;
  line.after_line_idx = after_line_idx;
  line.line.layer = layer;
  line.line.role = role;
  line.line.box = box;
  line.line.baseline = {{static_cast<double>(box.x0), static_cast<double>(box.y1)},
                        {static_cast<double>(box.x1), static_cast<double>(box.y1)}};
  line.line.x_height = 0.5 * box.height();
  line.line.quarter_turns = quarter_turns;
  draft.new_lines.push_back(std::move(line));
  return static_cast<int>(draft.new_lines.size()) - 1;
}

bool is_loose(Role role) {
  return role == Role::body || role == Role::marginalia || role == Role::resolution;
}

/// The typed word that the group follows, where it lies on `page_idx`.
int anchor_token(const TokenGroup& group, int page_idx) {
  return group.before.near() && group.before.page_idx == page_idx ? group.before.token_idx : -1;
}

/// Tells a piece what it needs of its token and group.
void describe(const Draft& draft, Piece& piece, const TokenGroup& group, Role line_role) {
  const Token& token = draft.token(piece.token_idxs.front());
  const bool between = group.local() || (group.before.near() && group.after.near());
  piece.inserted = token.inserted || (!group.marked && between && is_placed_in_text(line_role));
  if (group.layer == Layer::hand && (piece.inserted || group.local()))
    piece.after_token_idx = anchor_token(group, piece.page_idx);
  if (token.uncertain) piece.confidence *= 0.8;
}

Box share_of(const Box& box, double from, double to) {
  Box out = box;
  out.x0 = box.x0 + static_cast<int>(std::lround(from * box.width()));
  out.x1 = std::max(out.x0 + 1, box.x0 + static_cast<int>(std::lround(to * box.width())));
  return out;
}

class Writer {
 public:
  Writer(Draft& draft, const std::vector<const TokenGroup*>& groups, double distance, std::string reason)
      : draft_(draft), distance_(distance), reason_(std::move(reason)) {
    for (const TokenGroup* group : groups) {
      for (const int token_idx : group->token_idxs) tokens_.push_back({token_idx, group});
    }
  }

  void run(const std::vector<const Spot*>& spots) {
    note_signatures(spots);
    if (tokens_.empty()) return;
    mend_page_numbers(spots);
    if (spots.size() > 1 && divide_as_read(spots)) return;
    find_inks(spots);
    if (inks_.size() == tokens_.size()) {
      for (size_t k = 0; k < tokens_.size(); ++k) add(tokens_[k], {{k, 0, 1}});
      return;
    }
    share_by_letters();
  }

 private:
  struct Written {
    int token_idx = 0;
    const TokenGroup* group = nullptr;
  };
  struct Share {
    size_t ink_idx = 0;
    double from = 0, to = 1;
  };

  void note_signatures(const std::vector<const Spot*>& spots) {
    const auto page = static_cast<size_t>(spots.front()->page_idx);
    const std::string where =
        spots.front()->line_idx >= 0
            ? draft_.pages[page].lines[static_cast<size_t>(spots.front()->line_idx)].id
            : draft_.pages[page].regions[static_cast<size_t>(spots.front()->region_idx)].id;
    bool any = false;
    std::erase_if(tokens_, [&](const Written& written) {
      if (!draft_.token(written.token_idx).text.empty()) return false;
      draft_.noted[static_cast<size_t>(written.token_idx)] =
          fmt::format("signature at {} of {}", where, draft_.pages[page].origin.stem);
      return any = true;
    });
    if (any && spots.front()->line_idx >= 0) {
      draft_.line_roles[{spots.front()->page_idx, spots.front()->line_idx}] = Role::signature;
      draft_.line_taken[page][static_cast<size_t>(spots.front()->line_idx)] = true;
    }
  }

  /// A typist's page number that was taken for a leaf number.
  void mend_page_numbers(const std::vector<const Spot*>& spots) {
    const TokenGroup& group = *tokens_.front().group;
    if (group.marked || group.role != Role::page_number) return;
    for (const Spot* spot : spots) {
      if (spot->line_idx < 0) continue;
      draft_.line_layers[{spot->page_idx, spot->line_idx}] = Layer::typed;
      draft_.line_roles[{spot->page_idx, spot->line_idx}] = Role::page_number;
    }
  }

  /// Over several lines: where the ink was read about as the transcription has it, the letters say which is
  /// which.
  bool divide_as_read(const std::vector<const Spot*>& spots) {
    Letters truth, reading;
    std::vector<int> token_idxs;
    std::vector<WordRef> words;
    for (const Written& written : tokens_) {
      const Letters letters = letters_of(draft_.token(written.token_idx).text);
      truth.insert(truth.end(), letters.begin(), letters.end());
      token_idxs.push_back(written.token_idx);
    }
    for (const Spot* spot : spots) {
      if (spot->line_idx < 0 || spot->reading.empty()) return false;
      if (spot->boxes.size() != draft_.line(spot->page_idx, spot->line_idx).words.size()) return false;
      reading.insert(reading.end(), spot->reading.begin(), spot->reading.end());
      for (int w = 0; w < static_cast<int>(spot->boxes.size()); ++w) {
        words.push_back({spot->page_idx, spot->line_idx, w});
        if (Draft::reading(draft_.word(words.back())).empty()) return false;
      }
    }
    const double alike = similarity(truth, reading);
    if (alike < 0.5) return false;
    const size_t first_new = draft_.pieces.size();
    divide_link(draft_, token_idxs, words, 0.1 + 0.8 * alike, reason_);
    for (size_t k = first_new; k < draft_.pieces.size(); ++k) {
      Piece& piece = draft_.pieces[k];
      const auto owner = std::ranges::find(tokens_, piece.token_idxs.front(), &Written::token_idx);
      describe(draft_, piece, *owner->group, set_role(piece, *owner->group));
    }
    return true;
  }

  void find_inks(const std::vector<const Spot*>& spots) {
    for (const Spot* spot : spots) {
      int new_line_idx = -1;
      if (spot->line_idx < 0) {
        const PageText& page = draft_.pages[static_cast<size_t>(spot->page_idx)];
        new_line_idx = add_line(draft_, spot->page_idx, line_above(page, spot->box.center_y()), spot->layer,
                                spot->role, spot->box, 0);
        draft_.region_taken[static_cast<size_t>(spot->page_idx)][static_cast<size_t>(spot->region_idx)] =
            true;
      }
      const size_t words = spot->line_idx < 0 ? 0 : draft_.line(spot->page_idx, spot->line_idx).words.size();
      const bool has_words = words == spot->boxes.size();
      if (words > 0 && !has_words)
        used_up_.push_back({spot->page_idx, spot->line_idx, static_cast<int>(words)});
      for (size_t w = 0; w < spot->boxes.size(); ++w) {
        inks_.push_back({spot->line_idx, new_line_idx, has_words ? static_cast<int>(w) : -1, spot->page_idx,
                         spot->boxes[w]});
      }
    }
  }

  /// Over several lines: the tokens are cut into as many runs, so that each line gets about the letters that
  /// its width is of the whole; then each line by itself.
  void share_by_letters() {
    std::vector<size_t> line_ends;  // one past the last ink of each line
    for (size_t i = 0; i < inks_.size(); ++i) {
      if (i > 0 && line_key(inks_[i]) == line_key(inks_[i - 1])) line_ends.pop_back();
      line_ends.push_back(i + 1);
    }
    std::vector<double> token_widths(tokens_.size()), line_widths(line_ends.size(), 0);
    for (size_t k = 0; k < tokens_.size(); ++k) token_widths[k] = letters_in(k);
    for (size_t l = 0; l < line_ends.size(); ++l) {
      for (size_t i = l == 0 ? 0 : line_ends[l - 1]; i < line_ends[l]; ++i)
        line_widths[l] += std::max(1, inks_[i].box.width());
    }
    const std::vector<size_t> token_ends = cut_for_lines(token_widths, line_widths);
    size_t token = 0, ink = 0;
    for (size_t l = 0; l < line_ends.size(); ++l) {
      share_line(token, token_ends[l], ink, line_ends[l]);
      token = token_ends[l];
      ink = line_ends[l];
    }
  }

  static std::tuple<int, int, int> line_key(const Ink& ink) {
    return {ink.page_idx, ink.line_idx, ink.new_line_idx};
  }

  /// Width of a token and the space after it, in usual letters.
  double letters_in(size_t token) const {
    return hand_letters(draft_.token(tokens_[token].token_idx).text) + kHandSpace;
  }

  /// Each token gets the words of its line that have about its width and read like it, or its share of a word
  /// that was not divided.
  void share_line(size_t token_begin, size_t token_end, size_t ink_begin, size_t ink_end) {
    if (token_begin == token_end) return;
    double letters = -kHandSpace;
    for (size_t k = token_begin; k < token_end; ++k) letters += letters_in(k);
    const double width = inks_[ink_end - 1].box.x1 - inks_[ink_begin].box.x0;
    const double letter = std::max(1.0, width) / std::max(1.0, letters);
    const auto distance = [&](size_t tokens_from, size_t tokens_to, size_t inks_from, size_t inks_to) {
      return distance_of(token_begin + tokens_from, token_begin + tokens_to, ink_begin + inks_from,
                         ink_begin + inks_to, letter);
    };
    for (const InkMatch& match : match_in_order(token_end - token_begin, ink_end - ink_begin, distance))
      add_match(token_begin + match.left_begin, token_begin + match.left_end, ink_begin + match.right_begin,
                ink_begin + match.right_end);
  }

  /// How unlike tokens [token_begin, token_end) and inks [ink_begin, ink_end) are, one of which is one.
  double distance_of(size_t token_begin, size_t token_end, size_t ink_begin, size_t ink_end,
                     double letter) const {
    double expected = -kHandSpace;
    Letters truth, reading;
    for (size_t k = token_begin; k < token_end; ++k) {
      expected += letters_in(k);
      const Letters more = letters_of(draft_.token(tokens_[k].token_idx).text);
      truth.insert(truth.end(), more.begin(), more.end());
    }
    for (size_t i = ink_begin; i < ink_end; ++i) {
      if (inks_[i].word_idx < 0) continue;
      const Letters more =
          letters_of(Draft::reading(draft_.word({inks_[i].page_idx, inks_[i].line_idx, inks_[i].word_idx})));
      reading.insert(reading.end(), more.begin(), more.end());
    }
    const double width = (inks_[ink_end - 1].box.x1 - inks_[ink_begin].box.x0) / letter;
    return std::abs(width - expected) / (2 + 0.2 * expected) -
           (reading.empty() ? 0 : 0.7 * similarity(truth, reading));
  }

  void add_match(size_t token_begin, size_t token_end, size_t ink_begin, size_t ink_end) {
    if (token_end - token_begin == 1) {
      std::vector<Share> shares;
      for (size_t i = ink_begin; i < ink_end; ++i) shares.push_back({i, 0, 1});
      add(tokens_[token_begin], shares);
      return;
    }
    double letters = -kHandSpace;
    for (size_t k = token_begin; k < token_end; ++k) letters += letters_in(k);
    double from = 0;
    for (size_t k = token_begin; k < token_end; ++k) {
      const double to = k + 1 == token_end ? 1 : from + (letters_in(k) - kHandSpace) / letters;
      add(tokens_[k], {{ink_begin, from, to}});
      from = to + kHandSpace / letters;
    }
  }

  Role set_role(const Piece& piece, const TokenGroup& group) {
    if (piece.line_idx < 0 || piece.new_line_idx >= 0)
      return piece.new_line_idx >= 0 ? draft_.new_lines[static_cast<size_t>(piece.new_line_idx)].line.role
                                     : group.role;
    const auto known = draft_.line_roles.find({piece.page_idx, piece.line_idx});
    Role role =
        known != draft_.line_roles.end() ? known->second : draft_.line(piece.page_idx, piece.line_idx).role;
    const bool better =
        group.role == Role::insertion || group.role == Role::signature || group.role == Role::leaf_number;
    if (group.marked && better && is_loose(role)) {
      role = group.role;
      draft_.line_roles[{piece.page_idx, piece.line_idx}] = role;
    }
    return role;
  }

  void add(const Written& written, const std::vector<Share>& shares) {
    Piece piece;
    const Ink& first = inks_[shares.front().ink_idx];
    piece.token_idxs = {written.token_idx};
    piece.page_idx = first.page_idx;
    piece.line_idx = first.line_idx;
    piece.new_line_idx = first.new_line_idx;
    piece.order = (first.word_idx >= 0 ? first.word_idx : 0) + 0.0001 * added_++;
    piece.text = draft_.token(written.token_idx).text;
    double read_confidence = 0;
    for (const Share& share : shares) {
      const Ink& ink = inks_[share.ink_idx];
      piece.box = unite(piece.box, share_of(ink.box, share.from, share.to));
      if (ink.word_idx < 0) continue;
      piece.word_idxs.push_back(ink.word_idx);
      const Word& word = draft_.word({ink.page_idx, ink.line_idx, ink.word_idx});
      const bool spoken_for =
          draft_.taken[static_cast<size_t>(ink.page_idx)][static_cast<size_t>(ink.line_idx)]
                      [static_cast<size_t>(ink.word_idx)];
      if (spoken_for) continue;
      if (!piece.ocr.empty() && !Draft::reading(word).empty()) piece.ocr += ' ';
      piece.ocr += Draft::reading(word);
      piece.glyphs.insert(piece.glyphs.end(), word.glyphs.begin(), word.glyphs.end());
      read_confidence = piece.reading_confidence = word.confidence;
    }
    piece.confidence = piece.text == piece.ocr ? agreed_confidence(read_confidence)
                                               : std::clamp(0.6 - 0.15 * distance_, 0.2, 0.6);
    piece.reason = reason_;
    take_used_up(piece);
    describe(draft_, piece, *written.group, set_role(piece, *written.group));
    draft_.add(std::move(piece));
  }

  /// The misreadings of a line whose ink is shared by its own box go to its first word.
  void take_used_up(Piece& piece) {
    for (WordRef& line : used_up_) {
      if (line.page_idx != piece.page_idx || line.line_idx != piece.line_idx) continue;
      for (int w = 0; w < line.word_idx; ++w) piece.word_idxs.push_back(w);
      line.line_idx = -1;
    }
  }

  Draft& draft_;
  std::vector<WordRef> used_up_;  ///< lines; word_idx is the count of their words
  std::vector<Written> tokens_;
  std::vector<Ink> inks_;
  double distance_;
  std::string reason_;
  int added_ = 0;
};

}  // namespace

void write_groups(Draft& draft, const std::vector<const TokenGroup*>& groups, std::vector<const Spot*> spots,
                  double distance, const std::string& reason) {
  for (const Spot* spot : spots) {
    if (!spot->mistaken) continue;
    const std::pair line(spot->page_idx, spot->line_idx);
    const Role role = groups.front()->role;
    draft.line_layers[line] = spot->layer;
    const int twin = draft.twins[static_cast<size_t>(spot->page_idx)][static_cast<size_t>(spot->line_idx)];
    if (twin >= 0) draft.line_taken[static_cast<size_t>(spot->page_idx)][static_cast<size_t>(twin)] = true;
    if (spot->proven)
      draft.line_roles[line] = spot->role;
    else if (is_loose(spot->role) || spot->role == Role::heading)
      draft.line_roles[line] = role == Role::body ? Role::marginalia : role;
  }
  std::ranges::stable_sort(spots, {},
                           [](const Spot* s) { return std::tuple(s->page_idx, s->box.center_y()); });
  if (groups.size() > 1 && spots.size() == 1 && spots.front()->line_idx < 0) {
    // Lines of writing in one region: each gets a row of it.
    const Box& box = spots.front()->box;
    const int count = static_cast<int>(groups.size());
    for (int k = 0; k < count; ++k) {
      Spot row = *spots.front();
      row.box = {box.x0, box.y0 + box.height() * k / count, box.x1, box.y0 + box.height() * (k + 1) / count};
      row.boxes = {row.box};
      Writer(draft, {groups[static_cast<size_t>(k)]}, distance, reason).run({&row});
    }
    return;
  }
  Writer(draft, groups, distance, reason).run(spots);
}

void write_on_words(Draft& draft, const TokenGroup& group, const std::vector<WordRef>& words) {
  const size_t first_new = draft.pieces.size();
  divide_link(draft, group.token_idxs, words, 0.4, "the image took it for the machine's writing");
  std::map<int, int> new_line_of;  // one for each line that it is taken from
  for (size_t k = first_new; k < draft.pieces.size(); ++k) {
    Piece& piece = draft.pieces[k];
    const Role role = group.role == Role::body && group.marked ? Role::body : group.role;
    const auto [found, is_new] = new_line_of.try_emplace(piece.line_idx, -1);
    if (is_new)
      found->second = add_line(draft, piece.page_idx, piece.line_idx, group.layer, role, piece.box,
                               draft.token(piece.token_idxs.front()).quarter_turns);
    piece.new_line_idx = found->second;
    Box& box = draft.new_lines[static_cast<size_t>(found->second)].line.box;
    box = unite(box, piece.box);
    describe(draft, piece, group, role);
  }
}

void write_inferred(Draft& draft, const TokenGroup& group, const TypingSize& size) {
  const bool after_word = group.before.near();
  const TokenGroup::Neighbor& neighbor = after_word ? group.before : group.after;
  const PageText& page = draft.pages[static_cast<size_t>(neighbor.page_idx)];
  const int width = static_cast<int>(hand_width(group.letters.size() + group.token_idxs.size() - 1, size));
  const int height = static_cast<int>(0.4 * size.line_step);
  Box box;
  box.x0 = after_word ? neighbor.box.x1 : neighbor.box.x0 - width;
  if (page.size.width > 0) box.x0 = std::clamp(box.x0, 0, std::max(0, page.size.width - width));
  box.x1 = box.x0 + std::max(1, width);
  box.y1 = std::max(1, neighbor.box.y0);
  box.y0 = std::max(0, box.y1 - height);
  const int line_idx =
      add_line(draft, neighbor.page_idx, neighbor.line_idx, Layer::hand, Role::insertion, box, 0);
  double letters = 0, from = 0;
  for (const int token_idx : group.token_idxs)
    letters += static_cast<double>(to_code_points(draft.token(token_idx).text).size()) + 1;
  for (const int token_idx : group.token_idxs) {
    const Token& token = draft.token(token_idx);
    if (token.text.empty()) continue;
    const double own = static_cast<double>(to_code_points(token.text).size());
    Piece piece;
    piece.token_idxs = {token_idx};
    piece.page_idx = neighbor.page_idx;
    piece.new_line_idx = line_idx;
    piece.order = from;
    piece.box = share_of(box, from / letters, (from + own) / letters);
    piece.text = token.text;
    piece.confidence = 0.2;
    piece.inferred = true;
    piece.reason = "no ink found; its place is inferred from its neighbor";
    describe(draft, piece, group, Role::insertion);
    draft.add(std::move(piece));
    from += own + 1;
  }
}

}  // namespace folio
