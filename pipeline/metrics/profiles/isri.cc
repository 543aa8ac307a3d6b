#include <unicode/uchar.h>

#include <algorithm>
#include <utility>

#include "core/text.h"
#include "metrics/edit_distance.h"
#include "metrics/profiles/profiles.h"
#include "metrics/text/common_subsequence.h"
#include "metrics/text/word_breaks.h"

namespace folio {
namespace {

constexpr char32_t kReject = U'~', kSuspect = U'^';

bool is_blank(char32_t c) {
  if (c == U'\t' || c == U'\v' || c == U'\f' || c == U'\r') return true;
  return (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_Z_MASK) != 0;
}

/// Without suspect marks where they are marks, and with blanks and line ends reduced.
std::u32string characters_of(std::string_view text, IsriMarks marks) {
  std::u32string all = to_code_points(text);
  if (marks == IsriMarks::as_isri) std::erase(all, kSuspect);
  std::ranges::replace_if(all, is_blank, U' ');
  std::u32string out;
  for (size_t k = 0; k < all.size(); ++k) {
    const char32_t next = k + 1 < all.size() ? all[k + 1] : U'\n';
    const bool at_line_begin = out.empty() || out.back() == U'\n';
    if (all[k] == U' ' && (at_line_begin || next == U' ' || next == U'\n')) continue;
    if (all[k] == U'\n' && at_line_begin) continue;
    out += all[k];
  }
  return out;
}

bool only_follows(char32_t c) {
  const int32_t kind = u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_WORD_BREAK);
  return kind == U_WB_EXTEND || kind == U_WB_FORMAT || kind == U_WB_ZWJ;
}

std::vector<std::string> words_of(std::u32string characters) {
  std::ranges::transform(characters, characters.begin(), [](char32_t c) {
    return static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
  });
  constexpr uint32_t kBegins =
      U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK | U_GC_PC_MASK | U_GC_CO_MASK;  // U_GC_N: all digits
  std::vector<std::string> out;
  std::u32string before;  // characters that only follow others, at the text's beginning
  for (const std::u32string& segment : word_segments(characters)) {
    if (only_follows(segment.front())) {  // elsewhere they belong to the line end before them
      if (out.empty() && segment.front() == characters.front()) before = segment;
      continue;
    }
    const std::u32string word = std::exchange(before, {}) + segment;
    if ((U_GET_GC_MASK(static_cast<UChar32>(word.front())) & kBegins) != 0)
      out.push_back(to_nfc(from_code_points(word)));
  }
  return out;
}

/// Errors as the tools count them: of each stretch between two matches, the greater of both lengths, where a
/// reject character of the truth takes one of the hypothesis and counts nothing.
size_t errors_of(const std::u32string& truth, const std::u32string& hypothesis, IsriMarks marks) {
  // Reject characters match nothing, not each other either; what they stand for is settled by the lengths.
  std::vector<std::string> meant, read;
  for (const char32_t c : truth)
    meant.push_back(marks == IsriMarks::as_isri && c == kReject ? "reject" : from_code_points({&c, 1}));
  for (const char32_t c : hypothesis) read.push_back(from_code_points({&c, 1}));
  size_t errors = 0, characters = 0, wildcards = 0, generated = 0;
  const auto close = [&] {
    errors += std::max(characters, generated - std::min(generated, wildcards));
    characters = wildcards = generated = 0;
  };
  for (const Edit& edit : align(meant, read)) {
    if (edit.kind == EditKind::match) {
      close();
      continue;
    }
    if (edit.kind != EditKind::insertion) ++(meant[edit.truth] == "reject" ? wildcards : characters);
    if (edit.kind != EditKind::deletion) ++generated;
  }
  close();
  return errors;
}

}  // namespace

std::vector<ProfileFigure> isri_figures(std::string_view truth, std::string_view hypothesis,
                                        IsriMarks marks) {
  const std::u32string meant = characters_of(truth, marks), read = characters_of(hypothesis, marks);
  const auto wildcards =
      marks == IsriMarks::as_isri ? static_cast<size_t>(std::ranges::count(meant, kReject)) : 0;
  const size_t characters = meant.size() - wildcards;
  const std::vector<std::string> words = words_of(meant);
  const size_t right = common_subsequence_length(words, words_of(read));
  ProfileFigure of_characters{
      "isri-character-accuracy", "characters", errors_of(meant, read, marks), characters, characters, true};
  ProfileFigure of_words{"isri-word-accuracy", "words",      words.size() - right,
                         words.size(),         words.size(), true};
  of_characters.infinite = of_words.infinite = false;
  return {of_characters, of_words};
}

}  // namespace folio
