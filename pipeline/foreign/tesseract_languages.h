#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace folio {

/// What Tesseract can read here.
struct TesseractLanguages {
  std::filesystem::path folder;        ///< where it looks for *.traineddata; it heeds TESSDATA_PREFIX
  std::vector<std::string> installed;  ///< Tesseract's names, sorted; "osd", its orientation data, among them
};

/// Asks Tesseract. Loads no language.
TesseractLanguages tesseract_languages();

/// Debian's package of a language: chi_sim is in tesseract-ocr-chi-sim, script/Cyrillic in
/// tesseract-ocr-script-cyrl (scripts go by their ISO 15924 codes; a * stands for those not listed here).
std::string tesseract_package(std::string language);

}  // namespace folio
