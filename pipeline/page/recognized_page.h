#pragma once

#include <memory>
#include <vector>

#include "page/layered_page.h"
#include "page/page_text.h"
#include "page/word_trace.h"

namespace folio {

/// Stage recognize: what the layers say.
struct RecognizedPage {
  std::shared_ptr<const LayeredPage> layered;
  PageText text;
  std::vector<WordTrace>
      traces;  ///< of typed words, as far as they may be read again or teach how; not stored
};

}  // namespace folio
