#include "batch/folio_facts.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "core/error.h"
#include "core/files.h"
#include "core/text.h"

namespace folio {
namespace {

constexpr size_t kHeadBytes = 4000;
constexpr int kFolders = 3;  ///< above the file

/// "GARF_f5446_op98s" as "GARF f. 5446 op. 98s": the words of a call number apart from their numbers.
std::string spaced_out(std::string_view name) {
  // A Latin l by itself is read as a one; "ll." is not.
  static constexpr std::array<std::pair<std::u32string_view, std::u32string_view>, 10> kWords{
      {{U"f", U"f. "},
       {U"op", U"op. "},
       {U"d", U"d. "},
       {U"l", U"ll. "},
       {U"ll", U"ll. "},
       {U"ф", U"ф. "},
       {U"оп", U"оп. "},
       {U"д", U"д. "},
       {U"л", U"л. "},
       {U"лл", U"лл. "}}};
  std::string spaces(name);
  std::ranges::replace(spaces, '_', ' ');
  std::u32string out;
  for (const std::string& part : split_words(spaces)) {
    const std::u32string word = to_code_points(part), lower = to_code_points(to_lower(part));
    if (!out.empty()) out += U' ';
    const auto digit = static_cast<size_t>(
        std::distance(lower.begin(), std::ranges::find_if(lower, [](char32_t c) { return is_digit(c); })));
    const auto known = std::ranges::find(kWords, std::u32string_view(lower).substr(0, digit),
                                         [](const auto& pair) { return pair.first; });
    if (digit == lower.size() || known == kWords.end()) {
      out += word;
    } else {
      out += known->second;
      out += word.substr(digit);
    }
  }
  return from_code_points(out);
}

}  // namespace

FolioFacts facts_of(const Transcription& transcription) {
  FolioFacts facts;
  int line = 0;
  for (const Token& token : transcription.tokens) {
    if (token.role != Role::leaf_number) continue;
    std::string text = token.text;
    std::ranges::replace(text, '/', ' ');
    for (const std::string& part : split_words(text)) {
      const std::optional<LeafName> name = parse_leaf_name(part);
      if (!name) continue;
      if (facts.number_lines.empty() || token.line != line) facts.number_lines.emplace_back();
      line = token.line;
      facts.number_lines.back().push_back(*name);
    }
  }
  try {
    if (transcription.file.empty() || !std::filesystem::is_regular_file(transcription.file)) return facts;
    const std::string head = read_file(transcription.file).substr(0, kHeadBytes);
    if (const auto call_number = parse_call_number(head)) {
      facts.call_number = to_string(*call_number);
      facts.source = "transcription";
    }
  } catch (const Error&) {
    // It was read once; what it says of the archive is no reason to fail now.
  } catch (const std::filesystem::filesystem_error&) {
  }
  return facts;
}

FolioFacts combined(FolioFacts earlier, const FolioFacts& later) {
  // What a person gives on the command line is not undone by a transcription.
  const bool given = earlier.source == "option" && later.source != "option";
  if (!later.call_number.empty() && !given) {
    earlier.call_number = later.call_number;
    earlier.source = later.source;
  }
  if (!later.number_lines.empty()) earlier.number_lines = later.number_lines;
  return earlier;
}

std::optional<CallNumber> call_number_of_path(const std::filesystem::path& file) {
  const auto read = [](const std::filesystem::path& name) {
    return parse_call_number(spaced_out(name.string()));
  };
  if (auto own = read(file.stem())) return own;
  std::filesystem::path folder = file.parent_path();
  for (int k = 0; k < kFolders && !folder.filename().empty(); ++k, folder = folder.parent_path()) {
    if (auto found = read(folder.filename())) {
      found->leaves.clear();
      return found;
    }
  }
  return std::nullopt;
}

}  // namespace folio
