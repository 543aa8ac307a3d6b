#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "page/page_text.h"

namespace folio {

/// Why a line, or a word of it, must not teach a recognizer. In the order in which they are looked for.
enum class LineDoubt : unsigned char {
  no_text,               ///< a layer that is not taught, or nothing was read
  unread,                ///< a word without text, or one that stands for letters that nobody could read (□)
  not_in_transcription,  ///< neither a transcription nor a person says what a word is
  inferred_place,        ///< a word's place was worked out from its neighbors
  no_ink_read,           ///< a word was placed on ink that no recognizer could read
  struck_beyond_reading,  ///< a struck word that is read otherwise than it was typed
  unsure_word,            ///< a word that is likely misplaced, or handwriting that is read otherwise
  unsure_layer,           ///< the layer of the ink is in doubt
  cut_word,               ///< a mark cuts a word, so that nobody knows where a space stands
  covered,                ///< ink of another layer lies over a word
  loose_ink,              ///< ink of the line's layer without a word: something is missing from the text
};

inline constexpr int kLineDoubts = 11;

/// In words, for a summary: "a word is not in the transcription".
std::string_view reason_of(LineDoubt doubt);

struct TrainingRule {
  double least_confidence = 0.7;  ///< [0, 1], of each word, that its text is right
  double sure_layer = 0.7;        ///< [0, 1], of the line
};

/// Why a word's text and its ink must not be put together to learn from. Nothing: they may.
std::optional<LineDoubt> doubt_of(const Word& word, Layer layer, const TrainingRule& rule);

/// The first doubt of a line: those of its words, and whether its text is known with its spaces. Says nothing
/// of covered and loose ink, which only pixels show (line_ink.h).
std::optional<LineDoubt> doubt_of(const TextLine& line, const TrainingRule& rule);

/// The text that stands on a line, word by word with single spaces, NFC; parts of broken words stay parts,
/// with their hyphens. Punctuation that hangs on a word is written to it.
std::string text_on_line(const TextLine& line);

/// The least of its words' confidences, [0, 1]; 0 for a line without words.
double confidence_of(const TextLine& line);

/// The page with only the words in it that have no doubt. Lines stay, emptied where none is left.
PageText sure_words_of(PageText page, const TrainingRule& rule);

}  // namespace folio
