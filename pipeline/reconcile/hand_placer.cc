#include "reconcile/hand_placer.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "reconcile/group_writer.h"
#include "reconcile/hand_spots.h"
#include "reconcile/order_aligner.h"

namespace folio {
namespace {

constexpr double kCrowded = 0.55;      ///< of a group's usual width: less room than this holds no group more
constexpr int kMissingParagraph = 15;  ///< machine words of a paragraph, from which their absence tells

class HandPlacer {
 public:
  HandPlacer(Draft& draft, const ReconcileOptions& options) : draft_(draft), options_(options) {
    find_missing_paragraphs();
  }

  void run() {
    place_leaf_numbers();
    place_local();
    place_on_typed_words();
    place_in_margins();
    place_by_order(Layer::hand);
    place_by_order(Layer::stamp);
    if (options_.infer_places) place_inferred();
  }

 private:
  const TypingSize& size_of(int page_idx) const { return draft_.sizes[static_cast<size_t>(page_idx)]; }

  /// Paragraphs whose typed words lie on no page: their handwriting does not either.
  void find_missing_paragraphs() {
    const std::vector<Token>& tokens = draft_.transcription.tokens;
    if (tokens.empty()) return;
    missing_.assign(static_cast<size_t>(tokens.back().paragraph_idx) + 1, false);
    std::vector<std::pair<int, int>> counts(missing_.size());
    for (size_t k = 0; k < tokens.size(); ++k) {
      if (!is_machine_token(tokens[k])) continue;
      auto& [all, placed] = counts[static_cast<size_t>(tokens[k].paragraph_idx)];
      ++all;
      placed += draft_.placed(static_cast<int>(k));
    }
    for (size_t p = 0; p < counts.size(); ++p)
      missing_[p] = counts[p].first >= kMissingParagraph && 5 * counts[p].second < counts[p].first;
  }

  bool in_missing_text(const TokenGroup& group) const {
    if (missing_[static_cast<size_t>(draft_.token(group.token_idxs.front()).paragraph_idx)]) return true;
    constexpr int kFar = 40;
    return (group.before.known() ? group.before.skipped > kFar : false) &&
           (group.after.known() ? group.after.skipped > kFar : true);
  }

  /// "13 44" before a page's text: on that page, else on the page before it.
  void place_leaf_numbers() {
    const std::vector<TokenGroup> groups = find_groups(draft_, Layer::hand);
    std::vector<Spot> spots = find_spots(draft_, Layer::hand, true);
    std::erase_if(spots, [](const Spot& s) {
      return s.role != Role::leaf_number && s.role != Role::page_number &&
             !(s.mistaken && s.reading.size() <= 4);
    });
    for (const TokenGroup& group : groups) {
      if (group.role != Role::leaf_number) continue;
      std::vector<int> page_idxs;
      // Far from its neighbors the number belongs to a page that is missing, unless the reading says
      // otherwise.
      if (group.after.known()) page_idxs.push_back(group.after.page_idx);
      if (group.before.known() && (page_idxs.empty() || group.before.page_idx != page_idxs[0]))
        page_idxs.push_back(group.before.page_idx);
      for (const bool by_reading : {true, false}) {
        for (const int page_idx : page_idxs) {
          const auto& neighbor =
              group.after.known() && page_idx == group.after.page_idx ? group.after : group.before;
          if (!by_reading && neighbor.skipped > 10) continue;
          if (!draft_.placed(group.token_idxs.front()))
            write_leaf_numbers(group, page_idx, by_reading, spots);
        }
      }
    }
  }

  void write_leaf_numbers(const TokenGroup& group, int page_idx, bool by_reading, std::vector<Spot>& spots) {
    std::vector<Spot*> here;
    for (Spot& spot : spots) {
      if (spot.page_idx != page_idx || spot.boxes.empty() || (spot.mistaken && !spot.proven && !by_reading))
        continue;
      here.push_back(&spot);
    }
    if (here.empty()) return;
    if (by_reading) {
      for (const int token_idx : group.token_idxs) {
        const Letters letters = letters_of(draft_.token(token_idx).text);
        for (Spot* spot : here) {
          if (spot->boxes.size() != 1 || spot->reading.empty() || similarity(letters, spot->reading) < 0.8)
            continue;
          write_one(group, token_idx, *spot);
          break;
        }
      }
      return;
    }
    // The number in force stands highest and farthest to the right.
    const double width = draft_.pages[static_cast<size_t>(page_idx)].size.width;
    std::ranges::stable_sort(here, {}, [&](const Spot* s) { return s->box.y0 + 0.5 * (width - s->box.x1); });
    if (here.size() == 1) {
      write_groups(draft_, {&group}, {here.front()}, 0.5, "");
      here.front()->boxes.clear();
      return;
    }
    size_t next = 0;
    for (const int token_idx : group.token_idxs) {
      if (draft_.placed(token_idx)) continue;
      if (next == here.size()) break;
      write_one(group, token_idx, *here[next++]);
    }
  }

