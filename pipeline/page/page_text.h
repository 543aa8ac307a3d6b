#pragma once

#include <opencv2/core.hpp>
#include <string>
#include <vector>

#include "core/geometry.h"
#include "page/layer.h"
#include "page/page_kind.h"
#include "page/scanned_page.h"
#include "page/upright_page.h"

namespace folio {

/// A character as read. `alternatives` are other readings with their confidences, best first, the chosen one
/// left out.
struct Glyph {
  struct Alternative {
    std::string text;
    double confidence = 0;
  };
  std::string text;  ///< one grapheme cluster
  Box box;
  double confidence = 0;
  std::vector<Alternative> alternatives;
};

/// Where a word's final text comes from.
enum class TextSource : unsigned char {
  recognizer,  ///< read from the image; no transcription was given, or it says nothing of this word
  both,        ///< the transcription has the same
  truth,       ///< the transcription has something else, or the image was not readable there
  person,      ///< a person wrote it into the page's hOCR; stands whatever is read or transcribed
};

enum class WordStatus : unsigned char { plain, struck, inserted };

std::string_view name_of(TextSource source);
std::string_view name_of(WordStatus status);

struct Word {
  std::string id;    ///< unique on the page: "w_12"
  std::string text;  ///< the final reading; empty only for a hand word that is marked unread
  std::string ocr;   ///< the recognizer's reading; empty when nothing was read
  Box box;
  double confidence = 0;  ///< [0, 1], that `text` is right
  WordStatus status = WordStatus::plain;
  StrikeKind strike = StrikeKind::none;  ///< when struck
  double strike_confidence = 1;  ///< [0, 1], that it is struck, when it is, or may be (below 0.5); else 1
  TextSource source = TextSource::recognizer;
  bool place_inferred = false;  ///< the box was worked out from the neighbors, not seen
  /// For an insertion: the words before it, and after it in its line; empty = unknown, or there is none.
  std::string after_id;
  std::string before_id;
  std::vector<Glyph> glyphs;  ///< of `ocr`; may be empty
};

struct TextLine {
  std::string id;  ///< "line_3"
  Layer layer = Layer::typed;
  Role role = Role::body;
  Box box;
  Baseline baseline;
  double x_height = 0;  ///< pixels
  double layer_confidence = 1;
  int quarter_turns = 0;      ///< clockwise turns that bring the writing upright
  std::vector<Word> words;    ///< in reading order; empty when the line was not read
  std::string reader;         ///< name of the recognizer that read it; empty = none did
  std::string reader_reason;  ///< why that one, and what another made of it, in words; may be empty
};

struct TextRegion {
  std::string id;  ///< "region_2"
  Layer layer = Layer::hand;
  Role role = Role::signature;
  Box box;
  double confidence = 1;
};

/// What a typewriter leaves on a page, by which its make may be told: GOST 6.10.5-87 asks for a pitch of 2.6
/// mm (2.54 allowed) and rows of 4.25 mm, once, one and a half times or twice. As sure as the resolution is.
struct Typewriting {
  double pitch_mm = 0;      ///< width of a cell
  double line_step_mm = 0;  ///< of neighboring rows; 0 = one row only
  double confidence = 0;    ///< [0, 1]
};

/// What a page's text was made with, so that anyone can tell whether the same would come out again.
struct Provenance {
  std::string system;   ///< program and version: "folio 0.9.0"
  std::string models;   ///< SHA-256 over the names and contents of all models, hexadecimal; empty = not known
  std::string options;  ///< the same over all options that shape what is found and read

  bool operator==(const Provenance&) const = default;
};

/// All that is known of a page's text, without its pixels: small, so that a whole folio fits in memory.
/// Coordinates of the scan as displayed (ScannedPage::pixels).
struct PageText {
  PageOrigin origin;
  cv::Size size;
  Resolution resolution;
  Skew skew;
  PageKindGuess kind;
  Provenance made_with;
  std::vector<std::string> languages;    ///< BCP 47 tags, the main one first; empty = not known
  std::vector<Typewriting> typewriting;  ///< by each grid that lines stand on, the most used one first
  std::vector<TextLine>
      lines;  ///< in reading order; a line of an insertion follows the line that it belongs to
  std::vector<TextRegion> regions;
  double confidence = 0;  ///< [0, 1]: that of the page's worst tenth of words; 0 when no word was read
  std::vector<std::string> doubts;  ///< why the page should be looked at, in words; empty = nothing to say
};

}  // namespace folio
