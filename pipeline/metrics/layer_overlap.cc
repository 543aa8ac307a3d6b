#include "metrics/layer_overlap.h"

#include <spdlog/fmt/fmt.h>

#include <cassert>

#include "core/error.h"

namespace folio {
namespace {

constexpr unsigned char kLastLayer = static_cast<unsigned char>(Layer::print);

void check_value(unsigned char value, bool ignored_allowed, const char* whose) {
  if (value <= kLastLayer || (ignored_allowed && value == kIgnoredPixel)) return;
  throw Error(ErrorCode::input, fmt::format("the {} has pixels of value {}, which is no layer", whose, value),
              "layers are 0 to 5, and 255 in a truth where nobody decided");
}

}  // namespace

std::optional<double> Overlap::value() const {
  if (either == 0) return std::nullopt;
  return static_cast<double>(both) / static_cast<double>(either);
}

size_t LayerOverlaps::index(Layer layer) {
  assert(layer != Layer::none);
  return static_cast<size_t>(layer) - 1;
}

LayerOverlaps& LayerOverlaps::operator+=(const LayerOverlaps& other) {
  for (size_t k = 0; k < overlaps_.size(); ++k) {
    overlaps_[k].both += other.overlaps_[k].both;
    overlaps_[k].either += other.overlaps_[k].either;
  }
  return *this;
}

LayerOverlaps layer_overlaps(const cv::Mat& truth, const cv::Mat& hypothesis) {
  assert(truth.type() == CV_8UC1 && hypothesis.type() == CV_8UC1);
  if (truth.size() != hypothesis.size()) {
    throw Error(ErrorCode::input,
                fmt::format("the truth has {} x {} pixels, the hypothesis {} x {}", truth.cols, truth.rows,
                            hypothesis.cols, hypothesis.rows),
                "compare pictures of the same scan");
  }
  // How often each value of the truth meets each of the hypothesis.
  std::array<std::array<size_t, 256>, 256> met{};
  for (int y = 0; y < truth.rows; ++y) {
    const unsigned char* truth_row = truth.ptr(y);
    const unsigned char* hypothesis_row = hypothesis.ptr(y);
    for (int x = 0; x < truth.cols; ++x) ++met[truth_row[x]][hypothesis_row[x]];
  }
  LayerOverlaps out;
  for (size_t t = 0; t < met.size(); ++t) {
    for (size_t h = 0; h < met.size(); ++h) {
      if (met[t][h] == 0) continue;
      check_value(static_cast<unsigned char>(t), true, "truth");
      check_value(static_cast<unsigned char>(h), false, "hypothesis");
      if (t == kIgnoredPixel) continue;
      if (t != 0) out[static_cast<Layer>(t)].either += met[t][h];
      if (h != 0 && h != t) out[static_cast<Layer>(h)].either += met[t][h];
      if (t != 0 && h == t) out[static_cast<Layer>(t)].both += met[t][h];
    }
  }
  return out;
}

}  // namespace folio
