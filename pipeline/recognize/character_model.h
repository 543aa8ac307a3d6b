#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace folio {

/// How likely a character is after those before it: n-grams of Russian text with its case, of at most five
/// characters (scripts/train/reading/character_model.py writes them and says how characters become symbols).
/// What was never seen falls back on a shorter context, at a fixed cost a character ("stupid backoff", Brants
/// et al. 2007): the values are scores, not a distribution.
class CharacterModel {
 public:
  using Symbol = std::uint8_t;

  /// `content`: of a file of n-grams. Throws Error{missing_dependency} for what is none.
  explicit CharacterModel(std::string_view content);

  int order() const { return static_cast<int>(tables_.size()); }
  /// ln of the likelihood of `next` after `context`, of which the last order() - 1 symbols count.
  double log_likelihood(std::span<const Symbol> context, Symbol next) const;

  /// The symbol that a character counts as, > 0: each Cyrillic letter of either case, the blank and some
  /// signs are their own; all digits are one, as are all other letters, and all other signs.
  static Symbol symbol_of(char32_t c);

 private:
  struct Entry {
    std::uint64_t key;  ///< seven bits a symbol, the last character lowest
    float cost;         ///< -ln of the likelihood
  };
  std::vector<std::vector<Entry>> tables_;  ///< by length of n-gram, from 1; each by key
};

/// Mean over the characters of a word, which a blank precedes; 0 for none.
double mean_log_likelihood(const CharacterModel& language, std::u32string_view word);

}  // namespace folio
