#pragma once

#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "page/page_text.h"

namespace folio {

/// True for all classes that engines give to lines: ocr_line, ocr_header, ocr_footer, ocr_caption,
/// ocr_textfloat, ocrx_line.
bool is_hocr_line(const pugi::xml_node& node);

/// A line without words: id, box, baseline, turn and what our attributes say of it. The layer and the role
/// are those around it.
TextLine line_from_hocr(const pugi::xml_node& node);

/// A line for a word that stands in none.
TextLine line_of_word(const Word& word);

/// "word_1", "word_2", …: for words without an id.
std::string made_word_id(int& made_words);

/// Makes the words of `text`, with boxes worked out from their lengths.
void split_line(TextLine& line, const std::string& text, int& made_words);

/// Some converters make a word of each character (ABBYY's charParams), with words of white space between
/// those of a word, or none at all: joins those. `node` is the line. Lines with any longer word, or of words
/// with white space between all of them, stay as they are: typists space words out.
void join_single_characters(const pugi::xml_node& node, TextLine& line);

/// Gives words without a box their share of the line, a line without one that of its words.
void give_boxes(TextLine& line);

/// A word without text in a line that has others.
struct UnreadWord {
  std::string line_id;
  std::string previous_id;  ///< the word before it; empty or unknown = it comes first
  Word word;
};

/// Puts each word into its line; words of lines that are not there are dropped.
void place_unread_words(std::vector<TextLine>& lines, std::vector<UnreadWord>& words);

/// The smallest size of a page that holds all its lines and regions.
cv::Size size_of_content(const PageText& page);

}  // namespace folio
