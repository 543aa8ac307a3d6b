#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "metrics/comparison/comparison.h"

namespace folio {

/// A condition under which an evaluation fails: "hand.cer>0.3".
struct GateRule {
  enum class Sign : unsigned char { greater, greater_or_equal, less, less_or_equal };
  std::string text;    ///< as given
  std::string figure;  ///< its own name, see figure_names.h
  Sign sign = Sign::greater;
  double limit = 0;

  bool holds(double value) const;
};

/// Reads FIGURE SIGN NUMBER, blanks allowed, SIGN one of > >= < <=. Throws Error{arguments} that says what is
/// wrong; for a figure that `known` lacks, with the names most like it.
GateRule gate_rule(std::string_view text, const std::vector<Figure>& known);

/// What keeps an evaluation from passing, one line a rule and system in words; empty when nothing does. A
/// figure that was not measured does not pass.
std::vector<std::string> failures(const std::vector<GateRule>& rules, const Comparison& comparison);

}  // namespace folio
