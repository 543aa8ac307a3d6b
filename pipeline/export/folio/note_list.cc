#include "export/folio/note_list.h"

#include <algorithm>
#include <utility>

#include "core/text.h"

namespace folio {
namespace {

/// The rest of a word that is broken over lines.
bool goes_on(const FolioWord& word) {
  const std::u32string text = to_code_points(word.text);
  return word.joined && !text.empty() && is_letter(text.front());
}

}  // namespace

NoteList::NoteList(const FolioText& text) {
  const size_t count = text.words.size();
  std::optional<size_t> last;
  for (size_t k = 0; k < count; ++k) {
    paragraph_.push_back((k == 0 ? 0 : paragraph_.back()) + (text.words[k].opens_paragraph ? 1 : 0));
    before_.push_back(last);
    if (shows(text.words[k])) last = k;
  }
  next_.resize(count);
  end_of_word_.resize(count);
  std::optional<size_t> next;
  for (size_t k = count; k-- > 0;) {
    if (next && paragraph_[*next] != paragraph_[k]) next.reset();
    next_[k] = next;
    end_of_word_[k] = next && goes_on(text.words[*next]) ? end_of_word_[*next] : k;
    if (shows(text.words[k])) next = k;
  }
}

void NoteList::add(size_t first, size_t last, std::string note) {
  const size_t end = end_of_word_[last];
  notes_.push_back({first == last ? end : first, end, std::move(note)});
}

void NoteList::add_beside(size_t first, size_t last, const std::string& behind, const std::string& ahead) {
  const std::optional<size_t> before = before_[first], next = next_[last];
  if (before && (!next || paragraph_[*before] == paragraph_[first]))
    add(*before, *before, behind);
  else if (next)
    add(*next, *next, ahead);
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
