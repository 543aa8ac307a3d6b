#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "page/layer.h"

namespace folio {

/// A word of a transcription, or the part of a word that one mark covers: `на⟦h:писал⟧` is two tokens, the
/// second joined. Its text is NFC and holds no white space; it is empty only for a signature that the
/// transcription merely notes.
struct Token {
  std::string text;
  Layer layer = Layer::typed;  ///< where it is expected: typed, hand, stamp or print
  Role role = Role::body;
  bool struck = false;
  StrikeKind strike = StrikeKind::none;  ///< when struck: line, or typed_over where the mark says so
  bool inserted = false;
  bool uncertain = false;  ///< the transcriber doubts the reading, or could not read it (only □)
  bool pencil = false;
  bool joined = false;    ///< no white space between it and the token before
  bool marked = false;    ///< some mark covers it; its layer is then the transcriber's word, else a default
  int quarter_turns = 0;  ///< clockwise turns that bring the writing upright
  int mark_idx = -1;      ///< innermost mark, counted in order of opening; -1 = none
  int paragraph_idx = 0;  ///< blank lines end paragraphs
  int line = 1;           ///< of the file, from 1
  int column = 1;         ///< in code points, from 1
};

/// True when the same marks say the same of both.
bool same_marks(const Token& a, const Token& b);

/// A mark as it was opened, so that marks can be written as they were nested.
struct MarkNode {
  int parent_idx = -1;  ///< the mark that it lies in; -1 = none. Always less than its own index
  bool says_struck = false, says_inserted = false, says_uncertain = false, says_layer = false,
       says_turned = false;
};

/// A separate leaf with text that belongs elsewhere: "Вставка №1 к стр. 1". Ranges of tokens, half-open.
struct Slip {
  int number = 0;
  int page_number = 0;                     ///< the typist's number of the page that it belongs to
  int heading_begin = 0, heading_end = 0;  ///< "Вставка №1 к стр. 1"
  int text_begin = 0, text_end = 0;        ///< what is to be inserted
  int anchor_begin = 0, anchor_end = 0;  ///< "Вставка 1" in the running text; empty when there is none
};

/// Something wrong with the notation. The text around it is read all the same.
struct Diagnostic {
  int line = 1;
  int column = 1;  ///< in code points, from 1
  std::string message;
};

/// "FILE:LINE:COLUMN: message", with control characters escaped.
std::string to_string(const Diagnostic& diagnostic, std::string_view file);

/// Where a new page begins.
struct PageBreak {
  enum class Source : unsigned char {
    mark,       ///< ⟦pb⟧, ⟦pb:13об⟧, TEI's <pb/>
    form_feed,  ///< U+000C
    numbers,    ///< a line of leaf or page numbers
  };
  Source source = Source::mark;
  int token_idx = 0;      ///< the page's first token; the number of tokens when none follows
  std::string name;       ///< as it stands: "13об", "14 43", "2."; empty when it has none
  int line = 1;           ///< of the file, from 1
  int column = 1;         ///< in code points, from 1
  bool own_line = false;  ///< no words before it on its line
};

/// An editor's or translator's words, which are not on the leaf: ⟦note:…⟧, "handwritten below the sentence".
struct EditorialNote {
  int token_idx = 0;  ///< the note stands before this token; the number of tokens when none follows
  std::string text;
  int line = 1, column = 1;
};

/// What a section of a web record is, when it is no text of the document.
enum class Furniture : unsigned char { title, date, citation, link, summary, language, contents, other };

/// Names as they stand in files: "title", "citation".
std::string_view name_of(Furniture kind);
std::optional<Furniture> furniture_from_name(std::string_view name);

struct FurnitureSection {
  Furniture kind = Furniture::other;
  std::string text;  ///< without its heading, white space folded
  int first_line = 1, last_line = 1;
};

struct Transcription {
  std::string file;             ///< as given; for messages
  std::vector<Token> tokens;    ///< in the order of the file
  std::vector<MarkNode> marks;  ///< by the tokens' mark_idx
  std::vector<Slip> slips;
  std::vector<PageBreak> page_breaks;       ///< in order; pages need not be marked at all
  std::vector<EditorialNote> notes;         ///< in order
  std::vector<FurnitureSection> furniture;  ///< of a web record, in the order of the file
  std::vector<Transcription> translations;  ///< of the same document, each with its own tokens and notes
  std::vector<Diagnostic> diagnostics;      ///< in the order of the file, those of translations among them
  int first_line = 1, last_line = 1;        ///< of the text within the file
};

/// The first section of that kind; null when there is none.
const FurnitureSection* find_furniture(const Transcription& transcription, Furniture kind);

}  // namespace folio