  void write_one(const TokenGroup& group, int token_idx, Spot& spot) {
    TokenGroup single = group;
    single.token_idxs = {token_idx};
    single.letters = letters_of(draft_.token(token_idx).text);
    write_groups(draft_, {&single}, {&spot}, 0.5, "");
    spot.boxes.clear();
  }

  void place_local() {
    std::vector<TokenGroup> groups = find_groups(draft_, Layer::hand);
    std::erase_if(groups, [](const TokenGroup& g) { return g.role == Role::leaf_number; });
    const std::vector<Spot> spots = find_spots(draft_, Layer::hand, true);
    struct Pair {
      double distance;
      size_t group_idx, spot_idx;
    };
    std::vector<Pair> pairs;
    for (size_t g = 0; g < groups.size(); ++g) {
      if (!groups[g].local() && !between_lines(groups[g])) continue;
      for (size_t s = 0; s < spots.size(); ++s) {
        const bool here = (groups[g].before.near() && groups[g].before.page_idx == spots[s].page_idx) ||
                          (groups[g].after.near() && groups[g].after.page_idx == spots[s].page_idx);
        if (!here) continue;
        const double distance = local_distance(groups[g], spots[s], size_of(spots[s].page_idx));
        const double limit = options_.max_hand_distance * (groups[g].marked ? 1 : 0.75);
        if (distance < limit) pairs.push_back({distance, g, s});
      }
    }
    std::ranges::stable_sort(pairs, {}, &Pair::distance);
    std::vector<std::vector<size_t>> groups_of(spots.size()), spots_of(groups.size());
    std::vector<double> distance_of(groups.size(), 0);
    const auto usual_width = [&](size_t g, size_t s) {
      return hand_width(groups[g].letters.size(), size_of(spots[s].page_idx));
    };
    const auto reads_together = [&](size_t g, size_t s) {
      return spots_of[g].empty() && spots_of[g + 1].empty() && groups_of[s].empty() &&
             written_together(groups[g], groups[g + 1], spots[s]);
    };
    for (const Pair& pair : pairs) {
      const size_t g = pair.group_idx;
      if (g + 1 == groups.size() || !reads_together(g, pair.spot_idx)) continue;
      for (const size_t one : {g, g + 1}) {
        spots_of[one].push_back(pair.spot_idx);
        groups_of[pair.spot_idx].push_back(one);
        distance_of[one] = pair.distance;
      }
    }
    for (const Pair& pair : pairs) {
      if (!spots_of[pair.group_idx].empty() || !groups_of[pair.spot_idx].empty()) continue;
      spots_of[pair.group_idx].push_back(pair.spot_idx);
      groups_of[pair.spot_idx].push_back(pair.group_idx);
      distance_of[pair.group_idx] = pair.distance;
    }
    // Two insertions written in one go share a line of ink.
    for (const Pair& pair : pairs) {
      if (!spots_of[pair.group_idx].empty() || !groups[pair.group_idx].marked) continue;
      double needed = usual_width(pair.group_idx, pair.spot_idx);
      for (const size_t g : groups_of[pair.spot_idx]) needed += usual_width(g, pair.spot_idx);
      if (pair.distance > 1.2 || spots[pair.spot_idx].box.width() < kCrowded * needed) continue;
      spots_of[pair.group_idx].push_back(pair.spot_idx);
      groups_of[pair.spot_idx].push_back(pair.group_idx);
      distance_of[pair.group_idx] = pair.distance;
    }
    // A long insertion goes on in the next free line.
    for (const Pair& pair : pairs) {
      std::vector<size_t>& own = spots_of[pair.group_idx];
      if (own.size() != 1 || !groups_of[pair.spot_idx].empty() || groups_of[own[0]].size() != 1) continue;
      const Spot &first = spots[own[0]], &second = spots[pair.spot_idx];
      if (first.box.width() > kCrowded * usual_width(pair.group_idx, own[0])) continue;
      if (std::abs(first.box.center_y() - second.box.center_y()) > 1.6 * size_of(first.page_idx).line_step)
        continue;
      own.push_back(pair.spot_idx);
      groups_of[pair.spot_idx].push_back(pair.group_idx);
    }
    write_matches(groups, spots, groups_of, spots_of, distance_of);
  }

  /// Two insertions of one paragraph that the ink reads like, one after the other, better than like the first
  /// alone: around a strike an author writes in one go.
  static bool written_together(const TokenGroup& first, const TokenGroup& second, const Spot& spot) {
    constexpr double kAlike = 0.7;
    if (!first.marked || !second.marked || first.paragraph_idx != second.paragraph_idx ||
        spot.reading.empty())
      return false;
    Letters both = first.letters;
    both.insert(both.end(), second.letters.begin(), second.letters.end());
    const double alike = similarity(both, spot.reading);
    return alike >= kAlike && alike > similarity(first.letters, spot.reading) &&
           alike > similarity(second.letters, spot.reading);
  }

