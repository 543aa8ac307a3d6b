#include "separate/typing_over.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/median.h"

namespace folio {
namespace {

constexpr size_t kEnoughCells = 20;

}  // namespace

std::vector<double> cell_ink(const cv::Mat& typed, const StrikeSearch& line, double cell_origin_x) {
  std::vector<double> shares;
  const double unit = line.x_height;
  for (double x = cell_origin_x + std::floor((line.line_box.x0 - cell_origin_x) / line.pitch) * line.pitch;
       x < line.line_box.x1; x += line.pitch) {
    const double baseline = line.baseline.y_at(x);
    const Box cell = clip({cvRound(x), cvRound(baseline - unit), cvRound(x + line.pitch), cvRound(baseline)},
                          typed.size());
    if (cell.empty()) continue;
    const double share = cv::countNonZero(typed(to_rect(cell))) / static_cast<double>(cell.area());
    if (share > 0.05) shares.push_back(share);
  }
  return shares;
}

std::vector<Strike> find_typed_over(const cv::Mat& typed, const StrikeSearch& line, double cell_origin_x,
                                    double usual_cell_ink) {
  std::vector<Strike> strikes;
  const double unit = line.x_height;
  constexpr double kDense = 1.38;  // against the usual cell: wide letters (ж, ш, ю) reach 1.3
  Box run;
  int cells = 0;
  double dense_sum = 0;
  const auto close = [&] {
    if (cells >= 3) {
      const double dense = dense_sum / cells / usual_cell_ink;
      strikes.push_back({clip(run, typed.size()), StrikeKind::typed_over, std::clamp(dense - 0.8, 0.3, 0.9)});
    }
    run = {};
    cells = 0;
    dense_sum = 0;
  };
  for (double x = cell_origin_x + std::floor((line.line_box.x0 - cell_origin_x) / line.pitch) * line.pitch;
       x < line.line_box.x1; x += line.pitch) {
    const double baseline = line.baseline.y_at(x);
    const Box cell = clip({cvRound(x), cvRound(baseline - unit), cvRound(x + line.pitch), cvRound(baseline)},
                          typed.size());
    const double share =
        cell.empty() ? 0 : cv::countNonZero(typed(to_rect(cell))) / static_cast<double>(cell.area());
    if (share > kDense * usual_cell_ink) {
      run = unite(run, {cell.x0, cvRound(baseline - 1.4 * unit), cell.x1, cvRound(baseline + 0.35 * unit)});
      ++cells;
      dense_sum += share;
    } else {
      close();
    }
  }
  close();
  return strikes;
}

std::vector<Strike> find_typing_over(const LayeredPage& page, const SegmentedPage& machine, double pitch) {
  std::vector<Strike> found;
  const TypewriterGrid* grid = machine.main_grid();
  if (grid == nullptr) return found;
  const cv::Mat& typed = page.masks[Layer::typed];
  const auto for_each_typed = [&](const auto& look) {
    for (const LayerLine& line : page.lines) {
      if (line.layer == Layer::typed)
        look(StrikeSearch{line.box, line.baseline, line.x_height, pitch},
             grid->origin_at(line.baseline.left.y));
    }
  };
  std::vector<double> shares;
  for_each_typed([&](const StrikeSearch& line, double origin) {
    const std::vector<double> cells = cell_ink(typed, line, origin);
    shares.insert(shares.end(), cells.begin(), cells.end());
  });
  if (shares.size() < kEnoughCells) return found;
  const double usual = median_of(std::move(shares), 0);
  if (usual == 0) return found;
  for_each_typed([&](const StrikeSearch& line, double origin) {
    const std::vector<Strike> here = find_typed_over(typed, line, origin, usual);
    found.insert(found.end(), here.begin(), here.end());
  });
  return found;
}

}  // namespace folio
