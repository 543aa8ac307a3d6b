#include "transcription/script_runs.h"

#include <algorithm>

#include "core/text.h"

namespace folio {
namespace {

bool is_latin(char32_t c) {
  return (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z') ||
         (c >= 0x00C0 && c <= 0x024F && c != 0x00D7 && c != 0x00F7) || (c >= 0x1E00 && c <= 0x1EFF);
}

/// Counts the letters of a line; true when it has anything but white space.
bool count_letters(std::string_view line, ScriptParagraph& paragraph) {
  bool has_ink = false;
  for (const char32_t c : to_code_points(line)) {
    if (is_latin(c))
      ++paragraph.latin;
    else if (c >= 0x0250 && is_letter(c))
      ++paragraph.other;
    has_ink |= !is_space(c);
  }
  return has_ink;
}

double share(size_t part, size_t rest) {
  return part == 0 ? 0 : static_cast<double>(part) / static_cast<double>(part + rest);
}

}  // namespace

std::vector<ScriptParagraph> script_paragraphs(std::string_view text, size_t offset, int first_line) {
  std::vector<ScriptParagraph> out;
  bool open = false;
  for (size_t begin = 0, line = 0; begin < text.size(); ++line) {
    const size_t end = std::min(text.find('\n', begin), text.size() - 1) + 1;
    ScriptParagraph letters;
    if (count_letters(text.substr(begin, end - begin), letters)) {
      const int number = first_line + static_cast<int>(line);
      if (!open) out.push_back({offset + begin, 0, number, number, 0, 0});
      open = true;
      out.back().end = offset + end;
      out.back().last_line = number;
      out.back().latin += letters.latin;
      out.back().other += letters.other;
    } else {
      open = false;
    }
    begin = end;
  }
  return out;
}

std::optional<ScriptChange> find_script_change(const std::vector<ScriptParagraph>& paragraphs) {
  size_t latin = 0, other = 0;
  for (const ScriptParagraph& p : paragraphs) {
    latin += static_cast<size_t>(p.latin);
    other += static_cast<size_t>(p.other);
  }
  if (latin == 0 || other == 0) return std::nullopt;
  ScriptChange best;
  size_t best_sum = 0, latin_before = 0, other_before = 0;
  const auto try_here = [&](size_t idx, bool to_latin) {
    const size_t latin_after = latin - latin_before, other_after = other - other_before;
    const size_t before = to_latin ? other_before : latin_before;
    const size_t after = to_latin ? latin_after : other_after;
    if (before + after < best_sum) return;
    best_sum = before + after;
    best = {idx,
            to_latin,
            before,
            after,
            share(before, to_latin ? latin_before : other_before),
            share(after, to_latin ? other_after : latin_after)};
  };
  for (size_t k = 1; k < paragraphs.size(); ++k) {
    latin_before += static_cast<size_t>(paragraphs[k - 1].latin);
    other_before += static_cast<size_t>(paragraphs[k - 1].other);
    try_here(k, true);
    try_here(k, false);
  }
  if (best.before == 0 || best.after == 0) return std::nullopt;
  return best;
}

}  // namespace folio
