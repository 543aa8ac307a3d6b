#pragma once

#include <functional>
#include <string>
#include <vector>

#include "page/page_text.h"

namespace folio {

/// The words of a line that came as text alone, parted at white space. Their boxes share the line's in
/// proportion to their letters, and are marked as inferred. `next_id` names each.
std::vector<Word> words_from_text(const std::string& text, const Box& line,
                                  const std::function<std::string()>& next_id);

}  // namespace folio
