#include "imaging/ink_removal.h"

#include <algorithm>

#include "imaging/components.h"
#include "page/label_row.h"

namespace folio {
namespace {

/// By label: whether the piece loses ink. Takes that ink off `labels` and `ink`.
std::vector<char> take_off(const cv::Mat& off, size_t pieces, cv::Mat& labels, cv::Mat& ink) {
  std::vector<char> loses(pieces + 1, 0);
  for (int y = 0; y < off.rows; ++y) {
    const uchar* gone = off.ptr<uchar>(y);
    LabelRow label(labels, y);
    uchar* inked = ink.ptr<uchar>(y);
    for (int x = 0; x < off.cols; ++x) {
      if (gone[x] == 0) continue;
      loses[static_cast<size_t>(label[x])] = 1;
      label.set(x, 0);
      inked[x] = 0;
    }
  }
  loses[0] = 0;
  return loses;
}

/// Parts of a piece that lost ink: their labels over the piece's box, less `before`.
struct FoundAnew {
  Box box;
  cv::Mat own;
  int before = 0;

  void put_on(cv::Mat& labels) const {
    for (int y = 0; y < own.rows; ++y) {
      const LabelRow part(own, y);
      LabelRow label(labels, box.y0 + y);
      for (int x = 0; x < own.cols; ++x)
        if (part[x] != 0) label.set(box.x0 + x, before + part[x]);
    }
  }
};

/// Where each thing of a list goes when some are gone: its new index, or -1.
class Renumbering {
 public:
  void keep() { to_.push_back(next_++); }
  void drop() { to_.push_back(-1); }
  int operator()(int idx) const { return idx < 0 ? -1 : to_[static_cast<size_t>(idx)]; }

 private:
  std::vector<int> to_;
  int next_ = 0;
};

/// Pixels that may be changed: the same where nobody else has them.
cv::Mat own(cv::Mat&& picture) {
  const bool shared = picture.u == nullptr || picture.u->refcount > 1;
  return shared ? picture.clone() : std::move(picture);
}

}  // namespace

SegmentedPage without_ink(SegmentedPage page, const cv::Mat& off) {
  cv::Mat labels = own(std::move(page.labels)), ink = own(std::move(page.ink));
  SegmentedPage rest = page;
  rest.labels = std::move(labels);
  rest.ink = std::move(ink);
  const std::vector<char> loses = take_off(off, page.components.size(), rest.labels, rest.ink);

  // Parts of a piece take its place in the list: by old index, the first and the one after the last.
  std::vector<std::pair<int, int>> parts_of;
  std::vector<int> label_of(page.components.size() + 1, 0);
  rest.components.clear();
  std::vector<FoundAnew> found_anew;
  for (const Component& piece : page.components) {
    const int first = static_cast<int>(rest.components.size());
    if (loses[static_cast<size_t>(piece.label)] == 0) {
      rest.components.push_back({piece.box, piece.area, first + 1});
      label_of[static_cast<size_t>(piece.label)] = first + 1;
    } else {
      cv::Mat own;
      for (const Component& part : find_components(rest.labels(to_rect(piece.box)) == piece.label, own)) {
        const Box& b = part.box;
        rest.components.push_back(
            {{piece.box.x0 + b.x0, piece.box.y0 + b.y0, piece.box.x0 + b.x1, piece.box.y0 + b.y1},
             part.area,
             first + part.label});
      }
      found_anew.push_back({piece.box, own, first});
    }
    parts_of.emplace_back(first, static_cast<int>(rest.components.size()));
  }
  widen_labels(rest.labels, rest.components.size());
  for (int y = 0; y < rest.labels.rows; ++y) {
    LabelRow label(rest.labels, y);
    for (int x = 0; x < rest.labels.cols; ++x)
      if (label[x] != 0) label.set(x, label_of[static_cast<size_t>(label[x])]);
  }
  for (const FoundAnew& parts : found_anew) parts.put_on(rest.labels);

  const auto renew = [&](std::vector<int>& idxs) {
    std::vector<int> now;
    for (const int idx : idxs) {
      const auto [first, end] = parts_of[static_cast<size_t>(idx)];
      for (int part = first; part < end; ++part) now.push_back(part);
    }
    idxs = std::move(now);
  };
  renew(rest.loose_idxs);
  Renumbering line_to;
  std::vector<InkLine> lines;
  for (InkLine& line : rest.lines) {
    renew(line.component_idxs);
    if (line.component_idxs.empty()) {
      line_to.drop();
      continue;
    }
    line_to.keep();
    std::ranges::stable_sort(line.component_idxs, {}, [&](int idx) { return rest.components[idx].box.x0; });
    line.box = {};
    for (const int idx : line.component_idxs) line.box = unite(line.box, rest.components[idx].box);
    lines.push_back(std::move(line));
  }
  rest.lines = std::move(lines);
  for (Rule& rule : rest.rules) rule.line_idx = line_to(rule.line_idx);
  for (TextBlock& block : rest.blocks) {
    for (int& idx : block.line_idxs) idx = line_to(idx);
    std::erase(block.line_idxs, -1);
    block.box = {};
    for (const int idx : block.line_idxs) block.box = unite(block.box, rest.lines[idx].box);
  }
  std::erase_if(rest.blocks, [](const TextBlock& block) { return block.line_idxs.empty(); });
  return rest;
}

}  // namespace folio
