#include "imaging/typed_letters.h"

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>

namespace folio {

std::vector<TypedLetter> typed_letters(const InkLine& line, const std::vector<Component>& components,
                                       double letter_height, double max_width) {
  std::vector<TypedLetter> letters;
  for (const int idx : line.component_idxs) {
    const Box& b = components[static_cast<size_t>(idx)].box;
    if (b.height() < 0.6 * letter_height || b.height() > 2.3 * letter_height || b.width() > max_width)
      continue;
    const double x = b.center_x();
    letters.push_back({x, line.baseline.y_at(x), static_cast<double>(b.width())});
  }
  return letters;
}

double evenness_of(const InkLine& line, const std::vector<Component>& components, double letter_height) {
  double good = 0, all = 0;
  for (const int idx : line.component_idxs) {
    const Box& b = components[static_cast<size_t>(idx)].box;
    if (b.height() < 0.5 * letter_height || b.height() > 2.3 * letter_height) continue;
    ++all;
    if (std::abs(b.y1 - line.baseline.y_at(b.center_x())) < std::max(1.0, 0.1 * letter_height)) ++good;
  }
  return all > 0 ? good / all : 0;
}

CellFit fit_cells(const std::vector<TypedLetter>& letters, double pitch) {
  std::complex<double> sum = 0;
  double count = 0;
  for (const TypedLetter& letter : letters) {
    if (letter.width < 0.3 * pitch || letter.width > 1.1 * pitch) continue;
    sum += std::polar(1.0, 2 * std::numbers::pi * letter.x / pitch);
    ++count;
  }
  if (count < 2) return {};
  const double turns = std::arg(sum) / (2 * std::numbers::pi);
  const double gathered = std::norm(sum) / count;  // 1 on average for letters strewn evenly (Rayleigh)
  return {turns - std::floor(turns), std::max(0.0, (gathered - 1) / (count - 1)), std::exp(-gathered)};
}

}  // namespace folio
