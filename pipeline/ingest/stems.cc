#include "ingest/stems.h"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <string_view>

#include "core/text.h"

namespace folio {
namespace {

/// Leaves room for "-p0001", the longest extension and a temporary name within the 255 bytes of file systems.
constexpr size_t kMaxBytes = 160;

bool is_unsafe(char32_t c) {
  constexpr std::u32string_view kUnsafe = U"/\\:*?\"<>|\uFFFD";
  const bool control = c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029;
  // Marks and overrides of direction, which make a name look like another one.
  const bool direction = c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
                         (c >= 0x2066 && c <= 0x2069);
  return control || direction || kUnsafe.find(c) != std::u32string_view::npos;
}

std::string folded(const std::string& stem) { return to_nfc(to_lower(stem)); }

/// "a" of "a-p001"; empty when the name is not that of a page.
std::string file_of_page(const std::string& stem) {
  const size_t at = stem.rfind("-p");
  if (at == std::string::npos || at == 0 || stem.size() - at < 5) return {};
  const bool digits = std::all_of(stem.begin() + static_cast<std::ptrdiff_t>(at) + 2, stem.end(),
                                  [](char c) { return c >= '0' && c <= '9'; });
  return digits ? stem.substr(0, at) : std::string();
}

}  // namespace

std::string safe_stem(const std::filesystem::path& file) {
  std::u32string name = to_code_points(to_nfc(file.stem().string()));
  std::replace_if(name.begin(), name.end(), is_unsafe, U'_');
  std::string stem;
  for (const std::string& cluster : grapheme_clusters(from_code_points(name))) {
    if (stem.size() + cluster.size() > kMaxBytes) break;
    stem += cluster;
  }
  // A first dot hides a file, a first hyphen looks like an option; Windows drops dots and blanks at the end.
  if (!stem.empty() && (stem.front() == '.' || stem.front() == '-' || stem.front() == ' '))
    stem.front() = '_';
  if (!stem.empty() && (stem.back() == '.' || stem.back() == ' ')) stem.back() = '_';
  return stem.empty() ? "page" : stem;
}

std::string page_stem(const std::string& stem, int page_idx, int page_count) {
  return page_count == 1 ? stem : fmt::format("{}-p{:03}", stem, page_idx + 1);
}

StemGiver::StemGiver() {
  for (const char* name :
       {"folio.json", "outcome.json", "journal.sqlite", "journal.sqlite-journal", "lock", "shards"})
    taken_.insert(folded(name));
}

bool StemGiver::is_free(const std::string& stem) const {
  const std::string key = folded(stem);
  return !taken_.contains(key) && !of_pages_.contains(key) && !taken_.contains(file_of_page(key));
}

std::string StemGiver::give(const std::filesystem::path& file) {
  const std::string name = safe_stem(file);
  std::string stem = name;
  if (!is_free(stem)) {
    int& number = last_number_.try_emplace(folded(name), 1).first->second;
    while (!is_free(stem)) stem = fmt::format("{}-{}", name, ++number);
  }
  const std::string key = folded(stem);
  taken_.insert(key);
  if (const std::string whole = file_of_page(key); !whole.empty()) of_pages_.insert(whole);
  return stem;
}

std::vector<std::string> stems_of(const std::vector<std::filesystem::path>& files) {
  StemGiver giver;
  std::vector<std::string> stems;
  stems.reserve(files.size());
  for (const auto& file : files) stems.push_back(giver.give(file));
  return stems;
}

}  // namespace folio
