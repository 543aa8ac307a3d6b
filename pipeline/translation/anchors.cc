#include "translation/anchors.h"

#include <unicode/translit.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <memory>

#include "core/error.h"
#include "core/text.h"

namespace folio {
namespace {

constexpr size_t kLeastConsonants = 3, kMostConsonants = 4;

/// In Latin letters, small, without accents.
std::string latin_of(const std::string& word) {
  static const std::unique_ptr<const icu::Transliterator> transform = [] {
    UErrorCode failure = U_ZERO_ERROR;
    std::unique_ptr<const icu::Transliterator> made(
        icu::Transliterator::createInstance(u"Any-Latin; Latin-ASCII; Any-Lower", UTRANS_FORWARD, failure));
    if (U_FAILURE(failure)) {
      throw Error(ErrorCode::missing_dependency, "ICU has no transform to Latin letters",
                  "install ICU with its data");
    }
    return made;
  }();
  icu::UnicodeString text = icu::UnicodeString::fromUTF8(word);
  transform->transliterate(text);
  std::string out;
  text.toUTF8String(out);
  return out;
}

/// Letters that transliterations interchange are one.
char sound_of(char c) {
  switch (c) {
    case 'c':
    case 'q':
    case 'g':
      return 'k';
    case 'z':
    case 'x':
      return 's';
    case 'd':
      return 't';
    case 'b':
      return 'p';
    case 'v':
      return 'f';
    default:
      return c;
  }
}

std::string name_key(const std::string& word) {
  constexpr std::string_view silent = "aeiouyhwj";
  std::string key;
  for (const char c : latin_of(word)) {
    if (c < 'a' || c > 'z' || silent.find(c) != std::string_view::npos) continue;
    const char sound = sound_of(c);
    if (key.empty() || key.back() != sound) key += sound;
    if (key.size() == kMostConsonants) break;
  }
  return key.size() < kLeastConsonants ? "" : key;
}

}  // namespace

std::vector<std::string> anchors_of(std::string_view text) {
  std::vector<std::string> out;
  const std::u32string points = to_code_points(text);
  for (size_t begin = 0; begin < points.size();) {
    size_t end = begin;
    if (is_digit(points[begin])) {
      std::string digits;
      for (; end < points.size() && is_digit(points[end]); ++end)
        digits += static_cast<char>('0' + u_charDigitValue(static_cast<UChar32>(points[end])));
      out.push_back(digits);
    } else if (is_letter(points[begin])) {
      while (end < points.size() && is_letter(points[end])) ++end;
      if (u_isupper(static_cast<UChar32>(points[begin]))) {
        std::string key = name_key(from_code_points(points.substr(begin, end - begin)));
        if (!key.empty()) out.push_back(std::move(key));
      }
    } else {
      end = begin + 1;
    }
    begin = end;
  }
  std::ranges::sort(out);
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace folio
