#pragma once

#include <array>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace folio {

/// What two texts may differ in without being counted as different. Each is asked for by name; none is
/// applied unasked. docs/metrics.md has them with examples.
enum class Normalization : unsigned char {
  hyphens,  ///< "hyphens": a hyphen, dash or ¬ at a line's end goes, and the line end with it
  spaces,   ///< "spaces": all white space goes
  yo,       ///< "yo": ё is е
  latin,    ///< "latin": Latin letters that look like Cyrillic ones are those (A is А, p is р)
  ones,     ///< "ones": I, І, l, і and | are 1
  quotes,   ///< "quotes": all double quotes, and two single ones, are "; all single ones are '; dashes are -
  dashes,   ///< "dashes": dashes are -; quotes stay
  hard_sign,    ///< "hard-sign": ' or " between Cyrillic letters is ъ (с'езд)
  figures,      ///< "figures": О and о are 0, З and з are 3
  letter_case,  ///< "case": capital letters are small ones
  punctuation,  ///< "punctuation": all punctuation goes, within words too
};

using Normalizations = std::set<Normalization>;

inline constexpr std::array<Normalization, 11> kNormalizations{
    Normalization::hyphens, Normalization::spaces,      Normalization::yo,         Normalization::latin,
    Normalization::ones,    Normalization::quotes,      Normalization::dashes,     Normalization::hard_sign,
    Normalization::figures, Normalization::letter_case, Normalization::punctuation};

std::string_view name_of(Normalization normalization);
std::optional<Normalization> normalization_from_name(std::string_view name);

/// What the project's figures of typed text are measured with: hyphens, spaces, yo, latin, ones and quotes.
/// Named "typescript".
const Normalizations& typescript_normalizations();

/// Names joined by commas, or "typescript"; "none" or nothing for an empty set. Throws Error{arguments} for a
/// name that is none of these.
Normalizations normalizations_from_names(std::string_view names);
std::string names_of(const Normalizations& normalizations);

/// The text as it is compared: NFC, and what the normalizations say, in their order above. Lines stay lines
/// unless `spaces` is asked for.
std::string normalized(std::string_view text, const Normalizations& normalizations);

}  // namespace folio
