#pragma once

#include <map>
#include <string>
#include <vector>

#include "page/page_text.h"

namespace folio {

/// Which words of a page are live text in a PDF. Only one reading can be: viewers also search hidden layers.
enum class PdfReading : unsigned char {
  as_it_stands,  ///< every word where it stands, struck ones too: each highlight is right
  amended,       ///< struck words out, insertions in the line after their word: phrases are found, and the
                 ///< highlight of an insertion lies between the words that it was written in between
};

/// Layers of the PDF, in the order of its layer list.
enum class PdfTextLayer : unsigned char { scan, typed, struck, hand, other };

/// Invisible text of a page as PDF operators, and the codes that it uses.
class PdfText {
 public:
  PdfText(const PageText& page, PdfReading reading);

  /// Marked content of the layers /Layer1 to /Layer4 (PdfTextLayer), in reading order, font /Text.
  const std::string& operators() const { return operators_; }

  /// The text of each code from 1 on; [0] is not used.
  const std::vector<std::string>& text_of_codes() const { return text_of_codes_; }

 private:
  struct Placed {
    const TextLine* line = nullptr;
    const Word* word = nullptr;
    std::string text;
    Box box;  ///< where it is put; that of the word but for moved insertions
  };
  using PlacedLine = std::vector<Placed>;

  std::vector<PlacedLine> arrange() const;
  void write_line(const PlacedLine& words);
  void write_word(const Placed& placed, const Placed* next);
  void switch_layer(PdfTextLayer layer);
  std::string codes_of(const std::string& text);
  static PdfTextLayer layer_of(const Placed& placed);

  const PageText& page_;
  PdfReading reading_;
  double points_per_pixel_x_, points_per_pixel_y_, height_points_;
  std::string operators_;
  PdfTextLayer layer_ = PdfTextLayer::scan;  ///< that of the open marked content; scan = none is open
  std::map<std::string, int> code_of_;
  std::vector<std::string> text_of_codes_{""};
};

}  // namespace folio
