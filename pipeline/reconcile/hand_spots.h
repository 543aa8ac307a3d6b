#pragma once

#include <optional>
#include <vector>

#include "reconcile/draft.h"
#include "reconcile/letter_shapes.h"

namespace folio {

/// A line or region of handwriting (or of a stamp) that may hold tokens.
struct Spot {
  Layer layer = Layer::hand;
  Role role = Role::body;
  int page_idx = 0;
  int line_idx = -1;    ///< -1 for a region
  int region_idx = -1;  ///< -1 for a line
  Box box;
  std::vector<Box> boxes;  ///< of its words; of the whole where it has none
  Letters reading;         ///< empty when nothing was read
  /// A line of the machine's writing that none of its tokens are for: handwriting taken for it, when it reads
  /// like handwriting of the transcription.
  bool mistaken = false;
  bool proven = false;  ///< with `mistaken`: the same ink was found as handwriting too
};

/// Tokens that were written together: those of one mark, or of one line of the transcription.
struct TokenGroup {
  /// A placed word of the machine's writing next to the group.
  struct Neighbor {
    int token_idx = -1;  ///< -1 = none
    int page_idx = 0, line_idx = 0;
    Box box;
    int skipped = 0;  ///< tokens of the machine's writing between it and the group that lie nowhere
    bool same_paragraph = false;
    bool known() const { return token_idx >= 0; }
    bool near() const { return known() && skipped <= 2; }
  };
  std::vector<int> token_idxs;
  Layer layer = Layer::hand;
  Role role = Role::body;
  int paragraph_idx = 0;
  bool marked = true;  ///< false: the transcription does not say that it is handwriting
  Letters letters;
  Neighbor before, after;

  /// It stands within typed text that was placed.
  bool local() const {
    return (before.near() && before.same_paragraph) || (after.near() && after.same_paragraph);
  }
};

/// Lines and regions of `layer` that hold no token, in the order of pages, then from top to bottom.
/// With `mistaken`, those that Spot::mistaken tells of too.
std::vector<Spot> find_spots(const Draft& draft, Layer layer, bool mistaken = false);

/// Groups of `layer` that lie nowhere yet, in the order of the transcription. For the hand layer also words
/// of the machine's writing that lie nowhere, with `marked` false.
std::vector<TokenGroup> find_groups(const Draft& draft, Layer layer);

/// How well the reading of a spot goes with a group: what to take off a distance, [0, 1]; nothing when it
/// rules the spot out.
std::optional<double> reading_bonus(const TokenGroup& group, const Spot& spot);

/// Width that `letters` letters of handwriting take, in pixels; within a factor of two either way.
double hand_width(size_t letters, const TypingSize& size);

/// How unlike the ink of a spot is to `letters` letters: the logarithm of the ratio of its width to the usual
/// one, at least 0. A region may be of larger writing, or, for a dozen letters a line, of more lines than
/// `lines`, up to three; the
/// likeliest counts, more lines a little less.
double size_distance(size_t letters, const Spot& spot, const TypingSize& size, int lines = 1);

/// Distance of a spot from where a group within typed text is expected: above, on or below the typed line,
/// between its neighbors. In line steps, with the likeness of widths and readings added; 0 is best, 100 = not
/// on this page.
double local_distance(const TokenGroup& group, const Spot& spot, const TypingSize& size);

}  // namespace folio
