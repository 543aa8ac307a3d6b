#pragma once

#include <string>
#include <utility>
#include <vector>

#include "export/hocr/check/hocr_rule.h"

namespace folio {

/// A form that not all consumers take: tests/data/hocr_forms.
struct HocrForm {
  std::string name;  ///< "line-class.two": the rule that shall find it, and what was done
  std::string hocr;
  std::vector<std::pair<Consumer, Effect>> effects;  ///< of the consumers that do not take it
};

std::vector<HocrForm> hocr_forms();

/// The page of which they are forms; all take it.
std::string good_form();

}  // namespace folio
