#include "export/line_groups.h"

#include <optional>

#include "export/broken_words.h"
#include "export/folio/paragraphs.h"

namespace folio {
namespace {

constexpr int kHeights = 3;  ///< of white, by the line's own, that lines of one block may have between them

/// Lines far apart must not share a block: its box would lie over that of others.
bool is_near(const Box& block, const Box& line) {
  const Box common = intersect(block, line);
  return common.width() > 0 && -common.height() <= kHeights * line.height();
}

/// The group that lines are added to, and what must be known of it.
struct OpenGroup {
  size_t idx = 0;
  Box box;
  const TextLine* last = nullptr;
};

class Grouping {
 public:
  explicit Grouping(const PageText& page) : page_(page), paragraphs_(page) {}

  std::vector<std::vector<size_t>> run() {
    for (size_t i = 0; i < page_.lines.size(); ++i) {
      const TextLine& line = page_.lines[i];
      const bool placed = is_placed_in_text(line.role);
      add(i, placed ? inserted_ : running_);
      if (!placed) inserted_.reset();
    }
    return std::move(groups_);
  }

 private:
  void add(size_t line_idx, std::optional<OpenGroup>& open) {
    const TextLine& line = page_.lines[line_idx];
    if (!open || !goes_on(*open, line)) {
      open = OpenGroup{groups_.size(), {}, nullptr};
      groups_.emplace_back();
    }
    groups_[open->idx].push_back(line_idx);
    open->box = unite(open->box, line.box);
    open->last = &line;
  }

  bool goes_on(const OpenGroup& open, const TextLine& line) const {
    const TextLine& above = *open.last;
    if (above.layer != line.layer || above.role != line.role || above.quarter_turns != line.quarter_turns)
      return false;
    if (!is_near(open.box, line.box)) return false;
    if (line.layer != Layer::typed || line.role != Role::body) return true;
    if (word_broken_over(above, line).first != nullptr) return true;
    return !paragraphs_.opens(line) && !paragraphs_.ends(above) && !paragraphs_.parted(above, line);
  }

  const PageText& page_;
  const ParagraphFinder paragraphs_;
  std::vector<std::vector<size_t>> groups_;
  std::optional<OpenGroup> running_, inserted_;
};

}  // namespace

std::vector<std::vector<size_t>> line_groups(const PageText& page) { return Grouping(page).run(); }

}  // namespace folio
