#pragma once

#include <string>

#include "metrics/evaluation.h"

namespace folio {

/// A page of which the typed text alone is known.
inline PageMaterial text_material(const std::string& stem, const std::string& text) {
  PageMaterial page;
  page.stem = stem;
  page.typed = text;
  page.tells_layers = false;
  return page;
}

}  // namespace folio
