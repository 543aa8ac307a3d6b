#include "imaging/raster_fit.h"

#include <cmath>
#include <numbers>

namespace folio {
namespace {

constexpr double kHuber = 0.1, kBeyond = 0.33;  // cells: letters stray by 0.05 to 0.1 from the middle
constexpr int kRounds = 5;

bool fits_a_cell(const TypedLetter& letter, double pitch) {
  return letter.width >= 0.3 * pitch && letter.width <= 1.1 * pitch;
}

struct Mean {
  double weight = 0, x = 0, y = 0, cell = 0;
};

/// Number of the letter's cell and how far from its middle it stands, in cells.
std::pair<double, double> cell_of(const TypedLetter& letter, const Raster& raster, double origin) {
  const double cells = (letter.x - origin - raster.lean * letter.y) / raster.pitch - 0.5;
  return {std::round(cells), cells - std::round(cells)};
}

double weight_of(double off) {
  off = std::abs(off);
  return off > kBeyond ? 0 : off > kHuber ? kHuber / off : 1;
}

/// Calls `use(letter, cell, weight)` for each letter of a stand that has a say.
template <typename Use>
void for_each_letter(const Stand& stand, const Raster& raster, double origin, const Use& use) {
  for (const TypedLetter& letter : stand) {
    if (!fits_a_cell(letter, raster.pitch)) continue;
    const auto [cell, off] = cell_of(letter, raster, origin);
    const double weight = weight_of(off);
    if (weight > 0) use(letter, cell + 0.5, weight);
  }
}

}  // namespace

Raster fit_raster(const std::vector<Stand>& stands, const Raster& start) {
  Raster raster = start;
  for (int round = 0; round < kRounds; ++round) {
    double cc = 0, cy = 0, yy = 0, cx = 0, yx = 0;  // normal equations, origins taken out
    std::vector<Mean> means;
    for (size_t s = 0; s < stands.size(); ++s) {
      Mean mean;
      for_each_letter(stands[s], raster, raster.origins[s], [&](const TypedLetter& l, double cell, double w) {
        mean.weight += w, mean.x += w * l.x, mean.y += w * l.y, mean.cell += w * cell;
      });
      if (mean.weight > 0) mean.x /= mean.weight, mean.y /= mean.weight, mean.cell /= mean.weight;
      for_each_letter(stands[s], raster, raster.origins[s], [&](const TypedLetter& l, double cell, double w) {
        const double c = cell - mean.cell, y = l.y - mean.y, x = l.x - mean.x;
        cc += w * c * c, cy += w * c * y, yy += w * y * y, cx += w * c * x, yx += w * y * x;
      });
      means.push_back(mean);
    }
    if (cc <= 0) return raster;
    const double determinant = cc * yy - cy * cy;
    // One line, or lines too near each other, tell nothing of the lean.
    if (determinant > 1e-6 * cc * cc && yy > 0) {
      raster.pitch = (cx * yy - yx * cy) / determinant;
      raster.lean = (yx * cc - cx * cy) / determinant;
    } else {
      raster.pitch = (cx - raster.lean * cy) / cc;
    }
    for (size_t s = 0; s < stands.size(); ++s) {
      if (means[s].weight > 0)
        raster.origins[s] = means[s].x - raster.pitch * means[s].cell - raster.lean * means[s].y;
    }
  }
  return raster;
}

double residual_of(const Stand& stand, const Raster& raster, double origin) {
  double squares = 0, count = 0;
  for (const TypedLetter& letter : stand) {
    if (!fits_a_cell(letter, raster.pitch)) continue;
    const double off = cell_of(letter, raster, origin).second;
    squares += off * off;
    ++count;
  }
  return count > 0 ? std::sqrt(squares / count) : 0;
}

Agreement agreement_with(const Stand& stand, const Raster& raster, double origin) {
  Agreement agreement;
  for (const TypedLetter& letter : stand) {
    if (!fits_a_cell(letter, raster.pitch)) continue;
    agreement.cosine += std::cos(2 * std::numbers::pi * cell_of(letter, raster, origin).second);
    ++agreement.letters;
  }
  if (agreement.letters > 0) agreement.cosine /= agreement.letters;
  return agreement;
}

}  // namespace folio
