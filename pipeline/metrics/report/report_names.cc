#include <cassert>

#include "metrics/report/report_contents.h"

namespace folio {

std::string_view name_of(WordOutcome outcome) {
  switch (outcome) {
    case WordOutcome::right:
      return "right";
    case WordOutcome::missed:
      return "missed";
    case WordOutcome::misread:
      return "misread";
    case WordOutcome::wrong_layer:
      return "wrong-layer";
    case WordOutcome::extra:
      return "extra";
  }
  assert(false);
  return {};
}

}  // namespace folio
