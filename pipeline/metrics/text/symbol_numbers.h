#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace folio {

/// Equal symbols get equal numbers, from zero in the order in which they are met. Keeps views of the symbols
/// given to it, which must outlive it.
class SymbolNumbers {
 public:
  uint32_t operator()(std::string_view symbol) {
    const auto [place, is_new] = numbers_.try_emplace(symbol, static_cast<uint32_t>(numbers_.size()));
    if (is_new) symbols_.push_back(symbol);
    return place->second;
  }
  std::vector<uint32_t> operator()(std::span<const std::string> symbols) {
    std::vector<uint32_t> out;
    out.reserve(symbols.size());
    for (const std::string& symbol : symbols) out.push_back((*this)(symbol));
    return out;
  }
  /// How many there are.
  size_t size() const { return numbers_.size(); }
  std::string_view symbol(uint32_t number) const { return symbols_[number]; }

 private:
  std::unordered_map<std::string_view, uint32_t> numbers_;
  std::vector<std::string_view> symbols_;
};

}  // namespace folio
