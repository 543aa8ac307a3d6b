#include "recognize/character_model.h"

#include <algorithm>

#include "core/error.h"
#include "core/text.h"

namespace folio {
namespace {

constexpr std::string_view kMagic = "FCM1";
constexpr size_t kEntryBytes = 6;
constexpr double kBackOff = -0.916;  // ln 0.4
constexpr double kNever = -16;       // of a symbol that no text had
constexpr std::uint64_t kSymbolBits = 7;

// The same as in character_model.py.
constexpr std::u32string_view kLetters =
    U"абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґўАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЁІЇЄҐЎ";
constexpr std::u32string_view kSigns = U" .,-\"()";

std::uint64_t little_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (size_t i = bytes.size(); i > 0; --i) value = value << 8U | static_cast<unsigned char>(bytes[i - 1]);
  return value;
}

}  // namespace

CharacterModel::CharacterModel(std::string_view content) {
  const auto fail = [] {
    throw Error(ErrorCode::missing_dependency, "the model of Russian characters is none",
                "install folio anew");
  };
  if (content.size() < kMagic.size() + 1 || content.substr(0, kMagic.size()) != kMagic) fail();
  const auto orders = static_cast<size_t>(static_cast<unsigned char>(content[kMagic.size()]));
  const size_t header = kMagic.size() + 1 + 4 * orders;
  if (orders < 1 || orders > 8 || content.size() < header) fail();
  size_t at = header;
  for (size_t n = 0; n < orders; ++n) {
    const size_t count = little_endian(content.substr(kMagic.size() + 1 + 4 * n, 4));
    if ((content.size() - at) / kEntryBytes < count) fail();
    std::vector<Entry>& table = tables_.emplace_back();
    table.reserve(count);
    for (size_t i = 0; i < count; ++i, at += kEntryBytes) {
      const auto level = static_cast<unsigned char>(content[at + kEntryBytes - 1]);
      table.push_back({little_endian(content.substr(at, kEntryBytes - 1)), static_cast<float>(level) / 16});
    }
    if (!std::ranges::is_sorted(table, {}, &Entry::key)) fail();
  }
  if (at != content.size()) fail();
}

double CharacterModel::log_likelihood(std::span<const Symbol> context, Symbol next) const {
  double lost = 0;
  for (size_t n = std::min(tables_.size() - 1, context.size());; --n) {
    std::uint64_t key = 0;
    for (const Symbol symbol : context.last(n)) key = key << kSymbolBits | symbol;
    key = key << kSymbolBits | next;
    const std::vector<Entry>& table = tables_[n];
    const auto found = std::ranges::lower_bound(table, key, {}, &Entry::key);
    if (found != table.end() && found->key == key) return lost - found->cost;
    if (n == 0) return lost + kNever;
    lost += kBackOff;
  }
}

CharacterModel::Symbol CharacterModel::symbol_of(char32_t c) {
  if (const size_t at = kLetters.find(c); at != std::u32string_view::npos) return static_cast<Symbol>(at + 1);
  if (const size_t at = kSigns.find(c); at != std::u32string_view::npos)
    return static_cast<Symbol>(kLetters.size() + at + 1);
  const size_t others = kLetters.size() + kSigns.size();
  return static_cast<Symbol>(others + (is_digit(c) ? 1 : is_letter(c) ? 2 : 3));
}

double mean_log_likelihood(const CharacterModel& language, std::u32string_view word) {
  std::vector<CharacterModel::Symbol> context{CharacterModel::symbol_of(U' ')};
  double sum = 0;
  for (const char32_t c : word) {
    const auto symbol = CharacterModel::symbol_of(c);
    sum += language.log_likelihood(context, symbol);
    context.push_back(symbol);
  }
  return word.empty() ? 0 : sum / static_cast<double>(word.size());
}

}  // namespace folio
