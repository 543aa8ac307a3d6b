#include "page/packed_masks.h"

#include <array>
#include <cassert>

namespace folio {
namespace {

int bit_of(Layer layer) { return static_cast<int>(layer) - 1; }

}  // namespace

cv::Mat pack(const LayerMasks& masks) {
  cv::Mat packed(masks.size(), CV_8UC1);
  for (int y = 0; y < packed.rows; ++y) {
    std::array<const uchar*, kInkLayers.size()> rows{};
    for (const Layer layer : kInkLayers) rows[static_cast<size_t>(bit_of(layer))] = masks[layer].ptr(y);
    uchar* out = packed.ptr(y);
    for (int x = 0; x < packed.cols; ++x) {
      out[x] = static_cast<uchar>((rows[0][x] & 1) | (rows[1][x] & 2) | (rows[2][x] & 4) | (rows[3][x] & 8) |
                                  (rows[4][x] & 16));
    }
  }
  return packed;
}

LayerMasks unpack(const cv::Mat& packed) {
  assert(packed.type() == CV_8UC1);
  LayerMasks masks(packed.size());
  int all = 0;
  for (int y = 0; y < packed.rows; ++y)
    for (int x = 0; x < packed.cols; ++x) all |= packed.ptr(y)[x];
  for (const Layer layer : kInkLayers) {
    const int bit = bit_of(layer);
    if ((all >> bit & 1) == 0) continue;
    for (int y = 0; y < packed.rows; ++y) {
      const uchar* in = packed.ptr(y);
      uchar* out = masks[layer].ptr(y);
      for (int x = 0; x < packed.cols; ++x) out[x] = static_cast<uchar>(-((in[x] >> bit) & 1));
    }
  }
  return masks;
}

}  // namespace folio
