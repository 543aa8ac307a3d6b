#pragma once

#include <memory>

#include "page/layered_page.h"
#include "page/page_text.h"

namespace folio {

/// Stage recognize: what the layers say.
struct RecognizedPage {
  std::shared_ptr<const LayeredPage> layered;
  PageText text;
};

}  // namespace folio
