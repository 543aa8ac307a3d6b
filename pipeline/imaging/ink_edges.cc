#include "imaging/ink_edges.h"

#include <cassert>
#include <opencv2/imgproc.hpp>
#include <utility>

namespace folio {
namespace {

// Of the darkness of a layer's ink near by. Drawn truth has the same (kInkShare in drawing/canvas.h); on the
// DIBCO 2009 and Nabuco pairs the mean overlap is 0.858, 0.862, 0.850 at 0.4, 0.45, 0.5.
constexpr double kEdgeShare = 0.45;
// Pixels: from the edge to the middle of a stroke, and beyond the blur of a scan at any resolution.
constexpr int kNear = 5;
constexpr int kPaperNoise = 25;  // levels of darkness, as in binarizer.cc
constexpr int kReach = 2;        // pixels
constexpr int kTile = 192;       // pixels; small enough for a processor's cache, and paper is left out

cv::Mat grown(const cv::Mat& mask, int pixels) {
  cv::Mat out;
  cv::dilate(mask, out, cv::Mat::ones(2 * pixels + 1, 2 * pixels + 1, CV_8UC1));
  return out;
}

/// Pixels near a layer's ink that are dark enough to be part of it.
cv::Mat dark_as(const cv::Mat& own, const cv::Mat& darkness) {
  cv::Mat least = grown(darkness & own, kNear);
  least.convertTo(least, CV_8UC1, kEdgeShare);
  cv::max(least, kPaperNoise, least);
  return darkness >= least;
}

/// The layer's mask with its edges in place. `others`: ink of other layers; empty = there is none.
cv::Mat fitted(const cv::Mat& own, const cv::Mat& others, const cv::Mat& darkness) {
  cv::Mat free = dark_as(own, darkness);
  cv::Mat out = own & free;
  // What others reach in fewer steps is theirs.
  cv::Mat taken = others;
  for (int step = 0; step < kReach; ++step) {
    if (!taken.empty()) free &= ~taken;
    out |= grown(out, 1) & free;
    if (!taken.empty() && step + 1 < kReach) taken = grown(taken, 1);
  }
  return out;
}

/// Ink within `around` of other layers than this; empty = there is none.
cv::Mat others_than(Layer layer, const LayerMasks& before, const cv::Rect& around) {
  cv::Mat others;
  for (const Layer other : kInkLayers) {
    if (other == layer || before[other].empty() || cv::countNonZero(before[other](around)) == 0) continue;
    others = others.empty() ? before[other](around).clone() : cv::Mat(others | before[other](around));
  }
  return others.empty() ? others : cv::Mat(others & ~before[layer](around));
}

/// The masks in one tile of the page, with all that is near enough to matter in `around`. `before`: empty
/// where a layer has no ink.
void fit_tile(const cv::Mat& even_gray, const LayerMasks& before, const cv::Rect& tile,
              const cv::Rect& around, LayerMasks& masks) {
  for (const Layer layer : kInkLayers) {
    if (before[layer].empty()) continue;
    const cv::Mat own = before[layer](around);
    if (cv::countNonZero(own) == 0) continue;
    fitted(own, others_than(layer, before, around), ~even_gray(around))(tile - around.tl())
        .copyTo(masks[layer](tile));
  }
}

}  // namespace

void fit_ink_edges(const cv::Mat& even_gray, LayerMasks& masks) {
  assert(even_gray.size() == masks.size() && even_gray.type() == CV_8UC1);
  LayerMasks before;
  for (const Layer layer : kInkLayers)
    if (cv::countNonZero(std::as_const(masks)[layer]) > 0) before[layer] = masks[layer].clone();
  const cv::Rect page({}, masks.size());
  constexpr int kMargin = kNear + kReach;
  for (int y = 0; y < page.height; y += kTile) {
    for (int x = 0; x < page.width; x += kTile) {
      const cv::Rect tile = cv::Rect(x, y, kTile, kTile) & page;
      const cv::Rect around =
          cv::Rect(x - kMargin, y - kMargin, kTile + 2 * kMargin, kTile + 2 * kMargin) & page;
      fit_tile(even_gray, before, tile, around, masks);
    }
  }
}

}  // namespace folio
