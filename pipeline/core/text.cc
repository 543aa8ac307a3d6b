#include "core/text.h"

#include <spdlog/fmt/fmt.h>
#include <unicode/brkiter.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <cassert>
#include <memory>

namespace folio {
namespace {

icu::UnicodeString to_icu(std::string_view text) {
  return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
}

std::string from_icu(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

}  // namespace

std::string to_nfc(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  assert(U_SUCCESS(status));
  const icu::StringPiece bytes(text.data(), static_cast<int32_t>(text.size()));
  if (nfc->isNormalizedUTF8(bytes, status) != 0 && is_utf8(text)) return std::string(text);
  const icu::UnicodeString out = nfc->normalize(to_icu(text), status);
  assert(U_SUCCESS(status));
  return from_icu(out);
}

bool is_utf8(std::string_view text) {
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  const auto size = static_cast<int32_t>(text.size());
  for (int32_t i = 0; i < size;) {
    UChar32 c = 0;
    U8_NEXT(bytes, i, size, c);
    if (c < 0) return false;
  }
  return true;
}

std::u32string to_code_points(std::string_view text) {
  std::u32string out;
  out.reserve(text.size() / 2);
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  const auto size = static_cast<int32_t>(text.size());
  for (int32_t i = 0; i < size;) {
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(bytes, i, size, c);
    out.push_back(static_cast<char32_t>(c));
  }
  return out;
}

std::string from_code_points(std::u32string_view text) {
  std::string out;
  out.reserve(2 * text.size());
  for (const char32_t c : text) {
    constexpr char32_t kReplacement = 0xFFFD;
    const bool is_scalar = c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF);
    uint8_t bytes[U8_MAX_LENGTH];
    int32_t size = 0;
    U8_APPEND_UNSAFE(bytes, size, static_cast<UChar32>(is_scalar ? c : kReplacement));
    out.append(reinterpret_cast<const char*>(bytes), static_cast<size_t>(size));
  }
  return out;
}

std::vector<std::string> grapheme_clusters(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> iterator(
      icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
  assert(U_SUCCESS(status));
  const icu::UnicodeString whole = to_icu(text);
  iterator->setText(whole);
  std::vector<std::string> out;
  int32_t start = iterator->first();
  for (int32_t end = iterator->next(); end != icu::BreakIterator::DONE; start = end, end = iterator->next()) {
    out.push_back(from_icu(icu::UnicodeString(whole, start, end - start)));
  }
  return out;
}

std::string trim(std::string_view text) {
  const std::u32string code_points = to_code_points(text);
  size_t begin = 0, end = code_points.size();
  while (begin < end && is_space(code_points[begin])) ++begin;
  while (end > begin && is_space(code_points[end - 1])) --end;
  return from_code_points(std::u32string_view(code_points).substr(begin, end - begin));
}

std::vector<std::string> split_words(std::string_view text) {
  std::vector<std::string> out;
  std::u32string word;
  for (const char32_t c : to_code_points(text)) {
    if (!is_space(c)) {
      word.push_back(c);
    } else if (!word.empty()) {
      out.push_back(from_code_points(word));
      word.clear();
    }
  }
  if (!word.empty()) out.push_back(from_code_points(word));
  return out;
}

std::vector<std::string> split_lines(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    out.emplace_back(line);
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return out;
}

std::string to_lower(std::string_view text) {
  icu::UnicodeString out = to_icu(text);
  out.toLower(icu::Locale::getRoot());
  return from_icu(out);
}

bool is_letter(char32_t c) { return u_isalpha(static_cast<UChar32>(c)) != 0; }
bool is_digit(char32_t c) { return u_isdigit(static_cast<UChar32>(c)) != 0; }
bool is_space(char32_t c) {
  if (c < 0x85) return c == U' ' || (c >= U'\t' && c <= U'\r');
  if (c > 0xA0 && c < 0x1680) return false;  // European letters, asked often
  return u_isUWhiteSpace(static_cast<UChar32>(c)) != 0;
}
bool is_punctuation(char32_t c) { return u_ispunct(static_cast<UChar32>(c)) != 0; }

std::string tsv_field(std::string_view text) {
  std::string out;
  for (const char c : text) out += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
  return out;
}

std::string escape_control_characters(std::string_view text) {
  std::string out;
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  const auto size = static_cast<int32_t>(text.size());
  for (int32_t i = 0; i < size;) {
    const int32_t start = i;
    UChar32 c = 0;
    U8_NEXT(bytes, i, size, c);
    if (c < 0) {
      for (int32_t k = start; k < i; ++k) out += fmt::format("\\x{:02X}", bytes[k]);
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else if (u_iscntrl(c) || u_charType(c) == U_FORMAT_CHAR || c == 0x2028 || c == 0x2029) {
      out += fmt::format("\\u{{{:X}}}", static_cast<uint32_t>(c));
    } else {
      out.append(text.substr(static_cast<size_t>(start), static_cast<size_t>(i - start)));
    }
  }
  return out;
}

}  // namespace folio
