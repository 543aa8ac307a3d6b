#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "export/hocr/check/hocr_rule.h"

namespace folio {

/// One finding: which consumer, at which line, by which rule, and what is lost.
struct HocrFinding {
  Consumer consumer = Consumer::hocr_check;
  Effect effect = Effect::notes;
  std::string_view rule;  ///< id of the rule
  std::string_view says;  ///< what the consumer does
  int line = 1;           ///< counted from 1; so is `column`
  int column = 1;
  int words = 0;
  int lines = 0;
  std::string detail;  ///< what stands there; may be empty
};

/// How all consumers take a file.
struct HocrVerdict {
  std::string file;
  int pages = 0;
  int words = 0;
  int lines = 0;
  std::array<Effect, kConsumers.size()> effects{};  ///< the worst, a consumer each; `notes` = takes it
  std::vector<HocrFinding> findings;                ///< by consumer, then by line

  /// No consumer loses, breaks or objects.
  bool all_take_it() const;
  Effect effect_on(Consumer consumer) const { return effects[static_cast<size_t>(consumer)]; }
};

/// Holds the file against the rules of all consumers. Throws Error{input} when it is no hOCR.
HocrVerdict check_hocr(std::string_view bytes, const std::string& name);

/// For people: a line a finding (`FILE:LINE:COLUMN: CONSUMER EFFECT: …`), `most` of each rule and consumer,
/// then one on each consumer and on the whole. `most` 0 = all of them.
std::string describe(const HocrVerdict& verdict, int most);

/// For machines: one JSON object, all findings in it, with a line end.
std::string json_of(const HocrVerdict& verdict);

}  // namespace folio
