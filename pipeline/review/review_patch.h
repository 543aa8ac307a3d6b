#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/geometry.h"
#include "page/page_text.h"

namespace folio {

/// A word that a person looked at. Boxes here and below are in pixels of the scan, as the review page had
/// them.
struct WordEdit {
  /// How the person came to `after`. Nothing but `accept` is bound to it.
  enum class How : unsigned char {
    accept,         ///< as it stood: `after` is `before`
    type,           ///< typed
    alternative,    ///< one of the recognizer's other readings
    transcription,  ///< the transcription's word, of two that differ
    reading,        ///< the recognizer's
  };
  How how = How::accept;
  std::string id;  ///< of the word on the page
  Box box;
  std::string before;  ///< its text on the review page; empty = it had none
  std::string after;   ///< empty = the word is to go, or, where it is accepted, stays unread
  WordStatus status_before = WordStatus::plain, status = WordStatus::plain;
};

/// Whose ink a line or region is, and what it is for.
struct AreaEdit {
  std::string id;
  Box box;
  Layer layer_before = Layer::typed, layer = Layer::typed;
  Role role_before = Role::body, role = Role::body;
};

/// What a person wrote about a word, line or region.
struct NoteEdit {
  std::string id;  ///< of what it is about; for messages
  Box box;
  std::string text;  ///< empty = an earlier note goes
};

using ReviewEdit = std::variant<WordEdit, AreaEdit, NoteEdit>;

/// What a person did on one page.
struct PagePatch {
  std::string stem;
  std::string image_sha256;  ///< of the file that the page came from; empty = not known
  std::string text_sha256;   ///< of the page's hOCR that the review page was made of; empty = not known
  std::vector<ReviewEdit> edits;
};

/// The work of a person in the review page, as it saves it.
struct ReviewPatch {
  std::string made_by;  ///< the program whose review page it was
  std::vector<PagePatch> pages;
};

inline constexpr int kReviewPatchVersion = 1;
inline constexpr std::size_t kMostPatchBytes = 64U << 20;
inline constexpr std::size_t kMostWordBytes = 1000;   ///< of a word's text
inline constexpr std::size_t kMostNoteBytes = 20000;  ///< of a note's

std::string_view name_of(WordEdit::How how);

/// Reads a patch file's bytes. Texts come as NFC with single blanks, without any at their ends. Throws
/// Error{input}, which says what is wrong and with which edit: no JSON or no patch, another version, a page
/// or an edit that comes twice, a name of a page with a folder in it, boxes that are none, texts that are too
/// long or hold control characters.
ReviewPatch parse_review_patch(std::string_view bytes);

}  // namespace folio
