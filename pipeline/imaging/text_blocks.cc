#include <algorithm>
#include <climits>
#include <cmath>

#include "core/median.h"
#include "imaging/reading_order.h"

namespace folio {
namespace {

constexpr double kBlockGap = 1.75;       // usual line steps
constexpr double kPageNumberGap = 1.5;   // usual line steps
constexpr double kWidestPageNumber = 9;  // letter heights: "- 126 -"
constexpr double kColumnWhite = 3;       // letter heights between two columns of a table
constexpr double kRowsAcross = 0.15;     // share of a table's rows that may run across a column's white
constexpr size_t kFewestTableRows = 3;
constexpr size_t kOpenBlocks = 3;
constexpr size_t kFewestLongLines = 5;

class BlockFinder {
 public:
  BlockFinder(const std::vector<InkLine>& lines, const std::vector<Component>& components,
              const std::vector<Gutter>& gutters, double unit)
      : lines_(lines),
        components_(components),
        gutters_(gutters),
        unit_(unit),
        step_(usual_step()),
        main_(main_column()) {}

  std::vector<TextBlock> run() const {
    std::vector<TextBlock> blocks;
    for (int i = 0; i < static_cast<int>(lines_.size()); ++i) {
      // Notes in the margin stand between the lines of the text beside them, and do not end its block.
      const size_t from = blocks.size() - std::min(kOpenBlocks, blocks.size());
      size_t which = blocks.size();
      while (which > from && !continues(blocks[which - 1], i)) --which;
      TextBlock& block = which > from ? blocks[which - 1] : blocks.emplace_back();
      block.line_idxs.push_back(i);
      block.box = unite(block.box, lines_[i].box);
    }
    for (TextBlock& block : blocks) block.kind = kind_of(block, blocks);
    return blocks;
  }

 private:
  double foot_of(int i) const { return lines_[i].baseline.y_at(lines_[i].box.center_x()); }

  double usual_step() const {
    std::vector<double> steps;
    for (int i = 1; i < static_cast<int>(lines_.size()); ++i) {
      const double step = foot_of(i) - foot_of(i - 1);
      if (step > 1.2 * unit_ && step < 8 * unit_) steps.push_back(step);
    }
    return median_of(std::move(steps), 3 * unit_);
  }

  bool continues(const TextBlock& block, int i) const {
    const int before = block.line_idxs.back();
    if (std::ranges::any_of(gutters_,
                            [&](const Gutter& g) { return g.parts(lines_[before].box, lines_[i].box); }))
      return false;
    if (beside_main(i) != beside_main(before)) return false;
    const double step = foot_of(i) - foot_of(before);
    if (step < -0.5 * unit_ || step > kBlockGap * step_) return false;
    const bool same_level = step < 0.5 * unit_;
    return same_level || (lines_[i].box.x0 < block.box.x1 && lines_[i].box.x1 > block.box.x0);
  }

  /// Left and right edge of the column that most of the long lines stand in; as wide as can be where columns
  /// are parted by gutters.
  Box main_column() const {
    int longest = 0;
    for (const InkLine& line : lines_) longest = std::max(longest, line.box.width());
    std::vector<int> left, right;
    for (const InkLine& line : lines_) {
      if (line.box.width() < 0.5 * longest) continue;
      left.push_back(line.box.x0);
      right.push_back(line.box.x1);
    }
    if (left.size() < kFewestLongLines || !gutters_.empty()) return {INT_MIN / 2, 0, INT_MAX / 2, 1};
    std::ranges::sort(left);
    std::ranges::sort(right);
    return {left[left.size() / 5], 0, right[right.size() - 1 - right.size() / 5], 1};
  }

  bool beside_main(int i) const {
    const Box& box = lines_[i].box;
    return box.x1 < main_.x0 || box.x0 > main_.x1;
  }

  BlockKind kind_of(const TextBlock& block, const std::vector<TextBlock>& all) const {
    if (is_page_number(block, all)) return BlockKind::page_number;
    if (beside_main(block.line_idxs.front())) return BlockKind::marginal;
    return is_table(block) ? BlockKind::table : BlockKind::body;
  }

  bool is_page_number(const TextBlock& block, const std::vector<TextBlock>& all) const {
    if (block.line_idxs.size() != 1 || block.box.width() > kWidestPageNumber * unit_ || all.size() < 2)
      return false;
    const double gap = kPageNumberGap * step_ - 1.5 * unit_;  // between boxes rather than baselines
    const auto far_below = [&](const TextBlock& b) { return &b == &block || b.box.y0 >= block.box.y1 + gap; };
    const auto far_above = [&](const TextBlock& b) { return &b == &block || b.box.y1 <= block.box.y0 - gap; };
    return std::ranges::all_of(all, far_below) || std::ranges::all_of(all, far_above);
  }

  bool is_table(const TextBlock& block) const {
    std::vector<int> cover(static_cast<size_t>(std::max(0, block.box.width())), 0);
    size_t rows = 0;
    double last_foot = -1e9;
    for (const int i : block.line_idxs) {
      if (foot_of(i) - last_foot > 0.5 * unit_) ++rows;
      last_foot = foot_of(i);
      // Words: pieces closer than a column's white.
      std::vector<Box> words;
      for (const int idx : lines_[i].component_idxs) {
        const Box& piece = components_[idx].box;
        if (!words.empty() && piece.x0 - words.back().x1 < 0.5 * kColumnWhite * unit_) {
          words.back() = unite(words.back(), piece);
        } else {
          words.push_back(piece);
        }
      }
      for (const Box& word : words) {
        for (int x = std::max(0, word.x0 - block.box.x0);
             x < std::min<int>(block.box.width(), word.x1 - block.box.x0); ++x)
          ++cover[x];
      }
    }
    if (rows < kFewestTableRows) return false;
    const auto limit = static_cast<int>(kRowsAcross * static_cast<double>(rows));
    int whites = 0, run = 0;
    bool inked = false;  // what is left of the first column is margin
    for (const int count : cover) {
      if (count <= limit) {
        ++run;
        continue;
      }
      if (inked && run >= kColumnWhite * unit_) ++whites;
      run = 0;
      inked = true;
    }
    return whites >= 2;
  }

  const std::vector<InkLine>& lines_;
  const std::vector<Component>& components_;
  const std::vector<Gutter>& gutters_;
  double unit_, step_;
  Box main_;
};

}  // namespace

std::vector<TextBlock> find_blocks(const std::vector<InkLine>& lines,
                                   const std::vector<Component>& components,
                                   const std::vector<Gutter>& gutters, double letter_height) {
  if (letter_height <= 0) return {};
  return BlockFinder(lines, components, gutters, letter_height).run();
}

}  // namespace folio
