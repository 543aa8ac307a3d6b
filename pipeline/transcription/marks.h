#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "transcription/transcription.h"

namespace folio {

/// What a mark says of the text that it covers.
struct MarkMeaning {
  Layer layer = Layer::none;  ///< none = says nothing of the layer
  bool struck = false;
  StrikeKind strike = StrikeKind::none;
  bool inserted = false;
  bool uncertain = false;
  bool pencil = false;
  bool remark = false;  ///< `*…*`, `[handwritten: …]`: an insertion when it stands in typed text
  bool signature = false;
  bool known = true;  ///< false for ⟦name:…⟧ with a name that is none of ours
  int quarter_turns = 0;

  /// False for a note that only tells the place: `[in the middle of the page: …]`.
  bool says_something() const { return layer != Layer::none || struck || inserted || uncertain || signature; }
};

/// A mark and the text that it covers: positions into the characters, half-open.
struct MarkSpan {
  MarkMeaning meaning;
  int begin = 0, end = 0;  ///< of the content, without the delimiters
};

/// A mark that covers no text: a page break or an editor's note.
struct Milestone {
  enum class Kind : unsigned char { page_break, form_feed, note };
  Kind kind = Kind::note;
  int position = 0;  ///< of its first character
  std::string text;  ///< the name of the page, or the note; NFC, white space folded
};

/// Something wrong, at a character.
struct MarkFault {
  int position = 0;
  std::string message;
};

struct MarkScan {
  std::vector<MarkSpan> spans;        ///< in order of opening
  std::vector<Milestone> milestones;  ///< in order of position
  std::vector<bool>
      is_delimiter;  ///< one a character: part of a mark that is no text, or an escaping backslash
  std::vector<MarkFault> faults;  ///< in order of position; not more than kMaxFaults
  int more_faults = 0;            ///< as many more were found
};

/// A file that is no transcription at all must not fill the memory with messages.
inline constexpr int kMaxFaults = 1000;

/// Finds the marks. See parse_transcription for what becomes of wrong ones. Time grows with the length alone.
MarkScan scan_marks(std::u32string_view text);

/// True for characters that a backslash makes literal.
bool is_mark_character(char32_t c);

/// The meaning of `⟦name:…⟧`; `known` is false for a name that is none of ours.
MarkMeaning meaning_of_name(std::u32string_view name);

/// What stands in square brackets before a colon, or alone: "handwritten below", "inserted by hand",
/// "signed", "in the middle of the page". `is_note` is false for any other words: those brackets are text.
struct NoteHeading {
  bool is_note = false;
  MarkMeaning meaning;
  bool says_more = false;  ///< of the place or the like: the heading is worth keeping as a note
};
/// `alone`: the bracket closes right after the heading, without a colon.
NoteHeading meaning_of_note_heading(std::u32string_view heading, bool alone);

}  // namespace folio
