#include "reconcile/hand_spots.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace folio {
namespace {

constexpr double kElsewhere = 100;

TokenGroup::Neighbor neighbor_of(const Draft& draft, int token_idx, int skipped, int group_token_idx) {
  TokenGroup::Neighbor out;
  const std::vector<int>& pieces = draft.pieces_of[static_cast<size_t>(token_idx)];
  const int piece_idx = token_idx < group_token_idx ? pieces.back() : pieces.front();
  const Piece& piece = draft.pieces[static_cast<size_t>(piece_idx)];
  out.token_idx = token_idx;
  out.page_idx = piece.page_idx;
  out.line_idx = piece.line_idx;
  out.box = piece.box;
  out.skipped = skipped;
  out.same_paragraph = draft.token(token_idx).paragraph_idx == draft.token(group_token_idx).paragraph_idx;
  return out;
}

/// Fills in the neighbors of all groups, which are in order, in one walk over the tokens a side.
void find_neighbors(const Draft& draft, std::vector<TokenGroup>& groups) {
  const int count = static_cast<int>(draft.transcription.tokens.size());
  const auto is_placed = [&](int k) {
    return is_machine_token(draft.token(k)) && !draft.pieces_of[static_cast<size_t>(k)].empty();
  };
  int last = -1, skipped = 0, token = 0;
  for (TokenGroup& group : groups) {
    for (; token < group.token_idxs.front(); ++token) {
      if (is_placed(token)) {
        last = token;
        skipped = 0;
      } else if (is_machine_token(draft.token(token))) {
        ++skipped;
      }
    }
    if (last >= 0) group.before = neighbor_of(draft, last, skipped, group.token_idxs.front());
  }
  last = -1;
  skipped = 0;
  token = count - 1;
  for (auto group = groups.rbegin(); group != groups.rend(); ++group) {
    for (; token > group->token_idxs.back(); --token) {
      if (is_placed(token)) {
        last = token;
        skipped = 0;
      } else if (is_machine_token(draft.token(token))) {
        ++skipped;
      }
    }
    if (last >= 0) group->after = neighbor_of(draft, last, skipped, group->token_idxs.back());
  }
}

}  // namespace

std::vector<Spot> find_spots(const Draft& draft, Layer layer) {
  std::vector<Spot> out;
  for (size_t p = 0; p < draft.pages.size(); ++p) {
    const PageText& page = draft.pages[p];
    for (size_t l = 0; l < page.lines.size(); ++l) {
      const TextLine& line = page.lines[l];
      if (line.layer != layer || draft.line_taken[p][l]) continue;
      Spot spot{layer, line.role, static_cast<int>(p), static_cast<int>(l), -1, line.box, {}, {}};
      for (const Word& word : line.words) {
        spot.boxes.push_back(word.box);
        const Letters letters = letters_of(Draft::reading(word));
        spot.reading.insert(spot.reading.end(), letters.begin(), letters.end());
      }
      if (spot.boxes.empty()) spot.boxes.push_back(line.box);
      out.push_back(std::move(spot));
    }
    for (size_t r = 0; r < page.regions.size(); ++r) {
      const TextRegion& region = page.regions[r];
      if (region.layer != layer || draft.region_taken[p][r]) continue;
      out.push_back(
          {layer, region.role, static_cast<int>(p), -1, static_cast<int>(r), region.box, {region.box}, {}});
    }
  }
  std::ranges::stable_sort(out, {},
                           [](const Spot& s) { return std::tuple(s.page_idx, s.box.center_y(), s.box.x0); });
  return out;
}

std::vector<TokenGroup> find_groups(const Draft& draft, Layer layer) {
  std::vector<TokenGroup> out;
  const std::vector<Token>& tokens = draft.transcription.tokens;
  for (int k = 0; k < static_cast<int>(tokens.size()); ++k) {
    const Token& token = tokens[static_cast<size_t>(k)];
    const bool own = token.layer == layer;
    const bool stray = layer == Layer::hand && is_machine_token(token) && !token.struck;
    if ((!own && !stray) || draft.placed(k)) continue;
    bool continues = false;
    if (!out.empty() && out.back().token_idxs.back() == k - 1 && out.back().marked == own) {
      const Token& last = tokens[static_cast<size_t>(k) - 1];
      continues = last.paragraph_idx == token.paragraph_idx && last.role == token.role &&
                  last.quarter_turns == token.quarter_turns &&
                  (own ? last.mark_idx == token.mark_idx : last.line == token.line);
    }
    if (!continues) {
      out.emplace_back();
      out.back().layer = layer;
      out.back().role = token.role;
      out.back().marked = own;
    }
    TokenGroup& group = out.back();
    group.token_idxs.push_back(k);
    const Letters letters = letters_of(token.text);
    group.letters.insert(group.letters.end(), letters.begin(), letters.end());
  }
  find_neighbors(draft, out);
  return out;
}

double hand_width(size_t letters, const TypingSize& size) {
  return 0.85 * size.pitch * static_cast<double>(std::max<size_t>(letters, 1));
}

double local_distance(const TokenGroup& group, const Spot& spot, const TypingSize& size) {
  const auto beside = [&](const TokenGroup::Neighbor& neighbor, double x0, double x1) {
    if (!neighbor.known() || neighbor.page_idx != spot.page_idx) return kElsewhere;
    const double center = spot.box.center_x();
    const double dx = std::max({0.0, x0 - center, center - x1}) / (2 * size.line_step);
    // A caret's words stand half a line to a line above; below is rarer.
    const double up = (neighbor.box.center_y() - spot.box.center_y()) / size.line_step;
    const double dy = up >= 0 ? std::max(0.0, up - 1) * 1.5 : std::max(0.0, -up - 0.3) * 1.5;
    return dx + dy;
  };
  const bool one_line = group.before.known() && group.after.known() &&
                        group.before.page_idx == group.after.page_idx &&
                        group.before.line_idx == group.after.line_idx;
  const double reach = 2.5 * size.line_step;
  double distance = kElsewhere;
  if (one_line) {
    distance = beside(group.before, group.before.box.x0, std::max(group.after.box.x1, group.before.box.x1));
  } else {
    if (group.before.near())
      distance = beside(group.before, group.before.box.x0, group.before.box.x1 + reach);
    if (group.after.near())
      distance = std::min(distance, beside(group.after, group.after.box.x0 - reach, group.after.box.x1));
  }
  if (distance >= kElsewhere) return kElsewhere;
  distance +=
      0.4 * std::abs(std::log(std::max(1, spot.box.width()) / hand_width(group.letters.size(), size)));
  if (!spot.reading.empty()) distance -= similarity(group.letters, spot.reading);
  if (!group.marked) distance += 0.6;
  if (spot.role == Role::leaf_number) distance += 1;
  return distance;
}

}  // namespace folio