  /// A paragraph by itself that the transcription puts between two neighboring typed lines.
  bool between_lines(const TokenGroup& group) const {
    return group.before.near() && group.after.near() && group.before.page_idx == group.after.page_idx &&
           group.after.box.center_y() - group.before.box.center_y() <
               2.2 * size_of(group.before.page_idx).line_step;
  }

  void write_matches(const std::vector<TokenGroup>& groups, const std::vector<Spot>& spots,
                     std::vector<std::vector<size_t>>& groups_of,
                     const std::vector<std::vector<size_t>>& spots_of,
                     const std::vector<double>& distance_of) {
    std::vector<bool> done(groups.size(), false);
    for (size_t g = 0; g < groups.size(); ++g) {
      if (done[g] || spots_of[g].empty()) continue;
      std::vector<size_t>& sharing = groups_of[spots_of[g].front()];
      std::ranges::sort(sharing);
      std::vector<const TokenGroup*> together;
      for (const size_t other : sharing) {
        together.push_back(&groups[other]);
        done[other] = true;
      }
      std::vector<const Spot*> ink;
      for (const size_t s : spots_of[g]) ink.push_back(&spots[s]);
      write_groups(draft_, together, ink, distance_of[g], "");
    }
  }

  /// Handwriting within a typed line that was taken for typing.
  void place_on_typed_words() {
    for (const TokenGroup& group : find_groups(draft_, Layer::hand)) {
      if (!group.marked || !group.local() || !group.before.near() || !group.after.near()) continue;
      if (group.before.page_idx != group.after.page_idx || group.letters.empty()) continue;
      const std::vector<WordRef> words = free_words_between(group.before, group.after);
      if (words.empty() || words.size() > 2 * group.token_idxs.size() + 1) continue;
      double width = 0;
      for (const WordRef& ref : words) width += draft_.word(ref).box.width();
      const double ratio = width / hand_width(group.letters.size(), size_of(words.front().page_idx));
      if (ratio > 0.3 && ratio < 3) write_on_words(draft_, group, words);
    }
  }

  /// Typed words without a token, after `a` and before `b` on the same line, or nearest to either on theirs.
  std::vector<WordRef> free_words_between(const TokenGroup::Neighbor& a,
                                          const TokenGroup::Neighbor& b) const {
    std::vector<WordRef> out;
    for (int line_idx = a.line_idx; line_idx >= 0 && line_idx <= b.line_idx && line_idx <= a.line_idx + 1;
         ++line_idx) {
      const TextLine& line = draft_.line(a.page_idx, line_idx);
      if (line.layer != Layer::typed && line.layer != Layer::print) continue;
      for (int w = 0; w < static_cast<int>(line.words.size()); ++w) {
        const Box& box = line.words[static_cast<size_t>(w)].box;
        if (draft_.taken[static_cast<size_t>(a.page_idx)][static_cast<size_t>(line_idx)]
                        [static_cast<size_t>(w)])
          continue;
        if (line_idx == a.line_idx && box.x0 < a.box.x1 - 1) continue;
        if (line_idx == b.line_idx && box.x1 > b.box.x0 + 1) continue;
        out.push_back({a.page_idx, line_idx, w});
      }
    }
    return out;
  }

  /// A long insertion may stand in the margin, in several short lines near the height of its place.
  void place_in_margins() {
    const std::vector<TokenGroup> groups = find_groups(draft_, Layer::hand);
    std::vector<Spot> spots = find_spots(draft_, Layer::hand, true);
    std::erase_if(spots, [](const Spot& s) { return s.mistaken && !s.proven; });
    std::vector<std::vector<const Spot*>> blocks;
    for (const Spot& spot : spots) {
      if (spot.role == Role::leaf_number || spot.role == Role::page_number) continue;
      const bool grows = !blocks.empty() && follows(*blocks.back().back(), spot);
      if (!grows) blocks.emplace_back();
      blocks.back().push_back(&spot);
    }
    for (const TokenGroup& group : groups) {
      if (!group.marked || !group.local() || group.role == Role::leaf_number || group.letters.empty())
        continue;
      const TokenGroup::Neighbor& neighbor = group.before.near() ? group.before : group.after;
      const TypingSize& size = size_of(neighbor.page_idx);
      double best = 1.2;
      std::vector<const Spot*>* chosen = nullptr;
      for (std::vector<const Spot*>& block : blocks) {
        if (block.empty() || block.front()->page_idx != neighbor.page_idx) continue;
        double width = 0;
        Box box;
        for (const Spot* spot : block) {
          width += spot->box.width();
          box = unite(box, spot->box);
        }
        const double away =
            std::max({0.0, box.y0 - neighbor.box.center_y(), neighbor.box.center_y() - box.y1});
        const double distance =
            std::abs(std::log(std::max(1.0, width) / hand_width(group.letters.size(), size))) +
            0.3 * away / size.line_step;
        if (distance >= best) continue;
        best = distance;
        chosen = &block;
      }
      if (chosen == nullptr) continue;
      write_groups(draft_, {&group}, *chosen, best, "in the margin");
      chosen->clear();
    }
  }

