#include "foreign/tesseract_languages.h"

#include <tesseract/baseapi.h>

#include <algorithm>
#include <map>

#include "core/text.h"

namespace folio {

TesseractLanguages tesseract_languages() {
  tesseract::TessBaseAPI api;
  api.SetVariable("debug_file", "/dev/null");
  // It finds its folder before it fails to find a language of this name.
  api.Init(nullptr, "none", tesseract::OEM_LSTM_ONLY);
  TesseractLanguages languages;
  languages.folder = api.GetDatapath();
  api.GetAvailableLanguagesAsVector(&languages.installed);
  std::ranges::sort(languages.installed);
  return languages;
}

std::string tesseract_package(std::string language) {
  static const std::map<std::string, std::string> scripts{
      {"Cyrillic", "cyrl"}, {"Latin", "latn"}, {"Greek", "grek"}, {"Fraktur", "frak"}, {"Georgian", "geor"}};
  if (language.starts_with("script/")) {
    const auto script = scripts.find(language.substr(7));
    return "tesseract-ocr-script-" + (script == scripts.end() ? "*" : script->second);
  }
  std::ranges::replace(language, '_', '-');
  return "tesseract-ocr-" + to_lower(language);
}

}  // namespace folio
