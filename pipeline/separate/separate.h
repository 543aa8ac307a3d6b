#pragma once

#include <memory>

#include "core/debug_images.h"
#include "page/layered_page.h"
#include "separate/ink_net.h"

namespace folio {

struct SeparateOptions {
  /// Net that tells layers by their look; none: rules of place, size and color alone decide.
  std::shared_ptr<const InkNet> ink_net;
  double min_speck = 0.55;  ///< in the machine's stroke widths; smaller pieces are dirt
};

/// Stage separate: says of each piece of ink whether the machine, the pen, a stamp or a printer made it,
/// finds the strikes, and takes them off what is struck. Each pixel's mask may lie in two layers (a strike
/// over a letter). Lines come out in reading order, an insertion after the typed line that it was written
/// into.
LayeredPage separate(std::shared_ptr<const SegmentedPage> segmented, const SeparateOptions& options,
                     DebugImages& debug = no_debug_images());

}  // namespace folio
