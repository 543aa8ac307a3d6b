#pragma once

#include <algorithm>
#include <cassert>
#include <optional>
#include <string_view>

namespace folio {

/// Name of a value in a table of (value, name) pairs that has all values.
template <class Table, class Value>
std::string_view find_name(const Table& table, Value value) {
  const auto found = std::ranges::find_if(table, [&](const auto& entry) { return entry.first == value; });
  assert(found != table.end());
  return found->second;
}

/// The value of that name; nothing when there is none.
template <class Table>
auto find_value(const Table& table, std::string_view name) -> std::optional<decltype(table[0].first)> {
  const auto found = std::ranges::find_if(table, [&](const auto& entry) { return entry.second == name; });
  if (found == table.end()) return std::nullopt;
  return found->first;
}

}  // namespace folio
