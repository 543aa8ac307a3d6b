#pragma once

#include <memory>

#include "core/debug_images.h"
#include "page/layered_page.h"

namespace folio {

struct SeparateOptions {};

LayeredPage separate(std::shared_ptr<const SegmentedPage> segmented, const SeparateOptions& options,
                     DebugImages& debug = no_debug_images());

}  // namespace folio
