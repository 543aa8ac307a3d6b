#include "export/line_groups.h"

#include <algorithm>
#include <array>
#include <optional>

#include "export/broken_words.h"
#include "export/folio/paragraphs.h"

namespace folio {
namespace {

using Group = std::vector<size_t>;

/// A line below the last one and within three of its own heights. Lines far apart must not share a block: its
/// box would lie over that of others. A line further up begins another column.
bool goes_on(const TextLine& above, const Box& block, const TextLine& line) {
  constexpr int kHeights = 3;
  if (above.layer != line.layer || above.role != line.role || above.quarter_turns != line.quarter_turns)
    return false;
  const Box common = intersect(block, line.box);
  if (common.width() <= 0 || -common.height() > kHeights * line.box.height()) return false;
  return line.quarter_turns % 2 == 1 || line.box.center_y() >= above.box.y0;
}

/// Blocks of one layer and place, whatever stands between their lines that is of another kind.
std::vector<Group> blocks_of(const PageText& page) {
  enum Kind : unsigned char { machine, hand, other, placed };
  struct Open {
    size_t idx = 0;
    Box box;
    const TextLine* last = nullptr;
  };
  std::array<std::optional<Open>, 4> open_blocks;
  std::vector<Group> out;
  for (size_t i = 0; i < page.lines.size(); ++i) {
    const TextLine& line = page.lines[i];
    const bool by_machine = line.layer == Layer::typed || line.layer == Layer::print;
    const Kind kind = is_placed_in_text(line.role) ? placed
                      : by_machine                 ? machine
                      : line.layer == Layer::hand  ? hand
                                                   : other;
    std::optional<Open>& open = open_blocks[kind];
    if (!open || !goes_on(*open->last, open->box, line)) {
      open = Open{out.size(), {}, nullptr};
      out.emplace_back();
    }
    out[open->idx].push_back(i);
    open->box = unite(open->box, line.box);
    open->last = &line;
    if (kind != placed) open_blocks[placed].reset();
  }
  return out;
}

/// The paragraphs of a block of typed body text.
std::vector<Group> paragraphs_of(const PageText& page, const Group& block) {
  std::vector<const TextLine*> lines;
  for (const size_t i : block) lines.push_back(&page.lines[i]);
  const ParagraphFinder finder(lines, page.skew);
  std::vector<Group> out{{block.front()}};
  for (size_t k = 1; k < block.size(); ++k) {
    const TextLine &above = *lines[k - 1], &line = *lines[k];
    const bool one_row = line.box.y0 < above.box.center_y();
    const bool goes_on = one_row || word_broken_over(above, line).first != nullptr;
    if (!goes_on && (finder.opens(line) || finder.ends(above) || finder.parted(above, line)))
      out.emplace_back();
    out.back().push_back(block[k]);
  }
  return out;
}

}  // namespace

std::vector<std::vector<size_t>> line_groups(const PageText& page) {
  std::vector<Group> out;
  for (Group& block : blocks_of(page)) {
    const TextLine& first = page.lines[block.front()];
    if (first.layer == Layer::typed && first.role == Role::body) {
      for (Group& paragraph : paragraphs_of(page, block)) out.push_back(std::move(paragraph));
    } else {
      out.push_back(std::move(block));
    }
  }
  std::ranges::sort(out, {}, [](const Group& group) { return group.front(); });
  return out;
}

}  // namespace folio
