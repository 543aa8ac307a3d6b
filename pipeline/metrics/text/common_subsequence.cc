#include "metrics/text/common_subsequence.h"

#include <bit>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace folio {

size_t common_subsequence_length(const std::vector<std::string>& truth,
                                 const std::vector<std::string>& hypothesis) {
  constexpr size_t kBits = 64;
  using Places = std::vector<std::pair<size_t, uint64_t>>;  // of a symbol: block, rows
  std::unordered_map<std::string_view, Places> places;
  for (size_t row = 0; row < truth.size(); ++row) {
    Places& blocks = places[truth[row]];
    if (blocks.empty() || blocks.back().first != row / kBits) blocks.emplace_back(row / kBits, 0);
    blocks.back().second |= uint64_t{1} << row % kBits;
  }

  // A zero bit is a row at which the common subsequence grows by one.
  std::vector<uint64_t> rows((truth.size() + kBits - 1) / kBits, ~uint64_t{0});
  for (const std::string& symbol : hypothesis) {
    const auto place = places.find(symbol);
    if (place == places.end()) continue;
    size_t carry_block = rows.size();  // the block that a carry goes into
    const auto step = [&](size_t block, uint64_t matches) {
      const uint64_t before = rows[block], hit = before & matches;
      const uint64_t carry = carry_block == block ? 1 : 0;
      const uint64_t sum = before + hit, with_carry = sum + carry;
      carry_block = sum < before || with_carry < sum ? block + 1 : rows.size();
      rows[block] = with_carry | (before & ~matches);
    };
    for (size_t k = 0; k < place->second.size(); ++k) {
      const auto [block, matches] = place->second[k];
      step(block, matches);
      const size_t next = k + 1 < place->second.size() ? place->second[k + 1].first : rows.size();
      while (carry_block < next) step(carry_block, 0);
    }
  }
  size_t length = 0;
  for (size_t row = 0; row < truth.size(); ++row)
    length += (rows[row / kBits] >> row % kBits & 1) == 0 ? 1 : 0;
  return length;
}

}  // namespace folio
