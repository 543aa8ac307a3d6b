#include "export/note_list.h"

#include <algorithm>
#include <utility>

#include "core/text.h"

namespace folio {

NoteList::NoteList(const FolioText& text) : text_(text) {
  std::optional<size_t> last;
  for (size_t k = 0; k < text.words.size(); ++k) {
    paragraph_.push_back((k == 0 ? 0 : paragraph_.back()) + (text.words[k].opens_paragraph ? 1 : 0));
    before_.push_back(last);
    if (shows(text.words[k])) last = k;
  }
}

void NoteList::add(size_t first, size_t last, std::string note) {
  const size_t end = end_of_word(last);
  notes_.push_back({first == last ? end : first, end, std::move(note)});
}

/// The last part of a word that was broken over lines.
size_t NoteList::end_of_word(size_t k) const {
  for (size_t next = k + 1; next < text_.words.size() && !text_.words[next].opens_paragraph; ++next) {
    if (!shows(text_.words[next])) continue;
    const std::u32string text = to_code_points(text_.words[next].text);
    if (!text_.words[next].joined || text.empty() || !is_letter(text.front())) break;
    k = next;
  }
  return k;
}

void NoteList::add_beside(size_t first, size_t last, const std::string& behind, const std::string& ahead) {
  const std::optional<size_t> before = before_[first], next = next_shown(last);
  if (before && (!next || paragraph_[*before] == paragraph_[first]))
    add(*before, *before, behind);
  else if (next)
    add(*next, *next, ahead);
}

/// The first word behind `k` that shows, in its paragraph.
std::optional<size_t> NoteList::next_shown(size_t k) const {
  for (size_t next = k + 1; next < text_.words.size() && !text_.words[next].opens_paragraph; ++next)
    if (shows(text_.words[next])) return next;
  return std::nullopt;
}

std::vector<TextNote> NoteList::take() && {
  std::ranges::stable_sort(notes_, [](const TextNote& a, const TextNote& b) {
    return std::pair(a.first, b.last) < std::pair(b.first, a.last);
  });
  std::vector<TextNote> merged;
  for (TextNote& note : notes_) {
    const bool same = !merged.empty() && merged.back().first == note.first && merged.back().last == note.last;
    if (same)
      merged.back().text += ' ' + note.text;
    else
      merged.push_back(std::move(note));
  }
  return merged;
}

bool is_unread(const FolioWord& word) {
  return std::ranges::all_of(to_code_points(word.text), [](char32_t c) { return c == U'□'; });
}

bool shows(const FolioWord& word) { return word.part == FolioWord::Part::text; }

std::string quoted(const std::vector<const FolioWord*>& words) {
  std::string out;
  bool gap = false;  // the last word was not read
  for (const FolioWord* word : words) {
    const bool unread = is_unread(*word);
    if (unread && gap) continue;
    if (!out.empty() && !word->joined) out += ' ';
    out += unread ? "[…]" : word->text;
    gap = unread;
  }
  return "«" + out + "»";
}

}  // namespace folio