  /// The next line of one block of writing.
  bool follows(const Spot& upper, const Spot& lower) const {
    if (upper.page_idx != lower.page_idx || upper.line_idx < 0 || lower.line_idx < 0) return false;
    const bool overlap = std::min(upper.box.x1, lower.box.x1) > std::max(upper.box.x0, lower.box.x0);
    return overlap && lower.box.center_y() - upper.box.center_y() < 1.5 * size_of(upper.page_idx).line_step;
  }

  void place_by_order(Layer layer) {
    const std::vector<TokenGroup> groups = find_groups(draft_, layer);
    const std::vector<Spot> spots = find_spots(draft_, layer, true);
    std::vector<const TokenGroup*> loose;
    for (const TokenGroup& group : groups) {
      if (layer == Layer::hand && group.local()) continue;
      if (group.role == Role::leaf_number || in_missing_text(group)) continue;
      loose.push_back(&group);
    }
    std::vector<const Spot*> ink;
    ink.reserve(spots.size());
    for (const Spot& spot : spots) ink.push_back(&spot);
    place_by_reading(loose, ink);
    for (const OrderMatch& match : match_by_order(loose, ink, draft_.sizes)) {
      std::vector<const TokenGroup*> together;
      std::vector<const Spot*> own;
      for (const int g : match.group_idxs) {
        together.push_back(loose[static_cast<size_t>(g)]);
      }
      for (const int s : match.spot_idxs) {
        own.push_back(ink[static_cast<size_t>(s)]);
      }
      write_groups(draft_, together, own, match.distance, "");
    }
  }

  /// What reads alike, wherever it stands between the typed words around it: each group and spot that are the
  /// likest of all to each other. Takes them from the lists.
  void place_by_reading(std::vector<const TokenGroup*>& groups, std::vector<const Spot*>& spots) {
    constexpr double kAlike = 0.6;
    constexpr size_t kLetters = 3;
    struct Best {
      double alike = kAlike;
      size_t other = 0;
      bool found = false;
    };
    std::vector<Best> of_group(groups.size()), of_spot(spots.size());
    const auto improve = [](Best& best, double alike, size_t other) {
      if (best.found ? alike > best.alike : alike >= best.alike) best = {alike, other, true};
    };
    for (size_t g = 0; g < groups.size(); ++g) {
      for (size_t s = 0; s < spots.size(); ++s) {
        if (spots[s]->reading.size() < kLetters || groups[g]->letters.size() < kLetters ||
            !may_lie_on(*groups[g], spots[s]->page_idx))
          continue;
        const double alike = similarity(groups[g]->letters, spots[s]->reading);
        improve(of_group[g], alike, s);
        improve(of_spot[s], alike, g);
      }
    }
    std::vector<const TokenGroup*> other_groups;
    for (size_t g = 0; g < groups.size(); ++g) {
      const Best& best = of_group[g];
      if (!best.found || of_spot[best.other].other != g) {
        other_groups.push_back(groups[g]);
        continue;
      }
      write_groups(draft_, {groups[g]}, {spots[best.other]}, 0.5, "reads alike");
      spots[best.other] = nullptr;
    }
    std::erase(spots, nullptr);
    groups = std::move(other_groups);
  }

  /// Between the pages of the typed words around the group.
  static bool may_lie_on(const TokenGroup& group, int page_idx) {
    return (!group.before.known() || page_idx >= group.before.page_idx) &&
           (!group.after.known() || page_idx <= group.after.page_idx);
  }

  void place_inferred() {
    for (const TokenGroup& group : find_groups(draft_, Layer::hand)) {
      if (!group.marked || !group.local() || group.letters.empty() || group.role == Role::leaf_number)
        continue;
      if (in_missing_text(group)) continue;
      write_inferred(draft_, group,
                     size_of(group.before.near() ? group.before.page_idx : group.after.page_idx));
    }
  }

  Draft& draft_;
  const ReconcileOptions& options_;
  std::vector<bool> missing_;  ///< by paragraph
};

}  // namespace

void place_handwriting(Draft& draft, const ReconcileOptions& options) { HandPlacer(draft, options).run(); }

}  // namespace folio
