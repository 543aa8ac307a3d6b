#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace folio {

/// BCP 47 tag of a Tesseract language name: "rus" gives "ru", "deu_latf" "de". Empty when the name is no
/// language ("osd", "equ").
std::string language_tag(std::string_view tesseract_name);

/// The same for a whole `-l` argument: "rus+eng" gives {"ru", "en"}.
std::vector<std::string> language_tags(std::string_view tesseract_names);

/// ISO 15924 codes of the scripts that the letters of `text` are written in, the most frequent first:
/// {"Cyrl", "Latn"}.
std::vector<std::string> scripts_of(std::string_view text);

}  // namespace folio
