#include "transcription/record_headings.h"

#include <algorithm>
#include <array>
#include <string>

#include "core/text.h"

namespace folio {
namespace {

constexpr size_t kMaxLabel = 60;  // bytes; the longest below is half of it
constexpr size_t kMaxDate = 60;   // bytes
constexpr size_t kMaxEntry = 60;  // bytes

struct Label {
  std::string_view name;
  Furniture kind;
  bool belongs_to_record = false;
  bool closes_record = false;
};

// The headings of the Wilson Center's digital archive, of the catalogs that Russian archives keep, and their
// French counterparts.
constexpr std::array<Label, 51> kLabels{{
    {"title", Furniture::title},
    {"date", Furniture::date},
    {"document date", Furniture::date},
    {"citation", Furniture::citation, true, true},
    {"cite as", Furniture::citation, true, true},
    {"call number", Furniture::citation, true, true},
    {"archival reference", Furniture::citation, true, true},
    {"source", Furniture::citation},
    {"original archive", Furniture::citation, true, true},
    {"url", Furniture::link, true, true},
    {"permalink", Furniture::link, true, true},
    {"summary", Furniture::summary},
    {"abstract", Furniture::summary},
    {"description", Furniture::summary},
    {"original language", Furniture::language, true},
    {"language", Furniture::language},
    {"languages", Furniture::language},
    {"contents", Furniture::contents},
    {"associated people", Furniture::other, true, true},
    {"associated organizations", Furniture::other, true, true},
    {"associated places", Furniture::other, true, true},
    {"associated topics", Furniture::other, true, true},
    {"subjects", Furniture::other, true, true},
    {"subjects discussed", Furniture::other, true, true},
    {"people mentioned", Furniture::other, true, true},
    {"keywords", Furniture::other, true, true},
    {"related documents", Furniture::other, true, true},
    {"rights", Furniture::other, true, true},
    {"copyright", Furniture::other, true, true},
    {"credits", Furniture::other, true, true},
    {"donors", Furniture::other, true, true},
    {"record id", Furniture::other, true, true},
    {"document id", Furniture::other, true, true},
    {"record note", Furniture::other},
    {"creator", Furniture::other},
    {"author", Furniture::other},
    {"authors", Furniture::other},
    {"type", Furniture::other},
    {"format", Furniture::other},
    {"заголовок", Furniture::title},
    {"дата", Furniture::date},
    {"источник", Furniture::citation},
    {"архивный шифр", Furniture::citation, true, true},
    {"шифр", Furniture::citation, true, true},
    {"аннотация", Furniture::summary},
    {"язык оригинала", Furniture::language, true},
    {"содержание", Furniture::contents},
    {"référence", Furniture::citation, true, true},
    {"résumé", Furniture::summary},
    {"langue originale", Furniture::language, true},
    {"contenu", Furniture::contents},
}};

constexpr std::array<std::string_view, 13> kEntries{
    "original scan", "original scans", "scan",       "original",      "view original",
    "translation",   "перевод",        "transcript", "transcription", "english translation",
    "оригинал",      "скан оригинала", "traduction"};
constexpr std::array<std::string_view, 7> kEntryBeginnings{
    "translation - ", "translation – ", "transcript - ", "transcript – ",
    "original - ",    "download ",      "перевод - "};

// English, Russian and French months by as many letters as tell them from other words.
constexpr std::array<std::string_view, 34> kMonths{
    "january", "february", "march",    "april",   "may",       "june",    "july",    "august",  "september",
    "october", "november", "december", "январ",   "феврал",    "март",    "апрел",   "мая",     "май",
    "июн",     "июл",      "август",   "сентябр", "октябр",    "ноябр",   "декабр",  "janvier", "février",
    "mars",    "avril",    "juin",     "juillet", "septembre", "octobre", "novembre"};

bool is_date_word(std::string_view word) {
  return word == "г" || word == "года" || word == "mai" || word == "août" || word == "décembre" ||
         std::ranges::any_of(kMonths, [&](std::string_view month) { return word.starts_with(month); });
}

}  // namespace

std::string_view trim_ascii(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n\f\v";
  const size_t begin = text.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kSpace) - begin + 1);
}

std::optional<RecordHeading> read_record_heading(std::string_view line) {
  line = trim_ascii(line);
  const size_t colon = line.substr(0, kMaxLabel).find(':');
  if (colon == std::string_view::npos || colon == 0) return std::nullopt;
  const std::string name = to_lower(trim_ascii(line.substr(0, colon)));
  const auto found = std::ranges::find(kLabels, std::string_view(name), &Label::name);
  if (found == kLabels.end()) return std::nullopt;
  return RecordHeading{found->kind, found->name, found->belongs_to_record, found->closes_record,
                       trim_ascii(line.substr(colon + 1))};
}

bool is_contents_entry(std::string_view line) {
  line = trim_ascii(line);
  if (line.empty() || line.size() > kMaxEntry) return false;
  std::string entry = to_lower(line);
  if (entry.back() == ':') entry.pop_back();
  return std::ranges::find(kEntries, std::string_view(entry)) != kEntries.end() ||
         std::ranges::any_of(kEntryBeginnings,
                             [&](std::string_view begin) { return entry.starts_with(begin); });
}

bool is_date(std::string_view line) {
  line = trim_ascii(line);
  if (line.empty() || line.size() > kMaxDate) return false;
  bool has_year = false;
  int words = 0;
  std::u32string word;
  const auto take = [&] {
    if (word.empty()) return true;
    const bool number = std::ranges::all_of(word, [](char32_t c) { return c >= U'0' && c <= U'9'; });
    const std::string text = from_code_points(word);
    word.clear();
    ++words;
    if (!number) return is_date_word(text);
    if (text.size() == 4 && text >= "1400" && text <= "2199") has_year = true;
    return text.size() <= 2 || text.size() == 4;
  };
  for (const char32_t c : to_code_points(to_lower(line))) {
    if (is_letter(c) || is_digit(c)) {
      word.push_back(c);
    } else if (is_space(c) || c == U',' || c == U'.' || c == U'-' || c == U'/' || c == U'–') {
      if (!take()) return false;
    } else {
      return false;
    }
  }
  return take() && has_year && words <= 5;
}

std::optional<std::string_view> read_link(std::string_view line) {
  line = trim_ascii(line);
  if (line.starts_with('<') && line.ends_with('>')) line = line.substr(1, line.size() - 2);
  if (!line.starts_with("http://") && !line.starts_with("https://")) return std::nullopt;
  if (line.find_first_of(" \t<>") != std::string_view::npos) return std::nullopt;
  return line;
}

}  // namespace folio
