#pragma once

#include <string_view>
#include <vector>

namespace folio {

/// Fields of a line of a CSV file without quotes: what stands between its commas, blanks and empty fields
/// kept. An empty line is one empty field. The views live as long as `line`.
inline std::vector<std::string_view> csv_fields(std::string_view line) {
  std::vector<std::string_view> fields;
  for (size_t comma = 0; comma != std::string_view::npos;) {
    comma = line.find(',');
    fields.push_back(line.substr(0, comma));
    if (comma != std::string_view::npos) line.remove_prefix(comma + 1);
  }
  return fields;
}

}  // namespace folio
