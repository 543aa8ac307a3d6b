#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace folio {

/// One part of a `custom` attribute: "structure {type:heading; id:a;}".
struct CustomPart {
  std::string name;
  std::map<std::string, std::string> values;

  /// Empty when it is not there.
  std::string value(const std::string& key) const;
};

/// All parts in their order. What is not of the form is passed over.
std::vector<CustomPart> parse_custom(std::string_view text);

}  // namespace folio
