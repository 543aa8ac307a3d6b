#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "core/geometry.h"

namespace folio {

using Properties = std::map<std::string, std::string>;

/// The properties of a hOCR title: "bbox 1 2 3 4; x_wconf 90" gives {"bbox": "1 2 3 4", "x_wconf": "90"}.
/// Quotes around a value are taken off; semicolons within them do not end it. The first of two properties of
/// one name wins.
Properties parse_title(std::string_view title);

/// Four numbers, whole or not, as a box; nothing when there are not four or they are absurd.
std::optional<Box> parse_bbox(std::string_view value);
std::optional<Box> box_from_sides(double x0, double y0, double x1, double y1);

/// A number at the start of `text`, '.' as decimal point whatever the locale; nothing when there is none.
std::optional<double> parse_number(std::string_view text);

/// For an element's text, or for an attribute within `quote`.
std::string escape_markup(std::string_view text, char quote = '"');

/// ` NAME="VALUE"`
std::string markup_attribute(std::string_view name, std::string_view value);

/// Without trailing zeros: "0.5", "-0.012", "0".
std::string short_number(double value, int decimals);

}  // namespace folio
