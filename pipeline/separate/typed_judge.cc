#include "separate/typed_judge.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <complex>
#include <numbers>

#include "core/median.h"

namespace folio {
namespace {

/// Circular mean of positions' fractions, in cells.
double mean_phase(const std::vector<double>& cells) {
  std::complex<double> sum = 0;
  for (const double c : cells) sum += std::polar(1.0, 2 * std::numbers::pi * c);
  return std::arg(sum) / (2 * std::numbers::pi);
}

// Heights of typed letters in x-heights: capitals and letters with an accent above, letters with a tail
// below. Measured on type of 1950-1970; they differ little between makes, since all follow the same GOST
// sizes.
constexpr double kCapital = 1.38, kAccented = 1.75, kTail = 0.35;

// Weights and centers of the hand score: fitted by eye on clusters of training pages and drawn leaves.
// Heights tell most: typed words stay below 0.06 x-heights off, pen words seldom below 0.10.
constexpr double kBandCenter = 0.058, kBandWeight = 22;
constexpr double kGridCenter = 0.15, kGridWeight = 10;
constexpr double kStrokeCenter = 0.30, kStrokeWeight = 1.5;
constexpr double kTallWeight = 3;
constexpr double kPrior = -0.4;  // most words in a line of typing are typed

constexpr double kUsualTyped = -2.6;  // median score of typed words on clean pages
constexpr double kLineByHand = 2.4;   // a line whose words lie this far above the page's usual is the pen's
constexpr double kLineLook = 1.5;     // what the net adds to a line's score
constexpr double kManySigns = 10;     // of a line, from which it does so in full
constexpr size_t kManyLines = 12;     // of even letters without a raster: print; fewer may be a typed note

/// Log-odds that a word is by hand: logistic regressions on words of labelled training pages. A word without
/// letters has no novelty; what it gets instead is lower with the net than fitted (2.05), which took page
/// numbers and single signs for the pen's.
struct OddsWeights {
  double constant, rules, look, novelty, without_novelty;
};
constexpr OddsWeights kWithNet{-2.74, 0.56, 3.37, 2.45, 1.0}, kWithoutNet{-4.04, 1.10, 0, 2.85, 2.94};
constexpr double kMostNovel =
    1.6;  // of one letter: rare ones have no second of their kind, who ever made them
constexpr double kMostOfRules = 4;  // of a word's score by place and size

}  // namespace

bool TypedJudge::is_letter(int idx) const {
  const Box& b = page_.components[idx].box;
  return b.height() >= 0.5 * page_.letter_height && b.height() <= 2.3 * page_.letter_height;
}

TypedJudge::TypedJudge(const SegmentedPage& page, const std::vector<InkTraits>& traits)
    : page_(page), traits_(traits) {
  has_look_ =
      std::ranges::any_of(traits, [](const InkTraits& t) { return t.likelihood_of(Layer::typed) > 0; });
  machine_.pitch = page.main_grid() != nullptr ? page.main_grid()->pitch : 0;
  std::vector<double> widths, x_heights;
  // The lines that sit best teach what the machine looks like; a third of the page at least.
  std::vector<std::pair<double, const InkLine*>> ranked;
  for (const InkLine& line : page.lines) {
    if (line.component_idxs.size() < 4) continue;
    ranked.emplace_back(-(machine_.pitch > 0 ? coherence(line) : regularity(line)) *
                            std::min(1.0, line.component_idxs.size() / 12.0),
                        &line);
  }
  std::ranges::stable_sort(ranked, {}, [](const auto& r) { return r.first; });
  ranked.resize((ranked.size() + 2) / 3);
  for (const auto& [rank, line] : ranked) {
    x_heights.push_back(line->x_height);
    for (const int idx : line->component_idxs) {
      if (!is_letter(idx)) continue;
      widths.push_back(traits[idx].stroke_width);
    }
  }
  machine_.x_height = median_of(std::move(x_heights), page.letter_height);
  machine_.stroke_width = median_of(std::move(widths), 0.2 * page.letter_height);
}

bool TypedJudge::is_one_cell(const Box& box) const {
  return machine_.pitch > 0 && box.width() <= 1.15 * machine_.pitch && box.width() >= 0.3 * machine_.pitch;
}

/// Middles of the line's letters that fill one cell each, in cells.
std::vector<double> TypedJudge::letter_cells(const InkLine& line) const {
  std::vector<double> cells;
  for (const int idx : line.component_idxs) {
    const Box& b = page_.components[idx].box;
    if (is_letter(idx) && is_one_cell(b)) cells.push_back(b.center_x() / machine_.pitch);
  }
  return cells;
}

/// Phase of the raster in this line, in cells: margins and carriage shift from line to line.
double TypedJudge::line_phase(const InkLine& line) const {
  const std::vector<double> cells = letter_cells(line);
  // Few letters give no phase of their own; where the page's lines agree on one, theirs is the page's.
  if (cells.size() < 6 && page_.main_grid()->residual < 0.17)
    return page_.main_grid()->origin_x / machine_.pitch + 0.5;
  return mean_phase(cells);
}

/// How well the line's letters sit in cells, [0, 1]: the length of their mean phase vector, less what chance
/// gives.
double TypedJudge::coherence(const InkLine& line) const {
  const std::vector<double> cells = letter_cells(line);
  if (cells.empty()) return 0;
  std::complex<double> sum = 0;
  for (const double c : cells) sum += std::polar(1.0, 2 * std::numbers::pi * c);
  const auto count = static_cast<double>(cells.size());
  return std::max(0.0, std::abs(sum) / count - 1 / std::sqrt(count));
}

/// Share of letters whose feet stand on the baseline (or a tail below it), [0, 1].
double TypedJudge::regularity(const InkLine& line) const {
  double good = 0, all = 0;
  for (const int idx : line.component_idxs) {
    const Box& b = page_.components[idx].box;
    if (!is_letter(idx)) continue;
    const double foot = (b.y1 - line.baseline.y_at(b.center_x())) / line.x_height;
    ++all;
    if (std::abs(foot) < 0.09 || std::abs(foot - 0.3) < 0.12) ++good;
  }
  return all > 0 ? good / all : 0;
}

std::vector<Cluster> TypedJudge::split(const InkLine& line) const {
  const double space = machine_.pitch > 0 ? 0.7 * machine_.pitch : 0.6 * page_.letter_height;
  std::vector<Cluster> clusters;
  for (const int idx : line.component_idxs) {  // by left edge
    const Box& b = page_.components[idx].box;
    if (clusters.empty() || b.x0 - clusters.back().box.x1 > space) clusters.emplace_back();
    clusters.back().component_idxs.push_back(idx);
    clusters.back().box = unite(clusters.back().box, b);
  }
  return clusters;
}

void TypedJudge::measure(Cluster& cluster, const InkLine& line, double phase) const {
  const double unit = machine_.x_height;
  double band_sum = 0, band_n = 0, stroke = 0, area = 0, tall = 0, look = 0, print_look = 0;
  double novel = 0, novel_n = 0;
  std::vector<double> in_cells;  // middles of letters that fill one cell, in cells
  for (const int idx : cluster.component_idxs) {
    const Component& c = page_.components[idx];
    const double baseline = line.baseline.y_at(c.box.center_x());
    const double top = (baseline - c.box.y0) / unit, foot = (c.box.y1 - baseline) / unit;
    const double weight = c.area;
    area += weight;
    if (traits_[idx].novelty)
      novel += weight * std::min(kMostNovel, *traits_[idx].novelty), novel_n += weight;
    const double typed_look = traits_[idx].likelihood_of(Layer::typed),
                 hand_look = traits_[idx].likelihood_of(Layer::hand);
    look += weight * (hand_look - typed_look);
    print_look += weight * (traits_[idx].likelihood_of(Layer::print) - std::max(typed_look, hand_look));
    stroke += weight * std::log(std::max(0.5, traits_[idx].stroke_width) / machine_.stroke_width);
    // No key prints wider than a cell, but for underscores, which are thin.
    const bool too_wide = machine_.pitch > 0 && !is_letter(idx) && c.box.width() > 2.2 * machine_.pitch &&
                          c.box.height() > 0.3 * unit;
    if (top > kAccented + 0.25 || foot > 0.65 || too_wide) tall += weight;
    // Points, commas, quotes, brackets and dashes have heights of their own.
    if (!is_letter(idx) || c.box.height() < 0.75 * unit || c.box.width() < 0.45 * unit || foot < -0.5)
      continue;
    const double top_miss =
        std::min({std::abs(top - 1), std::abs(top - kCapital), std::abs(top - kAccented)});
    const double foot_miss = std::min(std::abs(foot), std::abs(foot - kTail));
    // A wide piece is several letters grown together: it says more.
    const double letters =
        machine_.pitch > 0 ? std::max(1.0, std::round(c.box.width() / machine_.pitch)) : 1.0;
    // What lies within a pixel's rounding is no miss: at 100 dpi that is a tenth of a letter.
    const double rounding = 0.7 / unit;
    band_sum += letters * 0.5 *
                (std::clamp(top_miss - rounding, 0.0, 0.5) + std::clamp(foot_miss - rounding, 0.0, 0.5));
    band_n += letters;
    if (is_one_cell(c.box)) in_cells.push_back(c.box.center_x() / machine_.pitch);
  }
  // Three letters or more are measured against their own cells: a bound page's curl moves the raster along
  // the line.
  if (in_cells.size() >= 3) phase = mean_phase(in_cells);
  double grid_sum = 0;
  for (const double cells : in_cells) grid_sum += std::abs(cells - phase - std::round(cells - phase));
  cluster.off_grid = in_cells.empty() ? -1 : grid_sum / static_cast<double>(in_cells.size());
  cluster.off_band = band_n > 0 ? band_sum / band_n : 0;
  cluster.off_stroke = area > 0 ? std::abs(stroke / area) : 0;
  cluster.tall = area > 0 ? tall / area : 0;
  cluster.look = area > 0 ? look / area : 0;
  cluster.print_look = area > 0 ? print_look / area : 0;
  // Letters that hang together have none of their own; a dot beside them does not speak for them.
  if (novel_n > 0 && 2 * novel_n >= area) cluster.novelty = novel / novel_n;
  double score = kPrior + kStrokeWeight * (cluster.off_stroke - kStrokeCenter) + kTallWeight * cluster.tall;
  if (band_n > 0)
    score += kBandWeight * (cluster.off_band - kBandCenter) * std::min(1.0, 0.7 + 0.15 * band_n);
  if (in_cells.size() >= 3) {
    score += kGridWeight * (cluster.off_grid - kGridCenter);
  } else if (!in_cells.empty() && page_.main_grid()->residual < 0.17) {
    score += 0.2 * kGridWeight * (cluster.off_grid - 0.25);
  }
  if (band_n == 0) score -= 0.6;  // nothing to tell by
  cluster.hand_score = score;
}

/// How much the pieces' sizes differ from print's: long joined strokes and heights that spread. 0 for print,
/// up to 0.7 for running handwriting.
double TypedJudge::unevenness_of_sizes() const {
  std::vector<double> heights, widths;
  for (const InkLine& line : page_.lines) {
    for (const int idx : line.component_idxs) {
      if (!is_letter(idx)) continue;
      heights.push_back(page_.components[idx].box.height() / page_.letter_height);
      widths.push_back(page_.components[idx].box.width() / page_.letter_height);
    }
  }
  if (heights.size() < 10) return 0;
  std::ranges::sort(heights);
  std::ranges::sort(widths);
  const double spread = heights[heights.size() * 3 / 4] - heights[heights.size() / 4];
  const double wide = widths[widths.size() * 9 / 10];
  return std::clamp(0.5 * (spread - 0.35), 0.0, 0.3) + std::clamp(0.15 * (wide - 1.7), 0.0, 0.4);
}

/// Mean look of words, weighed by their width.
double TypedJudge::mean_look(const std::vector<Cluster>& clusters) {
  double sum = 0, width = 0;
  for (const Cluster& cluster : clusters) {
    sum += cluster.box.width() * cluster.look;
    width += cluster.box.width();
  }
  return width > 0 ? sum / width : 0;
}

double TypedJudge::odds_of(const Cluster& cluster) const {
  const OddsWeights& weights = has_look_ ? kWithNet : kWithoutNet;
  return weights.constant + weights.rules * std::clamp(cluster.hand_score, -kMostOfRules, kMostOfRules) +
         weights.look * cluster.look +
         (cluster.novelty ? weights.novelty * *cluster.novelty : weights.without_novelty);
}

std::vector<JudgedLine> TypedJudge::judge() const {
  std::vector<JudgedLine> judged;
  double regular_sum = 0, regular_n = 0;
  std::vector<double> scores;
  for (int i = 0; i < static_cast<int>(page_.lines.size()); ++i) {
    const InkLine& line = page_.lines[i];
    regular_sum += regularity(line) * static_cast<double>(line.component_idxs.size());
    regular_n += static_cast<double>(line.component_idxs.size());
    JudgedLine out;
    out.line_idx = i;
    out.clusters = split(line);
    const double phase = machine_.pitch > 0 ? line_phase(line) : 0;
    for (Cluster& cluster : out.clusters) {
      measure(cluster, line, phase);
      scores.push_back(cluster.hand_score);
    }
    judged.push_back(std::move(out));
  }
  // Worn type and coarse scans raise all scores: a line is judged against the page's usual word.
  const double usual = std::min(median_of(std::move(scores), kUsualTyped), kUsualTyped + 1.0);
  const double page_evenness = (regular_n > 0 ? regular_sum / regular_n : 0) - unevenness_of_sizes();
  for (JudgedLine& line : judged) {
    const InkLine& ink_line = page_.lines[line.line_idx];
    if (machine_.pitch > 0) {
      double score = 0, ink = 0;
      for (const Cluster& cluster : line.clusters) {
        double weight = 0;
        for (const int idx : cluster.component_idxs) weight += page_.components[idx].area;
        score += weight * std::clamp(cluster.hand_score - usual, -1.0, 4.0);
        ink += weight;
      }
      line.hand_score = (ink > 0 ? score / ink : 0) - kLineByHand;
      // Letters of several words in one raster are no chance.
      if (letter_cells(ink_line).size() >= 5) line.hand_score += 2 * (0.25 - coherence(ink_line));
      for (Cluster& cluster : line.clusters) cluster.hand_score -= usual - kUsualTyped;
    } else {
      // Without a raster there is only evenness to go by: the page's first, then the line's.
      line.hand_score = 6 * (0.55 - 0.65 * page_evenness - 0.35 * regularity(ink_line));
      for (Cluster& cluster : line.clusters) cluster.hand_score = line.hand_score;
    }
    // Of a few signs, as in a page number, the look is not sure enough to decide for all.
    const double enough = std::min(1.0, static_cast<double>(ink_line.component_idxs.size()) / kManySigns);
    line.hand_score += kLineLook * enough * mean_look(line.clusters);
    line.layer = line.hand_score > 0                                       ? Layer::hand
                 : machine_.pitch <= 0 && page_.lines.size() >= kManyLines ? Layer::print
                                                                           : Layer::typed;
    for (Cluster& cluster : line.clusters) cluster.hand_odds = odds_of(cluster);
    line.confidence = 1 / (1 + std::exp(-2 * std::abs(line.hand_score)));
  }
  return judged;
}

std::string table_of(const std::vector<JudgedLine>& lines) {
  std::string table =
      "line\tx0\ty0\tx1\ty1\tpieces\tline_score\thand_score\tlook\tprint_look\tnovelty\thand_odds\n";
  for (const JudgedLine& line : lines) {
    for (const Cluster& word : line.clusters) {
      const Box& b = word.box;
      table += fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{:.3f}\t{:.3f}\t{:.3f}\t{:.3f}\t{}\t{:.3f}\n",
                           line.line_idx, b.x0, b.y0, b.x1, b.y1, word.component_idxs.size(), line.hand_score,
                           word.hand_score, word.look, word.print_look,
                           word.novelty ? fmt::format("{:.3f}", *word.novelty) : "", word.hand_odds);
    }
  }
  return table;
}

}  // namespace folio
