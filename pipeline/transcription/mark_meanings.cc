#include <algorithm>
#include <array>
#include <string>

#include "core/text.h"
#include "transcription/marks.h"

namespace folio {
namespace {

enum class Note : unsigned char { remark, insertion, strike, stamp, signature, place };

struct NoteWords {
  std::u32string_view begins;  ///< the heading, in lower case
  Note note;
  bool alone = false;  ///< needs no colon, and has none
};

// The words of translators (the digital archive of the Wilson Center) and of Russian editors.
constexpr std::array<NoteWords, 30> kNotes{{
    {U"handwritten", Note::remark},
    {U"written by hand", Note::remark},
    {U"от руки", Note::remark},
    {U"рукой", Note::remark},
    {U"inserted by hand", Note::insertion},
    {U"added by hand", Note::insertion},
    {U"written in by hand", Note::insertion},
    {U"вписано", Note::insertion},
    {U"crossed out", Note::strike},
    {U"struck out", Note::strike},
    {U"зачеркнуто", Note::strike},
    {U"вычеркнуто", Note::strike},
    {U"stamp", Note::stamp},
    {U"штамп", Note::stamp},
    {U"печать", Note::stamp},
    {U"signed", Note::signature, true},
    {U"signature", Note::signature, true},
    {U"подпись", Note::signature, true},
    {U"in the ", Note::place},
    {U"on the ", Note::place},
    {U"at the ", Note::place},
    {U"to the ", Note::place},
    {U"above ", Note::place},
    {U"below ", Note::place},
    {U"beneath ", Note::place},
    {U"on a ", Note::place},
    {U"в левом ", Note::place},
    {U"в правом ", Note::place},
    {U"на полях", Note::place},
    {U"в верхнем ", Note::place},
}};

/// Lower case of Latin and Cyrillic letters, white space folded: enough for the words above.
std::u32string folded(std::u32string_view text) {
  std::u32string out;
  for (const char32_t c : text) {
    if (is_space(c)) {
      if (!out.empty() && out.back() != U' ') out.push_back(U' ');
    } else if ((c >= U'A' && c <= U'Z') || (c >= U'А' && c <= U'Я')) {
      out.push_back(c + 32);
    } else {
      out.push_back(c == U'ё' || c == U'Ё' ? U'е' : c);
    }
  }
  if (!out.empty() && out.back() == U' ') out.pop_back();
  return out;
}

}  // namespace

MarkMeaning meaning_of_name(std::u32string_view name) {
  MarkMeaning meaning;
  if (name == U"h" || name == U"h-rot90" || name == U"h-rot180" || name == U"h-rot270") {
    meaning.layer = Layer::hand;
    meaning.quarter_turns = name == U"h-rot90" ? 1 : name == U"h-rot180" ? 2 : name == U"h-rot270" ? 3 : 0;
  } else if (name == U"h-signature") {
    meaning.layer = Layer::hand;
    meaning.signature = true;
  } else if (name == U"pencil") {
    meaning.layer = Layer::hand;
    meaning.pencil = true;
  } else if (name == U"s") {
    meaning.layer = Layer::stamp;
  } else if (name == U"p") {
    meaning.layer = Layer::print;
  } else if (name == U"del" || name == U"del-x") {
    meaning.struck = true;
    meaning.strike = name == U"del" ? StrikeKind::line : StrikeKind::typed_over;
  } else if (name == U"ins") {
    meaning.inserted = true;
  } else if (name == U"?") {
    meaning.uncertain = true;
  } else {
    meaning.known = false;
  }
  return meaning;
}

NoteHeading meaning_of_note_heading(std::u32string_view heading, bool alone) {
  NoteHeading out;
  const std::u32string words = folded(heading);
  const auto found = std::ranges::find_if(
      kNotes, [&](const NoteWords& n) { return n.alone ? words == n.begins : words.starts_with(n.begins); });
  if (found == kNotes.end() || found->alone != alone) return out;
  out.is_note = true;
  out.says_more = !alone && words != found->begins && words != U"вписано от руки";
  switch (found->note) {
    case Note::remark:
      out.meaning.layer = Layer::hand;
      out.meaning.remark = true;
      break;
    case Note::insertion:
      out.meaning.layer = Layer::hand;
      out.meaning.inserted = true;
      break;
    case Note::strike:
      out.meaning.struck = true;
      out.meaning.strike = StrikeKind::line;
      break;
    case Note::stamp:
      out.meaning.layer = Layer::stamp;
      break;
    case Note::signature:
      out.meaning.layer = Layer::hand;
      out.meaning.signature = true;
      break;
    case Note::place:
      break;
  }
  return out;
}

}  // namespace folio
