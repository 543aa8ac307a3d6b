#include "imaging/ink_lines.h"

#include <algorithm>
#include <array>
#include <opencv2/imgproc.hpp>

#include "imaging/components.h"
#include "imaging/line_parting.h"
#include "imaging/rule_finder.h"
#include "imaging/rule_lines.h"
#include "page/label_row.h"

namespace folio {
namespace {

std::vector<char> taken_by_lines(const SegmentedPage& page) {
  std::vector<char> taken(page.components.size(), 0);
  for (const InkLine& line : page.lines) {
    for (const int idx : line.component_idxs) taken[idx] = 1;
  }
  return taken;
}

/// Headings in letters much larger than the page's are grouped by their own size, from what is left.
void add_larger_lines(SegmentedPage& page, const LineGrouping& grouping) {
  const std::vector<char> taken = taken_by_lines(page);
  std::vector<Component> left;
  std::vector<int> left_idxs;
  for (int i = 0; i < static_cast<int>(taken.size()); ++i) {
    const Component& c = page.components[i];
    if (taken[i] || c.box.height() <= grouping.max_letter * page.letter_height) continue;
    left.push_back(c);
    left_idxs.push_back(i);
  }
  const double height = usual_letter_height(left, page.ink.size());
  if (height <= 0) return;
  for (InkLine& line : group_lines(left, height, page.ink.size(), grouping).lines) {
    if (line.component_idxs.size() < 4) continue;
    for (int& idx : line.component_idxs) idx = left_idxs[idx];
    const auto after = std::ranges::find_if(
        page.lines, [&](const InkLine& other) { return other.baseline.left.y > line.baseline.left.y; });
    page.lines.insert(after, std::move(line));
  }
}

constexpr double kLetterOfOneLine = 1.9;  // letter heights, with a tail or an accent
constexpr double kGathered = 0.35;        // share of ink at letter height of type that needs no mending
constexpr double kCrumbs = 0.3;  // share of ink at letter height below which letters are crumbs, or none …
constexpr double kClearPitch = 0.75;  // … whose own distances may pass for a pitch that is no clearer
constexpr double kClearlyBetter = 1.5, kBetterStill = 1.25;
constexpr std::array<int, 2> kClosings{1000, 500};  // shares of the page's width that are closed on each side

/// Faint type comes out of the binarizer in crumbs. Where letters gather clearly better at one height once
/// gaps are closed (a fifth to half of a millimeter on A4, a stroke or two), the ink is closed so.
void mend_broken_type(SegmentedPage& page) {
  const cv::Size size = page.ink.size();
  double best = share_at_height(page.components, page.letter_height, size);
  if (page.letter_height <= 0 || best >= kGathered) return;
  best *= kClearlyBetter;
  const cv::Mat ink = page.ink;
  for (const int share : kClosings) {
    const int side = 2 * std::max(1, cvRound(double(size.width) / share)) + 1;
    cv::Mat closed, labels;
    cv::morphologyEx(ink, closed, cv::MORPH_CLOSE,
                     cv::getStructuringElement(cv::MORPH_ELLIPSE, {side, side}));
    std::vector<Component> components = find_components(closed, labels);
    const double height = usual_letter_height(components, size);
    const double gathered = share_at_height(components, height, size);
    if (gathered <= best) continue;
    best = kBetterStill * gathered;
    page.ink = closed;
    page.labels = labels;
    page.components = std::move(components);
    page.letter_height = height;
  }
}

/// Rules are no part of letters: an underline would join words and pull down their boxes.
void take_off_rules(SegmentedPage& page) {
  FoundRules found = find_rules(page.ink, page.components, page.letter_height);
  page.rules = std::move(found.rules);
  page.rule_mask = std::move(found.mask);
  std::vector<int> changed;
  for (const Rule& rule : page.rules) {
    for (int y = rule.box.y0; y < rule.box.y1; ++y) {
      LabelRow label(page.labels, y);
      const uchar* off = page.rule_mask.ptr<uchar>(y);
      for (int x = rule.box.x0; x < rule.box.x1; ++x) {
        if (off[x] == 0 || label[x] == 0) continue;
        if (changed.empty() || changed.back() != label[x]) changed.push_back(label[x]);
        label.set(x, 0);
      }
    }
  }
  renew_components(std::move(changed), page.labels, page.components);
}

/// Pieces that hang together across lines are parted. The lines are sought without them first.
void part_touching_lines(SegmentedPage& page, const LineGrouping& grouping) {
  if (page.letter_height <= 0 || !may_reach_over_lines(page.components, page.letter_height)) return;
  LineGrouping of_letters = grouping;
  of_letters.max_letter = kLetterOfOneLine;
  const GroupedLines lines = group_lines(page.components, page.letter_height, page.ink.size(), of_letters);
  renew_components(part_lines(page.components, lines.lines, page.letter_height, page.labels), page.labels,
                   page.components);
}

}  // namespace

void find_lines(SegmentedPage& page, const LineGrouping& grouping, const GridSearch& grid) {
  page.components = find_components(page.ink, page.labels);
  page.letter_height = usual_letter_height(page.components, page.ink.size());
  mend_broken_type(page);
  take_off_rules(page);
  part_touching_lines(page, grouping);
  GroupedLines grouped = group_lines(page.components, page.letter_height, page.ink.size(), grouping);
  page.lines = std::move(grouped.lines);
  add_larger_lines(page, grouping);
  attach_rules(page.rules, page.ink, page.lines, page.components, page.letter_height);
  page.blocks = find_blocks(page.lines, page.components, grouped.gutters, page.letter_height);
  GridSearch search = grid;
  if (share_at_height(page.components, page.letter_height, page.ink.size()) < kCrumbs)
    search.min_confidence = std::max(search.min_confidence, kClearPitch);
  page.grids = fit_grids(page.ink, page.components, page.letter_height, page.lines, search);
  page.loose_idxs.clear();
  const std::vector<char> taken = taken_by_lines(page);
  for (int i = 0; i < static_cast<int>(taken.size()); ++i) {
    if (!taken[i]) page.loose_idxs.push_back(i);
  }
}

}  // namespace folio
