#include "export/folio/pen_runs.h"

#include <algorithm>
#include <map>
#include <optional>

namespace folio {
namespace {

std::optional<PenRun::Kind> kind_of(const FolioWord& word) {
  if (word.part == FolioWord::Part::struck)
    return word.word->strike == StrikeKind::typed_over ? PenRun::Kind::typed_over : PenRun::Kind::struck;
  if (word.part != FolioWord::Part::text) return std::nullopt;
  if (word.word->status == WordStatus::inserted || is_placed_in_text(word.line->role))
    return PenRun::Kind::inserted;
  if (word.line->layer == Layer::hand) return PenRun::Kind::written;
  return std::nullopt;
}

bool is_left_out(const FolioWord& word) {
  return word.part == FolioWord::Part::call || word.part == FolioWord::Part::heading;
}

/// Words of one line, or of several that were written for one place.
bool belong_together(const FolioWord& a, const FolioWord& b) {
  return a.line == b.line || (a.page_idx == b.page_idx && a.line->role == b.line->role &&
                              !a.word->after_id.empty() && a.word->after_id == b.word->after_id);
}

Box box_of(const PenRun& run, const FolioText& text) {
  Box box;
  for (const size_t k : run.words) box = unite(box, text.words[k].word->box);
  return box;
}

/// Pixels across which one run lies above or below the other.
int overlap(const PenRun& a, const PenRun& b, const FolioText& text) {
  if (text.words[a.words.front()].page_idx != text.words[b.words.front()].page_idx) return 0;
  const Box box_a = box_of(a, text), box_b = box_of(b, text);
  return std::max(0, std::min(box_a.x1, box_b.x1) - std::max(box_a.x0, box_b.x0));
}

/// Whether `next` follows `run` with nothing between but what the text leaves out.
bool touch(const PenRun& run, const PenRun& next, const FolioText& text) {
  if (text.words[next.words.front()].opens_paragraph) return false;
  for (size_t k = run.words.back() + 1; k < next.words.front(); ++k)
    if (!is_left_out(text.words[k])) return false;
  return true;
}

/// Where words were written, by the nearest typed word of their paragraph before them. `typing`: the typed
/// text of the page.
std::string place_of(const PenRun& run, const Box& typing, const FolioText& text) {
  const FolioWord& first = text.words[run.words.front()];
  if (first.line->role == Role::fill_in) return "в пропуске строки";
  if (first.line->role == Role::correction) return "поверх напечатанного";
  const Box box = box_of(run, text);
  if (box.empty()) return {};
  if (!typing.empty() && (box.x1 <= typing.x0 || box.x0 >= typing.x1)) return "на полях";
  for (size_t k = run.words.front(); k-- > 0;) {
    const FolioWord& word = text.words[k];
    if (word.page_idx != first.page_idx) break;
    if (word.line->layer == Layer::typed && !word.word->box.empty()) {
      if (box.center_y() < word.word->box.y0) return "над строкой";
      return box.center_y() >= word.word->box.y1 ? "под строкой" : "в строке";
    }
    if (word.opens_paragraph) break;
  }
  return {};
}

void find_places(std::vector<PenRun>& runs, const FolioText& text) {
  std::map<int, Box> typing;
  for (const FolioWord& word : text.words) {
    Box& box = typing[word.page_idx];
    if (word.line->layer == Layer::typed) box = unite(box, word.line->box);
  }
  for (PenRun& run : runs)
    if (run.kind == PenRun::Kind::inserted)
      run.place = place_of(run, typing[text.words[run.words.front()].page_idx], text);
}

void find_partners(std::vector<PenRun>& runs, const FolioText& text) {
  for (size_t i = 0; i < runs.size(); ++i) {
    if (!runs[i].is_strike()) continue;
    const auto free = [&](size_t k) { return runs[k].kind == PenRun::Kind::inserted && runs[k].partner < 0; };
    const bool before = i > 0 && free(i - 1) && touch(runs[i - 1], runs[i], text);
    const bool behind = i + 1 < runs.size() && free(i + 1) && touch(runs[i], runs[i + 1], text);
    if (!before && !behind) continue;
    const bool nearer =
        before && (!behind || overlap(runs[i - 1], runs[i], text) > overlap(runs[i], runs[i + 1], text));
    const size_t partner = nearer ? i - 1 : i + 1;
    runs[i].partner = static_cast<int>(partner);
    runs[partner].partner = static_cast<int>(i);
  }
}

}  // namespace

std::vector<PenRun> find_pen_runs(const FolioText& text) {
  std::vector<PenRun> runs;
  bool open = false;  // the last run may go on
  for (size_t k = 0; k < text.words.size(); ++k) {
    const FolioWord& word = text.words[k];
    if (is_left_out(word)) continue;
    const std::optional<PenRun::Kind> kind = kind_of(word);
    if (!kind) {
      open = false;
      continue;
    }
    const FolioWord* last = open ? &text.words[runs.back().words.back()] : nullptr;
    const bool goes_on = last != nullptr && runs.back().kind == *kind && !word.opens_paragraph &&
                         last->slip_idx == word.slip_idx &&
                         (*kind != PenRun::Kind::inserted || belong_together(*last, word));
    if (!goes_on) runs.push_back({*kind, {}, -1, {}});
    runs.back().words.push_back(k);
    open = true;
  }
  find_partners(runs, text);
  find_places(runs, text);
  return runs;
}

}  // namespace folio
