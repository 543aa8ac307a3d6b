#pragma once

#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "recognize/character_model.h"

namespace folio::testing {

/// Content of a file of n-grams: -ln of the likelihood of each one's last character.
inline std::string n_grams(const std::map<std::u32string, double>& costs) {
  std::vector<std::map<std::uint64_t, double>> tables;
  for (const auto& [text, cost] : costs) {
    std::uint64_t key = 0;
    for (const char32_t c : text) key = key << 7U | CharacterModel::symbol_of(c);
    if (tables.size() < text.size()) tables.resize(text.size());
    tables[text.size() - 1][key] = cost;
  }
  const auto bytes = [](std::uint64_t value, int count) {
    std::string out;
    for (int i = 0; i < count; ++i)
      out += static_cast<char>(value >> (8U * static_cast<unsigned>(i)) & 0xFFU);
    return out;
  };
  std::string out = "FCM1" + bytes(tables.size(), 1);
  for (const auto& table : tables) out += bytes(table.size(), 4);
  for (const auto& table : tables) {
    for (const auto& [key, cost] : table)
      out += bytes(key, 5) + bytes(static_cast<std::uint64_t>(std::lround(16 * cost)), 1);
  }
  return out;
}

}  // namespace folio::testing
