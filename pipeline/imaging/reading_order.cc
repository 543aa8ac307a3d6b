#include "imaging/reading_order.h"

#include <algorithm>
#include <cmath>

#include "core/median.h"

namespace folio {
namespace {

constexpr double kNarrowestGutter = 2.0;  // letter heights: a typed space is 1.4
constexpr double kShortestRow = 8;        // letter heights: figures of a table are shorter
constexpr int kFewestRows = 6;            // on each side
constexpr double kRagged = 12;            // letter heights that a row may end before its column does
constexpr double kAcross = 0.05;          // share of rows that may run across: headings …
constexpr int kFewestAcross = 2;          // … and a line above and below
constexpr double kSameLevel = 0.5;        // letter heights between baselines of lines side by side

double level_of(const InkLine& line) { return line.baseline.y_at(line.box.center_x()); }

int column_of(const InkLine& line, const std::vector<Gutter>& gutters) {
  return static_cast<int>(std::ranges::count_if(gutters, [&](const Gutter& g) {
    return g.x < line.box.center_x() && line.box.center_y() >= g.y0 && line.box.center_y() < g.y1;
  }));
}

bool runs_across(const InkLine& line, const std::vector<Gutter>& gutters) {
  return std::ranges::any_of(gutters,
                             [&](const Gutter& g) { return line.box.x0 < g.x && line.box.x1 > g.x; });
}

bool outside_all(const InkLine& line, const std::vector<Gutter>& gutters) {
  return std::ranges::none_of(
      gutters, [&](const Gutter& g) { return line.box.center_y() >= g.y0 && line.box.center_y() < g.y1; });
}

/// Lines of one column, sorted by height, put from left to right where they stand side by side.
void order_rows(std::vector<InkLine>::iterator begin, std::vector<InkLine>::iterator end, double unit) {
  for (auto row = begin; row != end;) {
    auto next = row + 1;
    while (next != end && std::all_of(row, next, [&](const InkLine& other) {
             const bool beside = next->box.x0 >= other.box.x1 - unit || next->box.x1 <= other.box.x0 + unit;
             return beside && std::abs(level_of(*next) - level_of(other)) < kSameLevel * unit;
           })) {
      ++next;
    }
    std::sort(row, next, [](const InkLine& a, const InkLine& b) { return a.box.x0 < b.box.x0; });
    row = next;
  }
}

}  // namespace

bool Gutter::parts(const Box& a, const Box& b) const {
  const auto at_its_height = [&](const Box& box) { return box.center_y() >= y0 && box.center_y() < y1; };
  if (!at_its_height(a) || !at_its_height(b)) return false;
  return (a.center_x() < x && b.center_x() > x) || (b.center_x() < x && a.center_x() > x);
}

std::vector<Gutter> find_gutters(const std::vector<Box>& all_rows, double unit, const cv::Size& page) {
  std::vector<int> cover(static_cast<size_t>(page.width) + 1, 0);
  std::vector<Box> rows;
  for (const Box& row : all_rows) {
    if (row.width() < kShortestRow * unit) continue;
    rows.push_back(row);
    for (int x = std::max(0, row.x0); x < std::min(page.width, row.x1); ++x) ++cover[x];
  }
  std::vector<Gutter> gutters;
  const auto limit = std::max(kFewestAcross, static_cast<int>(kAcross * static_cast<double>(rows.size())));
  for (int x = 0; x < page.width;) {
    int end = x;
    while (end < page.width && cover[end] <= limit) ++end;
    if (end - x >= kNarrowestGutter * unit && x > 0 && end < page.width) {
      // Rows that end here and rows that begin here, side by side.
      int left = 0, right = 0;
      Box left_box, right_box;
      for (const Box& row : rows) {
        if (row.x1 <= x + unit && row.x1 >= x - kRagged * unit) ++left, left_box = unite(left_box, row);
        if (row.x0 >= end - unit && row.x0 <= end + kRagged * unit)
          ++right, right_box = unite(right_box, row);
      }
      const int top = std::max(left_box.y0, right_box.y0), bottom = std::min(left_box.y1, right_box.y1);
      if (left >= kFewestRows && right >= kFewestRows && bottom - top >= 8 * unit &&
          bottom - top >= 0.5 * std::min(left_box.height(), right_box.height())) {
        gutters.push_back(
            {(x + end) / 2, std::min(left_box.y0, right_box.y0), std::max(left_box.y1, right_box.y1)});
      }
    }
    x = std::max(end, x + 1);
  }
  return gutters;
}

void put_in_order(std::vector<InkLine>& lines, const std::vector<Gutter>& gutters, double unit) {
  std::ranges::sort(lines, [](const InkLine& a, const InkLine& b) {
    const double ya = level_of(a), yb = level_of(b);
    return ya != yb ? ya < yb : a.box.x0 < b.box.x0;
  });
  const auto opens_band = [&](const InkLine& line) {
    return runs_across(line, gutters) || outside_all(line, gutters);
  };
  for (auto band = lines.begin(); band != lines.end();) {
    const bool columns = !gutters.empty() && !opens_band(*band);
    const auto end = std::find_if(band, lines.end(), [&](const InkLine& line) {
      return (gutters.empty() || opens_band(line)) == columns;
    });
    if (columns) {
      std::stable_sort(band, end, [&](const InkLine& a, const InkLine& b) {
        return column_of(a, gutters) < column_of(b, gutters);
      });
      for (auto column = band; column != end;) {
        const int which = column_of(*column, gutters);
        const auto next =
            std::find_if(column, end, [&](const InkLine& l) { return column_of(l, gutters) != which; });
        order_rows(column, next, unit);
        column = next;
      }
    } else {
      order_rows(band, end, unit);
    }
    band = end;
  }
}

}  // namespace folio
