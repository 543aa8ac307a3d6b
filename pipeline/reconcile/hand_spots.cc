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

std::vector<Spot> find_spots(const Draft& draft, Layer layer, bool mistaken) {
  std::vector<Spot> out;
  for (size_t p = 0; p < draft.pages.size(); ++p) {
    const PageText& page = draft.pages[p];
    std::vector<bool> has_twin(page.lines.size(),
                               false);  // lines of handwriting that a mistaken line stands for
    for (size_t l = 0; mistaken && layer == Layer::hand && l < page.lines.size(); ++l) {
      if (draft.twins[p][l] >= 0 && !draft.line_taken[p][l])
        has_twin[static_cast<size_t>(draft.twins[p][l])] = true;
    }
    for (size_t l = 0; l < page.lines.size(); ++l) {
      const TextLine& line = page.lines[l];
      if (draft.line_taken[p][l] || has_twin[l]) continue;
      const bool machine = line.layer == Layer::typed || line.layer == Layer::print;
      if (line.layer != layer && !(mistaken && machine && !line.words.empty())) continue;
      Spot spot;
      spot.layer = layer;
      spot.role = line.role;
      spot.page_idx = static_cast<int>(p);
      spot.line_idx = static_cast<int>(l);
      spot.box = line.box;
      spot.mistaken = machine;
      for (const Word& word : line.words) {
        spot.boxes.push_back(word.box);
        const Letters letters = letters_of(Draft::reading(word));
        spot.reading.insert(spot.reading.end(), letters.begin(), letters.end());
      }
      if (machine && layer == Layer::hand && draft.twins[p][l] >= 0) {
        const TextLine& twin = page.lines[static_cast<size_t>(draft.twins[p][l])];
        spot.proven = true;
        spot.role = twin.role;
        if (spot.box.width() < 0.8 * twin.box.width()) spot.boxes = {twin.box};
        spot.box = twin.box;
      }
      if (spot.boxes.empty()) spot.boxes.push_back(line.box);
      out.push_back(std::move(spot));
    }
    for (size_t r = 0; r < page.regions.size(); ++r) {
      const TextRegion& region = page.regions[r];
      // A line found in the region is the same ink.
      const bool has_line = std::ranges::any_of(page.lines, [&](const TextLine& line) {
        const Box common = intersect(line.box, region.box);
        return line.layer == layer && !common.empty() &&
               static_cast<double>(common.area()) >
                   0.6 * static_cast<double>(std::min(line.box.area(), region.box.area()));
      });
      if (has_line) continue;
      if (region.layer != layer || draft.region_taken[p][r]) continue;
      out.push_back({layer,
                     region.role,
                     static_cast<int>(p),
                     -1,
                     static_cast<int>(r),
                     region.box,
                     {region.box},
                     {},
                     false});
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
      out.back().paragraph_idx = token.paragraph_idx;
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

std::optional<double> reading_bonus(const TokenGroup& group, const Spot& spot) {
  constexpr double kLeastForMistaken = 0.45;
  if (spot.mistaken && !spot.proven && !group.marked) return std::nullopt;
  if (spot.reading.empty()) return 0;
  const double alike = similarity(group.letters, spot.reading);
  if (spot.mistaken && !spot.proven && alike < kLeastForMistaken) return std::nullopt;
  return alike;
}

double hand_width(size_t letters, const TypingSize& size) {
  return 0.85 * size.pitch * static_cast<double>(std::max<size_t>(letters, 1));
}

double size_distance(size_t letters, const Spot& spot, const TypingSize& size, int lines) {
  const double width = std::max(1, spot.box.width()), usual = hand_width(letters, size);
  if (spot.line_idx >= 0) return std::abs(std::log(width / usual));
  double least = 1e9;
  const int most = std::max(lines, std::min(3, static_cast<int>(letters / 12)));
  for (int rows = lines; rows <= most; ++rows) {
    if (rows > 1 && spot.box.height() < 0.6 * size.line_step * rows) break;  // no room for so many
    const double enlarged = std::max(1.0, spot.box.height() / (0.8 * size.line_step * rows));
    least = std::min(least, std::abs(std::log(width * rows / (usual * enlarged))) + 0.3 * (rows - lines));
  }
  return least;
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
  distance += 0.4 * size_distance(group.letters.size(), spot, size);
  const std::optional<double> bonus = reading_bonus(group, spot);
  if (!bonus) return kElsewhere;
  distance -= *bonus;
  if (!group.marked) distance += 0.6;
  if (spot.role == Role::leaf_number) distance += 1;
  return distance;
}

}  // namespace folio
