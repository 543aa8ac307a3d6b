#include "metrics/comparison/folio_of.h"

#include "core/text.h"

namespace folio {
namespace {

bool ends_with_one_of(std::u32string_view text, std::u32string_view letters) {
  return !text.empty() && letters.find(text.back()) != std::u32string_view::npos;
}

}  // namespace

std::string folio_of(std::string_view stem) {
  const std::u32string whole = to_code_points(stem);
  std::u32string_view rest = whole;
  if (rest.ends_with(U"об"))
    rest.remove_suffix(2);
  else if (ends_with_one_of(rest, U"vr"))
    rest.remove_suffix(1);
  const size_t with_digits = rest.size();
  while (!rest.empty() && is_digit(rest.back())) rest.remove_suffix(1);
  if (rest.size() == with_digits) return std::string(stem);
  std::u32string_view before_letter = rest;
  if (ends_with_one_of(rest, U"plfл")) before_letter.remove_suffix(1);
  if (before_letter.empty() || ends_with_one_of(before_letter, U"-_. ")) rest = before_letter;
  while (ends_with_one_of(rest, U"-_. ")) rest.remove_suffix(1);
  return from_code_points(rest);
}

}  // namespace folio
