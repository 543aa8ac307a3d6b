#include "export/clean_text.h"

#include "core/text.h"

namespace folio {
namespace {

bool is_unwritable(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xFEFF || (c & 0xFFFE) == 0xFFFE ||
         (c >= 0xFDD0 && c <= 0xFDEF);
}

}  // namespace

std::string clean_text(std::string_view text) {
  std::u32string kept;
  bool space = false;
  for (const char32_t c : to_code_points(text)) {
    if (is_space(c)) {
      space = true;
    } else if (!is_unwritable(c)) {
      if (space && !kept.empty()) kept.push_back(U' ');
      space = false;
      kept.push_back(c);
    }
  }
  return to_nfc(from_code_points(kept));
}

}  // namespace folio
